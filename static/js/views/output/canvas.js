/** Canvases with pictures: as wide as they are shown, sharp on every screen, their text as large as the page's. */

import { textScale } from "../../draw/text-size.js";

/** Before it is known how wide one is shown. */
const USUAL_WIDTH = 298;

/** How large the page's text was when a canvas was last measured. @type {WeakMap<HTMLCanvasElement, number>} */
const scales = new WeakMap();

/**
 * How wide a canvas is shown, in pixels of the usual text size.
 * @param {HTMLCanvasElement} canvas
 * @param {() => void} changed
 * @param {AbortSignal} gone
 */
export function widthOf(canvas, changed, gone) {
  let width = USUAL_WIDTH;
  const sized = new ResizeObserver(([{ contentRect }]) => {
    scales.set(canvas, textScale());
    const now = Math.round(contentRect.width / textScale());
    if (!now || now === width) return;
    width = now;
    changed();
  });
  sized.observe(canvas);
  gone.addEventListener("abort", () => sized.disconnect());
  return () => width;
}

/**
 * A canvas emptied, and a pen that reckons in pixels of the usual text size.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function penOn(canvas, width, height) {
  const density = (window.devicePixelRatio || 1) * (scales.get(canvas) ?? textScale());
  const [columns, rows] = [width, height].map((each) => Math.round(each * density));
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const pen = canvas.getContext("2d");
  pen?.setTransform(density, 0, 0, density, 0, 0);
  pen?.clearRect(0, 0, width, height);
  return pen;
}

/** Where an event was on its canvas, in the pixels that are drawn in. @param {MouseEvent} event */
export function pixelOf({ offsetX, offsetY }) {
  const scale = textScale();
  return { x: offsetX / scale, y: offsetY / scale };
}

/** Say what is on a canvas. @param {HTMLElement} canvas @param {string} text */
export function nameAs(canvas, text) {
  if (canvas.getAttribute("aria-label") !== text) canvas.setAttribute("aria-label", text);
}
