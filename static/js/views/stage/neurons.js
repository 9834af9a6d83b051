/** A neuron on the stage: tile, value, delta and bias in one button. */

/** @import { Column } from "./layout/geometry.js" */
/** @import { UnitMap } from "../../maps/maps.js" */
/** @import { Run } from "../../state/types" */
/** @import { Ink } from "./paint.js" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { isTrained } from "../../state/trained.js";
import { pretty } from "../../words/names.js";
import { full, number, signed } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { NAME_AND_VALUE } from "./layout/arrangements.js";
import { neuronSentence } from "./names.js";
import { paintMap, signHue } from "./paint.js";

/**
 * @typedef {object} Neuron
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} said its name with its numbers, for who does not see where they stand
 * @property {HTMLElement} tile
 * @property {HTMLElement} value
 * @property {HTMLElement} delta
 * @property {HTMLElement} deltaNumber
 * @property {HTMLElement} bias
 * @property {HTMLElement} biasNumber
 * @property {number} layer
 * @property {number} unit
 * @property {HTMLCanvasElement | null} canvas made when the unit turns out to have a map
 * @property {{a?: number, delta?: number, b?: number}} known the numbers on screen, every digit of them
 *
 * @typedef {object} NeuronNumbers
 * @property {number} [a]
 * @property {number} [share] of the full colour for the fill, signed
 * @property {number} [delta]
 * @property {number} [deltaSize] 0..1
 * @property {number} [b]
 * @property {boolean} [dropped] whether dropout leaves it out of the sample
 */

export const UNKNOWN = "·";
const NAME_FROM_EDGE = 6;
const LINE = 13.5;
const UNLIT = 0.35;
const DIAMOND = { least: 6, more: 5 };

/**
 * @param {Run} run
 * @param {number} layer
 * @param {number} unit
 * @param {Column} column
 * @returns {Neuron}
 */
export function makeNeuron(run, layer, unit, column) {
  const said = el("span", { class: "visually-hidden" });
  const tile = mark("tile");
  const value = mark("neuron-value", UNKNOWN);
  const deltaNumber = el("span", { class: "neuron-delta" });
  const delta = mark("delta");
  delta.append(el("span", { class: "diamond" }), deltaNumber);
  const trained = isTrained(run.spec, layer, "biases");
  const bias = mark("neuron-bias");
  const biasNumber = el("span");
  bias.append(biasNumber, ...(trained ? [] : [icon("lock")]));
  const button = el("button", {
    class: `neuron ${column.kind === "strip" ? "cell" : column.arrangement}`,
    attrs: { type: "button", "data-layer": layer, "data-unit": unit, "aria-pressed": "false" },
  });
  button.classList.toggle("leaning", column.leaning);
  button.classList.toggle("bias-below", column.biasBelow);
  button.append(said, tile, value);
  if (layer > 0) button.append(delta);
  if (layer > 0 && run.spec.use_biases) button.append(bias);
  bias.classList.toggle("fixed", !trained);
  if (layer === 0) button.append(inputName(run.layers[0].names[unit], column));
  const { x, y } = column.places[unit];
  button.style.left = `${x - column.cellWidth / 2}px`;
  button.style.top = `${y - column.cellHeight / 2}px`;
  button.style.width = `${column.cellWidth}px`;
  button.style.height = `${column.cellHeight}px`;
  return {
    button,
    said,
    tile,
    value,
    delta,
    deltaNumber,
    bias,
    biasNumber,
    layer,
    unit,
    canvas: null,
    known: {},
  };
}

/** What is seen of a neuron; all of it is said in its name. @param {string} name @param {string} [text] */
function mark(name, text = "") {
  return el("span", { class: name, text, attrs: { "aria-hidden": "true" } });
}

/** @param {string} name @param {Column} column */
function inputName(name, column) {
  const { namesAbove, nameRoom, x } = column;
  const text = el("span", {
    class: `neuron-name ${namesAbove ? "" : "left"} ${isOneLine(column) ? "one-line" : ""}`,
    text: pretty(name),
    attrs: { title: pretty(name), "aria-hidden": "true" },
  });
  text.style.maxWidth = `${nameRoom}px`;
  text.style.setProperty("--room", `${x - NAME_FROM_EDGE}px`);
  return text;
}

/**
 * Whether a second line would reach the next name, or the number above.
 * @param {Pick<Column, "places" | "cellHeight" | "namesAbove">} column
 */
function isOneLine({ places, cellHeight, namesAbove }) {
  if (places.length === 1) return false;
  const pitch = places[1].y - places[0].y;
  return pitch < (namesAbove ? cellHeight + NAME_AND_VALUE + LINE : 2 * LINE);
}

/**
 * @param {Neuron} neuron
 * @param {Run} run
 * @param {NeuronNumbers} numbers
 * @param {Ink} ink
 * @param {boolean} terse only what is seen while nobody asks for this neuron
 */
export function paintNeuron(neuron, run, numbers, ink, terse) {
  const { a, delta, b } = numbers;
  neuron.known = { a, delta, b };
  neuron.button.classList.toggle("known", a !== undefined);
  neuron.button.classList.toggle("dropped", numbers.dropped ?? false);
  showValue(neuron, a === undefined ? UNKNOWN : number(a));
  light(neuron, a === undefined ? 0 : 1, numbers.share ?? 0, ink);
  if (neuron.layer > 0) signClass(neuron.bias, b);
  if (terse) return;
  const plain = neuronSentence(run, neuron.layer, neuron.unit, a, delta);
  const sentence = numbers.dropped ? words.stage.dropped(plain) : plain;
  put(neuron.said, isFixed(neuron, run) ? words.stage.fixedBias(sentence) : sentence);
  if (neuron.layer === 0) return;
  showDelta(neuron, delta === undefined ? "" : number(delta), delta);
  neuron.delta.style.setProperty(
    "--size",
    `${DIAMOND.least + DIAMOND.more * (numbers.deltaSize ?? 0)}px`,
  );
  put(neuron.biasNumber, b === undefined ? "" : signed(b));
}

/**
 * @param {Neuron} neuron
 * @param {UnitMap | null} map
 * @param {Ink} ink
 */
export function paintTile(neuron, map, ink) {
  if (!map) {
    neuron.canvas?.remove();
    neuron.canvas = null;
    neuron.tile.classList.remove("mapped");
    return;
  }
  if (!neuron.canvas) {
    neuron.canvas = el("canvas");
    neuron.tile.append(neuron.canvas);
    neuron.tile.classList.add("mapped");
    neuron.tile.style.backgroundColor = "";
  }
  paintMap(neuron.canvas, map, ink.pixels);
}

/**
 * @param {Neuron} neuron
 * @param {string} text
 * @param {string} [word] what the number is, unless it is the activation
 */
export function showValue(neuron, text, word = "") {
  put(neuron.value, word ? `${word} ${text}` : text);
}

/**
 * @param {Neuron} neuron
 * @param {string} text empty is a hollow diamond: not computed yet in this pass
 * @param {number | undefined} sign
 */
export function showDelta(neuron, text, sign) {
  put(neuron.deltaNumber, text);
  neuron.delta.classList.toggle("hollow", !text);
  signClass(neuron.delta, text ? sign : undefined);
}

/**
 * How far a neuron has lit up with its activation, 0..1.
 * @param {Neuron} neuron
 * @param {number} amount
 * @param {number} share
 * @param {Ink} ink
 */
export function light(neuron, amount, share, ink) {
  const { canvas, tile } = neuron;
  if (canvas) canvas.style.opacity = String(UNLIT + (1 - UNLIT) * amount);
  else tile.style.backgroundColor = signHue(ink.palette, share * amount);
}

/** Whether its bias stays as it starts. @param {Pick<Neuron, "layer">} neuron @param {Run} run */
function isFixed({ layer }, { spec }) {
  return layer > 0 && spec.use_biases && !isTrained(spec, layer, "biases");
}

/** Every digit, for who points at a neuron. @param {Neuron} neuron @param {Run} run */
export function explain({ button, layer, unit, known }, run) {
  const sentence = neuronSentence(run, layer, unit, known.a, known.delta, full);
  button.title =
    known.b === undefined || !run.spec.use_biases
      ? sentence
      : words.stage.withBias(sentence, full(known.b), isFixed({ layer }, run));
}

/** @param {HTMLElement} element @param {number | undefined} value */
function signClass({ classList }, value) {
  classList.toggle("plus", value !== undefined && value > 0);
  classList.toggle("minus", value !== undefined && value < 0);
}
