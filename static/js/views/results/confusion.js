/** The confusion matrix: how many rows of each class are said to be of which; a cell opens its rows. */

/** @import { HalfResults, Question } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { results } from "../../words/en-results.js";
import { pretty } from "../../words/names.js";
import { count } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { percent } from "../chart/losses.js";
import { roam, stop } from "./grid.js";
import { headingOf } from "./heads.js";

const words = spoken(results);

/** Of more classes only those that are mixed up are listed. */
export const MOST_CLASSES = 16;
/** Of more classes cells have no room for words. */
const ROOMY = 3;
/** Of more classes heads have no room for them. */
const WORDY = 2;
const MOST_MIXED = 12;
/** A row's whole shade, in per cent of ink. */
const SHADE = 26;

/** @typedef {{target: number, said: number}} Place */

/**
 * @param {(place: Place) => void} open
 * @param {(place: Place | null) => void} point at a cell, or at none any more
 */
export function makeConfusion(open, point) {
  const root = el("div", { class: "confusion" });
  for (const come of ["pointerover", "focusin"])
    root.addEventListener(come, ({ target }) => point(placeOf(target)));
  for (const go of ["pointerleave", "focusout"]) root.addEventListener(go, () => point(null));
  /** @type {HTMLButtonElement[]} */
  let cells = [];
  /** The classes that are shown. */
  let made = "";
  let size = 0;
  roam(
    root,
    () => cells,
    () => size,
  );

  /** @param {readonly string[]} classes */
  function make(classes) {
    size = classes.length;
    cells = classes.flatMap((_, target) =>
      classes.map((_, said) =>
        el(
          "button",
          {
            attrs: {
              type: "button",
              role: "gridcell",
              "aria-selected": "false",
              "data-target": target,
              "data-said": said,
            },
            on: { click: () => open({ target, said }) },
          },
          el("span", { class: "confusion-count" }),
          ...(size > ROOMY ? [] : [el("span", { class: "confusion-share" })]),
          el("span", { class: "visually-hidden" }),
        ),
      ),
    );
    stop(cells, 0);
    root.replaceChildren(...tableOf(classes, cells));
  }

  return {
    root,
    /**
     * @param {Question} question
     * @param {HalfResults} half
     * @param {number} at which question it is
     * @param {boolean} tests
     * @param {Place | null} shown
     */
    paint({ classes }, half, at, tests, shown) {
      const counts = half.confusions[at];
      const now = JSON.stringify(classes);
      const isOther = made !== now;
      // What is pointed at goes, and nothing tells of it.
      if (made && isOther) point(null);
      made = now;
      if (classes.length > MOST_CLASSES) {
        root.replaceChildren(mixedUp(classes, counts, open));
        return;
      }
      if (isOther) make(classes);
      for (const [place, cell] of cells.entries()) {
        const [target, said] = [Math.floor(place / size), place % size];
        const isShown = shown?.target === target && shown.said === said;
        paintCell(
          cell,
          counts[target],
          said,
          words.kind(counts[target][said], tests, pretty(classes[target]), pretty(classes[said])),
          isShown,
        );
      }
    },
  };
}

/** @param {EventTarget | null} target @returns {Place | null} */
function placeOf(target) {
  const cell = target instanceof Element ? target.closest("[data-target]") : null;
  return cell && { target: numberIn(cell, "data-target"), said: numberIn(cell, "data-said") };
}

/** @param {Element} cell @param {string} name */
function numberIn(cell, name) {
  return Number(cell.getAttribute(name));
}

/** @param {readonly string[]} classes @param {readonly HTMLButtonElement[]} cells */
function tableOf(classes, cells) {
  const size = classes.length;
  const isWordy = size <= WORDY;
  const names = classes.map(pretty);
  const heading = size <= ROOMY ? "level" : headingOf(names);
  const head = (/** @type {"row" | "col"} */ scope, /** @type {number} */ at) => {
    const text = scope === "row" ? words.is(names[at]) : words.said(names[at]);
    const short = heading === "numbered" ? String(at + 1) : names[at];
    return el(
      "th",
      { attrs: { scope, title: text, "aria-label": text } },
      el("span", { text: isWordy ? text : short }),
    );
  };
  const corner = el("td", {
    class: "confusion-corner",
    text: isWordy ? "" : words.corner,
    attrs: { "aria-hidden": "true" },
  });
  const table = el(
    "table",
    {
      class: `confusion-table ${size <= ROOMY ? "roomy" : ""} ${heading}`,
      attrs: { role: "grid", "aria-label": words.confusion },
    },
    el("thead", {}, el("tr", {}, corner, ...classes.map((_, said) => head("col", said)))),
    el(
      "tbody",
      {},
      ...classes.map((_, target) =>
        el(
          "tr",
          {},
          head("row", target),
          ...cells
            .slice(target * size, (target + 1) * size)
            .map((cell) => el("td", { attrs: { role: "none" } }, cell)),
        ),
      ),
    ),
  );
  table.style.setProperty("--classes", String(size));
  if (heading !== "numbered") return [table];
  const key = names.map((name) => el("li", { text: name }));
  return [table, el("ol", { class: "confusion-key small-print" }, ...key)];
}

/**
 * @param {HTMLButtonElement} cell
 * @param {readonly number[]} row counts of the class
 * @param {number} said
 * @param {string} name what rows they are
 * @param {boolean} isShown
 */
function paintCell(cell, row, said, name, isShown) {
  const all = row.reduce((sum, each) => sum + each, 0);
  const share = all ? row[said] / all : 0;
  const [number, ...more] = Array.from(cell.children);
  const [told, part] = more.reverse();
  put(number, count(row[said]));
  if (part) put(part, row[said] ? words.share(percent(share)) : "");
  cell.style.setProperty("--shade", `${(share * SHADE).toFixed(1)}%`);
  cell.classList.toggle("none", row[said] === 0);
  cell.setAttribute("aria-selected", String(isShown));
  if (told.textContent === name) return;
  put(told, name);
  cell.title = `${count(row[said])} ${name}`;
}

/** @param {readonly string[]} classes @param {HalfResults["confusions"][number]} counts @param {(place: Place) => void} open */
function mixedUp(classes, counts, open) {
  const pairs = largestMixed(counts).slice(0, MOST_MIXED);
  if (!pairs.length) return el("p", { class: "small-print", text: words.nothingMixed });
  const items = pairs.map(({ target, said, rows }) =>
    el(
      "li",
      {},
      el("button", {
        text: words.mixed(pretty(classes[target]), pretty(classes[said]), rows),
        attrs: { type: "button", "data-target": target, "data-said": said },
        on: { click: () => open({ target, said }) },
      }),
    ),
  );
  return el("ul", { class: "confusion-pairs", attrs: { "aria-label": words.mixedUp } }, ...items);
}

/**
 * The cells off the diagonal that are not empty, the fullest first.
 * @param {HalfResults["confusions"][number]} counts
 */
export function largestMixed(counts) {
  return counts
    .flatMap((row, target) => row.map((rows, said) => ({ target, said, rows })))
    .filter(({ target, said, rows }) => target !== said && rows > 0)
    .sort((one, other) => other.rows - one.rows);
}

/** How many of the rows are on the diagonal, 0 … 1. @param {HalfResults["confusions"][number]} counts */
export function shareRight(counts) {
  const all = counts.flat().reduce((sum, each) => sum + each, 0);
  return all ? counts.reduce((sum, row, at) => sum + row[at], 0) / all : 0;
}
