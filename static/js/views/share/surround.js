/** Makes the page what its address wants it to be: controls hidden or locked, a theme, the small view for other pages. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { applyTheme, chosenTheme } from "../../draw/theme.js";
import { lockedAt, shutBy, styleWithout } from "../../run/controls.js";
import { share as english } from "../../words/en-share.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";

const words = spoken(english);
const STYLE = "static/css/surround.css";
const NATIVE = "button, input, select, textarea";
const OPERABLE = `${NATIVE}, summary, [role="slider"], [tabindex]`;
/** What operates a control; keys that only leave it stay. */
const DEEDS = ["pointerdown", "mousedown", "touchstart", "click", "keydown", "input", "change"];
const LEAVING = ["Tab", "Escape"];
/** Where controls are: not in the network, whose numbers change without end. */
const REGIONS = ["header", "rail", "output", "panel", "transport", "chart"];

const style = new CSSStyleSheet();
/** @type {string[]} selectors of what is locked */
let locked = [];
/** @type {string[]} selectors of what is not, though it stands in it */
let free = [];
/** What is said of it. */
let why = words.locked;
const observer = new MutationObserver(hold);

/**
 * @param {Store} store
 * @param {State["frame"]} frame
 */
export async function applySurround(store, frame) {
  await styled(STYLE);
  const page = document.documentElement;
  const whole = page.dataset.embed === undefined;
  page.toggleAttribute("data-embed", frame.embed);
  if (frame.theme) page.dataset.theme = frame.theme;
  else applyTheme(chosenTheme());
  style.replaceSync(styleWithout(frame.hide));
  if (!document.adoptedStyleSheets.includes(style)) document.adoptedStyleSheets.push(style);
  store.set({ shut: shutBy(frame) });
  page.style.setProperty("--locked-word", JSON.stringify(words.lockedShort));
  why = store.get().saved ? words.lockedSaved : words.locked;
  lock(lockedAt(frame));
  if (frame.embed === whole) standAlone(frame.embed);
}

/** @param {ReturnType<typeof lockedAt>} wish */
function lock(wish) {
  observer.disconnect();
  for (const element of document.querySelectorAll("[data-locked]")) release(element);
  ({ locked, free } = wish);
  for (const deed of DEEDS) window.removeEventListener(deed, guard, true);
  if (locked.length === 0) return;
  hold();
  for (const deed of DEEDS) window.addEventListener(deed, guard, { capture: true, passive: false });
  for (const name of REGIONS) {
    const region = document.getElementById(name);
    if (region)
      observer.observe(region, {
        subtree: true,
        childList: true,
        attributeFilter: ["disabled", "title"],
      });
  }
}

/** Views paint what is locked as they would else: it is locked again. */
function hold() {
  for (const part of document.querySelectorAll(locked.join())) {
    mark(part);
    const inside = [...part.querySelectorAll(OPERABLE)];
    for (const element of part.matches(OPERABLE) ? [part, ...inside] : inside)
      if (!isFree(element)) shut(element);
  }
}

/** @param {Element} element */
function isFree(element) {
  return free.length > 0 && element.closest(free.join()) !== null;
}

/** @param {Element} part */
function mark(part) {
  if (part.hasAttribute("data-locked")) return;
  part.setAttribute("data-locked", "");
  part.setAttribute("aria-description", why);
}

/** @param {Element} element */
function shut(element) {
  mark(element);
  if (element instanceof HTMLElement && element.title !== why) {
    element.dataset.title ??= element.title;
    element.title = why;
  }
  if (!element.matches(NATIVE)) element.setAttribute("aria-disabled", "true");
  else if (!(/** @type {HTMLButtonElement} */ (element).disabled))
    /** @type {HTMLButtonElement} */ (element).disabled = true;
}

/** @param {Element} element */
function release(element) {
  element.removeAttribute("data-locked");
  element.removeAttribute("aria-description");
  if (!element.matches(OPERABLE)) return;
  element.removeAttribute("aria-disabled");
  if (element.matches(NATIVE)) /** @type {HTMLButtonElement} */ (element).disabled = false;
  if (element instanceof HTMLElement) element.title = element.dataset.title ?? "";
}

/** @param {Event} event */
function guard(event) {
  const { target } = event;
  if (!(target instanceof Element) || !target.closest(locked.join()) || isFree(target)) return;
  if (event instanceof KeyboardEvent && LEAVING.includes(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The way to the whole page, which says as well whose this is. @param {boolean} embedded */
function standAlone(embedded) {
  document.querySelector(".embed-origin")?.remove();
  if (!embedded) return;
  const link = el("a", {
    class: "embed-origin",
    text: words.whole,
    attrs: {
      href: location.href,
      target: "_blank",
      rel: "noopener",
      title: words.wholeHint(location.host),
    },
    on: {
      click: () => {
        link.href = location.href.replace(/&(embed|hide|lock)=[^&]*/g, "");
      },
    },
  });
  document.getElementById("stage")?.after(link);
}
