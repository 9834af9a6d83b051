/** The chart's own keys, on the whole page but where something is written. */

/** @import { Store } from "../../state/types" */

import { ownsLetters } from "../../run/keys.js";
import { isShut } from "../../run/led.js";

/** Where plus and minus bring a large network closer. */
const NETWORK_ZOOMS = "#stage .zoom:not([hidden])";

/** @typedef {"closer" | "further" | "whole" | "log" | "loop" | "loop from" | "loop to" | "film"} ChartDeed */
/** @type {Readonly<Record<string, ChartDeed>>} */
const DEEDS = {
  ...{ "+": "closer", "=": "closer", "-": "further", 0: "whole", g: "log" },
  ...{ l: "loop", "[": "loop from", "]": "loop to", f: "film" },
};
/** What changes nothing but this page. @type {readonly string[]} */
const OWN = ["closer", "further", "whole", "log", "film"];
const ZOOMS = ["closer", "further"];

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Record<ChartDeed, () => unknown>} acts
 * @returns {() => void} the way to stop
 */
export function listenToChartKeys(root, store, acts) {
  const gone = new AbortController();

  /** @param {KeyboardEvent} event */
  function press(event) {
    const { target, ctrlKey, metaKey, altKey, key } = event;
    if (ctrlKey || metaKey || altKey || event.defaultPrevented) return;
    const deed = DEEDS[key.toLowerCase()];
    if (!deed || ownsLetters(target) || document.querySelector("dialog[open]")) return;
    if (!root.checkVisibility() || (!OWN.includes(deed) && isShut(store.get(), deed))) return;
    const isHere = target instanceof Node && root.contains(target);
    if (ZOOMS.includes(deed) && !isHere && document.querySelector(NETWORK_ZOOMS)) return;
    event.preventDefault();
    acts[deed]();
  }

  document.addEventListener("keydown", press, { signal: gone.signal });
  return () => gone.abort();
}
