/** From far or from near: whole layers, or every neuron of them; by a button, a pinch, Ctrl and the wheel, plus and minus. */

import { el, put } from "../../draw/dom.js";
import { ownsLetters } from "../../run/keys.js";
import { words } from "../../words/words.js";

/** @type {Readonly<Record<string, boolean>>} */
const KEYS = { "+": true, "=": true, "-": false };
/** Where these keys move something, or are out of sight of the network. */
const ELSEWHERE = "[role=slider], .chart, dialog";

/**
 * @param {HTMLElement} viewport
 * @param {(near: boolean) => void} approach
 * @param {AbortSignal} signal
 */
export function makeZoom(viewport, approach, signal) {
  let near = false;
  let isOffered = false;
  const button = el("button", {
    class: "zoom",
    attrs: { type: "button", hidden: true },
    on: { click: () => approach(!near) },
  });

  /** @param {WheelEvent} event */
  function wheel(event) {
    if (!event.ctrlKey || !isOffered) return;
    event.preventDefault();
    approach(event.deltaY < 0);
  }

  /** @param {KeyboardEvent} event */
  function press({ key, target, ctrlKey, metaKey, altKey }) {
    if (!(key in KEYS) || ctrlKey || metaKey || altKey) return;
    if (ownsLetters(target) || (target instanceof Element && target.closest(ELSEWHERE))) return;
    approach(KEYS[key]);
  }

  viewport.addEventListener("wheel", wheel, { passive: false, signal });
  document.addEventListener("keydown", press, { signal });
  return {
    button,
    /** @param {boolean} offered @param {boolean} isNear */
    paint(offered, isNear) {
      isOffered = offered;
      near = isNear;
      button.hidden = !offered;
      put(button, near ? words.stage.wholeLayers : words.stage.everyNeuron);
    },
  };
}
