/** How many neurons each hidden layer of a copy has: one fewer, one more, and how many a challenge lets it have. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { boundsOf, withLayer } from "../../run/spec-edits.js";
import { classroom } from "../../words/en-classroom.js";
import { words as page, spoken } from "../../words/words.js";
import { createEditor } from "../rail/editor.js";
import { stepper } from "../rail/stepper.js";

const words = spoken(classroom).challenge;

/** @param {Store} store @param {Send} send */
export function forkUnits(store, send) {
  const editor = createEditor(store, send, () => paint(store.get()));
  const used = el("span", { class: "fork-used" });
  const layers = el("span", { class: "fork-layers" });
  const element = el(
    "div",
    { class: "fork-units", attrs: { role: "group", "aria-label": page.rail.network } },
    el("span", { class: "fork-hidden", text: words.hidden }),
    layers,
    used,
  );
  /** @type {ReturnType<typeof layerStepper>[]} */
  let steppers = [];

  /** @param {number} index counted from 0 */
  function layerStepper(index) {
    const layer = index + 1;
    const count = el("output", {
      class: "stepper-value",
      attrs: { "aria-label": page.rail.unitsOf(layer) },
    });
    const buttons = stepper(
      {
        fewer: page.rail.fewerUnits(layer),
        more: page.rail.moreUnits(layer),
        step: (by) =>
          editor.edit((spec) => withLayer(spec, index, { units: spec.hidden[index].units + by })),
      },
      count,
    );
    return { ...buttons, count };
  }

  /** @param {State} state */
  function paint({ catalog, challenge }) {
    const hidden = editor.spec()?.hidden ?? [];
    if (!catalog) return;
    const bounds = boundsOf(catalog.schema, "hidden.*.units");
    if (steppers.length !== hidden.length) {
      steppers = hidden.map((_, index) => layerStepper(index));
      layers.replaceChildren(...steppers.map((each) => each.element));
    }
    for (const [index, { units }] of hidden.entries()) {
      put(steppers[index].count, String(units));
      steppers[index].paint(
        units > (bounds.low ?? 1),
        units < (bounds.high ?? Number.POSITIVE_INFINITY),
      );
    }
    const neurons = hidden.reduce((sum, { units }) => sum + units, 0);
    put(used, challenge ? words.used(neurons, challenge.most_neurons) : "");
    used.toggleAttribute("data-over", neurons > (challenge?.most_neurons ?? neurons));
  }

  return { element, paint };
}
