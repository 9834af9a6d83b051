/** The notches of the speed slider and what they are called. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { notchOf, SPEEDS, speedLabel } from "../../../static/js/run/speeds.js";

test("the slider goes from one step in four seconds to as fast as it goes", () => {
  assert.equal(speedLabel(SPEEDS[0]), "1 every 4 s");
  assert.equal(speedLabel(SPEEDS.at(-2)), "1000 / s");
  assert.equal(speedLabel(SPEEDS.at(-1)), "max");
});

test("every notch is faster than the one before, and none by more than twice", () => {
  const speeds = SPEEDS.slice(0, -1);

  for (const [place, speed] of speeds.slice(1).entries()) {
    assert.ok(speed > speeds[place] && speed <= 2 * speeds[place], `${speeds[place]} → ${speed}`);
  }
});

for (const [notch, speed] of SPEEDS.entries()) {
  test(`the notch of ${speedLabel(speed)} is its own`, () => {
    assert.equal(notchOf(speed), notch);
  });
}

test("a speed between two notches stands at the nearer one", () => {
  assert.equal(SPEEDS[notchOf(2.2)], 2);
  assert.equal(SPEEDS[notchOf(5000)], 1000);
  assert.equal(SPEEDS[notchOf(0.01)], 0.25);
});
