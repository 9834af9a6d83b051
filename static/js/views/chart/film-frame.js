/** One picture of the film: the output over the plane, its curve, or which classes are taken for which. */

/** @import { EpochPicture, Run, State } from "../../state/types" */
/** @import { Colours } from "../output/map.js" */

import { penOn } from "../output/canvas.js";
import { coloursOf, makeThumbnails } from "../output/map.js";
import { marginIn, tintOf } from "../output/plane.js";
import { valuesOf } from "./frames.js";

/** Around a curve, of the picture's side. */
const AIR = 0.1;
const LINE = 1.4;
const DOT = 0.8;
/** More points of a data set are not seen apart. */
const MOST_DOTS = 60;
const FULL = 255;

export function makeDrawing() {
  const thumbnails = makeThumbnails();
  /** @type {Colours | null} */
  let colours = null;

  /** @param {HTMLCanvasElement} canvas @param {State} state @param {EpochPicture} picture @param {number} size */
  function paint(canvas, state, picture, size) {
    const { run } = state;
    const pen = penOn(canvas, size, size);
    if (!run || !pen) return;
    colours ??= coloursOf(canvas);
    const values = valuesOf(picture);
    const unit = Math.min(state.output, picture.units - 1);
    if (picture.kind === "map") {
      const maps = parts(values, picture.units).map((part) => ({
        side: Math.sqrt(part.length),
        values: part,
      }));
      const margin = marginIn(run, maps, unit);
      thumbnails.draw(pen, { map: maps[unit], margin, tint: tintOf(run) }, size, colours);
    } else if (picture.kind === "curve")
      drawCurve(pen, run, parts(values, picture.units)[unit], size);
    else drawMatrix(pen, values, picture.units, size);
  }

  /** @param {CanvasRenderingContext2D} pen @param {Run} run @param {Float64Array} curve @param {number} size */
  function drawCurve(pen, run, curve, size) {
    const points = run.points.train;
    const heights = points.map(([, value]) => value);
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    const [from, to] = run.interval ?? [0, 1];
    const y = (/** @type {number} */ value) =>
      size * (1 - AIR - ((1 - 2 * AIR) * (value - low)) / (high - low || 1));
    pen.fillStyle = colours?.soft ?? "";
    const every = Math.ceil(points.length / MOST_DOTS);
    for (const [at, [x, value]] of points.entries()) {
      if (at % every === 0) {
        pen.beginPath();
        pen.arc((size * (x - from)) / (to - from || 1), y(value), DOT, 0, 2 * Math.PI);
        pen.fill();
      }
    }
    pen.beginPath();
    for (const [at, value] of curve.entries())
      pen.lineTo((size * at) / (curve.length - 1), y(value));
    pen.strokeStyle = colours?.ink ?? "";
    pen.lineWidth = LINE;
    pen.lineJoin = "round";
    pen.stroke();
  }

  /** True classes from top to bottom, taken for which from left to right. @param {CanvasRenderingContext2D} pen @param {Float64Array} shares @param {number} classes @param {number} size */
  function drawMatrix(pen, shares, classes, size) {
    const cell = size / classes;
    pen.fillStyle = colours?.ink ?? "";
    for (const [at, share] of shares.entries()) {
      pen.globalAlpha = Math.round(share * FULL) / FULL;
      pen.fillRect((at % classes) * cell, Math.floor(at / classes) * cell, cell, cell);
    }
    pen.globalAlpha = 1;
  }

  return {
    paint,
    /** Colours may be others from now on. */
    forget() {
      colours = null;
      thumbnails.forget();
    },
  };
}

/** One for each unit. @param {Float64Array} values @param {number} units */
function parts(values, units) {
  const each = values.length / units;
  return Array.from({ length: units }, (_, unit) =>
    values.subarray(unit * each, (unit + 1) * each),
  );
}
