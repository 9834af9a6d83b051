/** The picture below painted points: what the network says, or the function that is being typed; its axes; the brush. */

/** @import { FunctionPicture, State } from "../../state/types" */
/** @import { Colours } from "./marks.js" */
/** @import { Domain } from "./curve.js" */
/** @import { Frame } from "../output/map.js" */

import { blend } from "../../draw/scales.js";
import { overPlane } from "../../maps/maps.js";
import { sideFor } from "../../maps/sides.js";
import { tooFastTo } from "../../state/pace.js";
import { contour } from "../output/contour.js";
import { ticksOf, tintOf } from "../output/plane.js";
import { isPlane } from "./becoming.js";

const PICTURE_SIDE = 61;
const STRENGTH = 0.6;

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {FunctionPicture | null} typed @param {Domain} domain @param {Frame} frame @param {Colours} colours */
export function drawGround(pen, state, typed, domain, { left, top, size }, colours) {
  const ground = typed ? preview(typed, colours) : groundOf(state, domain, colours);
  pen.fillStyle = colours.surface;
  pen.fillRect(left, top, size, size);
  if (ground) {
    const small = new OffscreenCanvas(ground.side, ground.side);
    small.getContext("2d")?.putImageData(ground.image, 0, 0);
    pen.imageSmoothingEnabled = true;
    pen.drawImage(small, left, top, size, size);
    const cell = size / ground.side;
    pen.beginPath();
    for (const [from, to] of ground.boundary) {
      pen.moveTo(left + from[0] * cell, top + (ground.side - from[1]) * cell);
      pen.lineTo(left + to[0] * cell, top + (ground.side - to[1]) * cell);
    }
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 1.8;
    pen.stroke();
  }
  pen.strokeStyle = colours.line;
  pen.lineWidth = 1;
  pen.strokeRect(left + 0.5, top + 0.5, size - 1, size - 1);
}

/** A typed function as it will be learned. @param {FunctionPicture} typed @param {Colours} colours */
function preview({ values, compares }, { classes, palette }) {
  const image = new ImageData(PICTURE_SIDE, PICTURE_SIDE);
  const most = values.reduce((largest, each) => Math.max(largest, Math.abs(each)), 0) || 1;
  for (const [cell, each] of values.entries()) {
    const row = PICTURE_SIDE - 1 - Math.floor(cell / PICTURE_SIDE);
    const share = compares ? each * 2 - 1 : each / most;
    const hues = { ...palette, minus: classes[0], plus: classes[1] };
    const at = 4 * (row * PICTURE_SIDE + (cell % PICTURE_SIDE));
    image.data.set([...blend(hues, share * 0.6), 255], at);
  }
  return { image, side: PICTURE_SIDE, boundary: [] };
}

/** @param {CanvasRenderingContext2D} pen @param {Domain} domain @param {Frame} frame @param {{x: (x: number) => number, y: (y: number) => number}} to @param {Colours} colours */
export function drawTicks(pen, domain, { left, height }, to, { soft, font }) {
  pen.font = font;
  pen.fillStyle = soft;
  pen.textBaseline = "middle";
  for (const tick of ticksOf(domain)) {
    const text = String(tick).replace("-", "−");
    pen.textAlign = "center";
    pen.fillText(text, to.x(tick), height - 7);
    pen.textAlign = "right";
    pen.fillText(text, left - 5, to.y(tick));
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius @param {Colours} colours */
export function drawBrush(pen, x, y, radius, { ink, surface }) {
  for (const [colour, wide] of /** @type {const} */ ([
    [surface, 3],
    [ink, 1.2],
  ])) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.stroke();
  }
}

/**
 * A picture of the plane, a pixel a cell, and the line between two classes; null where the run is none of this plane.
 * @param {State} state
 * @param {Domain} domain
 * @param {Colours} colours
 */
function groundOf(state, domain, colours) {
  const { run } = state;
  if (!run || !isPlane(run) || run.plane?.some((end, at) => end !== domain[at])) return null;
  // As fine as the output's own map, which is worked out already.
  const side = sideFor(run, tooFastTo("read", state.playback));
  const values = overPlane(state, side)[run.layers.length - 1]?.values;
  if (!values) return null;
  const { units } = run.layers[run.layers.length - 1];
  const cells = side * side;
  const { centre, reach } = tintOf(run);
  const isTwo = units === 1 && run.task === "classification";
  const image = new ImageData(side, side);
  for (let cell = 0; cell < cells; cell += 1) {
    const colour =
      units === 1
        ? blend(colours.palette, clamped((values[cell] - centre) / reach) * STRENGTH)
        : blend({ ...colours.palette, plus: colours.classes[winner(values, cell, cells)] }, 0.4);
    const row = side - 1 - Math.floor(cell / side);
    image.data.set([...colour, 255], 4 * (row * side + (cell % side)));
  }
  return { image, side, boundary: isTwo ? contour(values, side, run.threshold) : [] };
}

/** @param {Float64Array} values @param {number} cell @param {number} cells */
function winner(values, cell, cells) {
  let best = 0;
  for (let unit = 1; unit * cells < values.length; unit += 1) {
    if (values[unit * cells + cell] > values[best * cells + cell]) best = unit;
  }
  return best;
}

/** @param {number} share */
function clamped(share) {
  return Math.max(-1, Math.min(1, share));
}
