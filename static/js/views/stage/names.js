/** What neurons, layers and connections are called, in the words a screen reader says. */

/** @import { EdgeRef, Run } from "../../state/types" */

import { isTrained } from "../../state/trained.js";
import { pretty } from "../../words/names.js";
import { number } from "../../words/numbers.js";
import { words } from "../../words/words.js";

/** @param {Run} run @param {number} layer */
export function layerName(run, layer) {
  if (layer === 0) return words.stage.input;
  return layer === run.layers.length - 1 ? words.stage.output : words.stage.hidden(layer);
}

/** @param {Run} run @param {number} layer */
export function caption(run, layer) {
  return words.stage.caption(layerName(run, layer), run.layers[layer].units);
}

/** A caption from its longest form to its shortest. @type {readonly ((run: Run, layer: number) => string)[]} */
const CAPTIONS = [caption, shortCaption, (run, layer) => String(run.layers[layer].units)];
const CAPTION_LETTER = 7;
const CAPTION_GAP = 8;
/** Before a frozen layer's caption. */
const LOCK = 16;

/**
 * The longest captions that stand side by side without touching, all of the same form.
 * @param {Run} run
 * @param {readonly {x: number}[]} columns
 */
export function captions(run, columns) {
  const forms = CAPTIONS.map((form) => columns.map((_, layer) => form(run, layer)));
  return forms.find((texts) => texts.every(fits)) ?? forms[forms.length - 1];

  /** @param {string} text @param {number} layer */
  function lengthOf(text, layer) {
    return text.length * CAPTION_LETTER + (isFrozen(run, layer) ? LOCK : 0);
  }

  /** @param {string} text @param {number} layer @param {readonly string[]} texts */
  function fits(text, layer, texts) {
    const half = (lengthOf(text, layer) + lengthOf(texts[layer + 1] ?? "", layer + 1)) / 2;
    return (
      layer + 1 === columns.length || columns[layer].x + half + CAPTION_GAP <= columns[layer + 1].x
    );
  }
}

/** @param {Run} run @param {number} layer */
export function isFrozen({ spec }, layer) {
  return layer > 0 && !isTrained(spec, layer, "weights");
}

/** @param {Run} run @param {number} layer */
function shortCaption(run, layer) {
  const last = layer === run.layers.length - 1;
  const { inputShort, outputShort, hiddenShort } = words.stage;
  const name = layer === 0 ? inputShort : last ? outputShort : hiddenShort(layer);
  return words.stage.caption(name, run.layers[layer].units);
}

/**
 * With one output for two classes its name says which of them is 1.
 * @param {Run} run
 * @param {number} unit
 */
export function outputName({ layers, classes }, unit) {
  const { names } = layers[layers.length - 1];
  return names.length === 1 && names[0] === classes[1] ? `1 = ${names[0]}` : pretty(names[unit]);
}

/**
 * The class that a target of the only output stands for; empty where there is none, or it is the number itself.
 * @param {Run} run
 * @param {number | undefined} target
 */
export function targetClass({ layers, classes, threshold }, target) {
  const { units } = layers[layers.length - 1];
  if (units !== 1 || classes.length !== 2 || target === undefined) return "";
  const meant = target > threshold ? classes[1] : classes[0];
  return meant === String(target) ? "" : meant;
}

/** @param {Run} run @param {number} layer @param {number} unit */
export function neuronName(run, layer, unit) {
  const isHidden = layer > 0 && layer < run.layers.length - 1;
  if (isHidden) return words.stage.neuron(layerName(run, layer), unit + 1);
  return words.stage.named(layerName(run, layer), pretty(run.layers[layer].names[unit]));
}

/**
 * A neuron with its numbers: "hidden 1, neuron 2: activation 0.47, delta −0.012".
 * @param {Run} run
 * @param {number} layer
 * @param {number} unit
 * @param {number | undefined} a
 * @param {number | undefined} delta
 * @param {(value: number) => string} [format]
 */
export function neuronSentence(run, layer, unit, a, delta, format = number) {
  const name = neuronName(run, layer, unit);
  if (a === undefined) return words.stage.unknown(name);
  if (layer === 0) return words.stage.fed(name, format(a));
  return words.stage.computed(name, format(a), delta === undefined ? "" : format(delta));
}

/** @param {Run} run @param {EdgeRef} edge */
export function edgeName(run, { layer, from, to }) {
  return words.stage.connection(neuronName(run, layer - 1, from), neuronName(run, layer, to));
}
