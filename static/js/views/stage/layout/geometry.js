/** Where everything on the stage stands: pure arithmetic from the network's shape and the room there is. */

/** @import { Arrangement } from "./arrangements.js" */
/** @import { Density } from "./density.js" */

import {
  isBiasBelow,
  MOST_OF_THE_WAY,
  NAME_AND_VALUE,
  NAMES_ABOVE_FROM,
  OUTPUTS_BESIDE_BELOW,
  reachLeft,
  seat,
} from "./arrangements.js";
import { density, isTiles, LABELLED } from "./density.js";
import { areClose, outcomeRoom } from "./outcomes.js";

/**
 * @typedef {object} Shape
 * @property {readonly number[]} units neurons per layer, the input first
 * @property {readonly [number, number] | null} image rows and columns when the inputs are pixels
 * @property {readonly string[]} [names] of the inputs, as they are written
 * @property {readonly string[]} [outputs] names of the outputs, as they are written
 * @property {boolean} [near] whether neurons of large layers are drawn to be read one by one, however large that makes it all
 *
 * @typedef {object} Place the middle of a neuron
 * @property {number} x
 * @property {number} y
 *
 * @typedef {object} Column one layer
 * @property {"tiles" | "strip" | "image"} kind
 * @property {number} x the middle
 * @property {number} width
 * @property {number} height from the first neuron's top to the last one's bottom
 * @property {number} cellWidth of one neuron
 * @property {number} cellHeight
 * @property {Arrangement} arrangement of its numbers
 * @property {number} beside what its numbers take on its right
 * @property {boolean} leaning whether its numbers start with the tile instead of standing in its middle
 * @property {boolean} biasBelow whether a bias has its room under the value, else on the left
 * @property {boolean} namesAbove whether a name fits above each neuron, else it stands on the left
 * @property {number} nameRoom width there is for a name
 * @property {readonly Place[]} places
 *
 * @typedef {object} Layout
 * @property {Density} density
 * @property {number} width may be more than the stage has: then the stage scrolls
 * @property {number} height
 * @property {number} top of the tinted column
 * @property {number} bottom
 * @property {readonly Column[]} columns
 * @property {boolean} outcomeBeside whether names, target and loss stand beside the outputs, else below
 * @property {boolean} fewOutcomes whether outputs are too close for a name and a target beside each of them
 * @property {boolean} low whether the stage is a phone's held sideways: one row above the network, one below
 */

const LARGEST_PITCH = 150;
const CELL = { width: 46, height: 20, least: 8 };
const LONGEST_STRIP = 32;
const PIXEL = 22;
const HEAD = 52;
const FOOT = 56;
/** A phone held sideways: one row above, one below, none under the output, and a stage that scrolls before rows get too close. */
const LOW = { below: 260, head: 34, foot: 28, pitch: 14.5, outputs: 34, narrow: 440 };
const LEAST_HEIGHT = 60;
const NARROW = 560;
/** Of a name on the left: beyond its text; a letter; and the most, narrow stages break it into lines. */
const NAME = { around: 20, letter: 7, narrowLetter: 6.6, most: 0.24, narrowMost: 100, unbroken: 8 };
const NAME_FROM_EDGE = 6;
const NAME_AWAY = 16;
const IMAGE_SHARE = { narrow: 80, wide: 0.18 };
const MARGINS = {
  wide: [72, 158],
  wideWithNames: [72, 188],
  narrow: [40, 52],
  narrowMany: [40, 74],
  narrowWithNames: [40, 130],
  many: [46, 150],
  strips: [72, 164],
  picture: [20, 164],
};
/** Where many outputs have their numbers beside them, what stands beside the outputs moves on. */
const OUTPUTS_BESIDE = { strips: 24, wide: 42, narrow: 62 };
const LEAST_WAY = 54;
/** Numbers below tiles, and the lines between them, run into each other where so many layers stand closer. */
const LEAST_WAY_OF_MANY = 68;
const LEAST_ROOMY = 34;
const MOST_LARGER = 1.25;
const LEAST_GAP = { lines: 27, matrices: 72, near: 240 };
const SCROLLS_ABOVE_LAYERS = 4;
const MANY_LAYERS = 7;

/**
 * @param {Shape} shape
 * @param {{width: number, height: number, projected?: boolean}} room `projected`: for a big screen, where no thumb needs the room
 * @returns {Layout}
 */
export function layout(shape, room) {
  const kind = density(shape.units);
  const low = room.height < LOW.below;
  const narrow = room.width < (low ? LOW.narrow : NARROW);
  const top = low ? LOW.head : room.height < 420 ? HEAD - 8 : HEAD;
  const foot = low ? LOW.foot : FOOT;
  const least = low ? leastHeight(shape.units, kind) : LEAST_HEIGHT;
  const bottom = Math.max(top + Math.max(least, heightFromNear(shape)), room.height - foot);
  const [left, right] = margins(kind, narrow, shape, { width: room.width, height: bottom - top });
  const scrolls = kind === "strips" || shape.units.length > SCROLLS_ABOVE_LAYERS;
  const way = (room.width - left - right) / Math.max(1, shape.units.length - 1);
  const leastWay = !narrow && isOfMany(shape.units) ? LEAST_WAY_OF_MANY : LEAST_WAY;
  const sizes = columnSizes(shape, kind, {
    height: bottom - top,
    near: shape.near === true,
    way: scrolls ? Math.max(leastWay, way) : way,
    narrow,
    projected: room.projected ?? false,
    scrolls,
    labelled: kind === "labelled",
    picture: narrow ? IMAGE_SHARE.narrow : room.width * IMAGE_SHARE.wide,
  });
  const width = scrolls
    ? contentWidth(sizes, left + right, room.width, leastGap(shape, kind, leastWay))
    : room.width;
  const xs = spread(sizes, left, width - right);
  const columns = sizes.map((size, layer) => ({
    ...size,
    x: xs[layer],
    nameRoom: size.namesAbove
      ? xs[1] - reachLeft(sizes[1]) - NAME_FROM_EDGE
      : xs[layer] - size.width / 2 - NAME_AWAY,
    biasBelow:
      layer > 0 && isBiasBelow(size, xs[layer] - xs[layer - 1] - sizes[layer - 1].width / 2),
    places: places(size, shape.units[layer], xs[layer], (top + bottom) / 2),
  }));
  return {
    density: kind,
    width,
    height: Math.max(room.height, bottom + foot),
    top,
    bottom,
    columns,
    outcomeBeside: !narrow,
    fewOutcomes: areClose(columns[columns.length - 1].places),
    low,
  };
}

/**
 * What the rows of a low stage need: names and targets of several outputs take two lines.
 * @param {readonly number[]} units
 * @param {Density} kind
 */
function leastHeight(units, kind) {
  const outputs = units[units.length - 1];
  const tiles = Math.max(0, ...units.filter((count) => isTiles(count, kind)));
  const strip = kind === "strips" ? LONGEST_STRIP * CELL.least : 0;
  return Math.max(
    LEAST_HEIGHT,
    strip,
    tiles * LOW.pitch,
    outputs > 1 && outputs <= LABELLED.units ? outputs * LOW.outputs : 0,
  );
}

/** What the longest strip takes, with all its cells below each other. @param {Shape} shape */
function heightFromNear({ units, image, near }) {
  if (!near) return 0;
  const strips = units.filter(
    (count, layer) => !isTiles(count, "strips") && !(image && layer === 0),
  );
  return CELL.height * Math.max(0, ...strips);
}

/** Where a layer ends, with its numbers. @param {Pick<Column, "x" | "width" | "beside">} column */
export function rightOf({ x, width, beside }) {
  return x + width / 2 + beside;
}

/** @param {readonly number[]} units */
function isOfMany(units) {
  return units.length > MANY_LAYERS;
}

/** @param {Density} kind @param {boolean} narrow @param {Shape} shape @param {{width: number, height: number}} room */
function margins(kind, narrow, shape, { width, height }) {
  const { units, image, near } = shape;
  const outputs = units[units.length - 1];
  const [left, right] = usualMargins(kind, narrow, shape);
  const pitch = Math.min(LARGEST_PITCH, height / units[0]);
  const crowded = !image && isTiles(units[0], kind) && pitch < NAMES_ABOVE_FROM;
  const areNumbersBeside = isTiles(outputs, kind) ? kind === "strips" || !narrow : near === true;
  const beside = height / outputs < OUTPUTS_BESIDE_BELOW && areNumbersBeside;
  const more = beside
    ? OUTPUTS_BESIDE[narrow ? "narrow" : kind === "strips" ? "strips" : "wide"]
    : 0;
  const outcome = narrow || outputs === 1 ? 0 : outcomeRoom(shape, beside);
  return [
    crowded ? Math.max(left, namesLeft(shape, narrow, width, pitch)) : left,
    Math.max(right + more, outcome),
  ];
}

/** @param {Density} kind @param {boolean} narrow @param {Shape} shape */
function usualMargins(kind, narrow, { units, image }) {
  const several = units[units.length - 1] > 1;
  const many = units.length > (narrow ? SCROLLS_ABOVE_LAYERS : MANY_LAYERS);
  if (narrow && !several) return many ? MARGINS.narrowMany : MARGINS.narrow;
  if (narrow) return MARGINS.narrowWithNames;
  if (image) return MARGINS.picture;
  if (kind === "strips") return MARGINS.strips;
  if (several) return MARGINS.wideWithNames;
  return many ? MARGINS.many : MARGINS.wide;
}

/**
 * To the middle of inputs whose names stand on the left: a narrow stage breaks these between words.
 * @param {Shape} shape
 * @param {boolean} narrow
 * @param {number} width
 * @param {number} pitch
 */
function namesLeft({ names = [] }, narrow, width, pitch) {
  const words = narrow
    ? names.flatMap((name) => (name.length > NAME.unbroken ? name.split(" ") : [name]))
    : names;
  const longest = Math.max(0, ...words.map((word) => word.length));
  const text = narrow
    ? Math.min(NAME.narrowMost, longest * NAME.narrowLetter)
    : Math.min(NAME.most * width, longest * NAME.letter);
  return text + NAME.around + Math.min(38, pitch) / 2;
}

/**
 * @typedef {Omit<Column, "x" | "places" | "nameRoom" | "biasBelow"> & {rows: number, pitch: number}} Size
 */

/**
 * @param {Shape} shape
 * @param {Density} kind
 * @param {{height: number, near: boolean, way: number, narrow: boolean, projected: boolean, scrolls: boolean, labelled: boolean, picture: number}} room
 * @returns {Size[]}
 */
function columnSizes({ units, image }, kind, room) {
  const last = units.length - 1;
  const sizes = units.map((count, layer) => {
    if (image && layer === 0) return imageSize(image, room.height, room.picture);
    if (!isTiles(count, kind)) return stripSize(count, room.height, room.near);
    return tilesSize(count, layer === 0 ? "input" : layer === last ? "output" : "hidden", room);
  });
  return sizes.map((size) =>
    size.arrangement === "outside" ? withSide(size, commonSide(sizes)) : size,
  );
}

/** Of the roomiest layers' tiles: the same for all, and not much larger than those of the fuller layers. @param {readonly Size[]} sizes */
function commonSide(sizes) {
  const tiles = sizes.filter(({ kind }) => kind === "tiles");
  const [roomy, fuller] = [true, false].map((wanted) =>
    tiles
      .filter(({ arrangement }) => (arrangement === "outside") === wanted)
      .map(({ width }) => width),
  );
  const most = fuller.length ? Math.max(LEAST_ROOMY, MOST_LARGER * Math.max(...fuller)) : Infinity;
  return Math.min(most, ...roomy);
}

/**
 * @param {number} count
 * @param {"input" | "hidden" | "output"} place
 * @param {{height: number, way: number, narrow: boolean, projected: boolean, scrolls: boolean, labelled: boolean}} room
 * @returns {Size}
 */
function tilesSize(count, place, { height, ...room }) {
  const pitch = Math.min(LARGEST_PITCH, height / count);
  const { side, ...seated } = seat(place, { pitch, ...room });
  const namesAbove = pitch >= NAMES_ABOVE_FROM && pitch - side >= NAME_AND_VALUE;
  const size = { kind: /** @type {const} */ ("tiles"), rows: count, pitch, namesAbove, ...seated };
  return withSide({ ...size, width: 0, cellWidth: 0, cellHeight: 0, height: 0 }, side);
}

/** @param {Size} size @param {number} side @returns {Size} */
function withSide(size, side) {
  const height = size.pitch * (size.rows - 1) + side;
  return { ...size, width: side, cellWidth: side, cellHeight: side, height };
}

/** Of a strip's cells seen from near. */
const NUMBERS_BESIDE_CELLS = 58;
/** A strip's cell or a pixel has no number always on screen. */
const ON_ITS_OWN = /** @type {const} */ ({
  arrangement: "bare",
  beside: 0,
  leaning: false,
  namesAbove: false,
});

/** @param {number} count @param {number} height @param {boolean} near @returns {Size} */
function stripSize(count, height, near) {
  const across = near ? 1 : Math.ceil(count / LONGEST_STRIP);
  const rows = Math.ceil(count / across);
  const pitch = Math.max(CELL.least, Math.min(CELL.height, height / rows));
  const cellWidth = across === 1 ? CELL.width : Math.max(18, CELL.width / across);
  return {
    kind: "strip",
    rows,
    pitch,
    ...ON_ITS_OWN,
    beside: near ? NUMBERS_BESIDE_CELLS : 0,
    width: cellWidth * across,
    cellWidth,
    cellHeight: pitch,
    height: pitch * rows,
  };
}

/**
 * @param {readonly [number, number]} image
 * @param {number} height
 * @param {number} picture width there is
 * @returns {Size}
 */
function imageSize([rows, columns], height, picture) {
  const widest = picture / columns;
  const pixel = Math.max(3, Math.floor(Math.min(PIXEL, widest, height / rows)));
  return {
    kind: "image",
    rows,
    pitch: pixel,
    ...ON_ITS_OWN,
    width: pixel * columns,
    cellWidth: pixel,
    cellHeight: pixel,
    height: pixel * rows,
  };
}

/** @param {Shape} shape @param {Density} kind @param {number} way from one layer's middle to the next, at least */
function leastGap({ near }, kind, way) {
  if (near) return LEAST_GAP.near;
  if (kind === "strips") return LEAST_GAP.matrices;
  return Math.max(LEAST_GAP.lines, way - way * MOST_OF_THE_WAY);
}

/**
 * The stage's own width, unless that would press many layers, or matrices, into each other.
 * @param {readonly Size[]} sizes
 * @param {number} margins
 * @param {number} room
 * @param {number} gap between two layers, at least
 */
function contentWidth(sizes, margins, room, gap) {
  const taken = widths(sizes).reduce((sum, width) => sum + width, 0);
  const ends = outer(sizes[0]) + outer(sizes[sizes.length - 1]);
  return Math.max(room, Math.ceil(margins + taken - ends + gap * (sizes.length - 1)));
}

/**
 * Middles of the columns, with the same gap between all of them. The outermost tiles' middles stand
 * on the margins; anything wider starts there.
 * @param {readonly Size[]} sizes
 * @param {number} left
 * @param {number} right
 */
function spread(sizes, left, right) {
  const from = left - outer(sizes[0]);
  const to = right + outer(sizes[sizes.length - 1]);
  const all = widths(sizes);
  const gap =
    (to - from - all.reduce((sum, width) => sum + width, 0)) / Math.max(1, all.length - 1);
  let edge = from;
  return sizes.map(({ width }, layer) => {
    const middle = edge + width / 2;
    edge += all[layer] + gap;
    return middle;
  });
}

/** What of an outermost layer stands in the margin. @param {Size} size */
function outer({ kind, width }) {
  return kind === "tiles" ? width / 2 : 0;
}

/** With their numbers, which the last layer has in the margin. @param {readonly Size[]} sizes */
function widths(sizes) {
  return sizes.map(({ width, beside }, layer) => width + (layer < sizes.length - 1 ? beside : 0));
}

/**
 * @param {Size} size
 * @param {number} count
 * @param {number} x
 * @param {number} middle
 * @returns {Place[]}
 */
function places(size, count, x, middle) {
  const across = Math.round(size.width / size.cellWidth);
  const first = middle - (size.pitch * (size.rows - 1)) / 2;
  return Array.from({ length: count }, (_, unit) => {
    const [row, column] =
      size.kind === "image"
        ? [Math.floor(unit / across), unit % across]
        : [unit % size.rows, Math.floor(unit / size.rows)];
    return {
      x: x + (column - (across - 1) / 2) * size.cellWidth,
      y: first + row * size.pitch,
    };
  });
}
