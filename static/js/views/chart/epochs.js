/** What the server has shown of epochs that the history leaves out, or with their pictures: asked for once, when it is looked at. */

/** @import { EpochPicture, EpochsShown, HistoryPoint, Send, Store } from "../../state/types" */

import { toPoint } from "../../state/reduce.js";
import { watches } from "../../state/whose.js";

/** So many are asked for at a time. */
export const AT_A_TIME = 32;
/** While the run is played it is asked for no more often. */
const SELDOM_MS = 500;
/** So many are kept; those asked for longest ago go first. */
const MOST = 512;

/** @typedef {{ point: HistoryPoint | null, picture: EpochPicture | null, isPictured: boolean }} Shown no point where nothing is known of one */

/**
 * @param {Pick<Store, "get" | "set">} store
 * @param {Send} send
 * @param {() => void} come there is more to paint
 */
export function createEpochs({ get: state, set }, send, come) {
  /** Of which run and line they are. */
  let of = "";
  /** @type {Map<number, Shown>} */
  let known = new Map();
  let asking = false;
  /** Of which run and line nothing is shown: what was refused is refused again. */
  let refused = "";
  let askedAt = Number.NEGATIVE_INFINITY;

  function follow() {
    const { run } = state();
    const now = JSON.stringify([run?.id, run?.edits]);
    if (now === of) return;
    of = now;
    known = new Map();
  }

  /** @param {readonly number[]} asked @param {EpochsShown} answer @param {boolean} isPictured */
  function take(asked, { points, pictures }, isPictured) {
    for (const epoch of asked) {
      const at = points.findIndex(([shown]) => shown === epoch);
      const [point, picture] = at < 0 ? [null, null] : [toPoint(points[at]), pictures[at]];
      known.delete(epoch);
      known.set(epoch, { point, picture, isPictured });
    }
    for (const epoch of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(epoch);
    }
  }

  return {
    /** @param {number} epoch */
    at(epoch) {
      follow();
      return known.get(epoch) ?? null;
    },
    /**
     * Have those shown that are not known: a few at a time, the first first; then `come` is called, and what is
     * wanted then is asked for again.
     * @param {readonly number[]} epochs
     * @param {boolean} pictured
     */
    async want(epochs, pictured) {
      follow();
      const missing = epochs.filter((epoch) => !isKnown(epoch, pictured)).slice(0, AT_A_TIME);
      const { connection, playback } = state();
      const isThere = connection === "open" && !watches(state());
      if (asking || !missing.length || !isThere || refused === of) return;
      if (playback?.playing && performance.now() - askedAt < SELDOM_MS) return;
      asking = true;
      askedAt = performance.now();
      const line = of;
      const answer = await send({ type: "show_epochs", wanted: missing, pictured });
      asking = false;
      follow();
      if (answer.type === "error" && answer.code === "not_recorded") {
        // The run went to a shorter branch while it was asked: what is wanted of that one is asked for next.
        set({ failure: null });
        return come();
      }
      if (answer.type === "error" && answer.code !== "not_connected") refused = line;
      if (line !== of || answer.type !== "epochs_shown") return;
      take(missing, answer, pictured);
      if (answer.points.length) come();
    },
  };

  /** @param {number} epoch @param {boolean} pictured */
  function isKnown(epoch, pictured) {
    const shown = known.get(epoch);
    return shown !== undefined && (shown.isPictured || !pictured);
  }
}
