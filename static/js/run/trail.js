/** Which run an address of the page's history stands for, so that Back and Forward find each again. */

/** @import { Shared } from "./link.js" */

import { fromHash, holdsRun } from "./link.js";

/** Says of an address that the page has written it: whoever loads the page anew wishes for nothing else. */
export const WRITTEN_HERE = "here";

/** So many specifications that addresses name by their digest are remembered here, too. */
const MOST_REMEMBERED = 8;

/** @typedef {ReturnType<typeof createTrail>} Trail */

/** Begins where the page was opened; hashes that hold no run, such as a region's, only scroll the page. */
export function createTrail() {
  /** @type {string | null} the link whose run the page shows */
  let stands = null;
  /** @type {Map<string, Shared>} runs that were left at addresses that do not hold them */
  const left = new Map();
  /** @type {Map<string, unknown>} specifications by their digest, the latest last */
  const specs = new Map();

  return {
    /** @param {string} hash whose run the page now shows */
    opened(hash) {
      stands = holdsRun(hash) ? hash : null;
    },

    /**
     * What to open after the address has changed; undefined for nothing, null for a link that cannot be read.
     * @param {string} from
     * @param {string} to
     * @param {Shared | null} shown the run that the page shows
     * @returns {Shared | null | undefined}
     */
    follow(from, to, shown) {
      if (!holdsRun(to)) return holdsRun(from) && from === stands ? left.get(to) : undefined;
      if (!holdsRun(from) && to === stands) return undefined;
      if (!holdsRun(from) && shown) left.set(from, shown);
      return fromHash(to);
    },

    /** @param {string} digest @param {unknown} spec */
    remember(digest, spec) {
      specs.delete(digest);
      specs.set(digest, spec);
      for (const oldest of specs.keys()) {
        if (specs.size <= MOST_REMEMBERED) return;
        specs.delete(oldest);
      }
    },

    /** @param {string} digest */
    recall: (digest) => specs.get(digest) ?? null,
  };
}
