/** How losses become lines: heights by their logarithm, the same for all runs of a sweep. */

/** @import { HistoryRow, Swept, SweepEnded } from "../../state/types" */

/** A loss that is above this many times the largest at the beginning is off the picture. */
const MOST_GROWTH = 3;
const SMALLEST_LOSS = 1e-12;
/** Losses that hardly differ are drawn so many times apart, at least. */
const LEAST_SPAN = 1.5;

/** @typedef {(value: number) => number} Scale */
/** @typedef {SweepEnded["bands"][number]} Band */

/** Of the test rows where there are such, as the server's bands are. @param {HistoryRow} point */
export function lossOf([, train, test]) {
  return test ?? train;
}

/** Whether it is the test rows' loss that is shown. @param {readonly (Swept | null)[]} runs */
export function isTest(runs) {
  return runs.some((run) => run?.points.some(([, , test]) => test !== null));
}

/** The loss at its end; null where it has none. @param {Swept | null} run */
export function finalOf(run) {
  const last = run?.points.at(-1);
  return !last || run?.diverged !== null ? null : lossOf(last);
}

/** The place of the run that ends lowest; −1 where none does. @param {readonly (Swept | null)[]} runs */
export function bestOf(runs) {
  const losses = runs.map((run) => finalOf(run) ?? Number.POSITIVE_INFINITY);
  const least = Math.min(...losses);
  return Number.isFinite(least) ? losses.indexOf(least) : -1;
}

/**
 * From a loss to its height in a picture, 0 at the top.
 * @param {readonly (Swept | null)[]} runs
 * @param {number} height
 * @returns {Scale}
 */
export function heights(runs, height) {
  const told = runs.flatMap((run) => run?.points.map(lossOf) ?? []);
  const first = runs.flatMap((run) => run?.points.slice(0, 1).map(lossOf) ?? []);
  const most = Math.max(
    SMALLEST_LOSS,
    Math.min(Math.max(...told), MOST_GROWTH * Math.max(...first)),
  );
  const least = Math.min(Math.max(SMALLEST_LOSS, Math.min(...told)), most / LEAST_SPAN);
  const span = Math.log(most / least);
  return (loss) => {
    const share = Math.log(Math.max(loss, least) / least) / span;
    return height * (1 - Math.min(1, share));
  };
}

/**
 * From an epoch to its place.
 * @param {number} epochs
 * @param {number} width
 * @returns {Scale}
 */
export function places(epochs, width) {
  return (epoch) => (width * epoch) / epochs;
}

/** From one of several values, each as far apart from the next, to its place. @param {number} values @param {number} width @returns {Scale} */
export function columns(values, width) {
  return (number) => (width * (number + 0.5)) / values;
}

/** @param {readonly (readonly [number, number])[]} points across and down, in pixels */
export function path(points) {
  return points.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/** A run's losses as a line. @param {Swept | null} run @param {Scale} x @param {Scale} y */
export function curve(run, x, y) {
  return path((run?.points ?? []).map((point) => [x(point[0]), y(lossOf(point))]));
}

/** The medians as a line: up to where more than half have no loss. @param {readonly Band[]} bands @param {Scale} x @param {Scale} y */
export function medians(bands, x, y) {
  const known = bands.filter(({ median }) => median !== null);
  return path(known.map(({ epoch, median }) => [x(epoch), y(/** @type {number} */ (median))]));
}

/**
 * What lies between two numbers of each epoch; one that is null is above the picture.
 * @param {readonly Band[]} bands
 * @param {"least" | "lower"} low
 * @param {"most" | "upper"} high
 * @param {Scale} x
 * @param {Scale} y
 */
export function area(bands, low, high, x, y) {
  /** @param {number | null} loss */
  const at = (loss) => (loss === null ? 0 : y(loss));
  /** @type {[number, number][]} */
  const over = bands.map((band) => [x(band.epoch), at(band[high])]);
  /** @type {[number, number][]} */
  const under = bands.map((band) => [x(band.epoch), at(band[low])]);
  return bands.length ? `${path([...over, ...under.reverse()])}Z` : "";
}
