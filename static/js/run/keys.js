/** What each key does on the whole page, and when a key belongs to the field that has the focus. */

import { isLetterAlone, lettersWork } from "./letters.js";

/** @typedef {"play" | "play backwards" | "back" | "forward" | "back a mini-batch" | "forward a mini-batch" | "back an epoch" | "forward an epoch" | "first" | "last" | "help" | "undo" | "redo" | "next-stop" | "previous-stop"} Deed */
/** @typedef {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">} Keys */
/** @typedef {{ readonly tag: string, readonly role: string | null, readonly editable: boolean, readonly inDialog: boolean, readonly usesArrowsOnly: boolean, readonly byPointer: boolean }} Focus */

/** @type {Readonly<Record<string, Deed>>} */
export const DEEDS = {
  " ": "play",
  "Shift+ ": "play backwards",
  ArrowLeft: "back",
  ArrowRight: "forward",
  "Shift+ArrowLeft": "back a mini-batch",
  "Shift+ArrowRight": "forward a mini-batch",
  PageUp: "back an epoch",
  PageDown: "forward an epoch",
  Home: "first",
  End: "last",
  "?": "help",
  "Shift+?": "help",
  n: "next-stop",
  "Shift+N": "previous-stop",
};

const WRITTEN = "input, textarea, select, [contenteditable]";

/** Whether letters are written there: a key of one letter is not the page's then. @param {EventTarget | null} target */
export function isWriting(target) {
  return target instanceof Element && target.closest(WRITTEN) !== null;
}

/** Whether a key of one letter or sign is not the page's: it is written there, or such are switched off. @param {EventTarget | null} target */
export function ownsLetters(target) {
  return isWriting(target) || !lettersWork();
}

/** Elements and roles that use the arrows, Space or letters themselves. */
const FIELDS = new Set(["input", "textarea", "select", "option"]);
const FIELD_ROLES = new Set([
  ...["radio", "slider", "spinbutton", "textbox", "searchbox", "combobox", "listbox", "option"],
  ...[
    "tab",
    "menu",
    "menuitem",
    "menuitemradio",
    "menuitemcheckbox",
    "tree",
    "treeitem",
    "grid",
    "gridcell",
  ],
]);
/** Those that Space presses. */
const PRESSED = new Set(["button", "a", "summary"]);
const PRESSED_ROLES = new Set(["button", "link", "checkbox", "switch"]);

/**
 * What a key asks for; null when it is not ours to take.
 * @param {Keys} keys
 * @param {Focus} focus
 * @returns {Deed | null}
 */
export function deedOf(keys, focus) {
  if ((keys.ctrlKey || keys.metaKey) && !keys.altKey) return changeOf(keys, focus);
  if (keys.ctrlKey || keys.altKey || keys.metaKey || focus.inDialog) return null;
  if (!isLeft(focus) && owns(focus, keys.key)) return null;
  return DEEDS[keys.shiftKey ? `Shift+${keys.key}` : keys.key] ?? null;
}

/** Undo and redo, where they are not those of what is being typed. @param {Keys} keys @param {Focus} focus @returns {Deed | null} */
function changeOf({ key, shiftKey }, { tag, role, editable, inDialog }) {
  const types = editable || tag === "textarea" || (tag === "input" && role !== "slider");
  if (types || inDialog) return null;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" ? "redo" : null;
}

/**
 * A button that a pointer pressed: the focus only stayed behind on it.
 * @param {Focus} focus
 */
function isLeft(focus) {
  return focus.byPointer && isPressed(focus);
}

/** @param {Focus} focus @param {string} key */
function owns(focus, key) {
  if (focus.usesArrowsOnly) return /^Arrow/.test(key);
  if (focus.role === "slider") return key !== " ";
  if (focus.editable || FIELDS.has(focus.tag) || FIELD_ROLES.has(focus.role ?? "")) return true;
  return key === " " && isPressed(focus);
}

/** @param {Focus} focus */
function isPressed({ tag, role }) {
  return PRESSED.has(tag) || PRESSED_ROLES.has(role ?? "");
}

/**
 * What stands in the focus, as far as keys are concerned.
 * @param {Element | null} element
 * @param {boolean} byPointer whether it got the focus from a pointer
 * @returns {Focus}
 */
function focusOf(element, byPointer) {
  return {
    tag: element?.localName ?? "",
    role: element?.matches("input[type=range]")
      ? "slider"
      : (element?.getAttribute("role") ?? null),
    editable: element instanceof HTMLElement && element.isContentEditable,
    // A dialog just closed keeps the focus until the browser next lays the page out.
    inDialog: element?.closest("dialog[open], [role=dialog]") != null,
    // Its value has no ends to go to, and no pages.
    usesArrowsOnly: element?.matches("[data-keys=arrows]") ?? false,
    byPointer,
  };
}

/**
 * Listen on the whole page: `begin` a deed when its key goes down, `end` it when any such key comes up.
 * @param {(deed: Deed) => void} begin
 * @param {() => void} end
 * @returns {() => void} the way to stop
 */
export function listenToKeys(begin, end) {
  const gone = new AbortController();
  const options = { signal: gone.signal };
  /** @type {string | null} the physical key that is down: with Shift its letter may change meanwhile */
  let held = null;
  let byPointer = false;

  document.addEventListener("pointerdown", () => (byPointer = true), { ...options, capture: true });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Tab") byPointer = false;
      if (document.querySelector("dialog[open]")) return;
      const focus = focusOf(document.activeElement, byPointer);
      const deed = deedOf(event, focus);
      if (!deed || (isLetterAlone(event) && !lettersWork())) return;
      event.preventDefault();
      if (isLeft(focus)) leave(event);
      if (event.repeat) return;
      held = event.code;
      begin(deed);
    },
    // Before the button does that has the focus: it would take the key for its own.
    { ...options, capture: true },
  );
  const release = () => {
    if (held !== null) end();
    held = null;
  };
  document.addEventListener("keyup", ({ code }) => code === held && release(), options);
  window.addEventListener("blur", release, options);
  document.addEventListener("visibilitychange", release, options);
  return () => gone.abort();
}

/**
 * Takes a key, and the focus, from the button it was left on: a ring there would promise that Space presses it.
 * @param {KeyboardEvent} event
 */
function leave(event) {
  event.stopPropagation();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
