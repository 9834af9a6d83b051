/** What each key does on the whole page, and when a key belongs to the field that has the focus. */

/** @typedef {"play" | "back" | "forward" | "back a mini-batch" | "forward a mini-batch" | "back an epoch" | "forward an epoch" | "first" | "last" | "help"} Deed */
/** @typedef {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">} Keys */
/** @typedef {{ readonly tag: string, readonly role: string | null, readonly editable: boolean, readonly inDialog: boolean }} Focus */

/** @type {Readonly<Record<string, Deed>>} */
const DEEDS = {
  " ": "play",
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
};

/** What the help says, in this order. */
export const SHORTCUTS = Object.freeze([
  { keys: ["Space"], does: "Play or pause" },
  { keys: ["←", "→"], does: "One propagation back or forward; hold to go on" },
  { keys: ["Shift ←", "Shift →"], does: "One mini-batch back or forward" },
  { keys: ["Page Up", "Page Down"], does: "One epoch back or forward" },
  { keys: ["Home", "End"], does: "The first step, the last recorded step" },
  { keys: ["?"], does: "This help" },
]);

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
  if (keys.ctrlKey || keys.altKey || keys.metaKey) return null;
  if (
    focus.inDialog ||
    focus.editable ||
    FIELDS.has(focus.tag) ||
    FIELD_ROLES.has(focus.role ?? "")
  )
    return null;
  if (keys.key === " " && (PRESSED.has(focus.tag) || PRESSED_ROLES.has(focus.role ?? "")))
    return null;
  return DEEDS[keys.shiftKey ? `Shift+${keys.key}` : keys.key] ?? null;
}

/**
 * What stands in the focus, as far as keys are concerned.
 * @param {Element | null} element
 * @returns {Focus}
 */
export function focusOf(element) {
  return {
    tag: element?.localName ?? "",
    role: element?.getAttribute("role") ?? null,
    editable: element instanceof HTMLElement && element.isContentEditable,
    // A dialog just closed keeps the focus until the browser next lays the page out.
    inDialog: element?.closest("dialog[open], [role=dialog]") != null,
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

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const deed = deedOf(event, focusOf(document.activeElement));
      if (!deed) return;
      event.preventDefault();
      if (event.repeat) return;
      held = event.code;
      begin(deed);
    },
    options,
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
