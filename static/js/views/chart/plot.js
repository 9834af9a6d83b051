/** The curves themselves: uPlot on a canvas, its colours taken from the page's. */

/** @import { HistoryPoint } from "../../state/types" */
/** @import { Range } from "./scale.js" */

import uPlot from "../../../vendor/uplot/uPlot.esm.js";
import { onRepaint } from "../../draw/repaint.js";
import { textScale } from "../../draw/text-size.js";
import { count, precise } from "../../words/numbers.js";
import { columns } from "./losses.js";
import { roomAbove } from "./room.js";
import { endsOf, heightOf, logTicks, perColumn, scaleOf, within } from "./scale.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
/** A lower chart is a strip: it has no room for ticks below. */
const STRIP_BELOW = 60;
const FONT_SIZE = 11;
const TICKS_HEIGHT = 22;
const TICKS_WIDTH = 50;
const RIGHT_MARGIN = 26;
const LONGEST_TICK = 6;
/** Pixels between the ticks of losses, and of epochs: as the film's pictures stand. */
const BETWEEN = 20;
const BETWEEN_EPOCHS = 60;
/** @type {Range} */
const NOWHERE = [0, 1];
/** @typedef {{ history: readonly HistoryPoint[], range: Range, log: boolean }} Shown */
/** @typedef {"--ink" | "--ink-soft" | "--line" | "--zero"} Token */
const EPOCH_STEPS = [1, 2, 5]
  .flatMap((digit) => Array.from({ length: 7 }, (_, zeros) => digit * 10 ** zeros))
  .sort((a, b) => a - b);

/**
 * @param {HTMLElement} root
 * @param {() => void} resized called when all places are others
 */
export function createPlot(root, resized) {
  /** @type {Shown} */
  let shown = { history: [], range: NOWHERE, log: false };
  let ends = NOWHERE;
  /** Lines that are drawn over it by others, and have room on its scale. @type {readonly (readonly HistoryPoint[])[]} */
  let beside = [];
  // Asked of the page when they change: to ask each time a curve is drawn takes as long as the curve.
  let colours = coloursOf(root);
  let strip = isStrip(root);
  let above = roomAbove(root);
  const known = {
    range: () => shown.range,
    ends: () => ends,
    isLog: () => shown.log,
    colour: (/** @type {Token} */ token) => colours[token],
    isStrip: () => strip,
    above: () => above,
  };
  const plot = new uPlot(options(root, known), columns([], heightIn(false)), root);

  /** What is drawn of what is shown: never more than there are pixels for. */
  function draw() {
    const points = within(shown.history, shown.range);
    const others = beside.flatMap((line) => within(line, shown.range));
    ends = endsOf([...points, ...others], shown.log);
    const drawn = perColumn(points, shown.range, Math.max(1, plot.over.offsetWidth));
    plot.batch(() => plot.setData(columns(drawn, heightIn(shown.log))));
  }

  const sized = new ResizeObserver(() => {
    strip = isStrip(root);
    above = roomAbove(root);
    plot.batch(() => plot.setSize(sizeOf(root)));
    // A whole run may have come before there was any room for it.
    draw();
    resized();
  });
  sized.observe(root);
  const unthemed = onRepaint(() => {
    colours = coloursOf(root);
    plot.redraw(false);
  });

  return {
    /** At once: places on the scale are those of what is shown. @param {Shown} next */
    show(next) {
      const isShown =
        next.history === shown.history &&
        next.log === shown.log &&
        next.range.every((epochs, at) => epochs === shown.range[at]);
      if (isShown) return;
      shown = next;
      draw();
    },
    /** @param {readonly (readonly HistoryPoint[])[]} others lines that are drawn over it */
    makeRoomFor(others) {
      if (others === beside || (others.length === 0 && beside.length === 0)) return;
      beside = others;
      draw();
    },
    /** Through which all that lies over the curves is drawn, in pixels of the root. */
    scale() {
      const {
        offsetLeft: left,
        offsetTop: top,
        offsetWidth: width,
        offsetHeight: height,
      } = plot.over;
      const { range, log } = shown;
      return scaleOf({ range, ends, log }, { left, top, width, height });
    },
    dispose() {
      sized.disconnect();
      unthemed();
      plot.destroy();
    },
  };
}

/** @param {boolean} log */
function heightIn(log) {
  return (/** @type {number} */ loss) => {
    const height = heightOf(loss, log);
    return Number.isFinite(height) ? height : null;
  };
}

/**
 * @param {HTMLElement} root
 * @param {object} known
 * @param {() => Range} known.range of epochs
 * @param {() => Range} known.ends of losses, as heights
 * @param {() => boolean} known.isLog
 * @param {(token: Token) => string} known.colour
 * @param {() => boolean} known.isStrip
 * @param {() => number} known.above the curves, in pixels
 * @returns {uPlot.Options}
 */
function options(root, { range, ends, isLog, colour, isStrip, above }) {
  const line = () => colour("--line");
  const grid = { stroke: line, width: 1 };
  const scale = textScale();
  const axis = {
    stroke: () => colour("--ink-soft"),
    font: `${FONT_SIZE * scale}px ${FONT}`,
    grid,
    ticks: { show: false },
  };
  return {
    ...sizeOf(root),
    padding: [above, () => RIGHT_MARGIN, () => 0, () => 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [...range()] },
      y: { range: () => [...ends()] },
    },
    axes: [
      {
        ...axis,
        size: () => (isStrip() ? 0 : TICKS_HEIGHT * scale),
        gap: 4,
        space: BETWEEN_EPOCHS,
        incrs: EPOCH_STEPS,
        values: (_, ticks) => (isStrip() ? [] : ticks.map(count)),
      },
      {
        ...axis,
        size: TICKS_WIDTH * scale,
        gap: 6,
        space: BETWEEN,
        splits: (plot, _, low, high, step) => {
          const most = Math.max(1, Math.floor(plot.over.offsetHeight / BETWEEN));
          return isLog() ? logTicks([low, high], most) : splits(low, high, step);
        },
        values: ({ data }, ticks) => {
          if (data[0].length === 0 || isStrip()) return [];
          return ticks.map((tick) =>
            tickWords(isLog() ? Number((10 ** tick).toPrecision(1)) : tick),
          );
        },
      },
    ],
    series: [
      {},
      { stroke: () => colour("--ink"), width: 2, points: { show: false } },
      { stroke: () => colour("--zero"), width: 1.5, dash: [5, 3], points: { show: false } },
    ],
  };
}

/** Round losses from one end to the other. @param {number} low @param {number} high @param {number} step */
function splits(low, high, step) {
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  // Tenths have no exact number: 3 · 0.1 is written as 0.3.
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Round as they are, in as few digits as they need. @param {number} tick */
function tickWords(tick) {
  const plain = String(tick);
  if (plain.length <= LONGEST_TICK) return plain;
  const [digits] = tick.toExponential().split("e");
  return precise(tick, digits.replace(".", "").length);
}

/** @param {HTMLElement} root */
function isStrip({ clientHeight }) {
  return clientHeight < STRIP_BELOW * textScale();
}

/** @param {HTMLElement} root */
function sizeOf({ clientWidth, clientHeight }) {
  return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
}

/** @param {HTMLElement} root */
function coloursOf(root) {
  const style = getComputedStyle(root);
  const colour = (/** @type {Token} */ token) => style.getPropertyValue(token).trim();
  return {
    "--ink": colour("--ink"),
    "--ink-soft": colour("--ink-soft"),
    "--line": colour("--line"),
    "--zero": colour("--zero"),
  };
}
