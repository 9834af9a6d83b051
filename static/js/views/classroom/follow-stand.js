/** Tells the class, whenever it changes, whether this page follows it, is on its own, or is looked at by nobody. */

/** @import { Send, Standing, State, Store } from "../../state/types" */

/** What lasts no longer is not worth telling. */
const SETTLED_MS = 250;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {(state: State, isHidden: boolean) => Standing} standingOf
 * @param {Pick<Document, "hidden" | "addEventListener" | "removeEventListener">} page
 */
export function keepStanding(store, send, standingOf, page = document) {
  /** What the server takes of who has just come. @type {Standing} */
  let told = "following";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;

  function tell() {
    due = undefined;
    const standing = now();
    if (standing === null || standing === told) return;
    told = standing;
    void send({ type: "stand", standing });
  }

  function now() {
    const state = store.get();
    const isHere =
      state.classroom !== null && state.role === "follow" && state.connection === "open";
    return isHere ? standingOf(state, page.hidden) : null;
  }

  function look() {
    const standing = now();
    if (standing !== null && standing !== told) due ??= setTimeout(tell, SETTLED_MS);
  }

  const unsubscribe = store.subscribe((state, before) => {
    // On another line this is somebody who has just come.
    if (state.connection === "open" && before.connection !== "open") told = "following";
    look();
  });
  page.addEventListener("visibilitychange", look);
  look();
  return () => {
    clearTimeout(due);
    unsubscribe();
    page.removeEventListener("visibilitychange", look);
  };
}
