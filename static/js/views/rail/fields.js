/** The rail's rows: a label, a control, and under them what was refused and why. */

/** @import { Refusal, NamedInfo, Run, Spec } from "../../state/types" */
/** @import { Bounds } from "../../run/spec-edits.js" */
/** @import { Editor } from "./editor.js" */

import { el } from "../../draw/dom.js";
import { tidy } from "../../words/read-number.js";
import { shouldBe, specPath } from "../../words/refusals.js";
import { words } from "../../words/words.js";
import { numberInput } from "../number-input.js";
import { markAgain } from "./again.js";

/**
 * Everything a row is painted from.
 * @typedef {object} Shown
 * @property {Spec} spec
 * @property {Run} run
 * @property {Refusal | null} refusal
 *
 * @typedef {object} Part
 * @property {HTMLElement} element
 * @property {(shown: Shown) => void} paint
 * @property {() => void} [dispose]
 *
 * @typedef {Part & { error: HTMLElement }} Field a row, and its refusal apart for who lays it out otherwise
 *
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [hint] a tooltip
 *
 * @typedef {object} FieldOptions
 * @property {string} label
 * @property {string} path the field of the specification, as a refusal names it
 * @property {(spec: Spec) => string | number} read
 * @property {(shown: Shown) => boolean} [hidden]
 * @property {(spec: Spec) => boolean} [disabled]
 * @property {boolean} [bare] the label is for screen readers only
 * @property {(shown: Shown) => boolean} [again] whether it starts the run again, where that depends on the run
 *
 * @typedef {object} Choosing
 * @property {(spec: Spec, run: Run) => readonly Choice[]} choices
 * @property {(spec: Spec, value: string, run: Run) => Spec} write
 *
 * @typedef {FieldOptions & Choosing} SelectOptions
 * @typedef {FieldOptions & { write: (spec: Spec, value: string) => Spec, bounds: Bounds, percent?: boolean, usual?: readonly number[], extra?: Node }} NumberOptions
 */

/**
 * A row with a menu.
 * @param {SelectOptions} options
 * @param {Editor} editor
 * @returns {Field}
 */
export function selectField(options, editor) {
  const select = el("select", { on: { change } });
  /** The run whose choices are offered. @type {Run | null} */
  let painted = null;
  /** @type {readonly Choice[]} */
  let offered = [];
  const row = rowOf(options, editor, select, select);
  editor.offer({ path: options.path, say: (refusal) => sayRefusal(refusal, options) });

  function change() {
    const run = painted;
    if (run) editor.edit((spec) => options.write(spec, select.value, run));
  }

  return {
    element: row.element,
    error: row.error,
    paint(shown) {
      painted = shown.run;
      const choices = options.choices(shown.spec, shown.run);
      if (!same(choices, offered)) select.replaceChildren(...choices.map(toOption));
      offered = choices;
      select.value = String(options.read(shown.spec));
      select.title = choices.find(({ value }) => value === select.value)?.hint ?? "";
      row.paint(shown, select);
    },
  };
}

/**
 * A row with a number, taken when the field is left or Enter is pressed.
 * @param {NumberOptions} options
 * @param {Editor} editor
 * @returns {Field}
 */
export function numberField(options, editor) {
  const shownAs = options.percent ? inHundredths : identity;
  const { input, read, write } = numberInput({
    bounds: shownBounds(options.bounds, shownAs),
    unit: options.percent ? "%" : "",
    first: options.percent || options.bounds.whole ? 1 : smallest(options.usual),
  });
  input.addEventListener("change", change);
  const box = el("span", { class: "field-box" }, input);
  if (options.percent) box.append(el("span", { class: "field-unit", text: "%" }));
  const usual = options.usual && usualValues(options.usual, options.label, choose);
  if (usual) box.append(usual);
  if (options.extra) box.append(options.extra);
  const row = rowOf(options, editor, input, box);
  editor.offer({ path: options.path, say: (refusal) => sayRefusal(refusal, options) });
  let painted = "";
  /** @type {string | null} what was typed: it stays while it is refused */
  let typed = null;
  let marked = false;

  /** @param {string} value */
  function choose(value) {
    typed = null;
    editor.edit((spec) => options.write(spec, value));
  }

  function change() {
    typed = painted = input.value;
    const now = read();
    if ("value" in now) {
      const value = String(options.percent ? tidy(now.value / PERCENT) : now.value);
      editor.edit((spec) => options.write(spec, value));
    } else if (now.problem === "empty") editor.edit((spec) => spec);
    else editor.refuse(options.path, typed, "unread", now);
  }

  /** What the field shows: what is refused as it was typed, else what holds. @param {Shown} shown */
  function textOf(shown) {
    const refusal = refusalOf(shown, options);
    if (!refusal && !editor.busy()) typed = null;
    const held = String(shownAs(Number(options.read(shown.spec))));
    return refusal ? (typed ?? held) : held;
  }

  return {
    element: row.element,
    error: row.error,
    paint(shown) {
      const next = textOf(shown);
      const typing = document.activeElement === input && input.value !== painted;
      if (!typing && input.value !== next) write(next);
      painted = next;
      row.paint(shown, input);
      const refused = refusalOf(shown, options) !== null;
      if (refused && !marked && document.activeElement === input) input.select();
      marked = refused;
      if (usual) usual.disabled = input.disabled;
    },
  };
}

/**
 * A record of the catalogue as a line of a menu.
 * @param {NamedInfo} info
 * @returns {Choice}
 */
export function toChoice({ name, label, formula }) {
  return { value: name, label, hint: formula };
}

/**
 * Label, control and the place for a refusal.
 * @param {FieldOptions & { percent?: boolean }} options
 * @param {Editor} editor
 * @param {HTMLElement} control the one the label names
 * @param {HTMLElement} box what stands on the right
 */
function rowOf(options, editor, control, box) {
  const id = `field-${options.path.replaceAll(".", "-")}`;
  const error = el("p", { class: "field-error", attrs: { id: `${id}-error`, hidden: true } });
  control.id = id;
  const label = el("label", {
    class: options.bare ? "visually-hidden" : "",
    text: options.label,
    attrs: { for: id },
  });
  if (!editor.canChange(options.path)) markAgain(label);
  const element = el("div", { class: "field" }, label, box, error);

  return {
    element,
    error,
    /** @param {Shown} shown @param {HTMLInputElement | HTMLSelectElement} field */
    paint(shown, field) {
      const refusal = refusalOf(shown, options);
      element.hidden = options.hidden?.(shown) ?? false;
      if (options.again) markAgain(label, options.again(shown));
      field.disabled = options.disabled?.(shown.spec) ?? false;
      paintRefusal(field, error, refusal && words.shouldBe(shouldBe(refusal, options)));
    },
  };
}

/** @param {Shown} shown @param {FieldOptions} options */
function refusalOf({ refusal }, { path }) {
  return refusal && specPath(refusal.field) === path ? refusal : null;
}

/**
 * @param {HTMLElement} field
 * @param {HTMLElement} error
 * @param {string | null} text
 */
function paintRefusal(field, error, text) {
  error.hidden = text === null;
  error.textContent = text;
  if (text === null) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  } else {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", error.id);
  }
}

/** The refusal in the words of the form. @param {Refusal} refusal @param {FieldOptions & { percent?: boolean }} options */
function sayRefusal(refusal, options) {
  return `${words.refused(options.label, shouldBe(refusal, options))}.`;
}

/**
 * A menu of values people often take, drawn as the arrow at the end of the field.
 * @param {readonly number[]} values
 * @param {string} label
 * @param {(value: string) => void} write
 */
function usualValues(values, label, write) {
  const name = words.rail.usualValues(label);
  const select = el(
    "select",
    {
      class: "field-usual",
      attrs: { "aria-label": name, title: name },
      on: {
        change: () => {
          write(select.value);
          select.selectedIndex = 0;
        },
      },
    },
    el("option", { attrs: { value: "", disabled: true, hidden: true, selected: true } }),
    ...values.map((value) => el("option", { text: String(value), attrs: { value } })),
  );
  return select;
}

const PERCENT = 100;

/** @param {number} share 0..1 */
function inHundredths(share) {
  return tidy(share * PERCENT);
}

/** @param {number} value */
function identity(value) {
  return value;
}

/** @param {Bounds} bounds @param {(value: number) => number} shownAs */
function shownBounds({ whole, low, openLow, high }, shownAs) {
  return {
    whole,
    low: low === null ? null : shownAs(low),
    openLow,
    high: high === null ? null : shownAs(high),
  };
}

/** The first step from zero, where the usual values begin. @param {readonly number[]} [usual] */
function smallest(usual = []) {
  const above = usual.filter((value) => value > 0);
  return above.length > 0 ? Math.min(...above) : 1;
}

/** @param {Choice} choice */
function toOption({ value, label, hint }) {
  return el("option", { text: label, attrs: { value, title: hint ?? false } });
}

/** @param {readonly Choice[]} some @param {readonly Choice[]} others */
function same(some, others) {
  return (
    some.length === others.length &&
    some.every(({ value, label }, at) => value === others[at].value && label === others[at].label)
  );
}
