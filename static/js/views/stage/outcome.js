/** What stands beside the output neurons: their names, the target, the loss, and which class was said. */

/** @import { Layout } from "../../geometry.js" */
/** @import { Run, State } from "../../types" */

import { el } from "../../dom.js";
import { full, number } from "../../format.js";
import { put, UNKNOWN } from "./neurons.js";
import { classOf, perUnit, targets } from "./reading.js";

const BESIDE = 14;
/** Numbers over a small tile's edges reach this far beyond its middle. */
const PILL_HALF = 34;
const BELOW = 22;

/**
 * @param {Run} run
 * @param {Layout} layout
 */
export function makeOutcome(run, layout) {
  const last = run.layers.length - 1;
  const { names, units } = run.layers[last];
  const column = layout.columns[last];
  const several = units > 1;
  const loss = el("output", {
    class: "loss-value",
    text: UNKNOWN,
    attrs: { "aria-label": "loss" },
  });
  const lossBlock = el("div", { class: "outcome-loss" }, el("span", { text: "loss" }), loss);
  const outputs = names.map((name, unit) => {
    const target = el("output", {
      class: "target-value",
      text: UNKNOWN,
      attrs: { "aria-label": "target" },
    });
    const verdict = el("span", { class: "verdict" });
    const block = el(
      "div",
      { class: several ? "outcome several" : "outcome" },
      el("span", { class: "outcome-name", text: name, attrs: { title: name } }),
      verdict,
      el("span", { class: "outcome-target" }, el("span", { text: "target" }), target),
    );
    if (!several) block.append(lossBlock);
    const { x, y } = column.places[unit];
    const beside = several || layout.outcomeBeside;
    block.classList.toggle("below", !beside);
    if (beside) block.style.left = `${x + Math.max(PILL_HALF, column.cellWidth / 2) + BESIDE}px`;
    block.style.top = `${beside ? y : y + column.cellHeight / 2 + BELOW}px`;
    return { block, target, verdict };
  });
  if (several) {
    lossBlock.classList.add("apart");
    lossBlock.style.left = `${column.x}px`;
    lossBlock.style.top = `${layout.bottom + 30}px`;
  }
  const elements = [...outputs.map(({ block }) => block), ...(several ? [lossBlock] : [])];

  return {
    elements,
    loss: lossBlock,
    lossNumber: loss,
    /** @param {State} state */
    paint(state) {
      const wished = targets(state);
      const losses = perUnit(state, "loss", last);
      const one = state.scope === "sample";
      const wanted = one ? classOf(run, wished) : null;
      const said = one ? classOf(run, perUnit(state, "a", last)) : null;
      show(loss, losses?.[0]);
      outputs.forEach(({ block, target, verdict }, unit) => {
        show(target, wished?.[unit]);
        put(verdict, verdictOf(unit, wanted, said));
        block.classList.toggle("wanted", unit === wanted);
        block.classList.toggle("said", unit === said);
      });
    },
  };
}

/** @param {number} unit @param {number | null} wanted @param {number | null} said */
function verdictOf(unit, wanted, said) {
  if (unit !== said) return unit === wanted ? "● target" : "";
  if (wanted === null) return "said";
  return unit === wanted ? "✓ right" : "✗ said";
}

/** @param {HTMLElement} element @param {number | undefined} value */
function show(element, value) {
  put(element, value === undefined ? UNKNOWN : number(value));
  element.title = value === undefined ? "" : full(value);
}
