/** The page's one kind of field for a number: reads what people write, moves by the value's own step. */

/** @import { Bounds } from "../run/spec-edits.js" */
/** @import { Read, Unread } from "../words/read-number.js" */

import { el } from "../draw/dom.js";
import { readNumber, stepped } from "../words/read-number.js";

const DIRECTIONS = /** @type {const} */ ({ ArrowUp: 1, ArrowDown: -1 });

/**
 * Not the browser's own kind: that one drops what it cannot read, and does not give away what it was.
 * @param {object} options
 * @param {Pick<Bounds, "whole" | "low" | "openLow" | "high">} options.bounds in the unit that is shown
 * @param {string} [options.unit] what may stand behind the number
 * @param {number} [options.first] the step from zero
 * @param {Record<string, string>} [options.attrs]
 */
export function numberInput({ bounds, unit, first, attrs }) {
  const input = el("input", {
    attrs: {
      type: "text",
      role: "spinbutton",
      inputmode: bounds.whole ? "numeric" : "decimal",
      autocomplete: "off",
      spellcheck: "false",
      ...(bounds.low !== null && { "aria-valuemin": bounds.low }),
      ...(bounds.high !== null && { "aria-valuemax": bounds.high }),
      ...attrs,
    },
    on: { input: tell, keydown: move },
  });

  /** @returns {Read | Unread} */
  function read() {
    return readNumber(input.value, { whole: bounds.whole, unit });
  }

  /** @param {string} text */
  function write(text) {
    input.value = text;
    tell();
  }

  function tell() {
    const now = read();
    if ("value" in now) input.setAttribute("aria-valuenow", String(now.value));
    else input.removeAttribute("aria-valuenow");
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const direction = DIRECTIONS[/** @type {keyof typeof DIRECTIONS} */ (event.key)];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const now = read();
    const next = "value" in now ? stepped(now.value, direction, bounds, first) : start(now);
    if (next === null || ("value" in now && next === now.value)) return;
    write(String(next));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Where an empty field begins; what cannot be read stays as it is. @param {Unread} unread */
  function start({ problem }) {
    return problem === "empty" ? (bounds.low ?? 0) : null;
  }

  return { input, read, write };
}
