/** The notches of the speed slider and what they are called. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { notchOf, RATES, rateLabel } from "../../../static/js/run/speeds.js";

test("the slider goes from one step in four seconds to as fast as it goes", () => {
  assert.equal(rateLabel(RATES[0]), "1 every 4 s");
  assert.equal(rateLabel(RATES.at(-2)), "1000 / s");
  assert.equal(rateLabel(RATES.at(-1)), "max");
});

test("every notch is faster than the one before, and none by more than twice", () => {
  const rates = RATES.slice(0, -1);

  for (const [place, rate] of rates.slice(1).entries()) {
    assert.ok(rate > rates[place] && rate <= 2 * rates[place], `${rates[place]} → ${rate}`);
  }
});

for (const [notch, rate] of RATES.entries()) {
  test(`the notch of ${rateLabel(rate)} is its own`, () => {
    assert.equal(notchOf(rate), notch);
  });
}

test("a rate between two notches stands at the nearer one", () => {
  assert.equal(RATES[notchOf(2.2)], 2);
  assert.equal(RATES[notchOf(5000)], 1000);
  assert.equal(RATES[notchOf(0.01)], 0.25);
});
