/** The loss curve's numbers: its columns, its ranges, what it says at a place. */

/** @import { HistoryPoint, State } from "../../state/types" */

import { epochsAt } from "../../run/positions.js";
import { number } from "../../words/numbers.js";
import { words } from "../../words/words.js";

const FEWEST_EPOCHS = 10;
const NICE = [1, 2, 5, 10];
/** Room above the highest point, so that the curve does not touch the edge. */
const HEADROOM = 1.04;

/**
 * Epochs, training losses, test losses: the columns uPlot draws.
 * @param {readonly HistoryPoint[]} history
 * @param {(loss: number) => number | null} [height] of a loss on the axis
 * @returns {[number[], (number | null)[], (number | null)[]]}
 */
export function columns(history, height = (loss) => loss) {
  return [
    history.map(({ epoch }) => epoch),
    history.map(({ train_loss }) => height(train_loss)),
    history.map(({ test_loss }) => (test_loss === null ? null : height(test_loss))),
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
 * The last epoch evaluated at or before a place; null before the first. In a long run it may be well before.
 * @param {readonly HistoryPoint[]} history in the order of epochs
 * @param {number} epochs
 */
export function pointAt(history, epochs) {
  const next = firstAfter(history, epochs);
  return next === 0 ? null : history[next - 1];
}

/**
 * What is known of the losses where the run stands, or would stand.
 * @param {Pick<State, "run" | "position" | "history" | "visited">} state
 * @param {number} [index]
 */
export function pointHere({ run, position, history, visited }, index = position?.index) {
  if (!run || index === undefined) return null;
  const epochs = epochsAt(index, run);
  const kept = pointAt(history, epochs);
  const nearer = visited && visited.epoch <= epochs && visited.epoch >= (kept?.epoch ?? -1);
  return nearer ? visited : kept;
}

/** Whether there is more to see than where the run begins. @param {readonly HistoryPoint[]} history */
export function isBegun(history) {
  return history.some(({ epoch }) => epoch > 0);
}

/** @typedef {{epoch: string, train: string, test: string}} Words the parts that stand side by side; test is empty without test rows */

/**
 * An evaluation at full length, for where there is room and for those who listen: with the penalty, if there is one.
 * @param {HistoryPoint} point
 * @returns {Words}
 */
export function fullWords(point) {
  return wordsOf(point, words.chart.measured, (loss) =>
    point.penalty
      ? words.chart.penalised(number(loss), number(point.penalty), number(loss + point.penalty))
      : number(loss),
  );
}

/**
 * An evaluation in few words: "0.066"; "0.066 (97 %)" with an accuracy.
 * @param {HistoryPoint} point
 * @returns {Words}
 */
export function shortWords(point) {
  return wordsOf(point, words.chart.measuredShort);
}

/**
 * The losses alone.
 * @param {HistoryPoint} point
 * @returns {Words}
 */
export function fewestWords(point) {
  return wordsOf(point, (loss) => loss);
}

/**
 * What two runs that stand side by side say at the same place.
 * @param {HistoryPoint} a
 * @param {HistoryPoint} b
 * @returns {Words}
 */
export function bothWords(a, b) {
  const ofTests = a.test_loss !== null && b.test_loss !== null;
  return {
    epoch: words.chart.epoch(a.epoch),
    train: words.chart.bothTrain(number(a.train_loss), number(b.train_loss)),
    test: ofTests ? words.chart.bothTest(number(a.test_loss), number(b.test_loss)) : "",
  };
}

/**
 * @param {HistoryPoint} point
 * @param {(loss: string, accuracy: string) => string} measured
 * @param {(loss: number) => string} inDigits
 * @returns {Words}
 */
function wordsOf(
  { epoch, train_loss, test_loss, train_accuracy, test_accuracy },
  measured,
  inDigits = number,
) {
  const say = (/** @type {number} */ loss, /** @type {number | null} */ accuracy) =>
    measured(inDigits(loss), accuracy === null ? "" : percent(accuracy));
  return {
    epoch: words.chart.epoch(epoch),
    train: words.chart.train(say(train_loss, train_accuracy)),
    test: test_loss === null ? "" : words.chart.test(say(test_loss, test_accuracy)),
  };
}

/**
 * 100 is said only of all, and 0 only of none.
 * @param {number} accuracy 0..1
 */
export function percent(accuracy) {
  const rounded = Math.round(accuracy * 100);
  if (rounded === 100 && accuracy < 1) return (Math.floor(accuracy * 1000) / 10).toFixed(1);
  return rounded === 0 && accuracy > 0 ? "<1" : String(rounded);
}

/**
 * The place of the first point after so many epochs, by halving.
 * @param {readonly HistoryPoint[]} history
 * @param {number} epochs
 */
export function firstAfter(history, epochs) {
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
