/** The maths panel: what this step does, in words, symbols and numbers, and the data it does it to. */

/** @import { Mount, Send, State, Store } from "../../state/types" */
/** @import { Tab } from "./head.js" */
/** @import { TooFast } from "./too-fast.js" */

import { el } from "../../draw/dom.js";
import { paced } from "../../draw/paced.js";
import { tell } from "../../draw/told.js";
import { isShut } from "../../run/led.js";
import { edgeOfKey } from "../../state/edge-key.js";
import { tooFastTo } from "../../state/pace.js";
import { layerOf } from "../../state/select.js";
import { firstTellingRow } from "../../state/tensors.js";
import { watches } from "../../state/whose.js";
import { onDemand } from "../on-demand.js";
import { styled } from "../styled.js";
import { STYLE } from "../transport/stops.js";
import { makeCopies } from "./copy.js";
import { makeData } from "./data.js";
import { isOpen, makeHead } from "./head.js";
import { makeResults } from "./results.js";
import { makeSaid } from "./said.js";
import { makeTooFast } from "./too-fast.js";

/** @type {Mount} */
export function mountPanel(root, store, send) {
  const gone = new AbortController();
  const pages = {
    // What is in it comes with the other run.
    differences: page("differences"),
    ...{ maths: page("maths"), results: page("results"), data: page("data") },
    history: page("history"),
  };
  let isCalm = false;
  /** Whether the maths were asked for while they go by too fast: else the results are shown then. */
  let wantsMaths = false;
  const rows = onDemand(store, () => import("../stops/rows.js"));
  const head = makeHead(
    store,
    (tab) => {
      wantsMaths = tab === "maths" && tooFastTo("read", store.get().playback);
      store.set({ tab });
      paint();
    },
    begin,
    async (button) => (await rows.ask())?.openRows(button, store.under ?? store, send),
  );
  tieTabs(head.tabs, pages);
  makeCopies(root, gone.signal);
  const byHand = handFor(store, send, gone.signal);
  const said = makeSaid(store);
  root.replaceChildren(head.root, byHand.root, said.root, ...Object.values(pages));
  const tooFast = makeTooFast();
  const views = {
    differences: { paint: () => {} },
    maths: makeEither(pages.maths, store, tooFast, () => soon.ask(), gone.signal),
    results: makeResults(pages.results, store, send, tooFast, () => soon.ask(), gone.signal),
    data: makeData(pages.data, store, send, gone.signal),
    history: historyFor(pages.history, store, send, () => soon.ask()),
  };

  function begin() {
    store.set({ tab: "data" });
    void views.data.begin();
  }

  function paint() {
    const state = store.get();
    isCalm = tooFastTo("read", state.playback);
    // An address may name any.
    const asked = /** @type {Tab} */ (state.tab in pages ? state.tab : "maths");
    const chosen = isOpen(asked, state) ? asked : "maths";
    const tab = chosen === "maths" && isCalm && !wantsMaths ? "results" : chosen;
    head.paint(state, tab);
    for (const [name, element] of Object.entries(pages)) element.hidden = name !== tab;
    if (tab !== "results") views[tab].paint(state);
    views.results.paint(state, tab === "results");
    byHand.paint(state);
    said.paint(state);
    tell(root, isCalm ? { ...state, position: null } : state);
  }
  const isStillCalm = () => isCalm && tooFastTo("read", store.get().playback);
  const soon = paced(paint, isStillCalm);
  const chooseFirst = firstSampleChooser(store);
  const unsubscribe = store.subscribe((state) => {
    chooseFirst(state);
    soon.ask();
  });
  paint();

  return () => {
    gone.abort();
    unsubscribe();
    soon.stop();
  };
}

/**
 * The history of one number, loaded when it is first opened.
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Send} send
 * @param {() => void} soon has all of the panel painted
 */
function historyFor(root, store, send, soon) {
  /** @type {ReturnType<typeof import("../stops/history.js").makeHistory> | null} */
  let made = null;
  const part = onDemand(store, async () => {
    const [loaded] = await Promise.all([import("../stops/history.js"), styled(STYLE)]);
    return loaded;
  });
  return {
    /** @param {State} state */
    paint(state) {
      made ??= part.now(soon)?.makeHistory(root, store, send) ?? null;
      made?.paint(state);
    },
  };
}

/**
 * What sets a parameter of the selected neuron by hand, once one is selected or a connection is grasped.
 * @param {Store} store
 * @param {Send} send
 * @param {AbortSignal} signal
 */
function handFor(store, send, signal) {
  const root = el("div", { class: "by-hand", attrs: { role: "group", hidden: true } });
  const stage = document.getElementById("stage");
  /** @type {ReturnType<typeof import("../by-hand/by-hand.js").makeByHand> | null} */
  let hand = null;
  const part = onDemand(store, () => import("../by-hand/by-hand.js"));

  async function come() {
    if (isShut(store.get(), "by-hand")) return null;
    const made = await part.ask();
    if (made && stage) hand ??= made.makeByHand(root, stage, store, send, signal);
    hand?.paint(store.get());
    return hand;
  }

  /** What is pressed, and not let go of yet. @type {PointerEvent | null} */
  let pressed = null;

  /** The hand that grasps a connection before the part has come holds it when it has, unless it has let go. @param {PointerEvent} event */
  async function grasp(event) {
    if (hand || !(event.target instanceof Element) || !event.target.closest("g.edge")) return;
    if (event.type === "pointerdown") pressed = event;
    const came = await come();
    if (event.type !== "pointerdown") return;
    came?.grab(event);
    if (pressed !== event) came?.letGo(event);
  }

  /** The menu of what is pointed at, which is selected by it. @param {MouseEvent} event */
  async function open(event) {
    const part = event.target instanceof Element ? partAt(event.target) : null;
    if (!part || isShut(store.get(), "by-hand")) return;
    event.preventDefault();
    store.set(part);
    (await come())?.menu({ x: event.clientX, y: event.clientY });
  }

  stage?.addEventListener("contextmenu", open, { signal });
  stage?.addEventListener("pointerover", grasp, { signal });
  stage?.addEventListener("pointerdown", grasp, { signal });
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, () => (pressed = null), { signal, capture: true });
  return {
    root,
    /** @param {State} state */
    paint(state) {
      if (hand) hand.paint(state);
      else if (state.selected?.layer || state.picked) void come();
    },
  };
}

/** What selects the neuron or the connection that an element is of. @param {Element} element */
function partAt(element) {
  const key = element.closest("[data-edge]")?.getAttribute("data-edge");
  if (key) {
    const { layer, from: unit_in, to: unit } = edgeOfKey(key);
    const selected = { layer, unit };
    return { selected, picked: { layer, unit_in, unit_out: unit, at: selected } };
  }
  const neuron = element.closest("button[data-unit]");
  const layer = Number(neuron?.getAttribute("data-layer") ?? 0);
  return layer ? { selected: { layer, unit: Number(neuron?.getAttribute("data-unit")) } } : null;
}

/**
 * The maths of a step, or while they go by too fast to be read that they do; they are come back to where they were
 * left.
 * @param {HTMLElement} page
 * @param {Store} store
 * @param {TooFast} tooFast
 * @param {() => void} soon has all of the panel painted
 * @param {AbortSignal} gone
 */
function makeEither(page, store, tooFast, soon, gone) {
  const step = el("div");
  page.replaceChildren(step);
  const part = onDemand(store, () => import("./maths.js"));
  /** @type {ReturnType<typeof import("./maths.js").makeMaths> | null} */
  let maths = null;
  let left = 0;
  return {
    /** @param {State} state */
    paint(state) {
      const isFast = tooFastTo("read", state.playback);
      const changes = isFast !== step.hidden;
      if (changes && isFast) left = page.scrollTop;
      step.hidden = isFast;
      if (isFast) tooFast.tellIn(page);
      else {
        tooFast.beStill();
        maths ??= part.now(soon)?.makeMaths(step, store, gone) ?? null;
        maths?.paint(state);
      }
      if (changes) page.scrollTop = isFast ? 0 : left;
    },
  };
}

/** @param {Tab} name */
function page(name) {
  const attrs = {
    role: "tabpanel",
    id: `panel-${name}`,
    "aria-labelledby": `panel-${name}-tab`,
    tabindex: 0,
  };
  return el("div", { class: "panel-page", attrs });
}

/** @param {HTMLButtonElement[]} tabs @param {Record<Tab, HTMLElement>} pages */
function tieTabs(tabs, pages) {
  for (const [place, element] of Object.values(pages).entries()) {
    tabs[place].id = `${element.id}-tab`;
    tabs[place].setAttribute("aria-controls", element.id);
  }
}

/** The first sample anyone sees of a run has something to show. @param {Store} store @returns {(state: State) => void} */
function firstSampleChooser(store) {
  let seen = -1;
  return (state) => {
    const inputs = layerOf(state, 0).a;
    if (!state.run || !inputs || state.run.id === seen || watches(state)) return;
    seen = state.run.id;
    const sample = firstTellingRow(inputs);
    if (sample !== state.sample) store.set({ sample });
  };
}
