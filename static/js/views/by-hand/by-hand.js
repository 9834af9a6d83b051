/** The part of the page that sets weights and biases by hand: a field in the panel, a handle on the stage. */

/** @import { Picked, Send, State, Store } from "../../state/types" */

import { setting } from "../../run/by-hand.js";
import { onDemand } from "../on-demand.js";
import { makeField } from "./field.js";
import { makeHandle } from "./handle.js";

/**
 * @typedef {(picked: Picked, value: number, goesOn: boolean) => Promise<void>} Setter
 */

/**
 * @param {HTMLElement} root where the field stands
 * @param {HTMLElement} stage
 * @param {Store} store
 * @param {Send} send
 * @param {AbortSignal} gone
 */
export function makeByHand(root, stage, store, send, gone) {
  const set = latest(
    send,
    () => (store.get().playback?.playing ? rested() : null),
    (isUnderWay) => root.setAttribute("aria-busy", String(isUnderWay)),
  );
  const menus = onDemand(store, () => import("../stops/menu.js"));

  /** The menu of what is selected. @param {{ x: number, y: number }} at in the window */
  async function menu(at) {
    await (await menus.ask())?.openMenu(at, store, send);
  }

  const field = makeField(root, store, set, menu);
  const handle = makeHandle(stage, store, set, gone);
  return {
    /** @param {State} state */
    paint(state) {
      field.paint(state);
      handle.paint();
    },
    menu,
    grab: handle.grab,
    letGo: handle.letGo,
  };
}

/** A run that plays is changed no more often: each change is one more in its link. */
const REST_MS = 100;

function rested() {
  return new Promise((done) => setTimeout(done, REST_MS));
}

/**
 * Sends the newest value: of those that come while one is under way the last; that is one movement with what was
 * sent before only if all of them are.
 * @param {Send} send
 * @param {() => unknown} rest what to wait for before the next
 * @param {(isUnderWay: boolean) => void} tell whether a value has still to come through
 * @returns {Setter}
 */
export function latest(send, rest, tell) {
  /** @type {{ picked: Picked, value: number, goesOn: boolean } | null} */
  let waiting = null;
  /** @type {Promise<void> | null} */
  let running = null;

  async function run() {
    tell(true);
    while (waiting) {
      const { picked, value, goesOn } = waiting;
      waiting = null;
      await send(setting(picked, value, goesOn));
      await rest();
    }
    running = null;
    tell(false);
  }

  return (picked, value, goesOn) => {
    waiting = { picked, value, goesOn: goesOn && (waiting?.goesOn ?? true) };
    running ??= run();
    return running;
  };
}
