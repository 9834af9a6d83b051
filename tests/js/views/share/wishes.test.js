/** The address and the code that the dialog gives are what was wished for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readChoices } from "../../../../static/js/run/choices.js";
import { fromHash } from "../../../../static/js/run/link.js";
import { createTrail } from "../../../../static/js/run/trail.js";
import { INITIAL } from "../../../../static/js/state/reduce.js";
import { addressOf, codeOf, firstWishes } from "../../../../static/js/views/share/wishes.js";

const SPEC = { data: { kind: "circle" }, seed: 7, version: 2 };
const STATE = {
  ...INITIAL,
  run: { began: SPEC, digest: "0".repeat(32), edits: [] },
  position: { index: 42 },
  tab: "data",
};
const PLACE = {
  origin: "https://nets.example",
  pathname: "/here/",
  search: "?room=class-7&lang=en",
};

function address(wished, state = STATE, trail = createTrail()) {
  return new URL(addressOf(state, trail, { ...firstWishes(state), ...wished }, PLACE));
}

test("a link is of this step, in this room, with what is chosen", () => {
  const { origin, pathname, search, hash } = address({});

  assert.equal(origin + pathname + search, "https://nets.example/here/?room=class-7&lang=en");
  assert.deepEqual(fromHash(hash), { spec: SPEC, step: 42, edits: [] });
  assert.equal(readChoices(hash).choices.tab, "data");
  assert.equal(readChoices(hash).choices.play, false);
});

test("a link made at a copy of a class's run does not lead into the class, where that is not", () => {
  assert.equal(address({}, { ...STATE, place: "fork" }).search, "?lang=en");
});

test("it starts where it is wished, and plays only then", () => {
  assert.equal(fromHash(address({ start: "beginning" }).hash).step, 0);
  const { hash } = address({ start: "playing" });
  assert.equal(fromHash(hash).step, 0);
  assert.equal(readChoices(hash).choices.play, true);
});

test("a link of this step says what its numbers come to, and is of the step that was asked about", () => {
  const weighed = { run: STATE.run, index: 43, sum: "aB3-_xyz" };
  const sumOf = (wished, state) => readChoices(address(wished, state).hash).choices.sum;

  assert.equal(sumOf({ weighed }), "aB3-_xyz");
  assert.equal(fromHash(address({ weighed }).hash).step, 43);
  assert.equal(sumOf({ weighed, kind: "embed" }), "aB3-_xyz");
  for (const start of ["beginning", "playing"]) assert.equal(sumOf({ weighed, start }), null);
  const changed = { ...STATE, run: { ...STATE.run, edits: [{ index: 3, learning_rate: 1 }] } };
  assert.equal(sumOf({ weighed }, changed), null);
  assert.equal(fromHash(address({ weighed }, changed).hash).step, 42);
});

test("an embedded page has no room of others, and not what has no place in it", () => {
  const { search, hash } = address({ kind: "embed" });

  assert.equal(search, "?lang=en");
  const { choices, unknown } = readChoices(hash);
  assert.deepEqual([choices.embed, choices.hide, unknown], [true, ["build", "panel"], []]);
  assert.deepEqual(readChoices(address({ kind: "embed", hide: [] }).hash).choices.hide, []);
});

test("a link leads to both of two runs side by side, for which an embedded page has no room", () => {
  const state = { ...STATE, beside: { said: "W3t9XQ" } };
  const besideOf = (wished) => readChoices(address(wished, state).hash).choices.beside;

  assert.equal(besideOf({}), "W3t9XQ");
  assert.equal(besideOf({ start: "beginning" }), "W3t9XQ");
  assert.equal(besideOf({ kind: "embed" }), null);
});

test("what is hidden, locked and in which theme is in the address", () => {
  const { hash } = address({ hide: ["seed"], lock: ["rate", "play"], theme: "dark" });

  const { hide, lock, theme } = readChoices(hash).choices;
  assert.deepEqual(
    { hide, lock, theme },
    { hide: ["seed"], lock: ["rate", "play"], theme: "dark" },
  );
});

test("a run that is too large for an address is named by its digest, and can be recalled", () => {
  const x = Array.from({ length: 1200 }, (_, row) => [row, row / 7]);
  const began = { ...SPEC, data: { kind: "table", x, y: x } };
  const state = { ...STATE, run: { ...STATE.run, began } };
  const trail = createTrail();

  const { hash } = address({}, state, trail);

  assert.ok(hash.startsWith(`#kept=${"0".repeat(32)}&step=42`));
  assert.equal(trail.recall("0".repeat(32)), began);
});

test("the code is of a frame with a name, its size, and nothing that would end it early", () => {
  const code = codeOf(
    'https://a/#x="1"&y=<2>',
    { ...firstWishes(STATE), size: 0 },
    'A "net" & more',
  );

  assert.equal(
    code,
    '<iframe src="https://a/#x=&quot;1&quot;&amp;y=&lt;2>" title="A &quot;net&quot; &amp; more" ' +
      'width="600" height="400" loading="lazy" style="border: 0; max-width: 100%"></iframe>',
  );
  assert.match(codeOf("a", { ...firstWishes(STATE), size: 3 }, "b"), / width="100%" height="420" /);
});
