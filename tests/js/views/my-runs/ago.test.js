/** How long ago a run was used is said in the unit that says it best. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { agoOf } from "../../../../static/js/views/my-runs/ago.js";

test("what was just now, or by another clock is still to come, is now", () => {
  for (const seconds of [-30, 0, 59.9]) assert.equal(agoOf(seconds), null);
});

test("whole minutes, hours and days have passed", () => {
  assert.deepEqual(agoOf(60), { in: "minutes", count: 1 });
  assert.deepEqual(agoOf(3599), { in: "minutes", count: 59 });
  assert.deepEqual(agoOf(3600), { in: "hours", count: 1 });
  assert.deepEqual(agoOf(86_399), { in: "hours", count: 23 });
  assert.deepEqual(agoOf(29.9 * 86_400), { in: "days", count: 29 });
});
