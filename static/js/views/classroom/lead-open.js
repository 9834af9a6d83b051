/** The dialog before a room is opened: what will happen, who sees what, and one button. */

/** @import { Send, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";

const words = spoken(classroom).lead;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {() => void} then what is done once it is open
 */
export function askToOpen(store, send, then) {
  const wrong = el("p", { class: "room-wrong", attrs: { role: "alert" } });
  const open = el("button", {
    class: "primary",
    text: words.open,
    attrs: { type: "button" },
    on: { click: begin },
  });
  const dialog = el(
    "dialog",
    { class: "room room-opening", attrs: { "aria-labelledby": "room-title" } },
    el(
      "div",
      { class: "room-head" },
      el("h2", { text: words.openTitle, attrs: { id: "room-title" } }),
      iconButton("close", words.close, () => dialog.close()),
    ),
    el("ul", { class: "room-promises" }, ...words.promises.map((text) => el("li", { text }))),
    el("p", { class: "room-privacy", text: words.privacy }),
    wrong,
    el("div", { class: "room-foot" }, open),
  );

  async function begin() {
    open.disabled = true;
    const answer = await send({ type: "open_room" });
    open.disabled = false;
    if (answer.type === "error") {
      store.set({ failure: null });
      put(wrong, refusalOf(answer));
      return;
    }
    dialog.close();
    dialog.remove();
    then();
  }

  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  open.focus();
}
