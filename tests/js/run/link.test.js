/** A link holds a run whole, and a damaged one does no harm. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fromHash, hashOf, holdsRun, toHash, toKeptHash } from "../../../static/js/run/link.js";

const SPEC = {
  data: { kind: "circle", noise: 0.1 },
  inputs: ["größe", "x>>?"],
  seed: 7,
  version: 2,
};
const EDITS = [
  { index: 3, learning_rate: 0.3 },
  { index: 40, learning_rate: 0.003 },
];

test("a run comes out of its link as it went in", () => {
  assert.deepEqual(fromHash(toHash(SPEC, 42, EDITS)), { spec: SPEC, step: 42, edits: EDITS });
});

test("a link made again of what a link held is the same link", () => {
  const hash = toHash(SPEC, 42, EDITS);
  const shared = fromHash(hash);

  assert.equal(toHash(shared?.spec, shared?.step ?? 0, shared?.edits), hash);
});

test("a specification that the server keeps is held by its digest", () => {
  const digest = "0123456789abcdef".repeat(2);
  const hash = toKeptHash(digest, 42, EDITS);

  assert.ok(holdsRun(hash));
  assert.deepEqual(fromHash(hash), { spec: null, step: 42, edits: EDITS, kept: digest });
  assert.equal(hashOf(fromHash(hash)), hash);
  assert.equal(hashOf({ spec: SPEC, step: 42, edits: EDITS }), toHash(SPEC, 42, EDITS));
  for (const damaged of [hash.replace("#kept=0", "#kept="), "#kept=../x", "#kept=&step=1"]) {
    assert.equal(fromHash(damaged), null);
  }
});

test("a link from before there were edits opens as it did", () => {
  const hash = toHash(SPEC, 42, []);

  assert.doesNotMatch(hash, /edits/);
  assert.deepEqual(fromHash(hash), { spec: SPEC, step: 42, edits: [] });
});

test("a link from before specifications had a version shows what it showed: the first", () => {
  const { version: _, ...old } = SPEC;

  assert.deepEqual(fromHash(toHash(old, 3)), { spec: { ...old, version: 1 }, step: 3, edits: [] });
});

test("a link needs no letters that an address would have to escape", () => {
  assert.match(toHash(SPEC, 42, EDITS), /^#spec=[\w-]+&step=42&edits=[\w-]+$/);
});

test("a link without a step points at the first one", () => {
  const hash = toHash(SPEC, 0).replace("&step=0", "");

  assert.equal(fromHash(hash)?.step, 0);
});

for (const [what, hash] of Object.entries({
  "no hash": "",
  "another hash": "#chart",
  "a cut specification": toHash(SPEC, 1).slice(0, 20),
  "a step that is no number": toHash(SPEC, 1).replace("step=1", "step=now"),
  "a step before the first": toHash(SPEC, 1).replace("step=1", "step=-3"),
  "letters that are not of the alphabet": "#spec=%%%",
  "cut edits": toHash(SPEC, 1, EDITS).slice(0, -3),
  "edits that are none": toHash(SPEC, 1, /** @type {any} */ ({ length: 1 })),
})) {
  test(`${what} opens nothing`, () => {
    assert.equal(fromHash(hash), null);
  });
}
