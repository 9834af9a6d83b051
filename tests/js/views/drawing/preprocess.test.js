/** What is drawn becomes an image as those of the data set are, and is read as what was drawn. */

import assert from "node:assert/strict";
import { before, test } from "node:test";

import {
  bitmapOf,
  countsOf,
  FULL,
  imageOf,
  PIXELS,
  SIDE,
} from "../../../../static/js/views/drawing/preprocess.js";
import { scenes } from "../../recorded.js";
import { by, DIGITS } from "./hand.js";

/** As an image of the training half has on average. */
const INK = 312;
const sum = (values) => values.reduce((whole, value) => whole + value, 0);
const columnsOf = (image) =>
  Array.from({ length: PIXELS }, (_, column) =>
    sum(image.filter((_, at) => at % PIXELS === column)),
  );
const rowsOf = (image) =>
  Array.from({ length: PIXELS }, (_, row) => sum(image.slice(row * PIXELS, (row + 1) * PIXELS)));
const filled = (sums) => sums.filter((each) => each > 0).length;
const line = (...places) => places.map(([x, y]) => ({ x, y }));

test("a pixel counts the ink of its own 4 × 4 bits", () => {
  const bitmap = new Uint8Array(SIDE ** 2);
  for (const [row, column] of [
    [0, 0],
    [3, 3],
    [4, 4],
    [31, 31],
  ])
    bitmap[row * SIDE + column] = 1;

  const counts = countsOf(bitmap);

  assert.deepEqual([counts[0], counts[PIXELS + 1], counts.at(-1), sum(counts)], [2, 1, 1, 4]);
  assert.ok(countsOf(new Uint8Array(SIDE ** 2).fill(1)).every((count) => count === FULL));
});

test("where nothing is drawn there is no ink, and a dot is one in the middle", () => {
  const dot = bitmapOf([line([3, 5])], INK);

  assert.ok(imageOf([], INK).every((pixel) => pixel === 0));
  assert.equal(dot[16 * SIDE + 16], 1);
  assert.equal(dot[0], 0);
});

for (const digit of Object.keys(DIGITS)) {
  const image = imageOf(DIGITS[digit], INK);

  test(`${digit} is as high as the bitmap, in its middle, with about as much ink as others`, () => {
    const columns = columnsOf(image);

    assert.equal(filled(rowsOf(image)), PIXELS);
    assert.equal(columns[0] + columns[PIXELS - 1], 0);
    assert.ok(Math.abs(sum(image) - INK) < 0.2 * INK, `${sum(image)}`);
    assert.ok(image.every((pixel) => Number.isInteger(pixel) && pixel >= 0 && pixel <= FULL));
  });

  test(`${digit} is the same however large it is drawn, and wherever`, () => {
    for (const hand of [
      { size: 300, x: 17, y: -40 },
      { size: 0.25, y: 2 },
    ])
      assert.deepEqual(imageOf(by(DIGITS[digit], hand), INK), image);
  });
}

test("a 1 without a flag stays narrow, and its line is no thicker than any of the data set", () => {
  const image = imageOf([line([0.5, 0.1], [0.5, 0.9])], INK);

  assert.ok(filled(columnsOf(image)) <= 2);
  assert.ok(sum(image) < 0.8 * INK);
});

test("what is drawn too broad is as wide as the others, too", () => {
  const broad = imageOf(by(DIGITS[0], { wide: 3 }), INK);

  assert.equal(filled(columnsOf(broad)), 6);
});

const SPEC = {
  data: { kind: "digits", train_fraction: 0.8 },
  hidden: [
    { units: 32, activation: "relu" },
    { units: 16, activation: "relu" },
  ],
  output_activation: "softmax",
  loss: "categorical_cross_entropy",
  optimizer: { kind: "adam", learning_rate: 0.002 },
  batch_size: 16,
  seed: 7,
};
const EPOCHS = 8;
/** What a trained network says of each digit, drawn by three hands. */
let said;

before(() => {
  const drawn = [{}, { slant: 0.12 }, { wide: 0.85, size: 2 }].flatMap((hand) =>
    Object.keys(DIGITS).map((digit) => ({ digit, values: imageOf(by(DIGITS[digit], hand), INK) })),
  );
  const train = [
    { type: "step", count: EPOCHS, unit: "epoch" },
    ...Array(40).fill({ type: "tick", s: 9 }),
  ];
  const probes = drawn.map(({ values }) => ({ type: "probe", values, neighbours: 5 }));
  const [, ...acts] = scenes([{ spec: SPEC, acts: [...train, ...probes] }]).runs[0];
  const answers = acts.flatMap(({ told }) =>
    told.flatMap(({ letter }) => (letter?.type === "probed" ? [letter] : [])),
  );
  said = drawn.map(({ digit }, place) => ({ digit: Number(digit), ...answers[place] }));
});

test("a network that was trained on the data set reads what is drawn", () => {
  const read = said.map(({ layers }) => {
    const { a } = layers.at(-1);
    return a.indexOf(Math.max(...a));
  });
  const right = said.filter(({ digit }, place) => read[place] === digit);

  assert.equal(said[0].index, EPOCHS * 90 * 11);
  assert.ok(right.length >= 27, `${read}`);
});

test("among the training images most like it are some of the same digit", () => {
  const alike = said.filter(({ digit, neighbours }) =>
    neighbours.some(({ target }) => target[digit] === 1),
  );

  assert.ok(alike.length >= 29, `${alike.length}`);
});
