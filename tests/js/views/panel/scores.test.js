/** What the panel says of all rows: both halves, the penalty, and whether the losses are means. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeScores } from "../../../../static/js/views/panel/scores.js";
import { fakeDocument } from "../../document.js";

fakeDocument();

const POINT = {
  epoch: 2,
  train_loss: 0.2,
  test_loss: 0.3,
  train_accuracy: 0.9,
  test_accuracy: 0.8,
};

function shown(point, batch_reduction = "mean", measured = undefined) {
  const { root, paint } = makeScores();
  const run = { spec: { batch_reduction }, steps_per_batch: 11, batches_per_epoch: 25 };
  const state = { run, position: { index: 2 * 275 }, history: [{ ...POINT, ...point }] };
  paint(state, measured);
  const [caption, , body] = root.children;
  const rows = body.children.filter(({ hidden }) => !hidden);
  const texts = rows.map(({ children }) => children.map(({ textContent }) => textContent));
  return { caption: caption.textContent, rows: texts };
}

test("a penalty and the loss with it are told where there is one", () => {
  const [loss, accuracy] = [
    ["loss", "0.200", "0.300"],
    ["accuracy", "90 %", "80 %"],
  ];
  const penalised = [
    ["penalty", "0.0500", "0.0500"],
    ["with it", "0.250", "0.350"],
  ];

  assert.deepEqual(shown({ penalty: 0 }).rows, [loss, accuracy]);
  assert.deepEqual(shown({ penalty: 0.05 }).rows, [loss, ...penalised, accuracy]);
});

test("without test rows there is no penalty on them", () => {
  const { rows } = shown({ penalty: 0.05, test_loss: null, test_accuracy: null });

  assert.deepEqual(rows[1], ["penalty", "0.0500", ""]);
});

test("that it is a mean is said where losses of mini-batches are sums", () => {
  assert.equal(shown({ penalty: 0 }).caption, "After epoch 2 · all rows");
  assert.equal(shown({ penalty: 0 }, "sum").caption, "After epoch 2 · mean over all rows");
});

test("what is measured where the run stands is told in place of the last epoch's, with R²", () => {
  const values = { train_accuracy: null, test_accuracy: null, penalty: 0 };
  const measured = {
    ...POINT,
    ...values,
    epoch: 3,
    train_loss: 0.1,
    train_r2: 0.5,
    test_r2: 0.9999,
  };

  const { caption, rows } = shown({}, "mean", measured);

  assert.equal(caption, "Epoch 3 · all rows");
  assert.deepEqual(rows, [
    ["loss", "0.100", "0.300"],
    ["R²", "0.500", "> 0.999"],
  ]);
  assert.equal(shown({}, "sum", measured).caption, "Epoch 3 · mean over all rows");
});

test("an epoch evaluated since is told in place of what was measured before, unless that has R²", () => {
  const before = { ...POINT, epoch: 1.5, train_loss: 0.4, train_r2: null, test_r2: null };

  const { caption, rows } = shown({}, "mean", before);

  assert.equal(caption, "After epoch 2 · all rows");
  assert.deepEqual(rows[0], ["loss", "0.200", "0.300"]);
  const withR2 = shown({}, "mean", { ...before, train_r2: 0.5, test_r2: null });
  assert.equal(withR2.caption, "Epoch 1.5 · all rows");
});
