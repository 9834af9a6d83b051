/** The picture that a curve is drawn on: axes, the curve, the one being typed, and what the network says. */

/** @import { State } from "../../state/types" */
/** @import { Curve, Domain, Place } from "./curve.js" */
/** @import { Colours } from "./marks.js" */

import { curvesOf } from "../../maps/maps.js";
import { along } from "../../maps/places.js";
import { ticksOf } from "../output/plane.js";
import { placeOf } from "./curve.js";

const AROUND = { left: 38, right: 8, top: 8, bottom: 22 };
const SHAPE = 0.75;
const AIR = 0.12;

/**
 * Where things are on it, and what is at a pixel.
 * @param {number} width
 * @param {Domain} domain
 * @param {Domain} heights
 */
export function frameOfLine(width, domain, heights) {
  const height = Math.round(width * SHAPE);
  const across = width - AROUND.left - AROUND.right;
  const upwards = height - AROUND.top - AROUND.bottom;
  const share = (/** @type {number} */ value, /** @type {Domain} */ [low, high]) =>
    (value - low) / (high - low);
  const held = (/** @type {number} */ part, /** @type {Domain} */ [low, high]) =>
    low + Math.max(0, Math.min(1, part)) * (high - low);
  return {
    width,
    height,
    domain,
    heights,
    /** @param {number} x */
    x: (x) => AROUND.left + across * share(x, domain),
    /** @param {number} y */
    y: (y) => AROUND.top + upwards * (1 - share(y, heights)),
    /** @param {{x: number, y: number}} pixel @returns {Place} */
    at: ({ x, y }) => ({
      x: held((x - AROUND.left) / across, domain),
      y: held(1 - (y - AROUND.top) / upwards, heights),
    }),
  };
}

/** What must be seen of a curve, with some air. @param {Curve} curve @returns {Domain} */
export function heightsOf(curve) {
  const [low, high] = [Math.min(...curve), Math.max(...curve)];
  const air = AIR * (high - low) || 1;
  return [low - air, high + air];
}

/** @typedef {ReturnType<typeof frameOfLine>} Frame */

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {State} state
 * @param {Frame} frame
 * @param {{curve: Curve, typed: Curve | null, cursor: Place | null, isDown: boolean}} shown
 * @param {Colours} colours
 */
export function drawLine(pen, state, frame, { curve, typed, cursor, isDown }, colours) {
  const { ink, soft, plus } = hues(colours);
  drawAxes(pen, frame, colours);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  trace(pen, frame, curve, soft, 5, 0.45);
  if (typed) {
    pen.setLineDash([6, 5]);
    trace(pen, frame, typed, plus, 2.4, 1);
    pen.setLineDash([]);
  }
  drawNetwork(pen, state, frame, ink);
  if (!cursor) return;
  pen.beginPath();
  pen.arc(frame.x(cursor.x), frame.y(cursor.y), isDown ? 5 : 4, 0, 2 * Math.PI);
  pen.lineWidth = 1.6;
  pen.strokeStyle = ink;
  pen.fillStyle = isDown ? ink : colours.surface;
  pen.fill();
  pen.stroke();
}

/** @param {Colours} colours */
function hues({ ink, soft, classes }) {
  return { ink, soft, plus: `rgb(${classes[1].join(" ")})` };
}

/** A line through all heights, broken where there is none. @param {CanvasRenderingContext2D} pen @param {Frame} frame @param {Curve} curve @param {string} colour @param {number} width @param {number} alpha */
function trace(pen, frame, curve, colour, width, alpha) {
  pen.beginPath();
  let isBroken = true;
  for (const [at, height] of curve.entries()) {
    const isGap = Number.isNaN(height);
    const [x, y] = [frame.x(placeOf(at, frame.domain)), frame.y(height)];
    if (!isGap && isBroken) pen.moveTo(x, y);
    else if (!isGap) pen.lineTo(x, y);
    isBroken = isGap;
  }
  pen.globalAlpha = alpha;
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** What the network says along this line, in the data's own units. @param {CanvasRenderingContext2D} pen @param {State} state @param {Frame} frame @param {string} colour */
function drawNetwork(pen, state, frame, colour) {
  const { run } = state;
  const [said] = curvesOf(state);
  if (!run?.interval || !said || run.spec.data.domain === undefined) return;
  const [mean, deviation] = [run.mean[0], run.deviation[0]];
  const [targetMean, targetDeviation] = [run.target_mean[0], run.target_deviation[0]];
  pen.save();
  pen.beginPath();
  pen.rect(
    AROUND.left,
    AROUND.top,
    frame.width - AROUND.left - AROUND.right,
    frame.height - AROUND.top - AROUND.bottom,
  );
  pen.clip();
  pen.beginPath();
  for (const [place, x] of along(run.interval).entries()) {
    pen.lineTo(frame.x(x * deviation + mean), frame.y(said[place] * targetDeviation + targetMean));
  }
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.stroke();
  pen.restore();
}

/** @param {CanvasRenderingContext2D} pen @param {Frame} frame @param {Colours} colours */
function drawAxes(pen, frame, { line, soft, surface, font }) {
  const [left, top] = [AROUND.left, AROUND.top];
  const [right, bottom] = [frame.width - AROUND.right, frame.height - AROUND.bottom];
  pen.fillStyle = surface;
  pen.fillRect(left, top, right - left, bottom - top);
  pen.font = font;
  pen.fillStyle = soft;
  pen.strokeStyle = line;
  pen.lineWidth = 1;
  pen.textBaseline = "middle";
  pen.beginPath();
  for (const tick of ticksOf(frame.domain)) {
    const x = Math.round(frame.x(tick)) + 0.5;
    pen.moveTo(x, top);
    pen.lineTo(x, bottom);
    pen.textAlign = "center";
    pen.fillText(String(tick).replace("-", "−"), x, bottom + AROUND.bottom / 2);
  }
  for (const tick of ticksOf(frame.heights)) {
    const y = Math.round(frame.y(tick)) + 0.5;
    pen.moveTo(left, y);
    pen.lineTo(right, y);
    pen.textAlign = "right";
    pen.fillText(String(tick).replace("-", "−"), left - 5, y);
  }
  pen.stroke();
  pen.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
}
