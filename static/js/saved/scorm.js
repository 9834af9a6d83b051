/** Tells a learning platform by SCORM 1.2 how far its learner has come in a saved page. */

/** @import { State, Store } from "../state/types" */

/**
 * What a platform offers to the page that it shows. Each answers in text.
 * @typedef {object} Api
 * @property {(empty: "") => string | boolean} LMSInitialize
 * @property {(name: string) => string} LMSGetValue
 * @property {(name: string, value: string) => string | boolean} LMSSetValue
 * @property {(empty: "") => string | boolean} LMSCommit
 * @property {(empty: "") => string | boolean} LMSFinish
 */

const LOCATION = "cmi.core.lesson_location";
const STATUS = "cmi.core.lesson_status";
const EXIT = "cmi.core.exit";
/** Platforms show pages within frames of frames; SCORM's own example looks so far. */
const MOST_FRAMES = 7;
/** A run that plays tells its platform no more often. */
const AGAIN_MS = 2000;
const OVER = ["completed", "passed"];

/** The nearest platform around a page, or behind the window that opened it. @param {Window} page @returns {Api | null} */
export function platformOf(page) {
  return around(page) ?? (page.opener ? around(page.opener) : null);
}

/** @param {Window} page @returns {Api | null} */
function around(page) {
  let frame = page;
  for (let far = 0; far <= MOST_FRAMES; far += 1) {
    try {
      const { API } = /** @type {any} */ (frame);
      if (API) return API;
    } catch {
      // A page of somebody else's is around this one: it shows, and does not listen.
      return null;
    }
    if (frame.parent === frame) return null;
    frame = frame.parent;
  }
  return null;
}

/**
 * Begin, and give the step at which the learner was last; null for who comes for the first time.
 * @param {Api} platform
 * @returns {number | null}
 */
export function begin(platform) {
  platform.LMSInitialize("");
  const left = platform.LMSGetValue(LOCATION);
  const index = left === "" ? Number.NaN : Number(left);
  if (!OVER.includes(platform.LMSGetValue(STATUS))) platform.LMSSetValue(STATUS, "incomplete");
  return Number.isSafeInteger(index) && index >= 0 ? index : null;
}

/**
 * Report each step, the last one that was reached, and that all is done once the `end` was.
 * @param {Api} platform
 * @param {Store} store
 * @param {{ end: number, page?: Pick<Window, "addEventListener" | "setTimeout" | "clearTimeout"> }} how
 */
export function report(platform, store, { end, page = window }) {
  /** @type {number | undefined} */
  let due;
  let told = -1;
  let isFinished = false;

  function tell() {
    due = undefined;
    const index = store.get().position?.index ?? 0;
    if (index === told || isFinished) return;
    told = index;
    platform.LMSSetValue(LOCATION, String(index));
    platform.LMSCommit("");
  }

  /** @param {Pick<State, "position">} state @param {Pick<State, "position">} before */
  function follow({ position }, before) {
    if (!position || position === before.position || isFinished) return;
    if (position.index >= end) complete();
    due ??= page.setTimeout(tell, AGAIN_MS);
  }

  function complete() {
    if (OVER.includes(platform.LMSGetValue(STATUS))) return;
    platform.LMSSetValue(STATUS, "completed");
    told = -1;
    tell();
  }

  function finish() {
    if (isFinished) return;
    page.clearTimeout(due);
    tell();
    isFinished = true;
    // Who comes again goes on from there.
    platform.LMSSetValue(EXIT, "suspend");
    platform.LMSFinish("");
  }

  page.addEventListener("pagehide", finish);
  return store.subscribe(follow);
}
