/**
 * A sample of the visitor's own goes forward through the run's network, wherever that stands.
 *
 * `probe(store, send, values)` shows it: the engine is asked for it, and asked again whenever the run has moved, at a
 * modest pace. Stage, panel and maps show it in place of the mini-batch (`state/own.js`), as long as `state.own` is
 * there; the whole answer, with logits, probabilities and the training rows most like it, is `state.own.answer`.
 * `leave(store)` shows the mini-batch again; so does another run.
 */

/** @import { OwnSample, Send, State, Store } from "../state/types" */

import { watches } from "../state/whose.js";

/** The run is asked no more often than this. */
export const PACE_MS = 80;

/** @type {WeakMap<Store, (send: Send) => void>} */
const followers = new WeakMap();

/** @param {number} milliseconds @returns {Promise<unknown>} */
const pass = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Show a sample, or what has become of the one that is shown; how far forward it is seen stays.
 * @param {Store} store
 * @param {Send} send
 * @param {readonly number[]} values what a row of the data holds, in its own units
 * @param {object} [options]
 * @param {number} [options.neighbours] how many of the training rows most like it are told with the answer,
 *   as many as before where it does not say
 * @param {(milliseconds: number) => Promise<unknown>} [options.wait]
 */
export function probe(store, send, values, { neighbours, wait = pass } = {}) {
  if (store.under) return probe(store.under, send, values, { neighbours, wait });
  if (watches(store.get())) return;
  const before = store.get().own;
  const fresh = { answer: null, layer: null, steppedAt: null, neighbours: 0 };
  store.set({ own: { ...fresh, ...before, ...(neighbours && { neighbours }), values } });
  const follow = followers.get(store) ?? createFollower(store, wait);
  followers.set(store, follow);
  follow(send);
}

/** Show the mini-batch again. @param {Store} store */
export function leave(store) {
  store.set({ own: null });
}

/**
 * See a sample go forward: up to a layer, as a step from the one before it.
 * @param {Store} store
 * @param {number | null} layer null is all the way
 */
export function goTo(store, layer) {
  const { own, position } = (store.under ?? store).get();
  if (own) store.set({ own: { ...own, layer, steppedAt: layer === null ? null : position } });
}

/** @param {Store} store @param {(milliseconds: number) => Promise<unknown>} wait */
function createFollower(store, wait) {
  /** @type {Send} */
  let send;
  /** What was last asked about. @type {unknown[]} */
  let asked = [];
  let isAsking = false;

  async function ask() {
    if (isAsking) return;
    isAsking = true;
    while (hasMoved(store.get())) {
      await askOnce(/** @type {OwnSample} */ (store.get().own));
      await wait(PACE_MS);
    }
    isAsking = false;
  }

  /** @param {State} state */
  function hasMoved(state) {
    if (!state.own || !state.position || state.connection !== "open") return false;
    return questionOf(state).some((part, place) => part !== asked[place]);
  }

  /** @param {OwnSample} own */
  async function askOnce({ values, neighbours }) {
    asked = questionOf(store.get());
    const answer = await send({ type: "probe", values, neighbours });
    const { own, failure } = store.get();
    if (answer.type === "probed") {
      if (own) store.set({ own: { ...own, answer } });
    } else if (answer.type === "error" && answer.code === "not_connected") asked = [];
    // Of a run that is no more nobody wants to know that it did not fit.
    else if (own?.values !== values && failure === answer) store.set({ failure: null });
  }

  store.subscribe(ask);
  return (/** @type {Send} */ given) => {
    send = given;
    void ask();
  };
}

/** What an answer depends on. @param {State} state @returns {unknown[]} */
function questionOf({ own, position, run }) {
  return [own?.values, own?.neighbours, position, run];
}
