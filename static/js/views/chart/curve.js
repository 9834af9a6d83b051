/** The loss curve's numbers: its columns, its ranges, what it says at a place. */

/** @import { HistoryPoint } from "../../types" */

import { number } from "../../format.js";

const FEWEST_EPOCHS = 10;
const NICE = [1, 2, 5, 10];
/** Room above the highest point, so that the curve does not touch the edge. */
const HEADROOM = 1.04;

/**
 * Epochs, training losses, test losses: the columns uPlot draws.
 * @param {readonly HistoryPoint[]} history
 * @returns {[number[], (number | null)[], (number | null)[]]}
 */
export function columns(history) {
  return [
    history.map(({ epoch }) => epoch),
    history.map(({ train_loss }) => train_loss),
    history.map(({ test_loss }) => test_loss),
  ];
}

/**
 * The right end of the axis: a round number of epochs ahead of what is recorded, so that it seldom moves.
 * @param {number} epochs
 */
export function horizon(epochs) {
  return Math.max(FEWEST_EPOCHS, niceAbove(epochs));
}

/**
 * The top of the axis. The least is 0: losses are compared by height.
 * @param {readonly HistoryPoint[]} history
 */
export function ceiling(history) {
  const highest = history.reduce(
    (top, { train_loss, test_loss }) => Math.max(top, train_loss, test_loss ?? 0),
    0,
  );
  return highest > 0 && Number.isFinite(highest) ? highest * HEADROOM : 1;
}

/**
 * The last epoch evaluated at or before a place; null before the first.
 * @param {readonly HistoryPoint[]} history in the order of epochs
 * @param {number} epochs
 */
export function pointAt(history, epochs) {
  const next = firstAfter(history, epochs);
  return next === 0 ? null : history[next - 1];
}

/**
 * The height of the training curve at a place between two evaluations.
 * @param {readonly HistoryPoint[]} history in the order of epochs
 * @param {number} epochs
 */
export function heightAt(history, epochs) {
  const next = firstAfter(history, epochs);
  const left = history[Math.max(0, next - 1)];
  const right = history[next] ?? left;
  if (!left) return null;
  const width = right.epoch - left.epoch;
  const share = width > 0 ? Math.max(0, epochs - left.epoch) / width : 0;
  return left.train_loss + (right.train_loss - left.train_loss) * share;
}

/**
 * "0.066"; "0.066 (97 %)" with an accuracy.
 * @param {number} loss
 * @param {number | null} accuracy 0..1
 */
export function lossWords(loss, accuracy) {
  return accuracy === null ? number(loss) : `${number(loss)} (${percent(accuracy)} %)`;
}

/**
 * 100 is said only of all, and 0 only of none.
 * @param {number} accuracy 0..1
 */
function percent(accuracy) {
  const rounded = Math.round(accuracy * 100);
  if (rounded === 100 && accuracy < 1) return (Math.floor(accuracy * 1000) / 10).toFixed(1);
  return rounded === 0 && accuracy > 0 ? "<1" : String(rounded);
}

/**
 * The place of the first point after so many epochs, by halving.
 * @param {readonly HistoryPoint[]} history
 * @param {number} epochs
 */
function firstAfter(history, epochs) {
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (history[middle].epoch > epochs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param {number} value the smallest of 1, 2, 5 times a power of ten that is above it */
function niceAbove(value) {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (NICE.find((step) => step * power > value) ?? 10);
}
