/** A follower looks about as far as the teacher lets the class. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { lookedAt, stepsToLookAt } from "../../../static/js/run/looking.js";

const SHOWN = 7;
const at = (index) => ({ position: { index } });

for (const [pacing, window, steps] of [
  ["follow", null, null],
  ["follow", [2, 9], null],
  ["window", null, [0, SHOWN]],
  ["window", [2, 9], [2, 9]],
  ["free", [2, 9], [0, Number.POSITIVE_INFINITY]],
]) {
  test(`where the pacing is ${pacing} and the window ${window}, there are ${steps} to look at`, () => {
    assert.deepEqual(stepsToLookAt({ pacing, window }, SHOWN), steps);
  });
}

test("in no class there is nothing to look at", () => {
  assert.equal(stepsToLookAt(null, SHOWN), null);
});

test("a step leads on to the ends of the window, and from outside into it, never the other way", () => {
  assert.equal(lookedAt(at(4), [2, 5], 1), 5);
  assert.equal(lookedAt(at(4), [2, 5], -11), 2);
  assert.equal(lookedAt(at(5), [2, 5], 1), null);
  assert.equal(lookedAt(at(9), [2, 5], -1), 5);
  assert.equal(lookedAt(at(9), [2, 5], 1), null);
  assert.equal(lookedAt(at(4), null, 1), null);
  assert.equal(lookedAt({ position: null }, [2, 5], 1), null);
});
