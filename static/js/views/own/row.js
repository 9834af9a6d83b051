/** A row of one's own, typed: a field for each column in its own unit, and what the network is fed of it. */

/** @import { Run, State } from "../../state/types" */
/** @import { Surface, Tell } from "./own.js" */

import { el, put } from "../../draw/dom.js";
import { isStandardised, originals } from "../../run/standardisation.js";
import { perUnit, sampleOf } from "../../state/select.js";
import { own } from "../../words/en-own.js";
import { pretty } from "../../words/names.js";
import { tidy } from "../../words/read-number.js";
import { spoken } from "../../words/words.js";
import { numberInput } from "../number-input.js";

const words = spoken(own);
const BOUNDS = { whole: false, low: -1e12, high: 1e12, openLow: false };
const FIRST_STEP = 0.1;
/** So many digits a field shows of what nobody typed. */
const DIGITS = 4;

/**
 * @param {Run} run
 * @param {() => State} now
 * @param {Tell} tell
 * @returns {Surface}
 */
export function makeRow(run, now, tell) {
  const names = arePoints(run) ? run.axes : run.layers[0].names;
  /** @type {number[]} */
  let values = names.map(() => 0);
  const fields = names.map((name, place) =>
    field(name, place, (value) => {
      values = values.map((held, at) => (at === place ? value : held));
      tell(values);
    }),
  );
  const root = el(
    "section",
    { class: "panel-section" },
    el("h3", { class: "eyebrow", text: run.plane ? words.point : words.row }),
    el("div", { class: "own-row" }, ...fields.map(({ root }) => root)),
  );

  return {
    root,
    begin() {
      values = shown(now());
      return values;
    },
    paint({ own, run: here }) {
      if (!own || !here) return;
      values = [...own.values];
      const fed = isStandardised(here) && !arePoints(here) ? (own.answer?.inputs ?? []) : [];
      for (const [place, each] of fields.entries()) each.paint(values[place], fed[place]);
    },
  };
}

/** Whether a row is a point of the plane, of which inputs are formulas. @param {Run} run */
function arePoints({ plane, axes, layers }) {
  return plane !== null && axes.join() !== layers[0].names.join();
}

/** The sample on screen, else the middle of the data. @param {State} state @returns {number[]} */
function shown(state) {
  const { run, layers } = state;
  if (!run) return [];
  const inputs = perUnit({ ...state, scope: "sample" }, "a", 0);
  if (!arePoints(run)) {
    const fed = inputs ?? run.layers[0].names.map(() => middle(run.interval ?? [0, 0]));
    return originals(run, fed).map((value) => tidy(Number(value.toPrecision(DIGITS))));
  }
  const row = layers[0]?.rows?.data[sampleOf(state)];
  const point = row === undefined ? null : run.points.train[row];
  return point ? point.slice(0, run.axes.length) : run.axes.map(() => middle(run.plane ?? [0, 0]));
}

/** @param {readonly [number, number]} ends */
function middle([low, high]) {
  return (low + high) / 2;
}

/** @param {string} name @param {number} place @param {(value: number) => void} change */
function field(name, place, change) {
  const id = `own-${place}`;
  const { input, read, write } = numberInput({ bounds: BOUNDS, first: FIRST_STEP, attrs: { id } });
  const label = el("label", { text: pretty(name), attrs: { for: id, title: pretty(name) } });
  const fed = el("span", { class: "own-fed", attrs: { title: words.fedHint } });
  /** @type {number | null} */
  let held = null;

  function take() {
    const now = read();
    const isGood = "value" in now && Math.abs(now.value) <= BOUNDS.high;
    input.setAttribute("aria-invalid", String(!isGood));
    input.title = isGood ? "" : words.unread;
    if (!isGood || now.value === held) return;
    held = now.value;
    change(now.value);
  }

  input.addEventListener("input", take);
  input.addEventListener("change", take);
  return {
    root: el("div", { class: "own-field" }, label, input, fed),
    /** @param {number} value @param {number | undefined} made of it */
    paint(value, made) {
      put(fed, made === undefined ? "" : words.fed(made));
      if (value === held) return;
      held = value;
      write(String(tidy(value)));
      input.setAttribute("aria-invalid", "false");
    },
  };
}
