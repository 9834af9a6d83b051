/** The numbers behind the loss chart: ranges, what it says at a place, where a drag leads. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { epochsAt } from "../../../../static/js/run/positions.js";
import {
  bothWords,
  ceiling,
  columns,
  fullWords,
  horizon,
  pointAt,
  pointHere,
  shortWords,
} from "../../../../static/js/views/chart/losses.js";
import { indexByKey, indexNear } from "../../../../static/js/views/chart/travel.js";

const RUN = { steps_per_batch: 11, batches_per_epoch: 25 };
const EPOCH = 275;
const point = (epoch, train_loss, test_loss = train_loss) => ({
  epoch,
  train_loss,
  test_loss,
  train_accuracy: null,
  test_accuracy: null,
  penalty: 0,
});
const HISTORY = [point(0, 0.8, 0.9), point(1, 0.4), point(2, 0.2), point(4, 0.1)];

test("the axis reaches ten epochs at least", () => {
  assert.equal(horizon(0), 10);
  assert.equal(horizon(3), 10);
});

test("the axis grows in round steps, always ahead of what is recorded", () => {
  const ends = [9, 10, 19, 20, 49, 50, 120, 999, 1000].map(horizon);

  assert.deepEqual(ends, [10, 20, 20, 50, 50, 100, 200, 1000, 2000]);
});

test("in ten thousand epochs the axis moves ten times", () => {
  const ends = new Set(Array.from({ length: 10_000 }, (_, epoch) => horizon(epoch)));

  assert.equal(ends.size, 10);
});

test("the top of the axis is above every loss, of training and of test", () => {
  assert.ok(ceiling(HISTORY) > 0.9);
  assert.ok(ceiling(HISTORY) < 1);
});

test("with no losses there still is an axis", () => {
  assert.equal(ceiling([]), 1);
});

test("without test rows the test column is empty", () => {
  assert.deepEqual(columns([point(1, 0.4, null)]), [[1], [0.4], [null]]);
});

test("a place tells the last epoch evaluated before it", () => {
  assert.equal(pointAt(HISTORY, 0).epoch, 0);
  assert.equal(pointAt(HISTORY, 1.99).epoch, 1);
  assert.equal(pointAt(HISTORY, 3.5).epoch, 2);
  assert.equal(pointAt(HISTORY, 99).epoch, 4);
  assert.equal(pointAt([point(1, 0.4)], 0.5), null);
});

test("where the run stands is told by where it stands, not by where it ends", () => {
  const run = RUN;

  assert.equal(pointHere({ run, history: HISTORY, position: { index: 0 } }).epoch, 0);
  assert.equal(pointHere({ run, history: HISTORY, position: { index: EPOCH } }).epoch, 1);
  assert.equal(pointHere({ run, history: HISTORY, position: { index: 0 } }, 2 * EPOCH).epoch, 2);
  const visited = { ...HISTORY[1], epoch: 1.5 };
  assert.equal(pointHere({ run, history: HISTORY, visited, position: { index: EPOCH } }).epoch, 1);
  assert.equal(
    pointHere({ run, history: HISTORY, visited, position: { index: 1.6 * EPOCH } }),
    visited,
  );
  assert.equal(
    pointHere({ run, history: HISTORY, visited, position: { index: 2 * EPOCH } }).epoch,
    2,
  );
  assert.equal(pointHere({ run: null, history: HISTORY, position: null }), null);
});

const joined = ({ epoch, train, test }) => epoch + train + test;

test("the losses name their epoch, which in a long run may lie well before the playhead", () => {
  const told = pointAt([point(0, 0.612, 0.727), point(32, 0.1)], 20);

  assert.equal(joined(shortWords(told)), "epoch 0: train 0.612 · test 0.727");
  assert.equal(joined(fullWords(told)), "epoch 0: train loss 0.612 · test loss 0.727");
});

test("with room the losses and accuracies are called so", () => {
  const told = { ...point(20, 0.111, 0.132), train_accuracy: 0.97, test_accuracy: 0.96 };

  assert.equal(
    joined(fullWords(told)),
    "epoch 20: train loss 0.111, accuracy 97 % · test loss 0.132, accuracy 96 %",
  );
  assert.equal(joined(shortWords(told)), "epoch 20: train 0.111 (97 %) · test 0.132 (96 %)");
  assert.equal(
    joined(shortWords({ ...told, test_loss: null, test_accuracy: null })),
    "epoch 20: train 0.111 (97 %)",
  );
});

test("two runs that stand side by side are both told", () => {
  const [ours, theirs] = [point(212, 0.0314, 0.109), point(212, 0.0715, 0.108)];

  assert.equal(
    joined(bothWords(ours, theirs)),
    "epoch 212: train loss A 0.0314, B 0.0715 · test loss A 0.109, B 0.108",
  );
  assert.equal(
    joined(bothWords(ours, { ...theirs, test_loss: null })),
    "epoch 212: train loss A 0.0314, B 0.0715",
  );
});

test("a penalty is told beside the data's loss, with their sum, where there is room", () => {
  const told = { ...point(3, 0.2, 0.3), penalty: 0.031, train_accuracy: 0.97 };

  assert.equal(
    joined(fullWords(told)),
    "epoch 3: train loss 0.200 + penalty 0.0310 = 0.231, accuracy 97 % · " +
      "test loss 0.300 + penalty 0.0310 = 0.331",
  );
  assert.equal(joined(shortWords(told)), "epoch 3: train 0.200 (97 %) · test 0.300");
});

test("only all is a hundred per cent, and only none is nought", () => {
  const train = (train_accuracy) => shortWords({ ...point(1, 0.0661), train_accuracy }).train;

  assert.equal(train(1), "train 0.0661 (100 %)");
  assert.equal(train(0.9996), "train 0.0661 (99.9 %)");
  assert.equal(train(0.0004), "train 0.0661 (<1 %)");
  assert.equal(train(0), "train 0.0661 (0 %)");
});

test("the playhead stands at the fraction of the epoch that is done", () => {
  assert.equal(epochsAt(0, RUN), 0);
  assert.equal(epochsAt(EPOCH, RUN), 1);
  assert.equal(epochsAt(EPOCH / 2, RUN), 0.5);
});

test("where a mini-batch is a pixel wide a drag goes to mini-batches", () => {
  assert.equal(indexNear(0.5, RUN, 9999, 25), 13 * 11);
});

test("where it is not a drag goes to whole epochs", () => {
  assert.equal(indexNear(3.4, RUN, 9999, 24), 3 * EPOCH);
  assert.equal(indexNear(3.6, RUN, 9999, 24), 4 * EPOCH);
});

test("a drag stays inside what is recorded, and its end is exact", () => {
  assert.equal(indexNear(-2, RUN, 9999, 24), 0);
  assert.equal(indexNear(80, RUN, 1234, 24), 1234);
});

test("the arrows travel by epochs, to their very ends", () => {
  const at = Math.round(2.5 * EPOCH);

  assert.equal(indexByKey("ArrowRight", at, RUN, 9999), 3 * EPOCH);
  assert.equal(indexByKey("ArrowLeft", at, RUN, 9999), 2 * EPOCH);
  assert.equal(indexByKey("ArrowLeft", 2 * EPOCH, RUN, 9999), EPOCH);
  assert.equal(indexByKey("ArrowRight", 2 * EPOCH, RUN, 9999), 3 * EPOCH);
});

test("pages travel by ten epochs, Home and End to the ends", () => {
  assert.equal(indexByKey("PageDown", 2 * EPOCH, RUN, 9999), 12 * EPOCH);
  assert.equal(indexByKey("PageUp", 15 * EPOCH, RUN, 9999), 5 * EPOCH);
  assert.equal(indexByKey("Home", 5, RUN, 9999), 0);
  assert.equal(indexByKey("End", 5, RUN, 9999), 9999);
});

test("no key leads out of the run, and other keys lead nowhere", () => {
  assert.equal(indexByKey("ArrowLeft", 0, RUN, 9999), 0);
  assert.equal(indexByKey("PageDown", 0, RUN, 30), 30);
  assert.equal(indexByKey("x", 0, RUN, 30), null);
});
