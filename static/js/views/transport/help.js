/** The help that "?" opens: every key and what it does. */

import { el } from "../../draw/dom.js";
import { words } from "../../words/words.js";

/**
 * @param {HTMLElement} root
 * @returns {() => void} the way to open it
 */
export function mountHelp(root) {
  const close = el("button", {
    class: "primary",
    text: words.help.close,
    attrs: { type: "submit" },
  });
  const dialog = el(
    "dialog",
    { class: "help", attrs: { "aria-labelledby": "help-title" } },
    el(
      "form",
      { attrs: { method: "dialog" } },
      el("h2", { text: words.help.title, attrs: { id: "help-title" } }),
      el("dl", { class: "shortcuts" }, ...words.help.shortcuts.flatMap(entry)),
      el("p", {
        class: "small-print",
        text: words.help.rule,
      }),
      close,
    ),
  );
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  root.append(dialog);
  return () => {
    if (!dialog.open) dialog.showModal();
  };
}

/** @param {{ readonly keys: readonly string[], readonly does: string }} shortcut */
function entry({ keys, does }) {
  const names = keys.map((key) => el("kbd", { text: key }));
  return [el("dt", {}, ...names), el("dd", { text: does })];
}
