/** The maths tab: this step's formula for one neuron, why it is small, and the line of code that runs. */

/** @import { Quantity, Selection, State, Store } from "../../state/types" */
/** @import { CodeLine } from "../../formulas/listing.js" */
/** @import { Formula, Reason } from "../../formulas/parts.js" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { chosenNeuron } from "../../formulas/chosen.js";
import { formulaOf } from "../../formulas/formula.js";
import { listing } from "../../formulas/listing.js";
import { historyOf } from "../../run/quantities.js";
import { edgeOfKey, isSameEdge } from "../../state/edge-key.js";
import { words } from "../../words/words.js";
import { drawCurve } from "./curve.js";
import { morph } from "./morph.js";
import { write, writeLine, writeSection } from "./write.js";

/** Where a line of code ends and what is remarked on it begins. */
const REMARK = /# \w+$/;

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {AbortSignal} gone
 */
export function makeMaths(root, store, gone) {
  linkTerms(root, store, gone);
  /** @param {State} state */
  function paint(state) {
    morph(root, contentOf(state));
    light(root, state);
  }

  return { paint };
}

/** Hover or focus on a term lights its edge; a press goes to the neuron at its other end, on a number without Shift to its history. @param {HTMLElement} root @param {Store} store @param {AbortSignal} gone */
function linkTerms(root, store, gone) {
  const options = { signal: gone };
  const show = (/** @type {Event} */ event) => hover(store, keyAt(event.target));
  const hide = () => hover(store, null);
  root.addEventListener("pointerover", show, options);
  root.addEventListener("pointerleave", hide, options);
  root.addEventListener("focusin", show, options);
  root.addEventListener("focusout", hide, options);
  root.addEventListener(
    "click",
    ({ target, shiftKey }) => {
      if (!(target instanceof Element)) return;
      const number = target.closest("[data-number]")?.getAttribute("data-number");
      const key = target.closest(":is(button, .term)[data-edge]")?.getAttribute("data-edge");
      if (number && !(key && shiftKey)) return openHistory(store, JSON.parse(number));
      if (key) store.set({ selected: otherEnd(store.get(), key) });
    },
    options,
  );
}

/** The focus goes along: what had it is there no more. @param {Store} store @param {Quantity} quantity */
function openHistory(store, quantity) {
  store.set(historyOf(quantity));
  document.getElementById("panel-history-tab")?.focus();
}

/** @param {EventTarget | null} target */
function keyAt(target) {
  return target instanceof Element
    ? (target.closest("[data-edge]")?.getAttribute("data-edge") ?? null)
    : null;
}

/** @param {Store} store @param {string | null} key */
function hover(store, key) {
  if (key || store.get().hoveredEdge) store.set({ hoveredEdge: key ? edgeOfKey(key) : null });
}

/** @param {State} state @param {string} key */
function otherEnd(state, key) {
  const { layer, from, to } = edgeOfKey(key);
  const here = chosenNeuron(state)?.layer ?? layer;
  return here === layer ? { layer: layer - 1, unit: from } : { layer, unit: to };
}

/**
 * Terms and rows whose edge is pointed at, here or in the network, or the neuron at its far end. The
 * neuron the formula is about lights none: all of them are its own.
 * @param {HTMLElement} root
 * @param {State} state
 */
function light(root, state) {
  const { hoveredEdge, hoveredUnit } = state;
  const here = chosenNeuron(state);
  for (const element of root.querySelectorAll(":is(.term, .row)[data-edge]")) {
    const edge = edgeOfKey(element.getAttribute("data-edge") ?? "");
    const ends = [
      { layer: edge.layer - 1, unit: edge.from },
      { layer: edge.layer, unit: edge.to },
    ];
    const isEdge = isSameEdge(hoveredEdge, edge);
    const isFarEnd =
      !same(hoveredUnit, here) && ends.some((end) => same(hoveredUnit, end) && !same(here, end));
    element.classList.toggle("lit", isEdge || isFarEnd);
  }
}

/** @param {Selection | null} one @param {Selection | null} other */
function same(one, other) {
  return one !== null && one.layer === other?.layer && one.unit === other.unit;
}

/** @param {State} state @returns {Node[]} */
function contentOf(state) {
  const formula = formulaOf(state);
  if (!formula || !state.run || !state.position) {
    return [el("p", { class: "words", text: words.panel.waiting })];
  }
  return [
    headOf(formula),
    asideOf(formula),
    el("p", { class: "words" }, ...write(formula.words)),
    el("div", { class: "formula" }, ...formula.lines.map(writeLine)),
    el("div", { class: "curve-place" }, ...(formula.curve ? drawCurve(formula.curve) : [])),
    el("div", { class: "reasons" }, ...formula.reasons.map(reasonOf)),
    el("div", { class: "sections" }, ...formula.sections.map(writeSection)),
    codeOf(state),
  ];
}

/** @param {Formula} formula */
function headOf({ phase, place }) {
  return el(
    "h2",
    { class: "panel-title" },
    el("span", { class: `phase-word ${phase}`, text: words.panel.phases[phase] }),
    el("span", { class: "panel-place", text: place }),
  );
}

/** @param {Formula} formula */
function asideOf({ aside, now }) {
  return el("p", { class: "aside small-print", text: [now, aside].filter(Boolean).join(" · ") });
}

/** @param {Reason} reason */
function reasonOf({ kind, text }) {
  const picture = icon(kind === "saturated" ? "lock" : "bulb");
  return el("p", { class: `reason ${kind}` }, picture, el("span", { text }));
}

/** @param {State} state */
function codeOf({ run, position, catalog }) {
  const isShown = run && position && position.phase !== "start";
  const lines = isShown ? listing(run, catalog, position) : [];
  return el(
    "section",
    { class: "panel-section", attrs: { hidden: lines.length === 0 } },
    el("h3", { class: "eyebrow", text: words.panel.code }),
    el("pre", { class: `code ${position?.phase ?? ""}` }, ...lines.map(codeLine)),
  );
}

/** @param {CodeLine} line */
function codeLine({ text, current }) {
  const remark = text.search(REMARK);
  const [code, after] = remark < 0 ? [text, ""] : [text.slice(0, remark), text.slice(remark)];
  return el(
    "code",
    {
      class: current ? "code-line current" : "code-line",
      attrs: { "aria-current": current ? "step" : false },
    },
    code,
    ...(after ? [el("span", { class: "remark", text: after })] : []),
  );
}
