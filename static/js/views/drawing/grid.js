/** The image that the network sees, pixel by pixel; each can be set, by pointer and by keys. */

import { el } from "../../draw/dom.js";
import { blend } from "../../draw/scales.js";
import { own } from "../../words/en-own.js";
import { spoken } from "../../words/words.js";
import { coloursOf } from "../output/map.js";
import { FULL, PIXELS } from "./preprocess.js";

const words = spoken(own);

/** Where a key leads from a pixel: rows and columns. @type {Record<string, readonly [number, number]>} */
const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const PRESSES = new Set([" ", "Enter"]);

/** @param {(pixel: number) => void} toggle */
export function makeGrid(toggle) {
  const cells = Array.from({ length: PIXELS ** 2 }, (_, pixel) =>
    el("div", {
      class: "drawing-pixel",
      attrs: { role: "gridcell", tabindex: pixel === 0 ? 0 : -1 },
      on: { click: () => toggle(pixel) },
    }),
  );
  const rows = Array.from({ length: PIXELS }, (_, row) =>
    el("div", { attrs: { role: "row" } }, ...cells.slice(row * PIXELS, (row + 1) * PIXELS)),
  );
  const root = el(
    "div",
    {
      class: "drawing-grid",
      attrs: { role: "grid", "aria-label": words.grid, title: words.gridHint },
    },
    ...rows,
  );
  root.addEventListener("keydown", (event) => {
    const here = cells.indexOf(/** @type {any} */ (event.target));
    const to = placeAfter(event.key, here);
    const isPress = PRESSES.has(event.key) && here >= 0;
    if (to === null && !isPress) return;
    event.preventDefault();
    if (to === null) return toggle(here);
    for (const [place, cell] of cells.entries()) cell.tabIndex = place === to ? 0 : -1;
    cells[to].focus();
  });

  return {
    root,
    /** @param {readonly number[]} pixels */
    paint(pixels) {
      const { palette } = coloursOf(root);
      for (const [place, value] of pixels.entries()) {
        const share = value / FULL;
        const shade = { ...palette, plus: palette.ink };
        cells[place].style.backgroundColor = `rgb(${blend(shade, share).join(" ")})`;
        const [row, column] = [Math.floor(place / PIXELS) + 1, (place % PIXELS) + 1];
        cells[place].setAttribute("aria-label", words.pixel(row, column, value));
      }
    },
  };
}

/** Where a key leads from a pixel; null where it leads nowhere. @param {string} key @param {number} place */
export function placeAfter(key, place) {
  const way = WAYS[key];
  if (!way || place < 0) return null;
  const [row, column] = [Math.floor(place / PIXELS) + way[0], (place % PIXELS) + way[1]];
  const isInside = [row, column].every((each) => each >= 0 && each < PIXELS);
  return isInside ? row * PIXELS + column : place;
}
