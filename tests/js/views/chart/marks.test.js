/** The marks over the loss curve: one for each place where something was changed. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarks } from "../../../../static/js/views/chart/marks.js";
import { fakeDocument } from "../../document.js";

fakeDocument();

const RUN = {
  steps_per_batch: 11,
  batches_per_epoch: 25,
  layers: [],
  began: { optimizer: {}, hidden: [] },
  edits: [
    { index: 275, learning_rate: 0.3 },
    { index: 275, activation: { layer: 1, activation: "relu" } },
    { index: 550, learning_rate: 0.5 },
    { index: 2750, learning_rate: 0.1 },
  ],
};

/** What the marks say where an epoch is so many pixels wide. */
function shown(pixels, edits = RUN.edits) {
  const marks = makeMarks(() => {});
  marks.paint(
    { run: { ...RUN, edits }, catalog: null },
    {
      x: (epochs) => epochs * pixels,
      holds: () => true,
    },
  );
  return marks.root.children.map(({ children: [mark] }) => [
    [mark.textContent, mark.getAttribute("data-count")],
    mark.getAttribute("title"),
  ]);
}

test("what was changed stands where it was, and what would overlap is one mark that says how many", () => {
  assert.deepEqual(
    shown(20).map(([count]) => count),
    [
      ["1", "2"],
      ["3", null],
      ["4", null],
    ],
  );
  assert.deepEqual(
    shown(10).map(([count]) => count),
    [
      ["1", "3"],
      ["4", null],
    ],
  );
});

test("a mark says in words what was changed", () => {
  const [[, first]] = shown(20);

  assert.equal(first, "Epoch 1, mini-batch 1: learning rate 0.3, hidden 1 relu");
});

test("a mark names the mini-batch that what was changed belongs to", () => {
  const edits = [11, 15, 22].map((index) => ({ index, learning_rate: index }));
  const [[count, name]] = shown(20, edits);

  assert.deepEqual(count, ["1", "3"]);
  assert.equal(
    name,
    "Epoch 0, mini-batch 2: learning rate 11, learning rate 15\n" +
      "Epoch 0, mini-batch 3: learning rate 22",
  );
});
