/** A sample that is an image, drawn from the pixels that the data hold: ink on the page, as on the stage. */

/** @import { State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { shade, shadeShares } from "../../draw/scales.js";
import { picturedBy } from "../../run/pieces.js";
import { originals } from "../../run/standardisation.js";
import { perUnit, sampleOf } from "../../state/select.js";
import { words } from "../../words/words.js";
import { nameAs } from "../output/canvas.js";
import { coloursOf } from "../output/map.js";

export function makePicture() {
  const root = el("canvas", { class: "picture", attrs: { role: "img" } });
  return {
    root,
    /** @param {State} state */
    paint(state) {
      root.hidden = !state.run?.image || !state.layers[0]?.a;
      if (!root.hidden) paintPicture(root, state);
    },
  };
}

/** @param {HTMLCanvasElement} canvas @param {State} state */
function paintPicture(canvas, state) {
  const { run } = state;
  const pixels = perUnit(state, "a", 0);
  const pictured = picturedBy(run);
  if (!pixels || !run?.image || !pictured) return;
  drawPicture(canvas, originals(run, pixels), run.image);
  nameAs(
    canvas,
    state.scope === "batch"
      ? words.panel.meanPicture[pictured]
      : words.panel.pictureOf[pictured](sampleOf(state) + 1),
  );
}

/** The darkest is the largest, the palest the least. @param {HTMLCanvasElement} canvas @param {readonly number[]} pixels @param {readonly [number, number]} shape rows, columns */
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
