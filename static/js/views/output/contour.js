/** Where a map crosses a value: straight pieces between the cells above it and those below. */

/** @typedef {readonly [number, number]} Place column and row, in cells from the first cell's outer corner */

/**
 * The pieces of the line, in no order. Between middles of cells values go straight, and on as straight to the map's edges.
 * @param {Float64Array} values row by row
 * @param {number} side cells on a side, at least 2
 * @param {number} level
 * @returns {[Place, Place][]}
 */
export function contour(values, side, level) {
  const wide = side + 2;
  const all = widened(values, side);
  const middle = (/** @type {number} */ place) => Math.min(side, Math.max(0, place - 0.5));
  const corner = (/** @type {number} */ row, /** @type {number} */ column) => ({
    at: /** @type {Place} */ ([middle(column), middle(row)]),
    value: all[row * wide + column],
  });
  const pieces = [];
  for (let row = 0; row <= side; row += 1) {
    for (let column = 0; column <= side; column += 1) {
      const above = all[row * wide + column] >= level;
      const isCrossed =
        above !== all[row * wide + column + 1] >= level ||
        above !== all[(row + 1) * wide + column] >= level ||
        above !== all[(row + 1) * wide + column + 1] >= level;
      if (!isCrossed) continue;
      const corners = [
        corner(row, column),
        corner(row, column + 1),
        corner(row + 1, column + 1),
        corner(row + 1, column),
      ];
      pieces.push(...inSquare(corners, level));
    }
  }
  return pieces;
}

/**
 * A map with its edges around it, where values go on as the two cells beside them do.
 * @param {Float64Array} values
 * @param {number} side
 */
function widened(values, side) {
  const wide = side + 2;
  const all = new Float64Array(wide * wide);
  for (let row = 0; row < side; row += 1) {
    const start = (row + 1) * wide;
    all.set(values.subarray(row * side, (row + 1) * side), start + 1);
    all[start] = 1.5 * all[start + 1] - 0.5 * all[start + 2];
    all[start + side + 1] = 1.5 * all[start + side] - 0.5 * all[start + side - 1];
  }
  for (let column = 0; column < wide; column += 1) {
    const below = (/** @type {number} */ row) => row * wide + column;
    all[column] = 1.5 * all[below(1)] - 0.5 * all[below(2)];
    all[below(side + 1)] = 1.5 * all[below(side)] - 0.5 * all[below(side - 1)];
  }
  return all;
}

/** @typedef {{at: Place, value: number}} Corner */

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
