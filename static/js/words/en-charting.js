/** The words of what the chart can do besides: show a part, powers of ten, epochs in a table. */

import { count } from "./numbers.js";

/** Whole epochs, or parts of one to a tenth. @param {number} epochs */
const short = (epochs) => count(Number(epochs.toFixed(1)));

export const charting = {
  tools: "What the chart shows",
  more: "Zoom, scale, film, table",
  axis: "Axis of the losses",
  linear: "linear",
  log: "log",
  closer: "Fewer epochs (+)",
  further: "More epochs (−)",
  whole: "All epochs (0)",
  zoomHint:
    "Drag along the numbers below the curve, or with Shift anywhere on it, to see those epochs alone",
  /** @param {number} from @param {number} to */
  range: (from, to) => `epochs ${count(from)}–${count(to)}`,
  all: "all epochs",
  loopWord: "Loop",
  /** @param {number} from @param {number} to */
  loop: (from, to) => `Loop ${short(from)}–${short(to)}`,
  loopHint: "Play round some epochs (L); [ and ] set where they begin and end",
  noLoop: "Play straight on",
  loopEnds: { first: "Where the loop begins, in epochs", last: "Where the loop ends, in epochs" },
};
