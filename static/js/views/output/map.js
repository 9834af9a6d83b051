/** The picture of the input plane: a unit's map, its boundary, the points, and the samples of this mini-batch. */

/** @import { Lit, Run, State } from "../../state/types" */
/** @import { Palette } from "../../draw/scales.js" */
/** @import { UnitMap } from "../../maps/maps.js" */

import { blend, LEVELS, parseColour, ramp } from "../../draw/scales.js";
import { sampleOf } from "../../state/select.js";
import { pretty } from "../../words/names.js";
import { penOn } from "./canvas.js";
import { contour } from "./contour.js";
import { litOf, pictureOf, placesOf, projection, shareFor, ticksOf } from "./plane.js";

/**
 * @typedef {object} Shown
 * @property {number} layer
 * @property {number} unit
 * @property {number} side how many cells
 * @property {boolean} tests whether with the test points
 * @property {boolean} samples whether with those of the mini-batch, too
 * @property {Lit | null} lit rows that stand out among all
 * @property {boolean} discrete whether with two colours, not their shades
 * @property {number} width of the whole picture
 * @property {boolean} [fast] whether one of many a second, in which nobody sees how smooth it is
 */
/** @typedef {{left: number, top: number, size: number, height: number}} Frame where in the picture the map is, and how high both are */

/** Room for "−0.5" at the left and for half of "1.5" at the right, however far the ends of the plane are. */
const LEFT = 32;
const RIGHT = 10;
const BOTTOM = 20;
const TOP = 8;
const STRENGTH = 0.8;
/** Fewer points are drawn larger; more of them smaller, so that the map is seen between them. */
const FEW_POINTS = { most: 20, size: 1.8 };
const ROOMY_POINTS = 500;
const BOUNDARY = { halo: 4.5, line: 1.8 };
/** What is left of the points that are not lit, and the ring around those that are. */
const UNLIT = 0.18;
const RING = { away: 2.4, width: 1.5 };
/** A longer name does not fit between ticks. */
const SHORT_NAME = 3;
/** A boundary on a picture smaller than this is as much thinner. */
const FULL_SIZE = 90;
/** A narrower picture is the map alone. */
const WITH_AXES = 140;

/** @param {number} width of the whole picture @returns {Frame} */
export function frameOf(width) {
  if (isBare(width)) return { left: 0, top: 0, size: width, height: width };
  const size = width - LEFT - RIGHT;
  return { left: LEFT, top: TOP, size, height: TOP + size + BOTTOM };
}

/** Whether there is no room for anything around a picture. @param {number} width */
export function isBare(width) {
  return width < WITH_AXES;
}

/** @param {Run | null} run @param {number} width */
export function projectionOf(run, width) {
  const { left, top, size } = frameOf(width);
  return projection(run?.plane ?? [0, 1], left, top, size);
}

/**
 * Draws on a canvas. Axes and points stay as they are while the map below them changes: they are drawn once.
 * @param {HTMLCanvasElement} canvas
 */
export function makePainter(canvas) {
  const still = document.createElement("canvas");
  const small = document.createElement("canvas");
  /** @type {Colours | null} */
  let colours = null;
  /** @type {Uint32Array | null} */
  let shades = null;
  /** What is on the still picture. @type {unknown[]} */
  let drawn = [];

  /** @param {Run} run @param {Shown} shown @param {Colours} of */
  function drawStill(run, shown, of) {
    const { layer, unit, tests, width, lit } = shown;
    const parts = [run, tests, width, hueOf(run, layer, unit), lit];
    if (parts.every((part, place) => part === drawn[place])) return;
    const pen = penOn(still, width, frameOf(width).height);
    if (!pen) return;
    if (!isBare(width)) drawPoints(pen, run, of, shown);
    if (!isBare(width)) drawAxes(pen, run, width, of);
    drawn = parts;
  }

  return {
    /** @param {State} state @param {Shown} shown */
    paint(state, shown) {
      const { run } = state;
      const frame = frameOf(shown.width);
      const pen = penOn(canvas, shown.width, frame.height);
      if (!run?.plane || !pen) return;
      colours ??= coloursOf(canvas);
      const { map, margin, tint } = pictureOf(state, shown);
      shades ??= ramp(colours.palette);
      if (map) drawMap(pen, small, mapImage(map, tint, shades), frame, shown.fast);
      if (margin) drawBoundary(pen, margin, frame, colours, shown.fast);
      drawStill(run, shown, colours);
      pen.drawImage(still, 0, 0, shown.width, frame.height);
      if (shown.samples && !isBare(shown.width)) drawSamples(pen, state, run, colours, shown);
    },
    /** Colours and pixels may be others from now on. */
    forget() {
      colours = shades = null;
      drawn = [];
    },
  };
}

/** Draws small maps alone, one after another. */
export function makeThumbnails() {
  const small = document.createElement("canvas");
  /** @type {Uint32Array | null} */
  let shades = null;

  return {
    /**
     * @param {CanvasRenderingContext2D} pen
     * @param {{ map: UnitMap, margin: UnitMap | null, tint: {centre: number, reach: number} }} picture
     * @param {number} size
     * @param {Colours} colours
     */
    draw(pen, { map, margin, tint }, size, colours) {
      const frame = { left: 0, top: 0, size, height: size };
      shades ??= ramp(colours.palette);
      drawMap(pen, small, mapImage(map, tint, shades), frame);
      if (margin) drawBoundary(pen, margin, frame, colours, false, size / FULL_SIZE);
    },
    /** Colours may be others from now on. */
    forget() {
      shades = null;
    },
  };
}

/** Which output the points are tinted for. @param {Run} run @param {number} layer @param {number} unit */
function hueOf(run, layer, unit) {
  return layer === run.layers.length - 1 ? unit : 0;
}

/** @param {HTMLElement} element */
export function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    plus: token("--plus"),
    minus: token("--minus"),
    ink: token("--ink"),
    soft: token("--ink-soft"),
    surface: token("--surface"),
    /** @type {Palette} */
    palette: {
      plus: parseColour(token("--plus")),
      minus: parseColour(token("--minus")),
      blank: parseColour(token("--surface")),
      ink: parseColour(token("--ink")),
    },
    font: `11px ${token("--sans")}`,
    named: `italic 13px ${token("--serif")}`,
  };
}

/** @typedef {ReturnType<typeof coloursOf>} Colours */

/**
 * One pixel a cell; the map's first row is the lowest x2.
 * @param {UnitMap} map
 * @param {{centre: number, reach: number}} tint
 * @param {Uint32Array} shades
 */
function mapImage({ side, values }, { centre, reach }, shades) {
  const image = new ImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  const loudest = STRENGTH * LEVELS;
  for (let cell = 0; cell < values.length; cell += 1) {
    const share = ((values[cell] - centre) / reach) * loudest;
    const row = side - 1 - Math.floor(cell / side);
    const q = Math.round(Math.max(-loudest, Math.min(loudest, share)));
    pixels[row * side + (cell % side)] = shades[q + LEVELS + 1];
  }
  return image;
}

/** @param {CanvasRenderingContext2D} pen @param {HTMLCanvasElement} small for the map as it is @param {ImageData} image @param {Frame} frame @param {boolean} [fast] */
function drawMap(pen, small, image, { left, top, size }, fast = false) {
  if (small.width !== image.width) small.width = small.height = image.width;
  small.getContext("2d")?.putImageData(image, 0, 0);
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = fast ? "low" : "high";
  pen.drawImage(small, left, top, size, size);
}

/**
 * Where one class ends and the other begins: dark on a pale rim, so that it is seen on either.
 * @param {CanvasRenderingContext2D} pen
 * @param {UnitMap} margin
 * @param {Frame} frame
 * @param {Colours} colours
 * @param {boolean} [fast] without the rounding at the ends of its pieces, which takes longer than they
 * @param {number} [share] of its usual width
 */
function drawBoundary(
  pen,
  { side, values },
  { left, top, size },
  { ink, surface },
  fast = false,
  share = 1,
) {
  const cell = size / side;
  pen.beginPath();
  for (const [from, to] of contour(values, side, 0)) {
    pen.moveTo(left + from[0] * cell, top + (side - from[1]) * cell);
    pen.lineTo(left + to[0] * cell, top + (side - to[1]) * cell);
  }
  pen.lineCap = fast ? "butt" : "round";
  for (const [colour, width] of /** @type {const} */ ([
    [surface, BOUNDARY.halo],
    [ink, BOUNDARY.line],
  ])) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * share;
    pen.stroke();
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Run} run @param {number} width @param {Colours} colours */
function drawAxes(pen, run, width, colours) {
  const { soft, font } = colours;
  const to = projectionOf(run, width);
  const below = frameOf(width).height - BOTTOM + 13;
  pen.font = font;
  pen.fillStyle = soft;
  pen.textBaseline = "middle";
  for (const tick of ticksOf(run.plane ?? [0, 1])) {
    const text = String(tick).replace("-", "−");
    pen.textAlign = "center";
    pen.fillText(text, to.x(tick), below);
    pen.textAlign = "right";
    pen.fillText(text, LEFT - 5, to.y(tick));
  }
  nameAxes(pen, run, to, below, colours);
}

/**
 * Each axis has its name between its last two ticks, and a long one in the corner of the plane.
 * @param {CanvasRenderingContext2D} pen
 * @param {Run} run
 * @param {ReturnType<typeof projection>} to
 * @param {number} below
 * @param {Colours} colours
 */
function nameAxes(pen, run, to, below, { named, soft, surface }) {
  const [before, last] = ticksOf(run.plane ?? [0, 1]).slice(-2);
  const [x1, x2] = run.axes.map(pretty);
  pen.font = named;
  pen.fillStyle = soft;
  if (Math.max(x1.length, x2.length) <= SHORT_NAME) {
    const between = (before + last) / 2;
    pen.textAlign = "center";
    pen.fillText(x1, to.x(between), below);
    pen.textAlign = "right";
    pen.fillText(x2, LEFT - 5, to.y(between));
    return;
  }
  const [low, high] = run.plane ?? [0, 1];
  pen.strokeStyle = surface;
  pen.lineWidth = 3;
  for (const [name, align, x, y] of /** @type {const} */ ([
    [x1, "right", to.x(high) - 5, to.y(low) - 9],
    [x2, "left", to.x(low) + 5, to.y(high) + 10],
  ])) {
    pen.textAlign = align;
    pen.strokeText(name, x, y);
    pen.fillText(name, x, y);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Run} run @param {Colours} colours @param {Shown} shown */
function drawPoints(pen, run, colours, { layer, unit, tests, width, lit }) {
  const to = projectionOf(run, width);
  const hue = huesFor(run, hueOf(run, layer, unit), colours);
  const { train } = run.points;
  const test = tests ? run.points.test : [];
  const size = sizeAmong(train.length + test.length);
  /** @type {Record<Lit["half"], (point: readonly number[]) => void>} */
  const draw = {
    train: ([x, y, value]) => {
      dot(pen, to.x(x), to.y(y), 2.6 * size);
      paint(pen, hue(value), colours.surface, 0.8 * size);
    },
    test: ([x, y, value]) => {
      dot(pen, to.x(x), to.y(y), 2.8 * size);
      paint(pen, colours.surface, hue(value), 1.6 * size);
    },
  };
  pen.globalAlpha = lit ? UNLIT : 1;
  train.forEach(draw.train);
  test.forEach(draw.test);
  pen.globalAlpha = 1;
  if (!lit) return;
  for (const point of litOf(run, lit)) {
    dot(pen, to.x(point[0]), to.y(point[1]), 2.8 * size + RING.away);
    paint(pen, colours.surface, colours.ink, RING.width);
    draw[lit.half](point);
  }
}

/** How large a point is among so many. @param {number} points */
function sizeAmong(points) {
  return points <= FEW_POINTS.most
    ? FEW_POINTS.size
    : Math.min(1, Math.sqrt(ROOMY_POINTS / points));
}

/** A point's colour by its value. @param {Run} run @param {number} unit @param {Colours} colours @returns {(value: number) => string} */
function huesFor(run, unit, { palette }) {
  const share = shareFor(run, unit);
  return (value) => `rgb(${blend(palette, share(value)).join(" ")})`;
}

/** The mini-batch on top, the sample on screen above all. @param {CanvasRenderingContext2D} pen @param {State} state @param {Run} run @param {Colours} colours @param {Shown} shown */
function drawSamples(pen, state, run, colours, { layer, unit, width }) {
  const to = projectionOf(run, width);
  const hue = huesFor(run, hueOf(run, layer, unit), colours);
  const chosen = sampleOf(state);
  const places = placesOf(state);
  for (const { sample, x, y, value } of [...places, ...places.slice(chosen, chosen + 1)]) {
    dot(pen, to.x(x), to.y(y), sample === chosen ? 5.5 : 4.2);
    const fill = Number.isNaN(value) ? colours.surface : hue(value);
    paint(pen, fill, colours.ink, sample === chosen ? 2.2 : 1.4);
  }
  for (const { x, y } of places.slice(chosen, chosen + 1)) {
    dot(pen, to.x(x), to.y(y), 9.5);
    paint(pen, "transparent", colours.ink, 1.6);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius */
export function dot(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} pen @param {string} fill @param {string} stroke @param {number} width */
export function paint(pen, fill, stroke, width) {
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.fill();
  pen.stroke();
}
