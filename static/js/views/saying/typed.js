/** A sentence of one's own, typed: which of its parts are inputs, how often, and which are not known. */

/** @import { Run, State } from "../../state/types" */
/** @import { Surface, Tell } from "../own/own.js" */

import { el } from "../../draw/dom.js";
import { knownOf, sayingsOf, textOf } from "../../line/said.js";
import { sampleOf } from "../../state/select.js";
import { text } from "../../words/en-text.js";
import { spoken } from "../../words/words.js";
import { countsOf, pairsOf, strangersOf, wordsOf } from "./reading.js";
import { dressed } from "./style.js";

const words = spoken(text);
const MOST_LETTERS = 300;
/** More parts that are not known are counted. */
const MOST_STRANGERS = 12;

/** @param {Run} run */
export function canType({ said }) {
  return said?.way === "words" || said?.way === "pairs";
}

/**
 * @param {Run} run
 * @param {() => State} now
 * @param {Tell} tell
 * @returns {Surface}
 */
export function makeTyped(run, now, tell) {
  dressed();
  const { kind } = run.spec.data;
  const way = run.said?.way === "pairs" ? "pairs" : "words";
  const { names } = run.layers[0];
  const hint = el("p", { class: "small-print", text: words.typeHint[way] });
  const field = el("textarea", {
    class: "said-field",
    attrs: { rows: 2, maxlength: MOST_LETTERS, "aria-label": words.field, spellcheck: "false" },
    on: { input: read },
  });
  const counted = el("ul", { class: "said-parts", attrs: { "aria-label": words.read[way] } });
  const strangers = el("p", { class: "small-print said-strangers", attrs: { role: "status" } });
  const root = el(
    "section",
    { class: "panel-section" },
    el("h3", { class: "eyebrow", text: words.type }),
    field,
    hint,
    counted,
    strangers,
  );

  function counts() {
    const unread = knownOf(kind)?.unread ?? [];
    const parts = way === "pairs" ? pairsOf(field.value) : wordsOf(field.value, unread);
    const made = countsOf(parts, names);
    show(parts, made);
    return made;
  }

  /** @param {readonly string[]} parts @param {readonly number[]} made */
  function show(parts, made) {
    const found = names.flatMap((name, at) => (made[at] ? [words.times(name, made[at])] : []));
    counted.replaceChildren(...found.map((part) => el("li", { text: part })));
    strangers.textContent = toldOf(parts, found.length);
  }

  /** @param {readonly string[]} parts @param {number} found */
  function toldOf(parts, found) {
    if (!field.value.trim()) return words.empty;
    if (!found) return words.none[way];
    const others = strangersOf(parts, names);
    const more = others.length - MOST_STRANGERS;
    const listed = others.slice(0, MOST_STRANGERS).join(", ");
    if (!others.length) return "";
    return `${words.strangers[way]}: ${listed}${more > 0 ? ` ${words.more(more)}` : ""}`;
  }

  function read() {
    tell(counts());
  }

  /** Write the sentence of the sample on screen, where it has come. */
  function copy() {
    const state = now();
    const row = state.layers[0]?.rows?.data[sampleOf(state)];
    if (row !== undefined) field.value = textOf(run, "train", row);
    return counts();
  }

  return {
    root,
    begin() {
      if (!knownOf(kind)) void sayingsOf(kind).then(read);
      return copy();
    },
    paint() {},
  };
}
