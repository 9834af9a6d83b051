/** The head of each stage: which run it is, where it stands if not where ours does, and what it says of the sample. */

/** @import { State } from "../../state/types" */
/** @import { Names, Part, Together } from "./compare.js" */

import { el, put } from "../../draw/dom.js";
import { stepLetters } from "../../run/positions.js";
import { perOutput, perUnit, sampleOf } from "../../state/select.js";
import { compare } from "../../words/en-compare.js";
import { pretty } from "../../words/names.js";
import { count, number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { badge } from "./badge.js";
import { sameRow } from "./differences.js";

const words = spoken(compare);

/** @param {HTMLElement} other the stage of the other run @param {Names} names @returns {Part} */
export function makeHeads(other, names) {
  const ours = makeHead("a");
  const theirs = makeHead("b");
  document.getElementById("stage")?.prepend(ours.root);
  other.prepend(theirs.root);
  return {
    paint(together) {
      const { ours: here, theirs: there } = together;
      ours.paint(names.a, "", saidOf(here), "");
      theirs.paint(names.b, placeOf(together), saidOf(there), rowOf(here, there));
    },
    dispose() {
      ours.root.remove();
      theirs.root.remove();
    },
  };
}

/** @param {"a" | "b"} which */
function makeHead(which) {
  const name = el("strong");
  const place = el("span", { class: "compare-place" });
  const said = el("span", { class: "compare-said" });
  return {
    root: el("header", { class: "compare-head" }, badge(which), name, place, said),
    /** @param {string} called @param {string} at @param {string} says @param {string} row */
    paint(called, at, says, row) {
      put(name, called);
      put(place, at);
      put(said, [row, says].filter(Boolean).join(" · "));
    },
  };
}

/** Where the other stands, where it is not the same step. @param {Together} together */
function placeOf({ theirs, inStep, isThere }) {
  if (theirs.connection === "lost") return words.lost;
  if (!isThere || !theirs.position) return words.coming;
  if (inStep) return "";
  const { epoch, phase, layer } = theirs.position;
  return [words.epoch(count(epoch)), stepLetters({ phase, layer })].filter(Boolean).join(" · ");
}

/** @param {State} here @param {State} there */
function rowOf(here, there) {
  const isKnown = here.layers[0]?.rows && there.layers[0]?.rows;
  return isKnown && sameRow(here, there, sampleOf(here)) === null ? words.otherRow : "";
}

/** What the network says of the sample, and whether that is so: a class, else the number. @param {State} state */
function saidOf(state) {
  const { run } = state;
  if (!run || !state.position || state.scope === "batch") return "";
  const outputs = perUnit(state, "a", run.layers.length - 1);
  const wanted = perOutput(state);
  const sample = words.sample(sampleOf(state) + 1);
  if (!outputs) return sample;
  if (run.task !== "classification") return `${sample}: ${number(outputs[0])}`;
  const said = classIn(outputs, run.threshold);
  const isRight = wanted && classIn(wanted, run.threshold) === said;
  return `${sample}: ${nameOf(run, said)} ${wanted ? (isRight ? "✓" : "✗") : ""}`;
}

/** @param {readonly number[]} outputs @param {number} threshold */
function classIn(outputs, threshold) {
  return outputs.length === 1
    ? Number(outputs[0] >= threshold)
    : outputs.indexOf(Math.max(...outputs));
}

/** @param {NonNullable<State["run"]>} run @param {number} said */
function nameOf(run, said) {
  return pretty(run.classes[said] ?? String(said));
}
