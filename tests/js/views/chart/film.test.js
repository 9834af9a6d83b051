/** The film's numbers: which epochs have a picture, which is the present one, and what a picture holds. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { between } from "../../../../static/js/views/chart/detail.js";
import { createEpochs } from "../../../../static/js/views/chart/epochs.js";
import {
  frameAt,
  frameStep,
  framesIn,
  valuesOf,
} from "../../../../static/js/views/chart/frames.js";
import { asCsv, columnsOf } from "../../../../static/js/views/chart/table.js";

test("pictures are a round number of epochs apart, and never overlap", () => {
  assert.deepEqual(
    [60, 59, 12, 6, 0.6, 0.011].map((pixels) => frameStep(pixels, 60)),
    [1, 2, 5, 10, 100, 10_000],
  );
});

test("only what is shown and recorded has a picture, on its tick", () => {
  const scale = { range: [23, 240], pixelsPerEpoch: 6 };

  assert.deepEqual(framesIn(scale, 55, 60), [30, 40, 50]);
  assert.deepEqual(framesIn(scale, 500, 60).at(-1), 240);
  assert.deepEqual(framesIn(scale, 10, 60), []);
});

test("of a page that has every so manieth epoch only those have a picture", () => {
  assert.deepEqual(
    framesIn({ range: [0, 100], pixelsPerEpoch: 6 }, 100, 60, 8),
    [0, 16, 32, 48, 64, 80, 96],
  );
});

test("however long a run, there are no more pictures than there is room for", () => {
  const scale = { range: [0, 100_000], pixelsPerEpoch: 1364 / 100_000 };

  assert.ok(framesIn(scale, 100_000, 60).length <= 1364 / 60 + 1);
});

test("the present picture is the last one before the run", () => {
  assert.equal(frameAt([30, 40, 50], 44.5), 40);
  assert.equal(frameAt([30, 40, 50], 29), null);
});

test("a picture has its numbers, as nearly as a byte tells", () => {
  const picture = { low: -1, high: 1, levels: btoa(String.fromCharCode(0, 51, 255)) };

  assert.deepEqual(
    Array.from(valuesOf(picture), (value) => Number(value.toFixed(6))),
    [-1, -0.6, 1],
  );
});

const point = (epoch, test_loss = null, penalty = 0) => ({
  ...{ epoch, train_loss: 0.5 / (epoch + 1), test_loss, penalty },
  ...{ train_accuracy: null, test_accuracy: null },
});

test("between the points of a long run those are wanted that a curve has room for", () => {
  const history = [0, 64, 128, 192].map((epoch) => point(epoch));

  assert.deepEqual(between(history, [60, 68], 500), [60, 61, 62, 63, 65, 66, 67, 68]);
  assert.deepEqual(between(history, [0, 128], 2), [1, 2]);
  assert.ok(between(history, [0, 100_000], 100_000).length <= 257);
});

test("the table has the columns that say anything, and is copied in full digits", () => {
  assert.deepEqual(columnsOf([point(0)]), ["epoch", "train_loss"]);
  assert.deepEqual(columnsOf([point(0, 0.25, 0.1)]), [
    "epoch",
    "train_loss",
    "test_loss",
    "penalty",
  ]);
  assert.equal(
    asCsv([point(0, 0.25), point(2, null)]),
    "epoch,train_loss,test_loss\r\n0,0.5,0.25\r\n2,0.16666666666666666,\r\n",
  );
});

const STATE = {
  ...{ run: { id: 1, edits: [] }, connection: "open", playback: { playing: false } },
  ...{ role: null, place: "class", saved: null },
};

/** A server that shows what it is asked for. */
function showing() {
  const sent = [];
  const send = (command) => {
    sent.push(command);
    const points = command.wanted.map((epoch) => [epoch, 0.1, null, null, null, 0]);
    const pictures = command.wanted.map((epoch) => (command.pictured ? { levels: epoch } : null));
    return Promise.resolve({ type: "epochs_shown", id: 1, points, pictures });
  };
  return { sent, send };
}

/** @param {() => any} get */
const storing = (get, set = (/** @type {any} */ _part) => {}) => ({ get, set });

test("an epoch is asked for once, a few at a time, and again where its picture is wanted, too", async () => {
  const { sent, send } = showing();
  const epochs = createEpochs(
    storing(() => STATE),
    send,
    () => {},
  );
  const forty = Array.from({ length: 40 }, (_, epoch) => epoch);

  await epochs.want(forty, false);
  await epochs.want(forty, false);
  await epochs.want(forty, false);
  await epochs.want([5], true);

  assert.deepEqual(
    sent.map(({ wanted }) => wanted.length),
    [32, 8, 1],
  );
  assert.equal(epochs.at(39).point.epoch, 39);
  assert.deepEqual(epochs.at(5).picture, { levels: 5 });
});

test("what was shown of another line means nothing on this one", async () => {
  let state = STATE;
  const { send } = showing();
  const epochs = createEpochs(
    storing(() => state),
    send,
    () => {},
  );
  await epochs.want([3], true);

  state = { ...STATE, run: { id: 1, edits: [{ index: 3, learning_rate: 1 }] } };

  assert.equal(epochs.at(3), null);
});

test("what is refused is not asked for again", async () => {
  const sent = [];
  const send = (command) => {
    sent.push(command);
    return Promise.resolve({ type: "error", code: "full" });
  };
  const epochs = createEpochs(
    storing(() => STATE),
    send,
    () => {},
  );

  await epochs.want([3], true);
  await epochs.want([4], true);

  assert.equal(sent.length, 1);
});

test("what nothing is known of is not asked for again, and keeps nothing else waiting", async () => {
  const sent = [];
  const send = (command) => {
    sent.push(command);
    return Promise.resolve({ type: "epochs_shown", id: 1, points: [], pictures: [] });
  };
  const epochs = createEpochs(
    storing(() => STATE),
    send,
    () => {},
  );

  for (const wanted of [[3], [3], [3, 4]]) await epochs.want(wanted, true);

  assert.equal(epochs.at(3).picture, null);
  assert.deepEqual(
    sent.map(({ wanted }) => wanted),
    [[3], [4]],
  );
});

test("what a shorter branch has not is no failure, and what is wanted of that branch is asked for", async () => {
  const asked = [];
  const said = [];
  const answers = [{ type: "error", code: "not_recorded" }];
  const { send } = showing();
  const epochs = createEpochs(
    storing(
      () => STATE,
      (part) => said.push(part),
    ),
    (command) => {
      asked.push(command.wanted);
      return answers.length ? Promise.resolve(answers.pop()) : send(command);
    },
    () => void epochs.want([2], true),
  );

  await epochs.want([23], true);
  await Promise.resolve();

  assert.deepEqual(asked, [[23], [2]]);
  assert.deepEqual(said, [{ failure: null }]);
});
