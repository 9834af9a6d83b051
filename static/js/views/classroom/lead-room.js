/** The dialog of a class for who leads it: who comes in and how, who is there, how far they may go, the links. */

/** @import { Send, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { leadsClass } from "../../state/whose.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { createClass } from "./lead-class.js";
import { createWindows } from "./lead-windows.js";
import { saveLesson } from "./poll-lead-save.js";

const words = spoken(classroom).lead;

/**
 * @param {Store} store
 * @param {Send} send
 */
export function openRoomDialog(store, send) {
  const parts = createClass(store, send);
  const dialog = el(
    "dialog",
    { class: "room room-leading", attrs: { "aria-labelledby": "room-title" } },
    el(
      "div",
      { class: "room-head" },
      el("h2", { text: words.title(parts.code), attrs: { id: "room-title" } }),
      iconButton("close", words.close, () => dialog.close()),
    ),
    el(
      "div",
      { class: "room-body", attrs: { tabindex: -1 } },
      el("div", { class: "room-half" }, parts.invite.root, parts.people, parts.pacing),
      el("div", { class: "room-half" }, createWindows(store, send), parts.links),
    ),
    el("div", { class: "room-foot" }, parts.said, saveLesson(store), parts.end),
  );
  const unsubscribe = store.subscribe((state) => leadsClass(state) || dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    unsubscribe();
    parts.stop();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  parts.invite.large.focus();
}
