/** Reading tensors: one number, a row, a column, the mean of a column. */

/** @import { Tensor } from "./types" */

/** @param {Tensor} tensor @param {number} row @param {number} column */
export function at(tensor, row, column) {
  return tensor.data[row * tensor.shape[1] + column];
}

/** @param {Tensor} tensor @param {number} row @returns {number[]} */
export function rowOf({ data, shape: [, width = 1] }, row) {
  return Array.from(data.subarray(row * width, (row + 1) * width));
}

/** @param {Tensor} tensor @param {number} column @returns {number[]} */
export function columnOf({ data, shape: [height, width = 1] }, column) {
  return Array.from({ length: height }, (_, row) => data[row * width + column]);
}

/** @param {readonly number[]} values */
export function total(values) {
  return values.reduce((sum, value) => sum + value, 0);
}

/** @param {readonly number[]} values */
export function average(values) {
  return total(values) / values.length;
}

/** The mean over the rows, one a column. @param {Tensor} tensor */
export function columnMeans(tensor) {
  const [, width = 1] = tensor.shape;
  return Array.from({ length: width }, (_, column) => average(columnOf(tensor, column)));
}

/** The first row that has something to show: not all zero. @param {Tensor} inputs */
export function firstTellingRow(inputs) {
  const [rows] = inputs.shape;
  for (let row = 0; row < rows; row += 1) {
    if (rowOf(inputs, row).some((value) => value !== 0)) return row;
  }
  return 0;
}

/** Digits that tell any two numbers of single precision apart. */
const MOST_SINGLE_DIGITS = 9;

/**
 * One number that somebody typed: a frame in single precision holds the nearest to it, which is told by the
 * shortest decimal that comes to the same there.
 * @param {Tensor} tensor
 */
export function asTyped({ data }) {
  const [value] = data;
  if (!(data instanceof Float32Array)) return value;
  for (let digits = 1; digits < MOST_SINGLE_DIGITS; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
