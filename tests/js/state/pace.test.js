/** Above which speed nobody hears, follows or reads what is shown. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { tooFastTo } from "../../../static/js/state/pace.js";

const playing = (speed, unit = "propagation") => ({ playing: true, speed, unit });

const LIMITS = { hear: 2, follow: 8, read: 8 };
for (const [deed, most] of Object.entries(LIMITS)) {
  test(`more than ${most} steps a second are too many to ${deed}`, () => {
    assert.equal(tooFastTo(deed, playing(most)), false);
    assert.equal(tooFastTo(deed, playing(most + 0.1)), true);
    assert.equal(tooFastTo(deed, playing(null)), true);
  });

  test(`nothing is too fast to ${deed} while the run stands still`, () => {
    assert.equal(tooFastTo(deed, { playing: false, speed: null, unit: "epoch" }), false);
    assert.equal(tooFastTo(deed, null), false);
  });
}

test("a larger unit hides its steps, and where it leads can be read", () => {
  for (const unit of ["mini-batch", "epoch"]) {
    assert.equal(tooFastTo("hear", playing(1, unit)), true);
    assert.equal(tooFastTo("follow", playing(1, unit)), true);
    assert.equal(tooFastTo("read", playing(1, unit)), false);
    assert.equal(tooFastTo("read", playing(9, unit)), true);
  }
});
