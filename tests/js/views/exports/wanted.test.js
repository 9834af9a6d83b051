/** What is wanted of a page that plays offline, as the server is asked for it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readChoices } from "../../../../static/js/run/choices.js";
import { INITIAL } from "../../../../static/js/state/reduce.js";
import { firstWanted, pathOf } from "../../../../static/js/views/exports/wanted.js";

const EPOCH = 275;
const STATE = {
  ...INITIAL,
  room: "own-1",
  run: { steps_per_batch: 11, batches_per_epoch: 25, edits: [], layers: [] },
  recorded: 3 * EPOCH + 7,
  position: { index: 57 },
  frame: { embed: true, theme: "dark", hide: ["chart"], lock: ["speed"] },
  until: { epoch: 2, accuracy: null },
};

function asked(wanted) {
  const path = pathOf(STATE, { ...firstWanted(STATE), ...wanted });
  const query = new URLSearchParams(path.slice(path.indexOf("?")));
  return { path, query, look: readChoices(query.get("look")).choices };
}

test("all that is recorded is wanted at first, as the page shows it", () => {
  const { path, query, look } = asked({});

  assert.ok(path.startsWith("export/page?"));
  assert.deepEqual([query.get("first"), query.get("last"), query.get("start")], ["0", "4", null]);
  assert.deepEqual([look.theme, look.hide, look.lock], ["dark", ["chart"], ["speed"]]);
  assert.deepEqual([look.until, look.embed, look.play], [2, false, false]);
  assert.equal(firstWanted({ ...STATE, recorded: 0 }).last, 1);
});

test("it opens where its maker says, within what it has", () => {
  assert.equal(asked({ start: "here" }).query.get("start"), "57");
  assert.equal(asked({ start: "here", first: 1 }).query.get("start"), String(EPOCH));
  assert.equal(asked({ start: "playing" }).look.play, true);
  assert.ok(asked({ kind: "package" }).path.startsWith("export/package?"));
});
