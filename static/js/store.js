/** The page's one state: messages come in, views are told once a turn. */

/** @import { State, Store } from "./types" */

import { INITIAL, reduceFrame, reduceLetter } from "./reduce.js";

/** @returns {Store} */
export function createStore() {
  let state = INITIAL;
  let painted = INITIAL;
  let due = false;
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

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (change) => become({ ...state, ...change }),
    receive: (message) =>
      become("kind" in message ? reduceFrame(state, message) : reduceLetter(state, message)),
    setConnection: (connection) => become({ ...state, connection }),
    setCatalog: (catalog) => become({ ...state, catalog }),
  };
}
