/** A sample that is an image, drawn from its pixels as the network gets them. */

/** Standardised values between which paper turns to ink; rare pixels lie far beyond. */
const PAPER = -0.3;
const INK = 1.5;

/** @param {HTMLCanvasElement} canvas @param {readonly number[]} pixels @param {readonly [number, number]} shape rows, columns */
export function drawPicture(canvas, pixels, [rows, columns]) {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  canvas.width = columns;
  canvas.height = rows;
  const image = pen.createImageData(columns, rows);
  for (const [place, value] of pixels.entries()) {
    const light = Math.round(255 * (1 - share(value)));
    image.data.set([light, light, light, 255], place * 4);
  }
  pen.putImageData(image, 0, 0);
}

/** @param {number} value */
function share(value) {
  return Math.max(0, Math.min(1, (value - PAPER) / (INK - PAPER)));
}
