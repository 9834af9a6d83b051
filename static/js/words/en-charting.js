/** The words of what the chart can do besides: show a part, powers of ten, epochs in a table. */

import { count } from "./numbers.js";

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
};
