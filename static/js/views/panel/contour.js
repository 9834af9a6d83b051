/** Where a map crosses a value: straight pieces between the cells above it and those below. */

/** @typedef {readonly [number, number]} Place column and row, in cells from the first cell's outer corner */

/**
 * The pieces of the line, in no order. Between middles of cells values go straight, and on as straight to the map's edges.
 * @param {(row: number, column: number) => number} value
 * @param {number} side cells on a side
 * @param {number} level
 * @returns {[Place, Place][]}
 */
export function contour(value, side, level) {
  const pieces = [];
  for (let row = 0; row <= side; row += 1) {
    for (let column = 0; column <= side; column += 1) {
      pieces.push(...inSquare(cornersOf(value, side, row, column), level));
    }
  }
  return pieces;
}

/** @typedef {{at: Place, value: number}} Corner */

/**
 * The corners of a square between middles of cells, around it.
 * @param {(row: number, column: number) => number} value
 * @param {number} side
 * @param {number} row
 * @param {number} column
 * @returns {Corner[]}
 */
function cornersOf(value, side, row, column) {
  const middle = (/** @type {number} */ place) => Math.min(side, Math.max(0, place - 0.5));
  return [
    [row, column],
    [row, column + 1],
    [row + 1, column + 1],
    [row + 1, column],
  ].map(([y, x]) => ({
    at: [middle(x), middle(y)],
    value: along(y, side, (cellY) => along(x, side, (cellX) => value(cellY, cellX))),
  }));
}

/**
 * A value in the middle of a cell, counted from 1; at the edges what the two cells beside it go on to.
 * @param {number} place
 * @param {number} side at least 2
 * @param {(cell: number) => number} value
 */
function along(place, side, value) {
  if (place === 0) return 1.5 * value(0) - 0.5 * value(1);
  if (place === side + 1) return 1.5 * value(side - 1) - 0.5 * value(side - 2);
  return value(place - 1);
}

/** @param {Corner[]} corners @param {number} level @returns {[Place, Place][]} */
function inSquare(corners, level) {
  const crossed = corners.flatMap((one, place) => {
    const other = corners[(place + 1) % corners.length];
    return one.value >= level === other.value >= level ? [] : [between(one, other, level)];
  });
  if (crossed.length < 4) return crossed.length ? [[crossed[0], crossed[1]]] : [];
  const [top, right, bottom, left] = crossed;
  // Two opposite corners are above: the middle tells whether they belong together.
  const middle = corners.reduce((sum, { value }) => sum + value, 0) / corners.length;
  return middle >= level === corners[0].value >= level
    ? [
        [top, right],
        [bottom, left],
      ]
    : [
        [left, top],
        [right, bottom],
      ];
}

/** @param {Corner} one @param {Corner} other @param {number} level @returns {Place} */
function between(one, other, level) {
  const share = (level - one.value) / (other.value - one.value);
  const on = (/** @type {0 | 1} */ axis) => one.at[axis] + share * (other.at[axis] - one.at[axis]);
  return [on(0), on(1)];
}
