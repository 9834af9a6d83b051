/** The fields of the form: each says at once what cannot be taken. */

import { el, put } from "../../draw/dom.js";
import { sheets } from "../../words/en-sheets.js";
import { words as page, spoken } from "../../words/words.js";
import { numberInput } from "../number-input.js";
import { isPage, MOST_PUPILS, MOST_ROWS, MOST_SEED, onlyHere } from "./asked.js";

const words = spoken(sheets);

/** From where to where each number goes. */
export const MOST = {
  pupils: { low: 1, high: MOST_PUPILS },
  rows: { low: 1, high: MOST_ROWS },
  seed: { low: 0, high: MOST_SEED },
};

/** How many fields have something to be said below. */
let made = 0;

/**
 * @template Value
 * @callback Change
 * @param {Value | null} value null for what cannot be taken
 */

/**
 * @param {string} name
 * @param {{ low: number, high: number }} ends
 * @param {number} first
 * @param {Change<number>} change
 */
export function numberField(name, ends, first, change) {
  const bounds = { ...ends, whole: true, openLow: false };
  const { input, read, write } = numberInput({ bounds });
  write(String(first));
  return checked(name, input, change, () => {
    const now = read();
    if (!("value" in now))
      return { value: null, below: page.shouldBe(page.unread[now.problem](now.readings)) };
    const allowed = page.outside(now.value, bounds);
    return allowed
      ? { value: null, below: page.shouldBe(allowed) }
      : { value: now.value, below: "" };
  });
}

/**
 * Where codes lead; a hint stands below it where that is known to this computer only.
 * @param {string} name
 * @param {string} first
 * @param {Change<string>} change
 */
export function addressField(name, first, change) {
  const input = el("input", {
    attrs: { type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false" },
  });
  input.value = first;
  return checked(name, input, change, () => {
    const text = input.value.trim();
    if (!isPage(text)) return { value: null, below: page.shouldBe(words.noAddress) };
    const host = onlyHere(text);
    return { value: text, below: host ? words.onlyHere(host) : "" };
  });
}

/**
 * @param {string} name
 * @param {readonly (readonly [string, string])[]} choices
 * @param {string} first
 * @param {(value: string) => void} change
 */
export function menuField(name, choices, first, change) {
  const input = el(
    "select",
    { on: { change: () => change(input.value) } },
    ...choices.map(([value, text]) => el("option", { text, attrs: { value } })),
  );
  input.value = first;
  return { root: labelled(name, input), isGood: () => true };
}

/**
 * @param {string} name
 * @param {boolean} first
 * @param {(value: boolean) => void} change
 */
export function checkField(name, first, change) {
  const input = el("input", {
    attrs: { type: "checkbox" },
    on: { change: () => change(input.checked) },
  });
  input.checked = first;
  const root = el("label", { class: "sheets-check" }, input, el("span", { text: name }));
  return {
    root,
    /** @param {boolean} isOff @param {string} why */
    paint(isOff, why) {
      input.disabled = isOff;
      root.title = why;
    },
  };
}

/**
 * @template Value
 * @param {string} name
 * @param {HTMLInputElement} input
 * @param {Change<Value>} change
 * @param {() => { value: Value | null, below: string }} read
 */
function checked(name, input, change, read) {
  made += 1;
  const id = `sheets-below-${made}`;
  const below = el("p", {
    class: "small-print sheets-below",
    attrs: { id, "aria-live": "polite" },
  });
  input.setAttribute("aria-describedby", id);
  let isGood = true;

  function look() {
    const found = read();
    isGood = found.value !== null;
    input.setAttribute("aria-invalid", String(!isGood));
    put(below, found.below);
    return found.value;
  }

  for (const event of ["input", "change"]) input.addEventListener(event, () => change(look()));
  look();
  return { root: labelled(name, input, below), input, isGood: () => isGood };
}

/** @param {string} name @param {HTMLElement} input @param {...HTMLElement} below */
function labelled(name, input, ...below) {
  return el(
    "div",
    { class: "sheets-field" },
    el("label", {}, el("span", { text: name }), input),
    ...below,
  );
}
