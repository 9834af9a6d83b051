/** Opens what the page's address holds: when the page opens, when a link is pasted, on Back and Forward. */

/** @import { Send, State, Store } from "../state/types" */
/** @import { Choices } from "../run/choices.js" */
/** @import { Shared } from "../run/link.js" */

import { bringTo } from "../line/bring.js";
import { findKept } from "../line/kept.js";
import { isFresh } from "../line/resume.js";
import { tellIfOther } from "../line/weighed.js";
import { withoutKey } from "../line/whereabouts.js";
import { readChoices, USUAL } from "../run/choices.js";
import { fromHash, hashOf, holdsRun, toHash, toKeptHash } from "../run/link.js";
import { isPacked, unpacked, unusual } from "../run/short-link.js";
import { createTrail, WRITTEN_HERE } from "../run/trail.js";
import { isOneSOwn, watches } from "../state/whose.js";
import { opening } from "../words/en-opening.js";
import { spoken } from "../words/words.js";
import { onDemand } from "./on-demand.js";
import { followInAddress } from "./share/follow.js";

const ofLinks = spoken(opening);

/** What only an address of TensorFlow Playground has. */
const PLAYGROUND = /[#&](networkShape|(reg)?dataset|percTrainData|showTestData|problem)=/i;

/** A picture that has not come by then does not come. */
const PICTURE_MS = 2000;

/**
 * Bring the room to where the address points: on opening a room that nobody has used yet, later one that nobody else
 * is in. A room in use stays as it is, and says so. What only this page shows is as the address says in any case.
 * @param {Store} store
 * @param {Send} send
 */
export function openAddresses(store, send) {
  const trail = createTrail();
  const following = followInAddress(store, trail);
  const surround = onDemand(store, () => import("./share/surround.js"));
  const playground = onDemand(store, () => import("./share/playground.js"));
  const compared = onDemand(store, () => import("./compare/opened.js"));
  const gone = new AbortController();
  let stopWaiting = () => {};
  let bringing = Promise.resolve();
  /** @type {object | null} what is to be opened: a later wish replaces an earlier one */
  let wished = null;

  if (location.hash || store.get().saved) void begin(history.state === WRITTEN_HERE);

  /** @param {boolean} asLeft */
  async function begin(asLeft) {
    const first = isPacked(location.hash) ? await unpack() : location.hash;
    const find = () => (holdsRun(first) ? fromHash(first) : undefined);
    await take(first, find, isFresh, asLeft);
  }

  /** A short link becomes the address that the page would write itself. */
  async function unpack() {
    following.hold();
    const packed = location.hash;
    const whole = await unpacked(packed);
    if (location.hash === packed) history.replaceState(history.state, "", whole);
    following.release();
    return location.hash;
  }

  window.addEventListener(
    "hashchange",
    async ({ oldURL, newURL }) => {
      const [from, there] = [oldURL, newURL].map((url) => withoutKey(new URL(url).hash));
      const to = isPacked(there) ? await unpack() : there;
      // What was said of a link goes with it.
      if (from.includes("=")) store.set({ notice: null });
      void take(to, () => trail.follow(from, to, shownIn(store.get())), isOneSOwn);
    },
    { signal: gone.signal },
  );

  /**
   * @param {string} hash
   * @param {() => Shared | null | undefined} find the run to open: undefined for none, null for one that cannot be read
   * @param {(state: State) => boolean} free
   */
  async function take(hash, find, free, asLeft = false) {
    following.hold();
    await heed(hash, find, free, asLeft);
    following.release();
  }

  /**
   * @param {string} hash
   * @param {() => Shared | null | undefined} find
   * @param {(state: State) => boolean} free
   * @param {boolean} asLeft whether it says what the page was left at, and nobody asks for it anew
   */
  async function heed(hash, find, free, asLeft) {
    const foreign = !holdsRun(hash) && PLAYGROUND.test(hash);
    const read = foreign ? (await playground.ask())?.fromPlayground(hash) : null;
    const { choices, unknown } = read ?? readChoices(hash);
    const target = read ? read.shared : find();
    // The name of a region only scrolls to it.
    if (hash && !hash.includes("=") && target === undefined) return;
    await look(choices);
    if (read) store.set({ notice: { words: read.notice } });
    else if (choices.yours)
      store.set({ notice: { words: ofLinks.yours(choices.yours), yours: choices.yours } });
    else if (unknown.length) store.set({ notice: { words: ofLinks.unknown(unknown.join(", ")) } });
    if (target === null) store.set({ notice: { words: ofLinks.damaged } });
    else await open(target ?? null, choices, free, asLeft);
  }

  /** What needs no run. @param {Choices} choices */
  async function look({ embed, theme, hide, lock, ...choices }) {
    const { until, accuracy, numbers: scope, tab, output, tests, discrete } = choices;
    const { saved, frame: before } = store.get();
    const frame = {
      embed,
      theme,
      ...(saved ? withoutServer(saved, { hide, lock }) : { hide, lock }),
    };
    store.set({ ...{ scope, tab, tests, discrete, frame }, output: output - 1 });
    store.set({ until: { epoch: until, accuracy } });
    if (isPlain(frame) && isPlain(before)) return;
    const page = document.documentElement;
    page.toggleAttribute("data-waits", true);
    await (await surround.ask())?.applySurround(store, frame);
    page.removeAttribute("data-waits");
  }

  /**
   * @param {Shared | null} target
   * @param {Choices} choices
   * @param {(state: State) => boolean} free
   * @param {boolean} asLeft
   */
  function open(target, choices, free, asLeft) {
    stopWaiting();
    const wish = target ?? {};
    wished = wish;
    return new Promise((resolve) => {
      const stop = whenReady(store, (state) => {
        if (free(state) && !watches(state)) {
          const wanted = asLeft ? { ...choices, ...paceHere(state) } : choices;
          bringing = bringing.then(() => bring(wish, target, wanted));
          bringing.then(resolve);
          return;
        }
        if (!watches(state)) choose(store, choices);
        const isIt = target === null || shows(state, target);
        if (!isIt && !asLeft) store.set({ notice: inUse(target) });
        if (isIt && target) void tellIfOther(store, send, target.step, choices.sum);
        (isIt ? compare(choices) : Promise.resolve()).then(resolve);
      });
      stopWaiting = () => {
        stop();
        resolve(undefined);
      };
    });
  }

  /**
   * One after the other, or the steps of one would be made in another's run.
   * @param {object} wish
   * @param {Shared | null} target
   * @param {Choices} choices
   */
  async function bring(wish, target, choices) {
    if (wished !== wish) return;
    let isThere = true;
    if (target) {
      trail.opened(location.hash);
      const index = await bringTo(store, send, { ...target, pace: paceOf(choices) }, find);
      isThere = index !== null;
      if (index !== null) {
        await shown(store, index);
        void tellIfOther(store, send, target.step, choices.sum);
      }
    } else await pace(choices);
    choose(store, choices);
    if (isThere) await compare(choices);
  }

  /** The run beside ours, which only this page shows. @param {Choices} choices */
  async function compare({ beside, tab, embed }) {
    const state = store.get();
    const isAlone = beside === null && state.beside === null;
    if (isAlone || embed || state.saved || watches(state)) return;
    await (await compared.ask())?.showBeside(store, send, beside, tab);
  }

  /** @param {string} digest */
  async function find(digest) {
    return trail.recall(digest) ?? findKept(digest);
  }

  /** How a room plays that has its run already. @param {Choices} choices */
  async function pace(choices) {
    const { speed, unit, playing, until_epoch, until_accuracy } = paceOf(choices);
    if (speed !== USUAL.speed || unit !== USUAL.unit)
      await send({ type: "set_speed", speed, unit });
    if (playing) await send({ type: "play", until_epoch, until_accuracy });
  }

  return {
    trail,
    stop() {
      gone.abort();
      stopWaiting();
      following.stop();
    },
  };
}

/**
 * What needs a server stays away, whatever the address says.
 * @param {NonNullable<State["saved"]>} saved
 * @param {Pick<State["frame"], "hide" | "lock">} wish
 */
function withoutServer(saved, { hide, lock }) {
  return {
    hide: [...new Set([...saved.hide, ...hide])],
    lock: [...new Set([...saved.lock, ...lock])],
  };
}

/** @param {State["frame"]} frame */
function isPlain({ embed, theme, hide, lock }) {
  return !embed && !theme && hide.length + lock.length === 0;
}

/** What a room that was left a moment ago knows better than the address, which follows the page behind. @param {State} state */
function paceHere({ playback }) {
  const { speed, unit } = playback ?? USUAL;
  return speed === USUAL.speed && unit === USUAL.unit ? {} : { speed, unit };
}

/** @param {Choices} choices */
function paceOf({ speed, unit, play, until, accuracy }) {
  return { speed, unit, playing: play, until_epoch: until, until_accuracy: accuracy };
}

/** What is chosen of a run, once it is there. @param {Store} store @param {Choices} choices */
function choose(store, { neuron, sample }) {
  const { run, layers } = store.get();
  if (sample !== null && layers[0]?.a) store.set({ sample: sample - 1 });
  const isThere = neuron && neuron.unit < (run?.layers[neuron.layer]?.units ?? 0);
  store.set({ selected: isThere ? neuron : null, picked: null });
}

/** Until the answer's own picture has come, as it does at once; one that goes on has it no more. @param {Store} store @param {number} index */
function shown(store, index) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(late);
      stop();
      // The panel chooses a sample of a new run first.
      queueMicrotask(() => resolve(undefined));
    };
    const late = setTimeout(done, PICTURE_MS);
    const look = () => (store.get().position?.index ?? -1) >= index && done();
    const stop = store.subscribe(look);
    look();
  });
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
    // Who shows a key is told a moment later what it gives.
    if (state.classroom && !state.role) return;
    done = true;
    stop();
    act(state);
  };
  attempt(store.get());
  if (!done) stop = store.subscribe(attempt);
  return () => stop();
}

/** @param {State} state @returns {Shared | null} */
function shownIn({ run, position }) {
  return run && { spec: run.began, step: position?.index ?? 0, edits: run.edits };
}

/**
 * Whether a room shows what a link holds; in one's own one may have gone on from there.
 * @param {State} state
 * @param {Shared} shared
 */
function shows(state, shared) {
  const { run, position, catalog } = state;
  if (run === null) return false;
  const index = isOneSOwn(state) ? shared.step : (position?.index ?? 0);
  const { began, digest, edits } = run;
  if (shared.kept) return toKeptHash(digest, index, edits) === hashOf(shared);
  const said = (/** @type {unknown} */ spec) => (catalog ? unusual(spec, catalog.schema) : spec);
  return toHash(said(began), index, edits) === hashOf({ ...shared, spec: said(shared.spec) });
}

/** Says that a run is not opened, and the way to it in a room of one's own. @param {Shared} shared */
function inUse(shared) {
  const query = new URLSearchParams(location.search);
  query.delete("room");
  const href = `?${query}${hashOf(shared)}`;
  return { words: ofLinks.inUse, way: { words: ofLinks.openAlone, href } };
}
