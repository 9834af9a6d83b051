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
  film: "Film: the network’s answer, epoch by epoch",
  filmShow: "Film (F)",
  filmPlay: "Play the film",
  filmPause: "Pause the film",
  /** @param {number} epoch */
  epochShort: (epoch) => count(epoch),
  overview: "What is shown of the whole run: from which epoch on",
  table: "Epochs",
  tableShow: "Epochs in a table",
  tableBack: "Earlier epochs",
  tableOn: "Later epochs",
  /** @param {number} from @param {number} to @param {number} last */
  tablePage: (from, to, last) => `${count(from)}–${count(to)} of 0–${count(last)}`,
  tableRule:
    "An epoch’s number leads there. A long run keeps 1,024 epochs at most, evenly spread; the others are computed again for this table. Copied are those that are kept.",
  columns: {
    epoch: "epoch",
    train_loss: "train loss",
    test_loss: "test loss",
    train_accuracy: "train accuracy",
    test_accuracy: "test accuracy",
    penalty: "penalty",
  },
  /** @param {number} epoch */
  goTo: (epoch) => `Go to epoch ${count(epoch)}`,
  copyCsv: "Copy as CSV",
  /** @param {number} rows */
  copied: (rows) => `${count(rows)} rows copied`,
  notCopied: "This browser does not let the page copy",
  close: "Close",
  noLoop: "Play straight on",
  loopEnds: { first: "Where the loop begins, in epochs", last: "Where the loop ends, in epochs" },
};
