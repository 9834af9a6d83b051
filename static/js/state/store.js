/** The page's one state: messages come in, views are told once a turn, and never of a run without its picture. */

/** @import { Frame, Letter, State, Store } from "./types" */

import { INITIAL, reduceFrame, reduceLetter } from "./reduce.js";

/** @returns {Store} */
export function createStore() {
  let state = INITIAL;
  let painted = INITIAL;
  /** @type {State | null} what a new run makes of the state, until its first frame has come */
  let ahead = null;
  let due = false;
  let held = false;
  /** @type {Set<(state: State, previous: State) => void>} */
  const listeners = new Set();

  function tell() {
    due = false;
    const previous = painted;
    painted = state;
    for (const listener of listeners) listener(state, previous);
  }

  /** @param {State} next */
  function become(next) {
    if (next === state) return;
    state = next;
    if (!due) queueMicrotask(tell);
    due = true;
  }

  /** @param {Partial<State>} change */
  function set(change) {
    if (ahead) ahead = { ...ahead, ...change };
    become({ ...state, ...change });
  }

  /** @param {Letter | Frame} message */
  function receive(message) {
    const before = ahead ?? state;
    const next = "kind" in message ? reduceFrame(before, message) : reduceLetter(before, message);
    ahead = next;
    show();
  }

  const isWhole = () => !ahead?.run || ahead.position !== null;

  function show() {
    if (!ahead || held || !isWhole()) return;
    become(ahead);
    ahead = null;
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
    receive,
    isWhole,
    hold() {
      held = true;
    },
    release() {
      held = false;
      show();
    },
    setConnection: (connection) => set({ connection }),
    setCatalog: (catalog) => set({ catalog }),
  };
}
