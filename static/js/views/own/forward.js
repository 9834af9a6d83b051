/** How far forward a sample of the visitor's own is seen: layer by layer, or moving through all of them. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { NORMAL } from "../../draw/motion.js";
import { goTo } from "../../run/probe.js";
import { tooFastTo } from "../../state/pace.js";
import { own } from "../../words/en-own.js";
import { spoken } from "../../words/words.js";

const words = spoken(own);
/** A layer has been looked at after the movement into it, and a moment. */
const A_LAYER_MS = NORMAL + 350;

/** @param {Store} store @param {AbortSignal} gone */
export function makeForward(store, gone) {
  const layers = el("div", {
    class: "own-layers",
    attrs: { role: "group", "aria-label": words.forward },
  });
  const watch = el(
    "button",
    {
      class: "icon",
      attrs: { type: "button", "aria-label": words.watch, title: words.watch },
      on: { click: () => move(0) },
    },
    icon("play"),
  );
  const root = el("div", { class: "own-forward" }, watch, layers);
  let next = 0;
  gone.addEventListener("abort", stop);

  function stop() {
    clearTimeout(next);
  }

  /** Go into a layer, and from there into all that follow. @param {number} layer */
  function move(layer) {
    stop();
    const { run, own } = store.get();
    if (!run || !own) return;
    goTo(store, layer);
    if (layer + 1 < run.layers.length) next = setTimeout(() => move(layer + 1), A_LAYER_MS);
  }

  /** @param {number} layer */
  function choose(layer) {
    stop();
    goTo(store, layer);
  }

  /** @param {number} count */
  function offer(count) {
    if (layers.childElementCount === count) return;
    layers.replaceChildren(
      ...Array.from({ length: count }, (_, layer) => {
        const isLast = layer === count - 1;
        const name = layer === 0 ? words.inputHint : words.upTo(layer, isLast);
        return el("button", {
          text: layer === 0 ? words.input : isLast ? words.output : String(layer),
          attrs: { type: "button", "aria-label": name, title: name },
          on: { click: () => choose(layer) },
        });
      }),
    );
  }

  return {
    root,
    /** @param {State} state */
    paint({ run, own, playback }) {
      const count = run?.layers.length ?? 0;
      offer(count);
      const isFast = tooFastTo("follow", playback);
      watch.disabled = isFast;
      const reached = isFast ? count - 1 : (own?.layer ?? count - 1);
      for (const [layer, button] of [...layers.children].entries()) {
        button.setAttribute("aria-pressed", String(layer === reached));
        button.toggleAttribute("disabled", isFast);
        button.classList.toggle("passed", layer < reached);
      }
    },
  };
}
