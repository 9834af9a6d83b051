/** A sample that is an image, drawn from the pixels that the data hold. */

/** @param {HTMLCanvasElement} canvas @param {readonly number[]} pixels @param {readonly [number, number]} shape rows, columns */
export function drawPicture(canvas, pixels, [rows, columns]) {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  canvas.width = columns;
  canvas.height = rows;
  const ink = Math.max(...pixels) || 1;
  const image = pen.createImageData(columns, rows);
  for (const [place, value] of pixels.entries()) {
    const light = Math.round(255 * (1 - Math.max(0, value) / ink));
    image.data.set([light, light, light, 255], place * 4);
  }
  pen.putImageData(image, 0, 0);
}
