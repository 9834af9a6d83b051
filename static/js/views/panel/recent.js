/** The last epochs' losses as a small curve, up to where the run stands. */

/** @import { HistoryPoint, State } from "../../state/types" */

import { svg } from "../../draw/dom.js";
import { epochsAt } from "../../run/positions.js";
import { words } from "../../words/words.js";
import { firstAfter } from "../chart/losses.js";

const MOST_POINTS = 50;
const WIDTH = 100;
const HEIGHT = 40;
/** A change of less than this share of the loss is drawn smaller than the whole height. */
const LEAST_RANGE = 0.05;

/** @typedef {"train_loss" | "test_loss"} Column */

export function makeRecent() {
  const train = svg("path", { class: "recent-train" });
  const test = svg("path", { class: "recent-test" });
  const attrs = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" };
  const root = svg("svg", { class: "recent", attrs }, test, train);
  /** @type {readonly HistoryPoint[]} */
  let shown = [];
  return {
    root,
    /** @param {State} state */
    paint(state) {
      const points = recentPoints(state);
      root.toggleAttribute("hidden", points.length < 2);
      if (points.length < 2 || (points[0] === shown[0] && points.at(-1) === shown.at(-1))) return;
      shown = points;
      train.setAttribute("d", pathOf(points, "train_loss"));
      test.setAttribute("d", pathOf(points, "test_loss"));
      root.setAttribute("aria-label", recentInWords(points));
    },
  };
}

/**
 * The evaluated epochs up to where the run stands, the last of them.
 * @param {Pick<State, "run" | "position" | "history">} state
 */
export function recentPoints({ run, position, history }) {
  if (!run || !position) return [];
  const end = firstAfter(history, epochsAt(position.index, run));
  return history.slice(Math.max(0, end - MOST_POINTS), end);
}

/**
 * One loss as a path; empty without test rows. Both share a range, so that they can be compared.
 * @param {readonly HistoryPoint[]} points at least two
 * @param {Column} column
 */
export function pathOf(points, column) {
  if (points.some((point) => point[column] === null)) return "";
  const all = points.flatMap(({ train_loss, test_loss }) => [train_loss, test_loss ?? train_loss]);
  const high = Math.max(...all);
  const range = Math.max(high - Math.min(...all), high * LEAST_RANGE) || 1;
  const [{ epoch: first }, { epoch: last }] = [points[0], points[points.length - 1]];
  return points
    .map((point, place) => {
      const x = (WIDTH * (point.epoch - first)) / (last - first);
      const y = (HEIGHT * (high - (point[column] ?? 0))) / range;
      return `${place ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

/** @param {readonly HistoryPoint[]} points */
export function recentInWords(points) {
  const [first, last] = [points[0], points[points.length - 1]];
  const test =
    first.test_loss === null || last.test_loss === null
      ? ""
      : words.panel.testChange(first.test_loss, last.test_loss);
  return words.panel.recent(first.epoch, first.train_loss, last.train_loss, test);
}
