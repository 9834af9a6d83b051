/** What the page's head says of two runs side by side: their names, the way to swap them, and the way out. */

/** @import { Names, Part } from "./compare.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { compare } from "../../words/en-compare.js";
import { spoken } from "../../words/words.js";
import { badge } from "./badge.js";

const words = spoken(compare);

/**
 * @param {{ swap: () => unknown, end: () => void, show: () => void, names: Names }} asked
 * @param {AbortSignal} signal
 * @returns {Part}
 */
export function makeBar({ swap, end, show, names }, signal) {
  const [a, b] = [el("span", { class: "compare-name" }), el("span", { class: "compare-name" })];
  const swapButton = el("button", {
    class: "icon compare-swap",
    text: "⇄",
    attrs: {
      type: "button",
      "aria-label": words.swap,
      title: words.swap,
      "aria-keyshortcuts": "X",
    },
    on: { click: () => void swap() },
  });
  const close = iconButton("close", words.end, end);
  close.classList.add("compare-end");
  const root = el(
    "div",
    { class: "compare-bar", attrs: { role: "group" } },
    el("strong", { text: words.title }),
    badge("a"),
    a,
    swapButton,
    badge("b"),
    b,
    close,
  );
  // On a phone both are shown in one place, one after the other, and the head has no room.
  const turn = el(
    "button",
    {
      class: "compare-turn",
      attrs: { type: "button", title: words.otherHint, "aria-label": words.showOther },
      on: { click: show },
    },
    badge("a"),
    badge("b"),
  );
  const leave = iconButton("close", words.end, end);
  const turns = el("div", { class: "compare-turns" }, turn, leave);
  const after = document.querySelector(".header-run");
  after?.after(root);
  const stage = document.getElementById("stage");
  stage?.after(turns);
  signal.addEventListener("abort", () => turns.remove());
  return {
    paint() {
      put(a, names.a);
      put(b, names.b);
      root.setAttribute("aria-label", words.both(names.a, names.b));
      turn.dataset.shown = document.body.dataset.compare ?? "a";
      turn.setAttribute("aria-pressed", String(turn.dataset.shown === "b"));
    },
    dispose: () => root.remove(),
  };
}
