/** Of a long run the history has every so many epochs: what lies between is asked for where only some are shown. */

/** @import { HistoryPoint, Send, Store } from "../../state/types" */
/** @import { Range } from "./scale.js" */

import { epochsAt } from "../../run/positions.js";
import { createEpochs } from "./epochs.js";
import { within } from "./scale.js";

/** So many points make a curve. */
const MOST = 256;

/**
 * @param {Pick<Store, "get" | "set">} store
 * @param {Send} send
 * @param {() => void} come there is more to draw
 */
export function makeDetail(store, send, come) {
  let version = 0;
  const epochs = createEpochs(store, send, () => {
    version += 1;
    come();
  });
  /** @type {{ history: readonly HistoryPoint[], key: string, made: readonly HistoryPoint[] } | null} */
  let last = null;

  return {
    /** The history, with more of the epochs that are shown. @param {Range | null} range */
    of(range) {
      const { history, run, recorded, playback } = store.get();
      if (!range || !run) return history;
      const key = JSON.stringify([run.id, range, version]);
      if (last?.history === history && last.key === key) return last.made;
      const wanted = between(history, range, Math.floor(epochsAt(recorded, run)));
      const more = wanted.flatMap((epoch) => epochs.at(epoch)?.point ?? []);
      if (!playback?.playing) void epochs.want(wanted, false);
      const made = more.length
        ? [...history, ...more].sort((one, other) => one.epoch - other.epoch)
        : history;
      last = { history, key, made };
      return made;
    },
  };
}

/**
 * The epochs that a curve of a range wants, and the history has not.
 * @param {readonly HistoryPoint[]} history
 * @param {Range} range
 * @param {number} recorded whole epochs
 * @returns {number[]}
 */
export function between(history, [from, to], recorded) {
  const every = Math.max(1, Math.ceil((to - from) / MOST));
  const known = new Set(within(history, [from, to]).map(({ epoch }) => epoch));
  const last = Math.floor(Math.min(to, recorded) / every);
  const first = Math.ceil(from / every);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, at) => (first + at) * every,
  ).filter((epoch) => !known.has(epoch));
}
