/** The chart's scale: one way there and back, closer and further, and a cost that long runs do not raise. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { around, between, following, moved } from "../../../../static/js/views/chart/range.js";
import {
  endsOf,
  heightOf,
  logTicks,
  perColumn,
  scaleOf,
  within,
} from "../../../../static/js/views/chart/scale.js";

const BOX = { left: 50, top: 44, width: 1000, height: 90 };
const point = (epoch, train_loss, test_loss = null) => ({
  ...{ epoch, train_loss, test_loss },
  ...{ train_accuracy: null, test_accuracy: null, penalty: 0 },
});

test("a place on the scale leads back to its epoch, in a range too", () => {
  const { x, epochs, holds } = scaleOf({ range: [20, 240], ends: [0, 1], log: false }, BOX);

  assert.equal(x(20), 50);
  assert.equal(x(240), 1050);
  assert.equal(epochs(x(96.5)), 96.5);
  assert.ok(holds(20) && holds(240) && !holds(19.9) && !holds(240.1));
});

test("a loss ten times smaller is as far down everywhere on a logarithmic scale", () => {
  const { y } = scaleOf({ range: [0, 10], ends: [-3, 0], log: true }, BOX);

  assert.equal(y(1), 44);
  assert.equal(y(0.001), 134);
  assert.ok(Math.abs(y(0.1) - y(1) - (y(0.01) - y(0.1))) < 1e-9);
  assert.equal(y(0), 134, "what is not above 0 lies at the bottom");
});

test("the axis of losses is of what is shown: from 0, or around it in powers of ten", () => {
  const points = [point(0, 1, 0.5), point(1, 0.01, null)];

  assert.deepEqual(endsOf(points, false), [0, 1.04]);
  const [low, high] = endsOf(points, true);
  assert.ok(low < -2 && low > -2.3 && high > 0 && high < 0.3);
  const [flatLow, flatHigh] = endsOf([point(0, 0.1)], true);
  assert.ok(Math.abs(flatHigh - flatLow - 0.5) < 1e-9);
  assert.deepEqual(endsOf([point(0, 0)], true), [-1, 0]);
});

test("a logarithmic axis marks as much of each power of ten as it has room for", () => {
  const marked = (ends, most) =>
    logTicks(ends, most).map((tick) => Number((10 ** tick).toPrecision(3)));

  assert.deepEqual(marked([-1.7, -0.4], 3), [0.03, 0.1, 0.3]);
  assert.deepEqual(marked([-1.7, -0.4], 5), [0.02, 0.05, 0.1, 0.2]);
  assert.deepEqual(marked([-1.1, -0.6], 5), [0.08, 0.09, 0.1, 0.2]);
  assert.ok(marked([-40, 0], 5).length <= 6);
});

test("the curve goes on to both edges of a range", () => {
  const history = [0, 2, 4, 6, 8].map((epoch) => point(epoch, 1));

  assert.deepEqual(
    within(history, [3, 5]).map(({ epoch }) => epoch),
    [2, 4, 6],
  );
  assert.equal(within(history, [0, 8]).length, 5);
});

const LONG = Array.from({ length: 100_000 }, (_, epoch) =>
  point(
    epoch,
    epoch === 54_321 ? 9 : 1 + Math.sin(epoch),
    epoch === 77_777 ? -5 : epoch === 66_666 ? 7 : 0.5,
  ),
);

test("of a hundred thousand epochs no more is drawn than four points a column, and every peak is", () => {
  const drawn = perColumn(LONG, [0, 100_000], 1360);

  assert.ok(drawn.length <= 4 * 1361, `${drawn.length} points`);
  assert.ok(drawn.length >= 1360);
  assert.ok(drawn.some(({ train_loss }) => train_loss === 9));
  assert.ok(drawn.some(({ test_loss }) => test_loss === -5));
  assert.ok(drawn.some(({ test_loss }) => test_loss === 7));
  assert.ok(drawn.every(({ epoch }, at) => at === 0 || epoch > drawn[at - 1].epoch));
});

test("what fits is drawn as it is", () => {
  const few = LONG.slice(0, 2000);

  assert.equal(perColumn(few, [0, 2000], 1000), few);
});

test("closer and further keep the place in hand where it is", () => {
  assert.deepEqual(around(null, 0.5, 50, 200), [25, 125]);
  assert.deepEqual(around([25, 125], 0.5, 50, 200), [38, 88]);
  assert.deepEqual(around([150, 200], 2, 200, 200), [100, 200]);
  assert.equal(around([50, 150], 2, 100, 200), null, "that is all of it");
  assert.deepEqual(
    around([50, 150], 0.5, 190, 200),
    [75, 125],
    "the middle, where it is not in sight",
  );
  assert.deepEqual(around([50, 52], 0.5, 51, 200), [50, 52]);
});

test("a drag shows whole epochs, from either side", () => {
  assert.deepEqual(between(96.4, 20.7, 200), [20, 97]);
  assert.deepEqual(between(96.4, 96.5, 200), [96, 98]);
  assert.equal(between(0, 200, 200), null);
});

test("what is shown goes along with a run that leaves it, and no further than the axis", () => {
  assert.deepEqual(following([20, 120], 60, 500), [20, 120]);
  assert.deepEqual(following([20, 120], 150, 500), [60, 160]);
  assert.deepEqual(following([20, 120], 4, 500), [0, 100]);
  assert.deepEqual(moved([20, 120], 1000, 500), [400, 500]);
  assert.equal(following(null, 4, 500), null);
});

test("heights are the losses, or their powers of ten", () => {
  assert.equal(heightOf(0.01, true), -2);
  assert.equal(heightOf(0.01, false), 0.01);
});
