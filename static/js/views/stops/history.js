/** The panel's history: one number of the run, what made it, where it changed, and where to stop for it. */

/** @import { Quantity, Send, State, Store } from "../../state/types" */
/** @import { Subject } from "./offered.js" */

import { el, put } from "../../draw/dom.js";
import { isSummed } from "../../state/reduction.js";
import { stops } from "../../words/en-stops.js";
import { words as page, spoken } from "../../words/words.js";
import { makeStops } from "./form.js";
import { subjectsOf } from "./offered.js";
import { makeTraced } from "./traced.js";

const words = spoken(stops);
/** Of these there is no number that a step made. @type {readonly Quantity["of"][]} */
const UNTRACED = ["epochs", "not_finite"];
/** Made of all rows of a mini-batch. @type {readonly Quantity["of"][]} */
const OF_BATCHES = ["parameter", "gradient"];

/** @param {HTMLElement} root @param {Store} store @param {Send} send */
export function makeHistory(root, store, send) {
  /** @type {Subject[]} */
  let numbers = [];
  const choice = el("select", {
    class: "history-number",
    attrs: { "aria-label": words.number },
    on: { change: choose },
  });
  const scope = el("span", { class: "history-scope" });
  const traced = el("section", { class: "traced" });
  const stopsRoot = el("section", { class: "stops" });
  const tracing = makeTraced(traced, store, send);
  const form = makeStops(stopsRoot, store, send);
  root.replaceChildren(el("div", { class: "history-head" }, choice, scope), traced, stopsRoot);

  /** What was pressed on last, and is shown. @type {Quantity | null} */
  let pressed = null;

  const chosen = () => numbers[Number(choice.value)]?.quantity ?? null;

  function choose() {
    const quantity = chosen();
    if (quantity) form.choose(quantity);
    paint(store.get());
  }

  /** What can be looked at has other names when something else is selected; of a neuron it stays of the same kind. */
  function offer() {
    const next = subjectsOf(store.get()).filter(({ quantity }) => !UNTRACED.includes(quantity.of));
    if (JSON.stringify(next) === JSON.stringify(numbers)) return;
    const before = chosen();
    const picked = parameterOf(numbers) !== parameterOf(next);
    numbers = next;
    choice.replaceChildren(
      ...numbers.map(({ name }, at) => el("option", { text: name, attrs: { value: at } })),
    );
    const kept = numbers.findIndex(({ quantity }) => before && kindOf(quantity) === kindOf(before));
    const stays = kept >= 0 && !(picked && before?.of !== "unit" && before?.of !== "share");
    choice.value = String(stays ? kept : 0);
    const quantity = chosen();
    if (quantity) form.choose(quantity);
  }

  /** A number that is pressed on elsewhere is the one that is shown. @param {State} state */
  function heed({ traced }) {
    if (traced === pressed) return;
    pressed = traced;
    const wanted = JSON.stringify(traced);
    const at = numbers.findIndex(({ quantity }) => JSON.stringify(quantity) === wanted);
    if (at < 0) return;
    choice.value = String(at);
    form.choose(numbers[at].quantity);
  }

  /** @param {State} state */
  function paint(state) {
    if (!state.run || !root.checkVisibility()) return;
    offer();
    heed(state);
    const quantity = chosen();
    const ofBatches = quantity !== null && OF_BATCHES.includes(quantity.of);
    const of = isSummed(state.run.spec) ? page.panel.miniBatch : page.panel.miniBatchMean;
    put(scope, ofBatches ? of.toLowerCase() : "");
    void tracing.follow(state, quantity);
    form.paint(state);
  }

  return { paint };
}

/** @param {readonly Subject[]} numbers */
function parameterOf(numbers) {
  return numbers.find(({ quantity }) => quantity.of === "parameter")?.name;
}

/** What stays the same when another neuron, or row, is looked at. @param {Quantity} quantity */
function kindOf(quantity) {
  const { of } = quantity;
  const part =
    of === "unit"
      ? quantity.tensor
      : of === "score"
        ? quantity.name
        : of === "gradient" && quantity.layer;
  return JSON.stringify([of, part]);
}
