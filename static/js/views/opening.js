/** Opens the run that the page's address holds: when the page opens, when a link is pasted, on Back and Forward. */

/** @import { Send, State, Store } from "../state/types" */
/** @import { Shared } from "../run/link.js" */

import { bringTo, isFresh } from "../line/resume.js";
import { fromHash, hashOf, holdsRun, toHash, toKeptHash } from "../run/link.js";
import { createTrail } from "../run/trail.js";
import { words } from "../words/words.js";

/**
 * Bring the room to where the address points: on opening a room that nobody has used yet, later one that nobody else
 * is in. A room in use stays as it is, and says so.
 * @param {Store} store
 * @param {Send} send
 * @returns {() => void} the way to stop
 */
export function openAddresses(store, send) {
  const trail = createTrail();
  const gone = new AbortController();
  let stopWaiting = () => {};
  let bringing = Promise.resolve();
  /** @type {Shared | null} what is to be opened: a later wish replaces an earlier one */
  let wished = null;

  if (holdsRun(location.hash)) open(fromHash(location.hash), isFresh);
  window.addEventListener(
    "hashchange",
    ({ oldURL, newURL }) => {
      const [from, to] = [new URL(oldURL).hash, new URL(newURL).hash];
      const target = trail.follow(from, to, shownIn(store.get()));
      // What was said of a link goes with it.
      if (holdsRun(from)) store.set({ notice: null });
      if (target !== undefined) open(target, isAlone);
    },
    { signal: gone.signal },
  );

  /** @param {Shared | null} target null for a link that cannot be read @param {(state: State) => boolean} free */
  function open(target, free) {
    stopWaiting();
    wished = target;
    if (target) stopWaiting = whenReady(store, (state) => decide(target, free, state));
    else store.set({ notice: { words: words.sharing.damaged } });
  }

  /** @param {Shared} target @param {(state: State) => boolean} free @param {State} state */
  function decide(target, free, state) {
    if (!free(state)) {
      if (!shows(state, target)) store.set({ notice: inUse(target) });
      return;
    }
    trail.opened(location.hash);
    // One after the other, or the steps of one would be made in another's run.
    bringing = bringing.then(async () => {
      if (wished === target) await bringTo(store, send, target);
    });
  }

  return () => {
    gone.abort();
    stopWaiting();
  };
}

/**
 * Act once the room has told what it shows and the line is open, maybe now.
 * @param {Store} store
 * @param {(state: State) => void} act
 */
function whenReady(store, act) {
  let stop = () => {};
  let done = false;
  /** @param {State} state */
  const attempt = (state) => {
    if (done || !state.run || !state.playback || state.connection !== "open") return;
    done = true;
    stop();
    act(state);
  };
  attempt(store.get());
  if (!done) stop = store.subscribe(attempt);
  return () => stop();
}

/** @param {State} state */
function isAlone({ people }) {
  return people < 2;
}

/** @param {State} state @returns {Shared | null} */
function shownIn({ run, position }) {
  return run && { spec: run.began, step: position?.index ?? 0, edits: run.edits };
}

/**
 * Whether a room shows what a link holds; alone in it one may have gone on from there.
 * @param {State} state
 * @param {Shared} shared
 */
function shows({ run, position, people }, shared) {
  if (run === null) return false;
  const index = people > 1 ? (position?.index ?? 0) : shared.step;
  const { began, digest, edits } = run;
  const here = shared.kept ? toKeptHash(digest, index, edits) : toHash(began, index, edits);
  return here === hashOf(shared);
}

/** Says that a run is not opened, and the way to it in a room that nobody is in. @param {Shared} shared */
function inUse(shared) {
  const query = new URLSearchParams(location.search);
  query.set("room", `own-${Math.random().toString(36).slice(2, 10)}`);
  const href = `?${query}${hashOf(shared)}`;
  return { words: words.sharing.inUse, way: { words: words.sharing.openAlone, href } };
}
