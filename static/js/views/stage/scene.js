/** One network's elements on the stage, made once per run and size. */

/** @import { Film } from "./film.js" */
/** @import { Layout } from "./layout/geometry.js" */
/** @import { Run } from "../../state/types" */
/** @import { Gap } from "./gaps.js" */
/** @import { MarkLayers } from "./marks.js" */
/** @import { Matrix } from "./matrix.js" */
/** @import { Neuron } from "./neurons.js" */
/** @import { Sheet } from "./sheet.js" */

import { el, svg } from "../../draw/dom.js";
import { pretty } from "../../words/names.js";
import { words } from "../../words/words.js";
import { makeCard } from "./card.js";
import { makeChrome } from "./chrome.js";
import { makeFilm } from "./film.js";
import { makeGap } from "./gaps.js";
import { isMatrix } from "./layout/density.js";
import { layout as layOut } from "./layout/geometry.js";
import { makeMatrix } from "./matrix.js";
import { makeNeuron } from "./neurons.js";
import { makeOutcome, outcomeBoxes } from "./outcome.js";
import { makeSheet } from "./sheet.js";

/**
 * @typedef {object} Scene
 * @property {Run} run
 * @property {Layout} layout
 * @property {boolean} near whether all neurons of large layers are shown one by one
 * @property {HTMLElement} world
 * @property {readonly (readonly Neuron[])[]} neurons per layer; none where the layer is a sheet
 * @property {readonly (Sheet | null)[]} sheets per layer
 * @property {readonly (Gap | null)[]} gaps by the layer they lead into; none into the input
 * @property {readonly (Matrix | null)[]} matrices
 * @property {Film} film what is seen of lines and tiles at speed
 * @property {MarkLayers} marks
 * @property {SVGPathElement} halo around the connection pointed at
 * @property {SVGGElement} packets
 * @property {ReturnType<typeof makeOutcome>} outcome
 * @property {ReturnType<typeof makeChrome>} chrome
 * @property {ReturnType<typeof makeCard>} card
 */

const LARGEST_BUTTON_LAYER = 32;

/**
 * @param {Run} run
 * @param {{width: number, height: number, projected?: boolean}} room
 * @param {boolean} [near]
 * @returns {Scene}
 */
export function makeScene(run, room, near = false) {
  const units = run.layers.map((layer) => layer.units);
  const [names, outputs] = [run.layers[0], run.layers[run.layers.length - 1]].map((layer) =>
    layer.names.map(pretty),
  );
  const layout = layOut({ units, image: run.image, names, outputs, near }, room);
  const { columns } = layout;
  const isSheet = columns.map(
    ({ kind, places }) =>
      kind === "image" || (kind === "strip" && places.length > LARGEST_BUTTON_LAYER && !near),
  );
  const neurons = columns.map((column, layer) =>
    isSheet[layer] ? [] : column.places.map((_, unit) => makeNeuron(run, layer, unit, column)),
  );
  const sheets = columns.map((column, layer) =>
    isSheet[layer] ? makeSheet(run, layer, column, layout.bottom) : null,
  );
  const matrices = columns.map((after, layer) =>
    layer > 0 && isMatrix(units, layer)
      ? makeMatrix(layer, columns[layer - 1], after, layout)
      : null,
  );
  const gaps = columns.map((after, layer) =>
    layer > 0
      ? makeGap(
          layer,
          columns[layer - 1],
          after,
          matrices[layer] !== null,
          layout,
          layer === columns.length - 1 ? outcomeBoxes(layout) : [],
        )
      : null,
  );
  const scene = {
    run,
    layout,
    near,
    neurons,
    sheets,
    gaps,
    matrices,
    film: makeFilm(layout),
    marks: { under: svg("g"), over: svg("g"), labels: el("div", { class: "marks" }) },
    halo: svg("path", { class: "halo" }),
    packets: svg("g", { class: "packets" }),
    outcome: makeOutcome(run, layout),
    chrome: makeChrome(run, layout),
    card: makeCard(layout),
  };
  return { ...scene, world: assemble(scene) };
}

/** Whether lines and tiles are so many that one picture of them is sooner painted: strips leave few, and may be very high. @param {Scene} scene */
export function isFilmable({ layout }) {
  return layout.density !== "strips";
}

/** Whether there is more to see from nearer: layers too large for a button a neuron. @param {Run} run */
export function hasMoreFromNear({ layers, image }) {
  return layers.some(({ units }, layer) => units > LARGEST_BUTTON_LAYER && !(image && layer === 0));
}

/** @param {Omit<Scene, "world">} scene from the back to the front */
function assemble({
  layout,
  near,
  neurons,
  sheets,
  gaps,
  matrices,
  film,
  marks,
  halo,
  packets,
  outcome,
  chrome,
  card,
}) {
  const lines = svg(
    "svg",
    {
      class: "lines",
      attrs: {
        width: layout.width,
        height: layout.height,
        role: "group",
        "aria-label": words.stage.connections,
      },
    },
    marks.under,
    halo,
    ...present(gaps).map(({ group }) => group),
    marks.over,
  );
  const flight = svg(
    "svg",
    {
      class: "flight",
      attrs: { width: layout.width, height: layout.height, "aria-hidden": "true" },
    },
    packets,
  );
  const world = el(
    "div",
    { class: `world ${layout.density} ${near ? "near" : ""}` },
    chrome.behind,
    ...present(matrices).map(({ root }) => root),
    film.canvas,
    ...neurons.flat().map(({ button }) => button),
    ...present(sheets).map(({ root }) => root),
    lines,
    ...outcome.elements,
    ...chrome.front,
    flight,
    marks.labels,
    card.card,
  );
  world.style.width = `${layout.width}px`;
  world.style.height = `${layout.height}px`;
  return world;
}

/**
 * @template Item
 * @param {readonly (Item | null)[]} items
 * @returns {Item[]}
 */
export function present(items) {
  return items.filter((item) => item !== null);
}
