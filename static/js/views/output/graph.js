/** The graph of the outputs over a single input: a curve for each, the points, and how far off this sample is. */

/** @import { Run, State } from "../../state/types" */

import { curvesOf } from "../../maps/maps.js";
import { along } from "../../maps/places.js";
import { sampleOf } from "../../state/select.js";
import { rowOf } from "../../state/tensors.js";
import { number } from "../../words/numbers.js";
import { penOn } from "./canvas.js";
import { coloursOf, dot, frameOf, isBare, paint } from "./map.js";

/** @typedef {{tests: boolean, samples: boolean, width: number}} Shown whether with the test points, and with the samples of the mini-batch */

const FRAME = { left: 44, right: 8, top: 8, bottom: 22 };
const BARE = { left: 4, right: 4, top: 4, bottom: 4 };
const AIR = 0.08;
/** Of a deviation: points come in single precision. */
const RESIDUE = 1e-5;

/**
 * From values to pixels; the picture is as high as that of a plane.
 * @param {Run} run
 * @param {readonly number[]} heights every value that must be seen
 * @param {number} whole how wide the picture is
 */
export function graphProjection({ interval }, heights, whole) {
  const around = isBare(whole) ? BARE : FRAME;
  const [from, to] = interval ?? [0, 1];
  const low = Math.min(...heights);
  const range = Math.max(...heights) - low || 1;
  const width = whole - around.left - around.right;
  const height = frameOf(whole).height - around.top - around.bottom;
  return {
    /** @param {number} value */
    x: (value) => around.left + (width * (value - from)) / (to - from || 1),
    /** @param {number} value */
    y: (value) => around.top + height * (1 - (AIR + (1 - 2 * AIR) * ((value - low) / range))),
  };
}

/** @param {HTMLCanvasElement} canvas @param {State} state @param {Shown} shown */
export function drawGraph(canvas, state, { tests, samples, width }) {
  const { run } = state;
  const { height } = frameOf(width);
  const pen = penOn(canvas, width, height);
  if (!run?.interval || !pen) return;
  const colours = coloursOf(canvas);
  const { train, test } = run.points;
  const targets = [...train, ...(tests ? test : [])].map(([, value]) => value);
  const to = graphProjection(run, targets, width);
  if (!isBare(width)) drawAxes(pen, run, to, targets, height, colours);
  for (const [x, value] of tests ? test : []) {
    dot(pen, to.x(x), to.y(value), 2.6);
    paint(pen, colours.surface, colours.soft, 1.2);
  }
  for (const [x, value] of train) {
    dot(pen, to.x(x), to.y(value), 2.4);
    paint(pen, colours.soft, colours.surface, 0.8);
  }
  drawCurves(pen, state, run, to, colours);
  if (samples) drawSample(pen, state, run, to, colours);
  drawOwn(pen, state, run, to, colours);
}

/** @typedef {ReturnType<typeof graphProjection>} To */
/** @typedef {ReturnType<typeof coloursOf>} Colours */

/** @param {CanvasRenderingContext2D} pen @param {Run} run @param {To} to @param {readonly number[]} targets @param {number} height @param {Colours} colours */
function drawAxes(pen, run, to, targets, height, { soft, font }) {
  // What was scaled for the network is told in the data's own units.
  const { interval, mean, deviation, target_mean, target_deviation } = run;
  pen.font = font;
  pen.fillStyle = soft;
  pen.textBaseline = "middle";
  pen.textAlign = "center";
  for (const [place, value] of (interval ?? []).entries()) {
    pen.textAlign = place ? "right" : "left";
    const told = value * deviation[0] + mean[0];
    pen.fillText(number(plain(told, deviation[0])), to.x(value), height - FRAME.bottom / 2);
  }
  pen.textAlign = "right";
  for (const value of [Math.min(...targets), Math.max(...targets)]) {
    const told = value * target_deviation[0] + target_mean[0];
    pen.fillText(number(plain(told, target_deviation[0])), FRAME.left - 5, to.y(value));
  }
}

/** Scaled and back a number has lost digits: what is left of a 0 is none. @param {number} value @param {number} deviation */
function plain(value, deviation) {
  return Math.abs(value) < RESIDUE * deviation ? 0 : value;
}

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {Run} run @param {To} to @param {Colours} colours */
function drawCurves(pen, state, run, to, { ink }) {
  if (!run.interval) return;
  const xs = along(run.interval);
  pen.strokeStyle = ink;
  pen.lineWidth = 2;
  for (const curve of curvesOf(state)) {
    pen.beginPath();
    for (const [place, x] of xs.entries()) pen.lineTo(to.x(x), to.y(curve[place]));
    pen.stroke();
  }
}

/** The mini-batch's points outlined; from this sample's target to what the network says. @param {CanvasRenderingContext2D} pen @param {State} state @param {Run} run @param {To} to @param {Colours} colours */
function drawSample(pen, state, run, to, { ink, soft }) {
  const rows = Array.from(state.layers[0]?.rows?.data ?? []);
  const chosen = sampleOf(state);
  const said = state.layers[run.layers.length - 1]?.a;
  for (const [sample, row] of rows.entries()) {
    const point = run.points.train[row];
    if (!point) continue;
    const [x, y] = [to.x(point[0]), to.y(point[1])];
    if (sample === chosen && said) {
      pen.strokeStyle = ink;
      pen.lineWidth = 1.4;
      pen.setLineDash([3, 2]);
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(x, to.y(rowOf(said, sample)[0]));
      pen.stroke();
      pen.setLineDash([]);
    }
    dot(pen, x, y, sample === chosen ? 5.5 : 3.6);
    paint(pen, soft, ink, sample === chosen ? 2.2 : 1.4);
  }
}

/** What the network says of a sample of the visitor's own: where it is on the curve. @param {CanvasRenderingContext2D} pen @param {State} state @param {Run} run @param {To} to @param {Colours} colours */
export function drawOwn(pen, { own, layers }, run, to, { ink, surface }) {
  const [fed, said] = [layers[0]?.a, layers[run.layers.length - 1]?.a];
  if (!own?.answer || !fed || !said) return;
  dot(pen, to.x(fed.data[0]), to.y(said.data[0]), 5.5);
  paint(pen, surface, ink, 2.2);
}
