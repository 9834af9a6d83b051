/** Asks the server how well the run does: whenever it has moved, and no more often than is good for all who watch. */

/** @import { ResultRows, Results, State, Store } from "../../state/types" */

import { atHome } from "../../line/home.js";

/** While somebody looks, and while only the stage's marks depend on it. In milliseconds. */
export const PACE_MS = { open: 250, shut: 1000, saved: 60 };
/** So many viewers are few: more of them ask less often. */
const FEW = 8;
/** What took long is left alone for so many times as long. */
const REST = 2;
const RETRY_MS = 2000;

/** @typedef {import("../../state/types").RowsAsked & {most: number}} Cell the rows that are looked at */
/** @typedef {{results: Results, rows: ResultRows | null, cell: Cell | null}} Told */

/**
 * @param {object} options
 * @param {Store} options.store
 * @param {() => boolean} options.isOpen whether somebody looks
 * @param {() => Cell | null} options.cell
 * @param {(told: Told | null) => void} options.told null where nothing is known there
 * @param {(path: string) => Promise<any>} [options.ask] null where no answer comes
 * @param {(milliseconds: number) => Promise<unknown>} [options.wait]
 * @param {() => number} [options.now]
 */
export function createAsker({ store, isOpen, cell, told, ask = fetched, wait = pass, now = time }) {
  /** What was last asked about. @type {unknown[]} */
  let asked = [];
  let isAsking = false;

  /** What an answer depends on. @param {State} state @returns {unknown[]} */
  const questionOf = (state) => {
    const { position, layers, run } = state;
    return [position, layers, run, cell(), wantsCells(state)];
  };

  /** Every row's cell, where somebody may light it up on the plane. @param {State} state */
  function wantsCells({ run }) {
    return Boolean(run?.plane) && (isOpen() || cell() !== null);
  }

  /** @param {State} state */
  function queryOf(state) {
    return new URLSearchParams({
      room: state.room,
      ...(wantsCells(state) && { cells: "true" }),
    });
  }

  /** @param {State} state */
  function hasMoved(state) {
    if (state.connection !== "open" || !state.run || !state.position) return false;
    // What a class is to predict is told to nobody before the reveal.
    if (state.poll?.hides) return false;
    if (!isOpen() && !isCheap(state)) return false;
    return questionOf(state).some((part, place) => part !== asked[place]);
  }

  async function go() {
    if (isAsking) return;
    isAsking = true;
    while (hasMoved(store.get())) {
      const began = now();
      const came = await askOnce(store.get());
      await wait(came ? pauseAfter(now() - began) : RETRY_MS);
    }
    isAsking = false;
  }

  /** @param {number} took */
  function pauseAfter(took) {
    if (store.get().saved) return PACE_MS.saved;
    const crowd = Math.max(1, store.get().people / FEW);
    return Math.max(PACE_MS[isOpen() ? "open" : "shut"] * crowd, REST * took);
  }

  /** @param {State} state */
  async function askOnce(state) {
    asked = questionOf(state);
    const looked = cell();
    if (state.saved) return lookUp(state, state.saved, looked);
    const results = await ask(`results?${queryOf(state)}`);
    const rows = results && looked ? await ask(pathOf(state.room, looked)) : null;
    if (!results || (looked && !rows)) asked = [];
    // Of another run nothing is shown; what stands elsewhere while nothing moves is asked for again.
    else if (results.run !== store.get().run?.id) asked = [];
    else {
      told({ results, rows, cell: looked });
      if (isLate(store.get(), results)) asked = [];
    }
    return results !== null;
  }

  /** What a saved page has. @param {State} state @param {NonNullable<State["saved"]>} saved @param {Cell | null} looked */
  function lookUp({ position }, { measured }, looked) {
    const results = measured.at(position?.index ?? 0);
    const rows = results && looked ? measured.rows(results, looked) : null;
    told(results && { results, rows, cell: looked });
    return true;
  }

  return { go };
}

/** Whether to ask for the sake of the stage's marks alone: something was trained, and few are here. @param {State} state */
function isCheap({ recorded, people }) {
  return recorded > 0 && people <= FEW && !document.hidden;
}

/** @param {State} state @param {Results} results */
function isLate({ playback, position }, { index }) {
  return !playback?.playing && !playback?.busy && position?.index !== index;
}

/** @param {string} room @param {Cell} cell */
function pathOf(room, { half, question, target, said, wrong }) {
  const query = new URLSearchParams({ room, half, question: String(question) });
  if (target !== null) query.set("target", String(target));
  if (said !== null) query.set("said", String(said));
  if (wrong) query.set("wrong", "true");
  return `results/rows?${query}`;
}

/** @param {string} path */
async function fetched(path) {
  try {
    const answer = await fetch(atHome(path));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** @param {number} milliseconds @returns {Promise<unknown>} */
function pass(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function time() {
  return performance.now();
}
