/** The page's other faces in a class, as on the big screen, and the spotlight that is on all of them. */

/** @import { Send, Store } from "../../state/types" */

import { onDemand } from "../on-demand.js";

/** @typedef {{ mount: (store: Store, send: Send) => Promise<() => void> }} Screen */

/** By what the address asks for. @type {Record<string, () => Promise<Screen>>} */
const SCREENS = {
  projector: () => import("./projector.js"),
  console: () => import("./console.js"),
};

/**
 * Show the page as the address asks for; on a viewer's own page whose link says that it presents, as the big screen.
 * @param {Store} store
 * @param {Send} send
 */
export function openScreens(store, send) {
  const asked = new URLSearchParams(location.search).get("view") ?? "";
  pointInClass(store, send, asked !== "console");
  if (asked in SCREENS) return void show(asked);
  const unsubscribe = store.subscribe(({ role }) => {
    if (role !== "present") return;
    unsubscribe();
    void show("projector");
  });

  /** Nothing is seen before it is what was asked for. @param {string} name */
  async function show(name) {
    const page = document.documentElement;
    page.toggleAttribute("data-waits", true);
    const screen = await onDemand(store, SCREENS[name]).ask();
    await screen?.mount(store, send);
    page.removeAttribute("data-waits");
  }
}

/** Whether the page shows, or is about to show, another face than its own. */
export function hasOtherFace() {
  const { dataset } = document.documentElement;
  return "view" in dataset || "waits" in dataset;
}

/**
 * The spotlight is for who drives, and for all others once something is in it.
 * @param {Store} store
 * @param {Send} send
 * @param {boolean} hasPointer whether it is put there from the stage
 */
function pointInClass(store, send, hasPointer) {
  const part = onDemand(store, () => import("./point.js"));
  const unsubscribe = store.subscribe(({ classroom, role }) => {
    if (!classroom || (role !== "drive" && !classroom.spotlight)) return;
    unsubscribe();
    void part.ask().then((come) => come?.mount(store, send, hasPointer));
  });
}
