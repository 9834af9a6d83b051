/** The help that "?" opens: every key and what it does. */

/** @import { State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { isShut } from "../../run/led.js";
import { lettersWork, setLetters } from "../../run/letters.js";
import { watches } from "../../state/whose.js";
import { help } from "../../words/en-help.js";
import { spoken } from "../../words/words.js";

const words = spoken(help);

/** On the whole page: who follows a class sees no transport. @param {State} state */
export function openHelp(state) {
  if (document.querySelector("dialog.help")) return;
  const close = el("button", {
    class: "primary",
    text: words.close,
    attrs: { type: "submit" },
  });
  const dialog = el(
    "dialog",
    { class: "help", attrs: { "aria-labelledby": "help-title" } },
    el(
      "form",
      { attrs: { method: "dialog" } },
      el("h2", { text: words.title, attrs: { id: "help-title" } }),
      el("dl", { class: "shortcuts" }, ...shortcutsOf(state).flatMap(entry)),
      lettersChoice(),
      el("p", {
        class: "small-print",
        text: words.rule,
      }),
      close,
    ),
  );
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Whether letters do anything. */
function lettersChoice() {
  const choice = el("input", {
    attrs: { type: "checkbox", checked: lettersWork() },
    on: { change: () => setLetters(choice.checked) },
  });
  return el("label", { class: "help-letters" }, choice, el("span", { text: words.letters }));
}

/** Who watches a class has no keys for its run, and what the page has not has none. @param {State} state */
function shortcutsOf(state) {
  const inClass = state.role ? words.inClass[state.role] : [];
  return watches(state)
    ? [...inClass, ...words.shortcuts.slice(-1)]
    : [...words.shortcuts.filter(({ deed }) => !deed || !isShut(state, deed)), ...inClass];
}

/** @param {{ readonly keys: readonly string[], readonly does: string }} shortcut */
function entry({ keys, does }) {
  const names = keys.map((key) => el("kbd", { text: key }));
  return [el("dt", {}, ...names), el("dd", { text: does })];
}
