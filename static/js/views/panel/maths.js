/** The maths tab: this step's formula for one neuron, why it is small, and the line of code that runs. */

/** @import { Playback, Selection, State, Store } from "../../state/types" */
/** @import { Formula, Reason } from "../../formulas/parts.js" */

import { el, svg } from "../../draw/dom.js";
import { isFast } from "../../draw/motion.js";
import { chosenNeuron } from "../../formulas/chosen.js";
import { formulaOf, PHASE_WORDS } from "../../formulas/formula.js";
import { listing } from "../../formulas/listing.js";
import { drawCurve } from "./curve.js";
import { morph } from "./morph.js";
import { edgeOf, write, writeLine, writeSection } from "./write.js";

const LOCK = "M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7zm2 0h4V5a2 2 0 0 0-4 0z";
const BULB = "M8 1.5a4.5 4.5 0 0 1 2.5 8.2V12h-5V9.7A4.5 4.5 0 0 1 8 1.5zM6 13h4v1.5H6z";

/**
 * Whether steps, of whatever unit, follow each other too fast for one to be explained.
 * @param {Playback | null} playback
 */
export function isUnreadable(playback) {
  return playback !== null && isFast({ ...playback, unit: "propagation" });
}

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {AbortSignal} gone
 */
export function makeMaths(root, store, gone) {
  linkTerms(root, store, gone);
  return {
    /** @param {State} state */
    paint(state) {
      morph(root, contentOf(state));
      light(root, state);
    },
  };
}

/** Hover or focus on a term lights its edge; a press goes to the neuron at its other end. @param {HTMLElement} root @param {Store} store @param {AbortSignal} gone */
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
    ({ target }) => {
      const key =
        target instanceof Element
          ? target.closest("button[data-edge]")?.getAttribute("data-edge")
          : null;
      if (key) store.set({ selected: otherEnd(store.get(), key) });
    },
    options,
  );
}

/** @param {EventTarget | null} target */
function keyAt(target) {
  return target instanceof Element
    ? (target.closest("[data-edge]")?.getAttribute("data-edge") ?? null)
    : null;
}

/** @param {Store} store @param {string | null} key */
function hover(store, key) {
  if (key || store.get().hoveredEdge) store.set({ hoveredEdge: key ? edgeOf(key) : null });
}

/** @param {State} state @param {string} key */
function otherEnd(state, key) {
  const { layer, from, to } = edgeOf(key);
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
    const { layer, from, to } = edgeOf(element.getAttribute("data-edge") ?? "");
    const ends = [
      { layer: layer - 1, unit: from },
      { layer, unit: to },
    ];
    const isEdge =
      hoveredEdge?.layer === layer && hoveredEdge.from === from && hoveredEdge.to === to;
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
  if (isUnreadable(state.playback)) return playing();
  const formula = formulaOf(state);
  if (!formula || !state.run || !state.position) {
    return [el("p", { class: "words", text: "Waiting for the first numbers…" })];
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

/** What is said instead of a step: the next would have replaced it before it was read. @returns {Node[]} */
function playing() {
  return [
    el(
      "h2",
      { class: "panel-title" },
      el("span", { class: "phase-word", text: "PLAYING" }),
      el("span", { class: "panel-place", text: "faster than can be read" }),
    ),
    el("p", { class: "aside small-print" }),
    el("p", { class: "words", text: "Pause, or play more slowly, to see the maths of each step." }),
  ];
}

/** @param {Formula} formula */
function headOf({ phase, place }) {
  return el(
    "h2",
    { class: "panel-title" },
    el("span", { class: `phase-word ${phase}`, text: PHASE_WORDS[phase] }),
    el("span", { class: "panel-place", text: place }),
  );
}

/** @param {Formula} formula */
function asideOf({ aside, now }) {
  return el("p", { class: "aside small-print", text: [now, aside].filter(Boolean).join(" · ") });
}

/** @param {Reason} reason */
function reasonOf({ kind, text }) {
  const picture = svg(
    "svg",
    { attrs: { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" } },
    svg("path", { attrs: { d: kind === "saturated" ? LOCK : BULB, fill: "currentColor" } }),
  );
  return el("p", { class: `reason ${kind}` }, picture, el("span", { text }));
}

/** @param {State} state */
function codeOf({ run, position }) {
  const lines = run && position && position.phase !== "start" ? listing(run, position) : [];
  return el(
    "section",
    { class: "panel-section", attrs: { hidden: lines.length === 0 } },
    el("h3", { class: "eyebrow", text: "The line that runs" }),
    el(
      "pre",
      { class: `code ${position?.phase ?? ""}` },
      ...lines.map(({ text, current }) =>
        el("code", {
          class: current ? "code-line current" : "code-line",
          text,
          attrs: { "aria-current": current ? "step" : false },
        }),
      ),
    ),
  );
}
