/** The class's code over the whole screen, so that who comes late can still come in. */

/** @import { State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { atHome } from "../../line/home.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";

const said = spoken(classroom).present;
const KEPT_AS = "propscope.projector_keys";
const OFF = "off";

/** Where to go by hand: nothing before the name, nothing after it that may be left out. */
export function typedAddress({ host, pathname } = atHome("")) {
  return `${host}${pathname.replace(/\/$/, "")}`;
}

export function makeLargeCode() {
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
    el(
      "div",
      { class: "large-words" },
      el("p", { class: "large-join", text: said.join }),
      el("p", { class: "large-address", text: typedAddress() }),
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
    /** @param {State} state */
    paint({ classroom: held }) {
      const letters = held?.code ?? "";
      if (code.textContent === letters) return;
      put(code, letters);
      if (!letters) root.close();
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
