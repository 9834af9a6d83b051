/** The curves themselves: uPlot on a canvas, its colours taken from the page's. */

/** @import { HistoryPoint } from "../../state/types" */

import uPlot from "../../../vendor/uplot/uPlot.esm.js";
import { onRepaint } from "../../draw/repaint.js";
import { textScale } from "../../draw/text-size.js";
import { count, number } from "../../words/numbers.js";
import { ceiling, columns, horizon } from "./losses.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
/** Room for the words above the curves, and for the ticks below and beside them. */
const WORDS_HEIGHT = 24;
/** A lower chart is a strip: it has no room for ticks below. */
const STRIP_BELOW = 60;
const FONT_SIZE = 11;
const TICKS_HEIGHT = 22;
const TICKS_WIDTH = 50;
const RIGHT_MARGIN = 26;
const LONGEST_TICK = 6;
/** @typedef {"--ink" | "--ink-soft" | "--line" | "--zero"} Token */
const EPOCH_STEPS = [1, 2, 5]
  .flatMap((digit) => Array.from({ length: 7 }, (_, zeros) => digit * 10 ** zeros))
  .sort((a, b) => a - b);

/**
 * @param {HTMLElement} root
 * @param {() => void} resized called when all places are others
 */
export function createPlot(root, resized) {
  /** @type {readonly HistoryPoint[]} */
  let history = [];
  let end = 0;
  // Asked of the page when they change: to ask each time a curve is drawn takes as long as the curve.
  let colours = coloursOf(root);
  let strip = isStrip(root);
  const known = {
    ends: () => ({ x: end, y: ceiling(history) }),
    colour: (/** @type {Token} */ token) => colours[token],
    isStrip: () => strip,
  };
  const plot = new uPlot(options(root, known), columns(history), root);

  const sized = new ResizeObserver(() => {
    strip = isStrip(root);
    plot.batch(() => plot.setSize(sizeOf(root)));
    resized();
  });
  sized.observe(root);
  const unthemed = onRepaint(() => {
    colours = coloursOf(root);
    plot.redraw(false);
  });

  return {
    /**
     * At once: places on the scales are those of what is shown.
     * @param {readonly HistoryPoint[]} next
     * @param {number} epochs recorded, for which there is to be room
     */
    show(next, epochs) {
      if (next === history && horizon(epochs) === end) return;
      history = next;
      end = horizon(epochs);
      plot.batch(() => plot.setData(columns(history)));
    },
    /** Pixels from the root's left. @param {number} epochs */
    x: (epochs) => plot.over.offsetLeft + plot.valToPos(epochs, "x"),
    /** Pixels from the root's top. @param {number} loss */
    y: (loss) => plot.over.offsetTop + plot.valToPos(loss, "y"),
    /** @param {number} x pixels from the root's left */
    epochs: (x) => plot.posToVal(x - plot.over.offsetLeft, "x"),
    pixelsPerEpoch: () => plot.over.offsetWidth / (plot.scales.x.max ?? 1),
    dispose() {
      sized.disconnect();
      unthemed();
      plot.destroy();
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {object} known
 * @param {() => {x: number, y: number}} known.ends of the axes
 * @param {(token: Token) => string} known.colour
 * @param {() => boolean} known.isStrip
 * @returns {uPlot.Options}
 */
function options(root, { ends, colour, isStrip }) {
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
    padding: [WORDS_HEIGHT * scale, RIGHT_MARGIN, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [0, ends().x] },
      y: { range: () => [0, ends().y] },
    },
    axes: [
      {
        ...axis,
        size: () => (isStrip() ? 0 : TICKS_HEIGHT * scale),
        gap: 4,
        space: 70,
        incrs: EPOCH_STEPS,
        values: (_, ticks) => (isStrip() ? [] : ticks.map(count)),
      },
      {
        ...axis,
        size: TICKS_WIDTH * scale,
        gap: 6,
        space: 20,
        values: ({ data }, ticks) =>
          data[0].length === 0 || isStrip() ? [] : ticks.map(tickWords),
      },
    ],
    series: [
      {},
      { stroke: () => colour("--ink"), width: 2, points: { show: false } },
      { stroke: () => colour("--zero"), width: 1.5, dash: [5, 3], points: { show: false } },
    ],
  };
}

/** Round as they are, in as few digits as they need. @param {number} tick */
function tickWords(tick) {
  const plain = String(tick);
  return plain.length <= LONGEST_TICK ? plain : number(tick);
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
