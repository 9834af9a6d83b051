/** What a step puts on connections: gradient bars, ghosts of old widths, and small labels. */

/** @import { Column } from "./layout/geometry.js" */
/** @import { Edge, Gap } from "./gaps.js" */
/** @import { Tensor } from "../../state/types" */

import { el, svg } from "../../draw/dom.js";
import { largestOf, symlog, widthOf } from "../../draw/scales.js";
import { number } from "../../words/numbers.js";
import { acrossAt, barSpots, labelSpots, pathOf, pointAt } from "./curves.js";
import { neuronBoxes } from "./layout/arrangements.js";

/**
 * @typedef {object} MarkLayers
 * @property {SVGGElement} under the lines
 * @property {SVGGElement} over the lines
 * @property {HTMLElement} labels
 *
 * @typedef {object} Change of one line's width
 * @property {Edge} edge
 * @property {number} step Δw
 * @property {number} old width in pixels
 * @property {number} now width in pixels, magnified
 */

const BAR = { least: 3, more: 11 };
/** More bars than these lie over each other: one neuron's stand out. */
const MOST_EQUAL_BARS = 16;
const LABEL = { width: 82, height: 20 };
/** The middle of a bias, from the tile's lower edge. */
const BIAS = { size: { width: 80, height: 20 }, above: 16, below: 22 };
/** The phase's name above the rows, the captions below them, over the whole width. */
const WORDS = { away: 40, width: 1e4, height: 68 };
const VISIBLE = 0.4;
const THICKEST_MAGNIFIED = 11;
const THINNEST_MAGNIFIED = 0.5;

/** @param {MarkLayers} layers */
export function clearMarks({ under, over, labels }) {
  under.replaceChildren();
  over.replaceChildren();
  labels.replaceChildren();
}

/**
 * ∂L/∂w of each line as a bar across it; in a full gap those of one neuron before the others.
 * @param {MarkLayers} layers
 * @param {Gap} gap
 * @param {Tensor} gradient
 * @param {number} unit the neuron whose gradients are explained
 */
export function paintBars({ over }, gap, gradient, unit) {
  const largest = largestOf([gradient.data], 0);
  const equal = gap.edges.length <= MOST_EQUAL_BARS;
  const gradientOf = (/** @type {Edge} */ { from, to }) =>
    gradient.data[from * gradient.shape[1] + to];
  const told = gap.edges.filter((edge) => !Number.isNaN(gradientOf(edge)));
  const own = told.filter(({ to }) => equal || to === unit);
  const others = told.filter((edge) => !own.includes(edge));
  const spots = barSpots([...own, ...others].map(({ curve }) => curve));
  const bars = [...own, ...others].map((edge, index) => {
    const g = gradientOf(edge);
    return bar(edge, spots[index], g, symlog(g, largest), index >= own.length);
  });
  over.append(...bars.reverse());
}

/** @param {Edge} edge @param {number} t @param {number} g @param {number} share @param {boolean} aside */
function bar({ curve }, t, g, share, aside) {
  const { x, y } = pointAt(curve, t);
  const across = acrossAt(curve, t);
  const half = BAR.least + BAR.more * share;
  return svg("line", {
    class: `bar ${g === 0 ? "" : signOf(g)} ${aside ? "aside" : ""}`,
    attrs: {
      x1: x - across.x * half,
      y1: y - across.y * half,
      x2: x + across.x * half,
      y2: y + across.y * half,
    },
  });
}

/**
 * Old and new widths of the lines, with the change drawn `times` as large as it is.
 * @param {readonly Edge[]} edges
 * @param {Tensor} steps
 * @param {number} largest |w| drawn thickest
 * @param {number} times
 * @returns {Change[]}
 */
export function widthChanges(edges, steps, largest, times) {
  return edges.map((edge) => {
    const step = steps.data[edge.from * steps.shape[1] + edge.to];
    const old = edge.w - step;
    const grown = (widthOf(edge.w, largest) - widthOf(old, largest)) * times;
    const now = widthOf(old, largest) + grown;
    return {
      edge,
      step,
      old: widthOf(old, largest),
      now: Math.min(THICKEST_MAGNIFIED, Math.max(THINNEST_MAGNIFIED, now)),
    };
  });
}

/**
 * The old width stays visible: behind a line that shrank, inside one that grew.
 * @param {MarkLayers} layers
 * @param {readonly Change[]} changes
 */
export function paintGhosts({ under, over }, changes) {
  for (const { edge, old, now } of changes) {
    if (Math.abs(now - old) < VISIBLE) continue;
    const grew = now > old;
    const ghost = svg("path", {
      class: grew ? "ghost grew" : "ghost shrank",
      attrs: { d: pathOf(edge.curve) },
    });
    ghost.style.strokeWidth = `${old}px`;
    (grew ? over : under).append(ghost);
  }
}

/**
 * @param {MarkLayers} layers
 * @param {Gap} gap
 * @param {readonly Change[]} changes
 */
export function paintSteps(layers, gap, changes) {
  paintLabels(
    layers,
    gap,
    changes.map(({ edge, step }) => ({
      edge,
      value: step,
      text: changeText(step),
    })),
    "step",
  );
}

/**
 * @param {MarkLayers} layers
 * @param {Gap} gap
 * @param {readonly {edge: Edge, value: number, text: string}[]} items
 * @param {string} kind
 */
export function paintLabels({ labels }, { before, after, rows, taken }, items, kind) {
  const spots = labelSpots(
    items.map(({ edge }) => edge.curve),
    LABEL,
    [
      ...neuronBoxes(before),
      ...neuronBoxes(after),
      ...taken,
      ...items.map(({ edge }) => biasLabel(edge, after)),
      { ...WORDS, x: after.x, y: rows.top - WORDS.away },
      { ...WORDS, x: after.x, y: rows.bottom + WORDS.away },
    ],
  );
  items.forEach(({ value, text }, index) => {
    const spot = spots[index];
    if (!spot) return;
    const label = el("span", { class: `mark ${kind} ${signOf(value)}`, text });
    label.style.left = `${spot.x}px`;
    label.style.top = `${spot.y}px`;
    labels.append(label);
  });
}

/**
 * Where the bias of the neuron a line leads into is written when that neuron is selected.
 * @param {Edge} edge
 * @param {Column} after
 */
function biasLabel({ curve: { x1, y1 } }, { x, cellHeight, biasBelow }) {
  const y = y1 + cellHeight / 2;
  return biasBelow
    ? { ...BIAS.size, x, y: y + BIAS.below }
    : { ...BIAS.size, x: x1 - BIAS.size.width / 2, y: y - BIAS.above };
}

/** What hue a number has; none where it is not told. @param {number} value */
export function signOf(value) {
  if (Number.isNaN(value)) return "";
  return value < 0 ? "minus" : "plus";
}

/** "Δ 0", not "= 0", which would read as the new weight. @param {number} step */
export function changeText(step) {
  if (step === 0) return "Δ 0";
  return `${step > 0 ? "▲" : "▼"} ${number(step)}`;
}
