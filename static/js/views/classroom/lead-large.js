/** The code of a class, its address and its picture over the whole screen, to be read from the back row. */

/** @import { Invitation } from "./lead-invite.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { createPicture } from "./lead-invite.js";
import { typed } from "./lead-told.js";

const words = spoken(classroom).lead;
const SELECTOR = "dialog.room-large";

/** The one that is shown, if one is. @returns {HTMLDialogElement | null} */
export const largeShown = () => document.querySelector(/** @type {any} */ (SELECTOR));

export function createLarge() {
  const picture = createPicture();
  const address = el("p", { class: "room-large-address" });
  const code = el("p", { class: "room-letters" });
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
      code,
    ),
  );
  root.addEventListener("close", () => root.remove());

  return {
    root,
    show() {
      document.body.append(root);
      root.showModal();
    },
    /** @param {Invitation} invitation */
    paint(invitation) {
      picture.paint(invitation);
      put(code, invitation.code);
      put(address, invitation.at === null ? "" : typed(invitation.at));
      root.dataset.is = invitation.at === null ? "code" : "whole";
    },
  };
}
