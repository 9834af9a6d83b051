/** Puts a state onto a scene: every number, line and mark of the step that has been made. */

/** @import { Pass } from "../../maps/forward.js" */
/** @import { State } from "../../state/types" */
/** @import { Edge, Gap } from "./gaps.js" */
/** @import { Look } from "./look.js" */
/** @import { Change } from "./marks.js" */
/** @import { Ink } from "./paint.js" */
/** @import { Scene } from "./scene.js" */

import { fillShares, largestOf, magnifier, symlog, widthOf } from "../../draw/scales.js";
import { mapOf, overPlane } from "../../maps/maps.js";
import { TILE } from "../../maps/sides.js";
import { gradients, perUnit } from "../../state/select.js";
import { number } from "../../words/numbers.js";
import { paintBeside } from "./beside.js";
import { edgeSentence } from "./card.js";
import { paintFilm } from "./film.js";
import { drawnOf, paintEdge, selectedEnd, setEdges } from "./gaps.js";
import { rightOf } from "./layout/geometry.js";
import {
  clearMarks,
  paintBars,
  paintGhosts,
  paintLabels,
  paintSteps,
  widthChanges,
} from "./marks.js";
import { paintCursor, paintSecond, paintWeights } from "./matrix.js";
import { paintNeuron, paintTile } from "./neurons.js";
import { gradientWords, incomingTerms, outgoingTerms } from "./reading.js";
import { present } from "./scene.js";
import { paintChoice, paintSheet } from "./sheet.js";

/**
 * @typedef {object} Brush
 * @property {Ink} ink
 * @property {number} largest |w| drawn thickest
 * @property {number} [thinnest] of the lines, in pixels
 * @property {(Pass | undefined)[]} maps on the tiles now, so that unchanged ones are not painted again
 */

const MOST_LABELS = 6;
const MOST_UNASKED_LABELS = 4;
const NARROW_GAP = 100;
const MOST_GHOSTS = 24;

/**
 * @param {Scene} scene
 * @param {State} state
 * @param {Look} look
 * @param {Brush} brush
 * @returns {Change[]} the widths that change in an update
 */
export function paintScene(scene, state, look, brush) {
  paintLayers(scene, state, look, brush);
  scene.outcome.paint(state);
  clearMarks(scene.marks);
  for (const gap of present(scene.gaps)) paintGap(scene, gap, state, look, brush);
  if (look.filmed) paintFilm(scene.film, scene, state, brush);
  const changes = paintUpdate(scene, state, look, brush);
  paintTerms(scene, state, look);
  paintBeside(scene, state);
  scene.card.paint(state);
  return changes;
}

/** @param {Scene} scene @param {State} state @param {Look} look @param {Brush} brush */
function paintLayers({ run, neurons, sheets }, state, look, { ink, maps }) {
  const deltas = neurons.map((_, layer) => (layer > 0 ? perUnit(state, "delta", layer) : null));
  const largest = largestOf(present(deltas));
  const passes = overPlane(state, TILE);
  neurons.forEach((layerNeurons, layer) => {
    const a = perUnit(state, "a", layer);
    const shares = a && fillShares(a);
    const mask = perUnit(state, "mask", layer);
    const delta = deltas[layer];
    const tensors = state.layers[layer] ?? {};
    const sheet = sheets[layer];
    if (sheet) {
      paintSheet(sheet, a, delta, ink);
      paintChoice(sheet, state.selected?.layer === layer ? state.selected.unit : null);
    }
    const isFilmed = look.filmed && Boolean(layerNeurons[0]?.canvas);
    const mapIsNew = !isFilmed && maps[layer] !== passes[layer];
    if (mapIsNew) maps[layer] = passes[layer];
    for (const neuron of layerNeurons) {
      const { unit, button } = neuron;
      if (mapIsNew) paintTile(neuron, mapOf(state, layer, unit, TILE), ink);
      const deltaSize = delta ? symlog(delta[unit], largest) : 0;
      const numbers = {
        a: a?.[unit],
        share: shares?.[unit],
        delta: delta?.[unit],
        deltaSize,
        b: tensors.b?.data[unit],
        dropped: mask?.[unit] === 0,
      };
      const [selected, hovered] = [state.selected, state.hoveredUnit].map(
        (asked) => asked?.layer === layer && asked.unit === unit,
      );
      paintNeuron(neuron, run, numbers, ink, look.terse && !selected && !hovered);
      button.setAttribute("aria-pressed", String(selected));
    }
  });
}

/** @param {Scene} scene @param {Gap} gap @param {State} state @param {Look} look @param {Brush} brush */
function paintGap({ matrices, marks, near }, gap, state, look, { ink, largest, thinnest }) {
  const tensors = state.layers[gap.layer] ?? {};
  const { w } = tensors;
  const gradient = look.barsOf === gap.layer ? gradients(state, gap.layer) : undefined;
  const end = selectedEnd(gap, state);
  const matrix = matrices[gap.layer];
  if (matrix) {
    paintWeights(matrix, tensors.w, largest, ink);
    paintSecond(matrix, secondOf(gap.layer, state, look), ink);
    paintCursor(matrix, end);
    setEdges(gap, w ? drawnOf(w, end, chosenIn(gap, state), near) : []);
  }
  if (!w) return;
  const inPlay = look.edgesOf === 0 || look.edgesOf === gap.layer;
  gap.group.classList.toggle("in-play", inPlay);
  gap.group.classList.toggle("chosen", end !== null);
  matrix?.root.classList.toggle("in-play", inPlay || look.barsOf === gap.layer);
  matrix?.root.classList.toggle("chosen", end !== null);
  for (const edge of gap.edges) {
    const value = w.data[edge.from * w.shape[1] + edge.to];
    if (!look.filmed) paintEdge(edge, value, widthOf(value, largest, thinnest));
    paintIncident(edge, gap, end !== null && (end.from === edge.from || end.to === edge.to), state);
  }
  if (!gradient || matrix) return;
  const explained = state.selected?.layer === gap.layer ? state.selected.unit : 0;
  paintBars(marks, gap, gradient, explained);
}

/** The connection that a hand has chosen. @param {Gap} gap @param {State} state @returns {readonly [number, number] | null} */
function chosenIn({ layer }, { picked, selected }) {
  if (picked?.layer !== layer || picked.unit_in === null || picked.at !== selected) return null;
  return [picked.unit_in, picked.unit_out];
}

/**
 * What the second heat map shows in this step: the gradients once they are made, the changes in their update.
 * @param {number} layer
 * @param {State} state
 * @param {Look} look
 */
function secondOf(layer, state, look) {
  const { symbol, of } = gradientWords(state);
  const made = !look.fast && ["backward", "update"].includes(look.phase);
  const gradient = made ? gradients(state, layer) : undefined;
  return look.updateOf === layer
    ? { word: "Δw", of: "", tensor: state.layers[layer]?.step_w }
    : { word: symbol, of: gradient ? of : "", tensor: gradient };
}

/**
 * The selected neuron's lines can be reached by the keyboard.
 * @param {Edge} edge
 * @param {Gap} gap
 * @param {boolean} incident
 * @param {State} state
 */
function paintIncident({ group, from, to }, { layer }, incident, state) {
  if (incident) {
    group.classList.add("incident");
    group.setAttribute("tabindex", "0");
    group.setAttribute("role", "img");
    group.setAttribute("aria-label", edgeSentence(state, { layer, from, to }));
  } else if (group.hasAttribute("tabindex")) {
    group.classList.remove("incident");
    for (const name of ["tabindex", "role", "aria-label"]) group.removeAttribute(name);
  }
}

/** @param {Scene} scene @param {State} state @param {Look} look @param {Brush} brush */
function paintUpdate({ gaps, marks, chrome }, state, look, { largest }) {
  const gap = gaps[look.updateOf];
  const steps = state.layers[look.updateOf]?.step_w;
  if (!gap || !steps) {
    chrome.paint(look, 1);
    return [];
  }
  const most = Math.max(largestOf([steps.data], 0), state.beside?.step ?? 0);
  const times = gap.edges.length ? magnifier(most, largest) : 1;
  const changes = widthChanges(gap.edges, steps, largest, times);
  for (const { edge, now } of changes) paintEdge(edge, edge.w, now);
  const chosen = state.selected?.layer === gap.layer ? state.selected.unit : null;
  const shown = chosen === null ? changes : changes.filter(({ edge }) => edge.to === chosen);
  const labels = chosen === null ? unaskedLabels(gap) : MOST_LABELS;
  const strong = largestFirst(shown, ({ step }) => step).slice(0, labels);
  paintGhosts(marks, shown.length <= MOST_GHOSTS ? shown : strong);
  if (!gap.matrix) paintSteps(marks, gap, strong);
  chrome.paint(look, times);
  return changes;
}

/** Where a label is wider than the gap, several would hide the numbers. @param {Gap} gap */
function unaskedLabels({ before, after }) {
  const gap = after.x - after.width / 2 - rightOf(before);
  return gap < NARROW_GAP ? 1 : MOST_UNASKED_LABELS;
}

/**
 * What each connection of the selected neuron brought in this step, a·w or w·δ.
 * @param {Scene} scene
 * @param {State} state
 * @param {Look} look
 */
function paintTerms({ gaps, marks }, state, { phase, edgesOf }) {
  const gap = gaps[edgesOf];
  const { selected } = state;
  const w = state.layers[edgesOf]?.w;
  if (!gap || gap.matrix || !w || !selected) return;
  const forward = phase === "forward" && selected.layer === edgesOf;
  const backward = phase === "backward" && selected.layer === edgesOf - 1;
  const source = forward
    ? perUnit(state, "a", edgesOf - 1)
    : backward
      ? perUnit(state, "delta", edgesOf)
      : null;
  if (!source) return;
  const terms = forward
    ? incomingTerms(source, w, selected.unit)
    : outgoingTerms(source, w, selected.unit);
  const items = gap.edges
    .filter(({ from, to }) => (forward ? to : from) === selected.unit)
    .map((edge) => ({ edge, value: terms[forward ? edge.from : edge.to] }));
  const word = forward ? "a·w" : "w·δ";
  paintLabels(
    marks,
    gap,
    largestFirst(items, ({ value }) => value)
      .slice(0, MOST_LABELS)
      .map(({ edge, value }) => ({ edge, value, text: `${word} ${number(value)}` })),
    "term",
  );
}

/**
 * @template Item
 * @param {readonly Item[]} items
 * @param {(item: Item) => number} value
 */
function largestFirst(items, value) {
  return [...items].sort((a, b) => Math.abs(value(b)) - Math.abs(value(a)));
}
