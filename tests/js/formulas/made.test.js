/** Which number of the run a number in a formula is, whose history a press on it opens. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { historyOf } from "../../../static/js/run/quantities.js";
import { mazur } from "./helpers.js";
import { partsOf } from "./reading.js";

const selected = { layer: 2, unit: 1 };

/** In the order in which they are written. */
function madeIn(phase, more = {}, layer = 2) {
  const parts = partsOf(mazur(phase, layer, { selected, ...more }));
  return parts.flatMap(({ of }) => (of ? [of] : []));
}

const weight = (from, to = 1, layer = 2) => ({
  ...{ of: "parameter", layer, unit_in: from, unit_out: to },
});
const ofUnit = (tensor, layer, unit) => ({ of: "unit", tensor, layer, unit });
const ofRow = (tensor, layer, unit) => ({ ...ofUnit(tensor, layer, unit), row: 0 });

test("what is weighted, its weights, the bias, z and a are the run's", () => {
  assert.deepEqual(madeIn("forward"), [
    ...[ofRow("a", 1, 0), weight(0), ofRow("a", 1, 1), weight(1), weight(null)],
    ...[ofRow("z", 2, 1), ofRow("a", 2, 1)],
  ]);
});

test("of the mini-batch's mean they are of all rows, and nothing makes an input", () => {
  const first = { selected: { layer: 1, unit: 0 }, scope: "batch" };

  assert.deepEqual(madeIn("forward", first), [
    ...[weight(0, 0, 1), weight(1, 0, 1), weight(null, 0, 1)],
    ...[ofUnit("z", 1, 0), ofUnit("a", 1, 0)],
  ]);
});

test("the blame's weights and deltas are those of the next layer", () => {
  const [first, second, third, fourth, delta] = madeIn(
    "backward",
    { selected: { layer: 1, unit: 0 } },
    1,
  );

  assert.deepEqual([first, second], [weight(0, 0), ofRow("delta", 2, 0)]);
  assert.deepEqual([third, fourth], [weight(0, 1), ofRow("delta", 2, 1)]);
  assert.deepEqual(delta, ofRow("delta", 1, 0));
});

test("a loss is of the row, and beside it the mini-batch's", () => {
  assert.deepEqual(madeIn("loss"), [{ of: "batch_loss", row: 0 }, { of: "batch_loss" }]);
});

test("an update has made each weight, and the bias", () => {
  const [spelledOut, ...all] = madeIn("update");

  assert.deepEqual(all, [weight(0), weight(1), weight(null)]);
  assert.ok(all.some((one) => JSON.stringify(one) === JSON.stringify(spelledOut)));
});

test("nothing leads to a history that is not there", () => {
  assert.deepEqual(madeIn("forward", { shut: ["history"] }), []);
  assert.deepEqual(madeIn("forward", { role: "follow" }), [], "it is for who drives");
});

test("the number whose history is opened is selected", () => {
  assert.deepEqual(historyOf(ofRow("a", 1, 0)), {
    ...{ tab: "history", traced: ofRow("a", 1, 0), picked: null },
    selected: { layer: 1, unit: 0 },
  });
  const opened = historyOf(weight(0));
  assert.deepEqual(opened.selected, selected);
  assert.equal(opened.picked.at, opened.selected, "a weight is in hand as long as its neuron is");
  assert.deepEqual(historyOf({ of: "batch_loss" }), {
    ...{ tab: "history", traced: { of: "batch_loss" } },
  });
});
