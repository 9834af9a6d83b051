/** The rail and the panel as drawers, where the page is too narrow to keep them open. */

import { el } from "../draw/dom.js";
import { icon } from "../draw/icons.js";
import { words } from "../words/words.js";

/** Narrower than this, layout.css folds the rail and the panel away. */
const NARROW = "(max-width: 62.5em)";

/**
 * What a drawer hides behind itself; the header and the transport stay in reach.
 * @type {readonly string[]}
 */
const BEHIND = ["stage", "output", "chart"];

/**
 * The buttons that open the drawers; they are shown where there are drawers.
 * @returns {{ buttons: HTMLButtonElement[], dispose: () => void }}
 */
export function createDrawers() {
  const gone = new AbortController();
  const narrow = matchMedia(NARROW);
  const backdrop = el("div", { class: "drawer-backdrop", on: { click: shut } });
  const close = el(
    "button",
    { class: "icon drawer-close", attrs: { type: "button" }, on: { click: shut } },
    icon("close"),
  );
  const openers = new Map([
    ["rail", opener("rail", words.header.build)],
    ["panel", opener("panel", words.header.maths)],
  ]);
  /** @type {string | null} */
  let open = null;

  /** @param {string} id @param {string} text */
  function opener(id, text) {
    return el("button", {
      class: "pill drawer-opener",
      text,
      attrs: { type: "button", "aria-expanded": "false", "aria-controls": id },
      on: { click: () => show(open === id ? null : id) },
    });
  }

  function shut() {
    const last = open;
    show(null);
    if (last) openers.get(last)?.focus();
  }

  /** @param {string | null} id */
  function show(id) {
    open = id;
    for (const [name, button] of openers) {
      button.setAttribute("aria-expanded", String(name === id));
      region(name)?.toggleAttribute("data-open", name === id);
    }
    backdrop.toggleAttribute("data-open", id !== null);
    close.toggleAttribute("data-open", id !== null);
    // What is in them, not they themselves: a page without its main region is one that readers get lost in.
    for (const inside of BEHIND.flatMap((name) => [...(region(name)?.children ?? [])])) {
      inside.toggleAttribute("inert", id !== null);
    }
    if (id) enter(id);
  }

  /** @param {string} id */
  function enter(id) {
    const name = words.header.close(openers.get(id)?.textContent ?? "");
    close.dataset.open = id;
    close.setAttribute("aria-label", name);
    close.title = name;
    close.focus();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key !== "Escape" || !open || event.defaultPrevented) return;
    event.preventDefault();
    shut();
  }

  document.body.append(backdrop, close);
  document.addEventListener("keydown", onKey, { signal: gone.signal });
  narrow.addEventListener("change", () => show(null), { signal: gone.signal });

  return {
    buttons: [...openers.values()],
    dispose() {
      gone.abort();
      backdrop.remove();
      close.remove();
    },
  };
}

/** @param {string} id */
function region(id) {
  return document.getElementById(id);
}
