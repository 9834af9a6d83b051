/** The sheet to draw on: strokes of a finger-thick pen, as they were drawn. */

/** @import { Place, Stroke } from "./preprocess.js" */

import { el } from "../../draw/dom.js";
import { onStrokes } from "../../draw/strokes.js";
import { penOn, widthOf } from "../output/canvas.js";
import { coloursOf } from "../output/map.js";

/** How thick the pen is, of the sheet's width. */
const PEN = 0.085;

/**
 * @param {string} name
 * @param {{ begin: (place: Place) => void, grow: (place: Place) => void }} told in shares of the sheet's sides
 * @param {() => void} again when it is to be painted anew
 * @param {AbortSignal} gone
 */
export function makePad(name, told, again, gone) {
  const root = el("canvas", { class: "drawing-pad", attrs: { role: "img", "aria-label": name } });
  const hand = {
    begin: (/** @type {PointerEvent} */ event) => told.begin(placeOf(event)),
    move: (/** @type {PointerEvent} */ event) => told.grow(placeOf(event)),
    end() {},
  };
  onStrokes(root, hand, gone);
  const width = widthOf(root, again, gone);

  /** @param {PointerEvent} event @returns {Place} */
  function placeOf({ clientX, clientY }) {
    const { left, top, width, height } = root.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  return {
    root,
    /** @param {readonly Stroke[]} strokes */
    paint(strokes) {
      const side = width();
      const pen = penOn(root, side, side);
      if (!pen) return;
      pen.strokeStyle = coloursOf(root).ink;
      pen.lineWidth = PEN * side;
      pen.lineCap = pen.lineJoin = "round";
      for (const stroke of strokes) {
        pen.beginPath();
        // A line to where it begins makes a dot of a single place.
        for (const { x, y } of [stroke[0], ...stroke]) pen.lineTo(x * side, y * side);
        pen.stroke();
      }
    },
  };
}
