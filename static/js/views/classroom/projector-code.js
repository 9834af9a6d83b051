/** The way into the class over the whole screen, so that who comes late can still come in. */

/** @import { Invitation } from "./lead-invite.js" */
/** @import { Invitations } from "./lead-invitations.js" */

import { el, put } from "../../draw/dom.js";
import { atHome } from "../../line/home.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { invitationsOf } from "./lead-invitations.js";
import { createPicture } from "./lead-invite.js";
import { typed } from "./lead-told.js";

const said = spoken(classroom).present;
const KEPT_AS = "propscope.projector_keys";
const OFF = "off";

/** Where to go by hand: where others come in, or where this page was opened as long as that is not known. @param {Invitation | null} invitation */
export const addressOf = (invitation) => typed(invitation?.at ?? atHome("").href);

/**
 * Gives the way into whichever class is shown, and tells of its changes.
 * @param {() => void} changed
 */
export function makeWayIn(changed) {
  /** @type {Invitations | null} */
  let invitations = null;
  let stop = () => {};
  return {
    /** @param {string | undefined} code */
    of(code) {
      if (code && invitations?.get().code !== code) {
        stop();
        invitations = invitationsOf(code);
        stop = invitations.subscribe(changed);
      }
      return code ? (invitations?.get() ?? null) : null;
    },
    stop: () => stop(),
  };
}

export function makeLargeCode() {
  const picture = createPicture();
  const address = el("p", { class: "large-address" });
  const keys = el("input", { attrs: { type: "checkbox", role: "switch" }, on: { change: keep } });
  const code = el("strong", { class: "large-code" });
  const close = el("button", {
    class: "large-close",
    text: said.closeLarge,
    attrs: { type: "button" },
    on: { click: () => root.close() },
  });
  const root = el(
    "dialog",
    {
      class: "projector-large",
      attrs: { "aria-label": said.large, autofocus: true, tabindex: -1 },
    },
    picture.root,
    el(
      "div",
      { class: "large-words" },
      el("p", { class: "large-join", text: said.join }),
      address,
      el("p", { class: "large-join", text: said.typeCode }),
      code,
    ),
    el(
      "div",
      { class: "large-foot" },
      el("label", { class: "large-keys" }, keys, el("span", { text: said.letterKeys })),
      close,
    ),
  );
  keys.checked = areKeysOn();

  function toggle() {
    if (root.open) root.close();
    else if (code.textContent) root.showModal();
  }

  function keep() {
    try {
      if (keys.checked) localStorage.removeItem(KEPT_AS);
      else localStorage.setItem(KEPT_AS, OFF);
    } catch {
      // Storage can be forbidden: the choice then lasts as long as the page.
    }
  }

  /** The only keys heard here: what drives a run is not for the big screen. @param {KeyboardEvent} event */
  function press(event) {
    event.stopImmediatePropagation();
    const { key, ctrlKey, metaKey, altKey, repeat } = event;
    if (ctrlKey || metaKey || altKey || repeat || !keys.checked) return;
    if (key.toLowerCase() === "c") toggle();
  }

  return {
    root,
    toggle,
    /** @param {unknown} _state @param {Invitation | null} invitation */
    paint(_state, invitation) {
      put(code, invitation?.code ?? "");
      put(address, addressOf(invitation));
      if (invitation) picture.paint(invitation);
      else root.close();
    },
    listen() {
      window.addEventListener("keydown", press, { capture: true });
      return () => window.removeEventListener("keydown", press, { capture: true });
    },
  };
}

function areKeysOn() {
  try {
    return localStorage.getItem(KEPT_AS) !== OFF;
  } catch {
    return true;
  }
}
