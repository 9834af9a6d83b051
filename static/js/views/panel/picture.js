/** A sample that is an image, drawn from the pixels that the data hold: ink on the page, as on the stage. */

import { shade, shadeShares } from "../../draw/scales.js";
import { coloursOf } from "./map.js";

/** @param {HTMLCanvasElement} canvas @param {readonly number[]} pixels @param {readonly [number, number]} shape rows, columns */
export function drawPicture(canvas, pixels, [rows, columns]) {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  canvas.width = columns;
  canvas.height = rows;
  const { palette } = coloursOf(canvas);
  const image = pen.createImageData(columns, rows);
  for (const [place, share] of shadeShares(pixels).entries()) {
    image.data.set([...shade(palette, share), 255], place * 4);
  }
  pen.putImageData(image, 0, 0);
}
