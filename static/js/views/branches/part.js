/** Branches on the page: a chip in the head with their tree, what is said in the past, and the key that begins one. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { paced } from "../../draw/paced.js";
import { isWriting } from "../../run/keys.js";
import { isShut } from "../../run/led.js";
import { tooFastTo } from "../../state/pace.js";
import { watches } from "../../state/whose.js";
import { branches } from "../../words/en-branches.js";
import { spoken } from "../../words/words.js";
import { namesOf } from "./named.js";
import { makePast } from "./past.js";
import { makeTree, treeIn } from "./tree.js";

const words = spoken(branches);
const GAP = 8;
/** Where the tree is in the rail: as the style has it. */
const PHONE = "(max-width: 47.5em)";
/** What of the state it is painted from. */
const PAINTED = /** @type {const} */ ([
  "run",
  "catalog",
  "branches",
  "position",
  "recorded",
  "playback",
  "role",
  "place",
  "beside",
]);

/** @param {HTMLElement} root in the head @param {Store} store @param {Send} send */
export function mountBranches(root, store, send) {
  const gone = new AbortController();
  const phone = matchMedia(PHONE);
  phone.addEventListener("change", () => soon.ask(), { signal: gone.signal });
  const name = el("span", { class: "branch-word" });
  const chip = el(
    "button",
    { class: "pill branch-chip", attrs: { type: "button" } },
    icon("fork"),
    name,
  );
  const tree = makeTree(store, send);
  const menu = el(
    "div",
    { class: "branch-menu", attrs: { popover: "auto", role: "dialog", "aria-label": words.title } },
    el(
      "h2",
      { class: "eyebrow" },
      words.title,
      el("span", { class: "small-print", text: words.ofThisRun }),
    ),
    tree.root,
  );
  const past = makePast(store.get, send);
  root.replaceChildren(chip, menu);
  document.body.append(past.pill);
  const narrow = makeTree(store, send);
  const inRail = el(
    "section",
    { class: "branch-rail", attrs: { "aria-label": words.title } },
    el("h2", { class: "eyebrow", text: words.title }),
    narrow.root,
  );
  chip.popoverTargetElement = menu;
  menu.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "open") return;
    tree.paint(store.get());
    stand(menu, chip);
  });

  /** @param {State} state */
  function paint(state) {
    const { run, catalog } = state;
    root.hidden = !run || (watches(state) && !state.branches);
    if (!run) return;
    const there = treeIn(state);
    const here = namesOf(there.branches, run, catalog).get(there.current) ?? "";
    put(name, here);
    chip.setAttribute("aria-label", words.chip(here));
    chip.title = words.chip(here);
    stayInRail();
    past.paint(state, here);
    if (menu.matches(":popover-open")) tree.paint(state);
    inRail.hidden = root.hidden;
    if (phone.matches || state.beside) narrow.paint(state);
  }

  /** It is made once the catalogue has come. */
  function stayInRail() {
    const foot = past.strip.isConnected ? null : document.querySelector(".rail-foot");
    foot?.prepend(past.strip);
    foot?.parentElement?.prepend(inRail);
  }

  /** @param {KeyboardEvent} event */
  function press({ key, ctrlKey, metaKey, altKey, target, defaultPrevented, repeat }) {
    if (key.toLowerCase() !== "b" || ctrlKey || metaKey || altKey || defaultPrevented || repeat)
      return;
    if (isWriting(target) || document.querySelector("dialog[open]")) return;
    const state = store.get();
    if (isShut(state, "branch") || !state.run || state.recorded === 0) return;
    void send({ type: "branch" });
  }

  document.addEventListener("keydown", press, { signal: gone.signal });
  const soon = paced(
    () => paint(store.get()),
    () => tooFastTo("read", store.get().playback),
  );
  paint(store.get());
  const unsubscribe = store.subscribe((state, previous) => {
    if (PAINTED.some((part) => state[part] !== previous[part])) soon.ask();
  });
  return () => {
    gone.abort();
    unsubscribe();
    soon.stop();
    past.pill.remove();
    past.strip.remove();
    inRail.remove();
  };
}

/** Below its button, inside the window. @param {HTMLElement} menu @param {HTMLElement} chip */
function stand(menu, chip) {
  const at = chip.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - menu.offsetWidth - GAP);
  menu.style.left = `${Math.max(GAP, left)}px`;
  menu.style.top = `${at.bottom + GAP}px`;
  menu.style.maxHeight = `${window.innerHeight - at.bottom - 2 * GAP}px`;
}
