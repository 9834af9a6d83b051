/** An address says the other run by what makes it another, and gives it again beside the same run. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createSaid,
  fromText,
  MOST_LETTERS,
  toText,
} from "../../../../static/js/views/compare/address.js";

const BEGAN = {
  seed: 7,
  data: { kind: "circle", noise: 0 },
  hidden: [{ units: 4 }, { units: 2 }],
  optimizer: { kind: "sgd", learning_rate: 0.03 },
  schedule: { kind: "step", every: 3 },
};
const NAMES = { a: "this run", b: "the other, ρ = 0.3" };
const EDITS = [{ index: 22, learning_rate: 0.1 }];
const OURS = { began: BEGAN, edits: EDITS };

for (const [what, changed] of Object.entries({
  "a field": { seed: 8 },
  "a field of a part": { optimizer: { kind: "sgd", learning_rate: 0.3 } },
  "a part that has fewer fields": { schedule: { kind: "constant" } },
  "a part that has more": { data: { kind: "circle", noise: 0, seed: 7 } },
  "the network": { hidden: [{ units: 3 }] },
  nothing: {},
}))
  test(`another run by ${what} is the same again`, () => {
    const theirs = { began: { ...BEGAN, ...changed }, edits: EDITS };

    const text = toText(OURS, theirs, NAMES);

    assert.match(text, /^[\w-]+$/);
    assert.deepEqual(fromText(text, OURS), {
      ...{ value: { spec: theirs.began, edits: EDITS, name: NAMES.b }, nameHere: NAMES.a },
    });
  });

test("a branch is the same run with its own edits", () => {
  const edits = [{ index: 5, batch_size: 3 }, ...EDITS];

  const again = (/** @type {any[]} */ edits) =>
    fromText(toText(OURS, { began: BEGAN, edits }, NAMES), OURS).value;

  assert.deepEqual(again(edits), { spec: BEGAN, edits, name: NAMES.b });
  assert.deepEqual(again([]).edits, []);
});

test("one thing set otherwise is few letters, and rows of its own have no place there", () => {
  const rows = Array.from({ length: 300 }, (_, at) => [at / 7, at / 3]);
  const table = { ...BEGAN, data: { kind: "table", x: rows, y: rows } };
  const other = { began: { ...table, seed: 8 }, edits: EDITS };

  assert.ok(toText({ ...OURS, began: table }, other, { a: "this run", b: "seed 8" }).length < 60);
  assert.ok(JSON.stringify(table).length > MOST_LETTERS);
  assert.equal(toText(OURS, other, NAMES), null);
});

test("what is cut short, or says no run, is none", () => {
  const text = toText(OURS, { began: { ...BEGAN, seed: 8 }, edits: EDITS }, NAMES);
  const written = (said) => Buffer.from(JSON.stringify(said)).toString("base64url");

  for (const wrong of [
    ...[text.slice(0, 20), "A", "____"],
    ...[3, [], [5, null, "b", "a"], [{}, 5, "b", "a"], [{}, null, 5, "a"], [{}, null, "b"]].map(
      written,
    ),
  ])
    assert.equal(fromText(wrong, OURS), null, wrong);
});

test("it is said anew when either run is made otherwise", () => {
  const said = createSaid();
  const theirs = { began: { ...BEGAN, seed: 8 }, edits: EDITS };

  const first = said(OURS, theirs, NAMES);

  assert.equal(first, toText(OURS, theirs, NAMES));
  assert.equal(said(OURS, theirs, NAMES), first);
  assert.notEqual(said({ ...OURS, edits: [] }, theirs, NAMES), first);
  assert.notEqual(said(OURS, theirs, { ...NAMES, a: "main" }), first);
});
