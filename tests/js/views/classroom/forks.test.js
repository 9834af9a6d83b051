/** Stamps of forks are drawn within their bounds; a challenge tells who came how far, and in which place. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  goalOf,
  ownIn,
  resultOf,
  standingOf,
} from "../../../../static/js/views/classroom/challenge-board.js";
import {
  CURVE_HEIGHT,
  curveOf,
  edgesOf,
  NETWORK_HEIGHT,
  tilesOf,
  WIDTH,
} from "../../../../static/js/views/classroom/forks-geometry.js";

for (const layers of [
  [2, 1],
  [2, 4, 2, 1],
  [64, 128, 128, 128, 128, 128, 128, 128, 128, 10],
]) {
  test(`tiles of ${layers.join("–")} are within the stamp and apart`, () => {
    const tiles = tilesOf(layers);

    assert.equal(tiles.length, layers.length);
    for (const column of tiles) {
      for (const { x, y, size } of column) {
        assert.ok(x - size / 2 >= 0 && x + size / 2 <= WIDTH);
        assert.ok(y - size / 2 >= 0 && y + size / 2 <= NETWORK_HEIGHT);
      }
      for (let at = 1; at < column.length; at++)
        assert.ok(column[at].y - column[at - 1].y > column[at].size);
    }
  });
}

test("a connection is as wide as its weight is large, and has its sign", () => {
  const edges = edgesOf({ layers: [2, 1], weights: [[[2], [-1]]] });

  assert.deepEqual(
    edges.map(({ width, sign }) => [width, sign]),
    [
      [2, 1],
      [1.2, -1],
    ],
  );
  assert.equal(new Set(edges.map(({ path }) => path)).size, 2);
});

test("no connections are drawn where no weights are told", () => {
  assert.deepEqual(edgesOf({ layers: [64, 64, 10] }), []);
});

test("the highest loss is at the top and 0 would be at the foot", () => {
  assert.equal(
    curveOf([4, 1, 2]),
    `0,0 ${WIDTH / 2},${0.75 * CURVE_HEIGHT} ${WIDTH},${0.5 * CURVE_HEIGHT}`,
  );
  assert.equal(curveOf([]), "");
});

const entry = (name, result, checked = true) => ({ name, layers: [2, 3, 1], result, checked });
const CHALLENGE = {
  goal: { kind: "test_loss" },
  most_neurons: 6,
  over: false,
  shown: false,
  entries: [entry("C", 0.05), entry("A", 0.05), entry("B", 0.2), entry("D", null)],
  best: 0.05,
};

test("one's own place counts who is better; equals share one", () => {
  const placeOf = (name) => ownIn(CHALLENGE, { name, shared: false }).place;

  assert.deepEqual(["A", "C", "B", "D", "E", null].map(placeOf), [1, 1, 3, null, null, null]);
  assert.equal(ownIn(CHALLENGE, null).entry, null);
});

test("a result is a loss or a number of epochs, as the goal has it", () => {
  const epochs = { ...CHALLENGE, goal: { kind: "epochs", accuracy: 0.95 } };

  assert.equal(resultOf(CHALLENGE, 0.0512345), "0.0512");
  assert.equal(resultOf(epochs, 34), "34 epochs");
  assert.equal(resultOf(epochs, null), "–");
  assert.equal(goalOf(CHALLENGE), "Lowest test loss, at most 6 hidden neurons");
  assert.equal(goalOf(epochs), "Fewest epochs to 95 %, at most 6 hidden neurons");
});

test("an entry is being checked, was checked, or came to nothing", () => {
  assert.deepEqual(
    [entry("A", null, false), entry("A", 0.1, false), entry("A", 0.1), entry("A", null)].map(
      standingOf,
    ),
    ["checking", "checking", "✓ checked", "not reached"],
  );
});
