/** The line where a map crosses a value. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { contour } from "../../../../static/js/views/output/contour.js";

const SIDE = 4;
/** @param {number[][]} rows */
const of = (rows) => Float64Array.from(rows.flat());
/** @param {(row: number, column: number) => number} value */
const made = (value) =>
  Float64Array.from({ length: SIDE * SIDE }, (_, at) => value(Math.floor(at / SIDE), at % SIDE));

test("a map that rises evenly is crossed in a straight line from edge to edge", () => {
  const pieces = contour(
    made((_, column) => column),
    SIDE,
    1.25,
  );

  assert.ok(pieces.flat().every(([x]) => x === 1.75));
  const ends = pieces.flat().map(([, y]) => y);
  assert.deepEqual([Math.min(...ends), Math.max(...ends)], [0, SIDE]);
});

test("a slanting line goes on straight to the edges of the map", () => {
  const ends = contour(
    made((row, column) => row + 2 * column),
    SIDE,
    4.5,
  ).flat();

  assert.ok(ends.some(([, y]) => y === 0) && ends.some(([, y]) => y === SIDE));
  for (const [x, y] of ends) assert.ok(Math.abs(y - 0.5 + 2 * (x - 0.5) - 4.5) < 1e-12);
});

test("nothing is crossed where all is above, or all below", () => {
  assert.deepEqual(
    contour(
      made(() => 1),
      SIDE,
      0,
    ),
    [],
  );
  assert.deepEqual(
    contour(
      made(() => -1),
      SIDE,
      0,
    ),
    [],
  );
});

test("an island has a line around it that closes", () => {
  const island = of([
    [-1, -1, -1, -1],
    [-1, 1, 1, -1],
    [-1, 1, 1, -1],
    [-1, -1, -1, -1],
  ]);

  const ends = contour(island, SIDE, 0)
    .flat()
    .map((place) => place.join());

  assert.equal(ends.length, 2 * 8);
  assert.ok(ends.every((end) => ends.filter((other) => other === end).length === 2));
  assert.ok(ends.includes("1.5,1"), "half-way from −1 to 1");
});

test("two corners across a square belong together where its middle does", () => {
  const joined = contour(
    of([
      [3, -1],
      [-1, 3],
    ]),
    2,
    0,
  );
  const apart = contour(
    of([
      [1, -3],
      [-3, 1],
    ]),
    2,
    0,
  );

  assert.ok(joined.some(([from, to]) => `${from} ${to}` === "1.25,0.5 1.5,0.75"));
  assert.ok(apart.some(([from, to]) => `${from} ${to}` === "0.5,0.75 0.75,0.5"));
});
