/** Two runs side by side: ours, A, leads; the other, B, stands at the same step, seen by the same stage. */

/** @import { Send, State, Store } from "../../state/types" */
/** @import { Value } from "./other.js" */

import { el } from "../../draw/dom.js";
import { largestOf } from "../../draw/scales.js";
import { ownsLetters } from "../../run/keys.js";
import { sampleOf } from "../../state/select.js";
import { watches } from "../../state/whose.js";
import { compare } from "../../words/en-compare.js";
import { spoken } from "../../words/words.js";
import { mountStage } from "../stage/stage.js";
import { createSaid } from "./address.js";
import { makeBar } from "./bar.js";
import { nameHere } from "./choices.js";
import { areAlike, furthest, keysOf, sameRow, unlikeUnits } from "./differences.js";
import { makeHeads } from "./heads.js";
import { openOther } from "./other.js";
import { makePage } from "./page.js";
import { makeParting } from "./parting.js";
import { isInStep } from "./places.js";

const words = spoken(compare);

export const STYLE = "static/css/compare.css";
/** What is looked at in both alike. */
const LINKED = /** @type {const} */ (["selected", "scope", "hoveredUnit", "hoveredEdge"]);
/** What a state must share with the one before for nothing to be compared anew. */
const COMPARED = /** @type {const} */ ([
  ...["run", "position", "layers", "sample", "scope", "history", "visited", "connection"],
]);

/** The other run is asked for nothing but to follow. @type {Send} */
const NOTHING = () => new Promise(() => {});

/** Ends what is there, where two runs are side by side. @type {(() => void) | null} */
let endLast = null;

/**
 * Show another run beside ours, in place of one that is shown.
 * @param {Store} store
 * @param {Send} send
 * @param {Value} value
 * @param {{ text?: string | null, nameHere?: string }} [opened] as the address has it that says so
 */
export function begin(store, send, value, { text = null, nameHere: a } = {}) {
  endLast?.();
  const gone = new AbortController();
  const root = /** @type {HTMLElement} */ (
    el("section", { class: "stage stage-b", attrs: { id: "stage-b", "aria-label": words.stage } })
  );
  document.getElementById("panel")?.before(root);
  document.body.dataset.compare = "a";
  const other = openOther(store, value, { set: () => soon(), refused: end });
  const unmount = mountStage(root, other.store, NOTHING, /** @type {any} */ (null));
  const names = { a: a ?? nameHere(store.get()), b: value.name };
  const parting = makeParting(store, send, other, () => soon());
  const parts = [
    makeBar({ swap, end, show, names }, gone.signal),
    makeHeads(root, names),
    makePage(parting, store),
  ];
  const said = createSaid();
  let inAddress = text;
  let due = 0;
  /** Thickest drawn in both, as long as nothing outgrows it. */
  let scale = 0;

  function compareNow() {
    due = 0;
    const [ours, theirs] = [store.get(), other.store.get()];
    if (!ours.run || watches(ours)) return end();
    if (ours.branches) names.a = nameHere(ours);
    const alike = areAlike(ours.run, theirs.run);
    const isThere = theirs.run !== null && theirs.position !== null;
    const apart = alike && isThere ? furthest(ours.layers, theirs.layers) : [];
    const unlike = alike && isThere ? unlikeUnits(ours, theirs) : new Set();
    const tensors = [...ours.layers, ...theirs.layers].flatMap((layer) => layer?.w?.data ?? []);
    const largest = largestOf(tensors);
    if (largest > scale || scale === 0) scale = largest;
    const beside = {
      ...{
        scale,
        step: largestStep([ours, theirs]),
        furthest: alike ? keysOf(apart) : null,
        unlike,
      },
      ...{ history: [], name: names.a, parts: null, said: null },
    };
    if (theirs.run && other.isSet()) inAddress = said(ours.run, theirs.run, names);
    store.set({
      beside: {
        ...{ ...beside, history: theirs.history, name: names.b, parts: parting.epochs() },
        said: inAddress,
      },
    });
    other.store.set({ beside });
    const together = {
      ...{ ours, theirs, alike, apart, isThere },
      inStep:
        isThere &&
        theirs.run !== null &&
        ours.position !== null &&
        theirs.position?.index === ours.position.index &&
        isInStep(ours.run, theirs.run, ours.position.index),
    };
    for (const part of parts) part.paint(together);
    parting.look();
  }

  const soon = () => (due ||= requestAnimationFrame(compareNow));

  /** @param {Store} to @param {State} state @param {State} previous */
  function link(to, state, previous) {
    const there = to.get();
    for (const part of LINKED) {
      if (state[part] === previous[part] || state[part] === there[part]) continue;
      if (areAlike(state.run, there.run)) to.set({ [part]: state[part] });
    }
  }

  /** The same row where the other mini-batch has it, else the one in its place. */
  function linkSample() {
    const [ours, theirs] = [store.get(), other.store.get()];
    const sample = sameRow(ours, theirs, sampleOf(ours)) ?? sampleOf(ours);
    if (sample !== theirs.sample) other.store.set({ sample });
  }

  const unsubscribes = [
    store.subscribe((state, previous) => {
      link(other.store, state, previous);
      if (COMPARED.some((part) => state[part] !== previous[part])) linkSample();
      if (changed(state, previous)) soon();
    }),
    other.store.subscribe((state, previous) => {
      link(store, state, previous);
      if (state.layers !== previous.layers) linkSample();
      if (state.sample !== previous.sample) chooseSample(state);
      if (changed(state, previous)) soon();
    }),
  ];

  /** Who chooses a sample in the other run chooses the same in ours. @param {State} theirs */
  function chooseSample(theirs) {
    const ours = store.get();
    const sample = sameRow(theirs, ours, sampleOf(theirs));
    if (sample !== null && sample !== sampleOf(ours)) store.set({ sample });
  }

  /** Ours becomes the other, and the other ours, at the step where they are. */
  async function swap() {
    const { run, position } = store.get();
    if (!run || !position) return;
    const theirs = other.value();
    const index = other.store.get().position?.index ?? 0;
    const ours = { spec: run.began, edits: run.edits, name: names.a };
    const { spec, edits } = theirs;
    const answer = await send({ type: "restore", spec, edits, index });
    if (answer.type === "error") return;
    [names.a, names.b] = [names.b, names.a];
    scale = 0;
    inAddress = null;
    parting.again();
    await other.become(ours);
    soon();
  }

  /** On a phone there is room for one. */
  function show() {
    document.body.dataset.compare = document.body.dataset.compare === "a" ? "b" : "a";
    soon();
  }

  function end() {
    if (gone.signal.aborted) return;
    endLast = null;
    gone.abort();
    cancelAnimationFrame(due);
    for (const unsubscribe of unsubscribes) unsubscribe();
    for (const part of parts) part.dispose();
    parting.end();
    unmount();
    other.end();
    root.remove();
    delete document.body.dataset.compare;
    const { tab } = store.get();
    store.set({ beside: null, ...(tab === "differences" ? { tab: "maths" } : {}) });
  }

  document.addEventListener(
    "keydown",
    (event) => {
      const isX =
        event.key.toLowerCase() === "x" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isX || ownsLetters(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      void swap();
    },
    { signal: gone.signal },
  );
  scrollTogether(root, gone.signal);
  endLast = end;
  store.set({ tab: "differences" });
  soon();
  return end;
}

/** Show our run alone. */
export function endBeside() {
  endLast?.();
}

/** What is wider than its half is scrolled in both alike. @param {HTMLElement} root @param {AbortSignal} signal */
function scrollTogether(root, signal) {
  const both = [document.getElementById("stage"), root].map((stage) =>
    stage?.querySelector(".stage-viewport"),
  );
  for (const [at, one] of both.entries()) {
    const other = both[1 - at];
    one?.addEventListener(
      "scroll",
      () => {
        if (other) [other.scrollLeft, other.scrollTop] = [one.scrollLeft, one.scrollTop];
      },
      { signal, passive: true },
    );
  }
}

/** Of the update that is seen in both. @param {State[]} states */
function largestStep(states) {
  const steps = states.flatMap(({ layers, position }) => {
    const isUpdate = position?.phase === "update";
    return (isUpdate ? layers[position.layer]?.step_w?.data : null) ?? [];
  });
  return largestOf(steps, 0);
}

/** @param {State} state @param {State} previous */
function changed(state, previous) {
  return COMPARED.some((part) => state[part] !== previous[part]);
}

/**
 * Both runs as they are compared.
 * @typedef {object} Together
 * @property {State} ours
 * @property {State} theirs
 * @property {boolean} alike whether their networks have the same neurons
 * @property {boolean} isThere whether there is anything of the other yet
 * @property {boolean} inStep whether both stand at the same step
 * @property {import("./differences.js").Apart[]} apart
 */
/** @typedef {{ a: string, b: string }} Names */
/** @typedef {{ paint(together: Together): void, dispose(): void }} Part */
