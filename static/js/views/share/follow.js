/** Keeps the address to what the page shows: each run has a place in the page's history, and its latest state there. */

/** @import { RunHere, State, Store } from "../../state/types" */
/** @import { Trail } from "../../run/trail.js" */

import { keep } from "../../line/kept.js";
import { choicesOf, written } from "../../run/choices.js";
import { isEmbedded } from "../../run/embedding.js";
import { holdsRun, toHash, toKeptHash } from "../../run/link.js";
import { WRITTEN_HERE } from "../../run/trail.js";
import { isOneSOwn, watches } from "../../state/whose.js";

/** Longer links are cut short on their way by mail and messages: what they hold stays with the server. */
export const LONGEST_LINK = 8000;
/** More numbers than that make a link that is longer, and then are not written out to find it so. */
const MOST_NUMBERS = 2000;
/** Of more the server is asked to keep what is shared, and not each that is tried. */
const MOST_NUMBERS_UNASKED = 60_000;

/** So often, at most: browsers heed no more than a few addresses a second. */
const AGAIN_MS = 400;
const AGAIN_PLAYING_MS = 1500;
/** Runs that follow each other faster, as while a field is stepped through, are one step Back. */
const ONE_MOVEMENT_MS = 1000;

/**
 * @param {Store} store
 * @param {Trail} trail
 * @param {Pick<Window, "location" | "history" | "performance" | "setTimeout" | "clearTimeout">} page
 * @param {boolean} embedded in a page of another site, where each place would be a step Back of that page
 */
export function followInAddress(store, trail, page = window, embedded = isEmbedded()) {
  /** @type {string | null} digest of the run that the address is of */
  let stands = null;
  let holders = 0;
  /** @type {number | undefined} */
  let due;
  let pushed = Number.NEGATIVE_INFINITY;
  /** What the address was when it was last written or opened: by Back it is another before anybody is told. */
  let heeded = page.location.hash;
  /** @type {Set<string>} what the server was asked to keep */
  const asked = new Set();

  /** @param {State} state @param {boolean} whole whether the run is said in any case */
  function addressOf(state, whole) {
    const { run, position } = state;
    if (watches(state)) return "";
    const says = whole || holdsRun(page.location.hash) || state.recorded > 0 || run?.edits.length;
    const choices = written(choicesOf(state));
    if (!run || !position || !says) return choices.length ? `#${choices.join("&")}` : "";
    return [runInLink(run, position.index, trail), ...choices].join("&");
  }

  /** @param {State} state */
  function remain(state, whole = false) {
    put("replaceState", addressOf(state, whole));
    if (!watches(state)) keepSoon(state.run);
  }

  /** @param {"pushState" | "replaceState"} how @param {string} hash */
  function put(how, hash) {
    const { pathname, search } = page.location;
    if (page.location.hash !== heeded) return;
    if (hash !== heeded) page.history[how](WRITTEN_HERE, "", hash || pathname + search);
    heeded = page.location.hash;
    trail.opened(hash);
  }

  /** @param {RunHere | null} run */
  function keepSoon(run) {
    if (!run || asked.has(run.digest) || !trail.recall(run.digest)) return;
    if (numbersIn(run.began) > MOST_NUMBERS_UNASKED) return;
    asked.add(run.digest);
    void keep(run.began);
  }

  /** @param {State} state @param {State} before */
  function goOn(state, before) {
    page.clearTimeout(due);
    due = undefined;
    const now = page.performance.now();
    // In a room of several there is no way back, and from a copy it is that to the class.
    if (embedded || !isOneSOwn(state) || state.place === "fork") return remain(state, true);
    if (now - pushed < ONE_MOVEMENT_MS || !before.run) return remain(state, true);
    put("replaceState", addressOf(before, true));
    pushed = now;
    put("pushState", addressOf(state, true));
  }

  /** @param {State} state @param {State} before */
  function follow(state, before) {
    if (holders > 0 || !state.run || !state.position || state.connection !== "open") return;
    const other = stands !== null && stands !== state.run.digest;
    stands = state.run.digest;
    if (other) return goOn(state, before);
    due ??= page.setTimeout(
      () => {
        due = undefined;
        if (holders === 0) remain(store.get());
      },
      state.playback?.playing ? AGAIN_PLAYING_MS : AGAIN_MS,
    );
  }

  const unsubscribe = store.subscribe(follow);
  return {
    /** Until `release` the address is another's to say. */
    hold() {
      holders += 1;
    },
    release() {
      holders -= 1;
      heeded = page.location.hash;
      stands = store.get().run?.digest ?? null;
      follow(store.get(), store.get());
    },
    stop() {
      page.clearTimeout(due);
      unsubscribe();
    },
  };
}

/**
 * A run and a step as an address says them; what is too long for one by its digest.
 * @param {Pick<RunHere, "began" | "digest" | "edits">} run
 * @param {number} step
 * @param {Trail} trail
 */
export function runInLink({ began, digest, edits }, step, trail) {
  if (!trail.recall(digest)) {
    const whole = numbersIn(began) > MOST_NUMBERS ? null : toHash(began, step, edits);
    if (whole !== null && whole.length <= LONGEST_LINK) return whole;
    trail.remember(digest, began);
  }
  return toKeptHash(digest, step, edits);
}

/** @param {RunHere["began"]} spec */
function numbersIn({ data, parameters }) {
  const rows = data.x?.length ?? 0;
  const weights = (parameters ?? []).map(({ w, b }) => (w.length + 1) * b.length);
  return rows * (data.x?.[0].length ?? 0) + weights.reduce((sum, count) => sum + count, 0);
}
