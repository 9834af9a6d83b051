/** First-layer weights as pictures: what each neuron looks for in an image, or listens for in a sound; the selected one large. */

/** @import { Run, Selection, State, Store, Tensor } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { ramp } from "../../draw/scales.js";
import { picturedBy } from "../../run/pieces.js";
import { pictures } from "../../words/en-pictures.js";
import { spoken } from "../../words/words.js";
import { coloursOf } from "../output/map.js";
import { neuronName } from "../stage/names.js";
import { styled } from "../styled.js";
import { fullWeight, shadesOf, varying } from "./shades.js";

const words = spoken(pictures);
const STYLE = "static/css/pictures.css";
/** The layer that sees pixels. */
const FIRST = 1;

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {AbortSignal} gone
 */
export function makeWeights(root, store, gone) {
  void styled(STYLE);
  const title = el("h3", { class: "eyebrow" });
  const large = el("canvas", { class: "weights-large", attrs: { role: "img" } });
  const said = el("p", { class: "small-print" });
  const [least, most] = [el("span"), el("span")];
  const legend = el(
    "p",
    { class: "weights-legend small-print" },
    least,
    el("span", { class: "weights-scale", attrs: { "aria-hidden": "true" } }),
    most,
  );
  const gallery = el("div", { class: "weights-gallery", attrs: { role: "group" } });
  root.replaceChildren(title, large, said, gallery, legend);
  /** @type {HTMLCanvasElement[]} */
  let canvases = [];
  let madeFor = -1;
  /** What was painted last. @type {unknown[]} */
  let painted = [];
  gone.addEventListener(
    "abort",
    onRepaint(() => (painted = [])),
  );

  /** @param {Run} run */
  function make(run) {
    madeFor = run.id;
    canvases = run.layers[FIRST].names.map(() =>
      el("canvas", { attrs: { "aria-hidden": "true" } }),
    );
    gallery.replaceChildren(
      ...canvases.map((canvas, unit) => {
        const name = neuronName(run, FIRST, unit);
        const attrs = { type: "button", "aria-label": wordsFor(run).of(name), title: name };
        return el("button", { attrs, on: { click: () => choose(unit) } }, canvas);
      }),
    );
  }

  /** @param {number} unit */
  function choose(unit) {
    const { selected } = store.get();
    const isChosen = selected?.layer === FIRST && selected.unit === unit;
    store.set({ selected: isChosen ? null : { layer: FIRST, unit } });
  }

  /** @param {Run} run @param {Tensor} w @param {Selection | null} selected */
  function paintAll(run, w, selected) {
    const varies = varying(run);
    const largest = fullWeight(w, varies);
    const colours = ramp(coloursOf(root).palette);
    const draw = (/** @type {HTMLCanvasElement} */ canvas, /** @type {number} */ unit) =>
      drawShades(canvas, shadesOf(w, unit, largest, varies), colours, run);
    canvases.forEach(draw);
    for (const [unit, { parentElement }] of canvases.entries())
      parentElement?.setAttribute("aria-pressed", String(isAt(selected, unit)));
    const isFirst = selected?.layer === FIRST;
    large.hidden = !isFirst;
    if (isFirst) draw(large, selected.unit);
    const { of, deeper, hint, never } = wordsFor(run);
    const name =
      selected && selected.layer > 0 ? neuronName(run, selected.layer, selected.unit) : "";
    put(title, headOf(run, name));
    if (name) large.setAttribute("aria-label", of(name));
    const rule = varies.every(Boolean) ? hint : `${hint} ${never}`;
    put(said, selected && selected.layer > FIRST ? deeper : rule);
    put(least, words.least(largest));
    put(most, words.most(largest));
    gallery.setAttribute("aria-label", headOf(run, ""));
  }

  return {
    /** @param {State} state */
    paint({ run, layers, selected }) {
      const w = layers[FIRST]?.w;
      root.hidden = !run?.image || !w;
      if (root.hidden || !run || !w) return;
      if (madeFor !== run.id) make(run);
      const now = [run.id, w, selected];
      if (now.every((part, place) => part === painted[place])) return;
      painted = now;
      paintAll(run, w, selected);
    },
  };
}

/** @param {Run} run @param {string} name of the neuron that is selected, if one is */
function headOf(run, name) {
  const { of, title, titleOfOutputs } = wordsFor(run);
  if (name) return of(name);
  return run.layers.length - 1 === FIRST ? titleOfOutputs : title;
}

/** @param {Run} run */
function wordsFor(run) {
  return words[picturedBy(run) ?? "image"];
}

/** @param {Selection | null} selected @param {number} unit */
function isAt(selected, unit) {
  return selected?.layer === FIRST && selected.unit === unit;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {readonly number[]} shades
 * @param {Uint32Array} colours
 * @param {Run} run
 */
function drawShades(canvas, shades, colours, { image }) {
  const pen = canvas.getContext("2d");
  if (!pen || !image) return;
  const [rows, columns] = image;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const picture = pen.createImageData(columns, rows);
  new Uint32Array(picture.data.buffer).set(shades.map((shade) => colours[shade]));
  pen.putImageData(picture, 0, 0);
}
