/** The code of a class, its address and its picture over the whole screen, to be read from the back row. */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { invitationsOf } from "./lead-invitations.js";
import { createPicture } from "./lead-invite.js";
import { typed } from "./lead-told.js";

const words = spoken(classroom).lead;
const SELECTOR = "dialog.room-large";

/** The one that is shown, if one is. @returns {HTMLDialogElement | null} */
export const largeShown = () => document.querySelector(/** @type {any} */ (SELECTOR));

/** @param {string} code */
export function showLarge(code) {
  const invitations = invitationsOf(code);
  const picture = createPicture();
  const address = el("p", { class: "room-large-address" });
  const root = el(
    "dialog",
    { class: "room-large", attrs: { "aria-label": words.large } },
    iconButton("close", words.closeLarge, () => root.close()),
    picture.root,
    el(
      "div",
      { class: "room-large-words" },
      address,
      el("p", { class: "room-large-then", text: words.andTheCode }),
      el("p", { class: "room-letters", text: code }),
    ),
  );

  function paint() {
    const { at } = invitations.get();
    picture.paint(invitations.get());
    put(address, at === null ? "" : typed(at));
    root.dataset.is = at === null ? "code" : "whole";
  }

  const stop = invitations.subscribe(paint);
  root.addEventListener("close", () => {
    stop();
    root.remove();
  });
  paint();
  document.body.append(root);
  root.showModal();
}
