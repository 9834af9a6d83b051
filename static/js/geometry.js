/** Where everything on the stage stands: pure arithmetic from the network's shape and the room there is. */

/**
 * How much of a network can be read at once decides how it is drawn.
 * @typedef {"labelled" | "focus" | "strips"} Density
 *
 * @typedef {object} Shape
 * @property {readonly number[]} units neurons per layer, the input first
 * @property {readonly [number, number] | null} image rows and columns when the inputs are pixels
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
 * @property {boolean} roomy whether numbers stand outside the tile, else they lie over its edges
 * @property {boolean} numbers whether they always show, else on focus
 * @property {boolean} namesAbove whether a name fits above each neuron, else it stands on the left
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
 */

const LABELLED = { units: 12, edges: 150 };
const FOCUS = { units: 32, edges: 600 };
/** Where a layer is a strip, only a gap with this few connections is still drawn line by line. */
const MOST_LINES_BESIDE_STRIPS = 64;

const LARGEST_TILE = 54;
const LARGEST_NARROW_TILE = 38;
const LARGEST_PITCH = 150;
const PILLS_OUTSIDE = 42;
const PILLS_ACROSS = 17;
const SMALLEST_ROOMY_TILE = 34;
const LARGEST_TIGHT_TILE = 42;
/** Of the way from one layer to the next, the most a tile may take. */
const MOST_OF_THE_WAY = 0.5;
const NUMBERS_NEED = 38;
const CELL = { width: 46, height: 20, least: 8 };
const LONGEST_STRIP = 32;
const PIXEL = 22;
const HEAD = 52;
const FOOT = 56;
const NARROW = 560;
const NAME_ABOVE = 34;
/** So many inputs have their names on the left, which takes room there. */
const NAMES_LEFT_FROM = 8;
const NAMES_LEFT = { wide: 122, narrow: 74 };
const IMAGE_SHARE = { narrow: 80, wide: 0.2 };
const MARGINS = {
  wide: [72, 158],
  wideWithNames: [72, 188],
  narrow: [40, 52],
  narrowWithNames: [40, 134],
  strips: [72, 164],
  picture: [26, 164],
};
const LEAST_GAP = { lines: 34, matrices: 72 };
const SCROLLS_ABOVE_LAYERS = 4;

/**
 * @param {readonly number[]} units
 * @returns {Density}
 */
export function density(units) {
  const widest = Math.max(...units);
  const edges = connections(units).reduce((sum, count) => sum + count, 0);
  if (widest <= LABELLED.units && edges <= LABELLED.edges) return "labelled";
  return widest <= FOCUS.units && edges <= FOCUS.edges ? "focus" : "strips";
}

/**
 * Whether the connections into a layer are drawn as a matrix.
 * @param {readonly number[]} units
 * @param {number} layer
 */
export function isMatrix(units, layer) {
  return density(units) === "strips" && units[layer - 1] * units[layer] > MOST_LINES_BESIDE_STRIPS;
}

/**
 * @param {Shape} shape
 * @param {{width: number, height: number}} room
 * @returns {Layout}
 */
export function layout(shape, room) {
  const kind = density(shape.units);
  const narrow = room.width < NARROW;
  const top = room.height < 420 ? HEAD - 8 : HEAD;
  const bottom = Math.max(top + 60, room.height - FOOT);
  const [left, right] = margins(kind, narrow, shape, bottom - top);
  const way = (room.width - left - right) / Math.max(1, shape.units.length - 1);
  const sizes = columnSizes(shape, kind, {
    height: bottom - top,
    way,
    narrow,
    picture: narrow ? IMAGE_SHARE.narrow : room.width * IMAGE_SHARE.wide,
  });
  const width = contentWidth(sizes, kind, left + right, room.width);
  const xs = spread(sizes, left, width - right);
  const columns = sizes.map((size, layer) => ({
    ...size,
    x: xs[layer],
    places: places(size, shape.units[layer], xs[layer], (top + bottom) / 2),
  }));
  return {
    density: kind,
    width,
    height: room.height,
    top,
    bottom,
    columns,
    outcomeBeside: !narrow,
  };
}

/** @param {readonly number[]} units connections between each layer and the next */
function connections(units) {
  return units.slice(1).map((count, index) => count * units[index]);
}

/** @param {Density} kind @param {boolean} narrow @param {Shape} shape @param {number} height */
function margins(kind, narrow, { units, image }, height) {
  const several = units[units.length - 1] > 1;
  if (narrow) {
    const [left, right] = several ? MARGINS.narrowWithNames : MARGINS.narrow;
    const crowded = !image && height / units[0] < LARGEST_NARROW_TILE + NAME_ABOVE;
    return [crowded ? NAMES_LEFT.narrow : left, right];
  }
  if (image) return MARGINS.picture;
  const [left, right] =
    kind === "strips" ? MARGINS.strips : several ? MARGINS.wideWithNames : MARGINS.wide;
  return units[0] >= NAMES_LEFT_FROM ? [NAMES_LEFT.wide, right] : [left, right];
}

/**
 * @typedef {Omit<Column, "x" | "places"> & {rows: number, pitch: number}} Size
 */

/**
 * @param {Shape} shape
 * @param {Density} kind
 * @param {{height: number, way: number, narrow: boolean, picture: number}} room
 * @returns {Size[]}
 */
function columnSizes({ units, image }, kind, { height, way, narrow, picture }) {
  const asTiles = units.map((count, layer) => isTiles(count, kind) && !(image && layer === 0));
  const most = Math.max(1, ...units.filter((_, layer) => asTiles[layer]));
  const tile = tileSize(Math.min(LARGEST_PITCH, height / most), way, narrow);
  return units.map((count, layer) => {
    if (image && layer === 0) return imageSize(image, height, picture);
    return asTiles[layer] ? tilesSize(count, tile, height) : stripSize(count, height);
  });
}

/** @param {number} count @param {Density} kind */
function isTiles(count, kind) {
  return kind !== "strips" || count <= LABELLED.units;
}

/**
 * One tile size for all layers, as large as the fullest layer allows.
 * @param {number} pitch of the fullest layer
 * @param {number} way from one layer to the next
 * @param {boolean} narrow
 */
function tileSize(pitch, way, narrow) {
  const largest = narrow
    ? LARGEST_NARROW_TILE
    : Math.max(14, Math.min(LARGEST_TILE, way * MOST_OF_THE_WAY));
  const roomy = pitch - PILLS_OUTSIDE >= SMALLEST_ROOMY_TILE;
  if (roomy) return { side: Math.min(largest, pitch - PILLS_OUTSIDE), roomy, numbers: true };
  const numbers = pitch >= NUMBERS_NEED;
  const side = numbers
    ? Math.min(LARGEST_TIGHT_TILE, pitch - PILLS_ACROSS)
    : Math.max(6, pitch - 5);
  return { side: Math.min(largest, side), roomy, numbers };
}

/**
 * @param {number} count
 * @param {{side: number, roomy: boolean, numbers: boolean}} tile
 * @param {number} height
 * @returns {Size}
 */
function tilesSize(count, { side, roomy, numbers }, height) {
  const pitch = Math.min(LARGEST_PITCH, height / count);
  const namesAbove = pitch - side >= NAME_ABOVE;
  const size = {
    kind: /** @type {const} */ ("tiles"),
    rows: count,
    pitch,
    roomy,
    numbers,
    namesAbove,
  };
  return {
    ...size,
    width: side,
    cellWidth: side,
    cellHeight: side,
    height: pitch * (count - 1) + side,
  };
}

/** @param {number} count @param {number} height @returns {Size} */
function stripSize(count, height) {
  const across = Math.ceil(count / LONGEST_STRIP);
  const rows = Math.ceil(count / across);
  const pitch = Math.max(CELL.least, Math.min(CELL.height, height / rows));
  const cellWidth = across === 1 ? CELL.width : Math.max(18, CELL.width / across);
  return {
    kind: "strip",
    rows,
    pitch,
    roomy: false,
    numbers: false,
    namesAbove: false,
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
    roomy: false,
    numbers: false,
    namesAbove: false,
    width: pixel * columns,
    cellWidth: pixel,
    cellHeight: pixel,
    height: pixel * rows,
  };
}

/**
 * The stage's own width, unless that would press more than four layers, or matrices, into each other.
 * @param {readonly Size[]} sizes
 * @param {Density} kind
 * @param {number} margins
 * @param {number} room
 */
function contentWidth(sizes, kind, margins, room) {
  if (kind !== "strips" && sizes.length <= SCROLLS_ABOVE_LAYERS) return room;
  const gap = kind === "strips" ? LEAST_GAP.matrices : LEAST_GAP.lines;
  const taken = sizes.reduce((sum, { width }) => sum + width, 0);
  return Math.max(room, Math.ceil(margins + taken + gap * (sizes.length - 1)));
}

/**
 * Middles of the columns, with the same gap between all of them. The outermost tiles' middles stand
 * on the margins; anything wider starts there.
 * @param {readonly Size[]} sizes
 * @param {number} left
 * @param {number} right
 */
function spread(sizes, left, right) {
  const outer = (/** @type {Size} */ size) => (size.kind === "tiles" ? size.width / 2 : 0);
  const from = left - outer(sizes[0]);
  const to = right + outer(sizes[sizes.length - 1]);
  const taken = sizes.reduce((sum, { width }) => sum + width, 0);
  const gap = (to - from - taken) / Math.max(1, sizes.length - 1);
  let edge = from;
  return sizes.map(({ width }) => {
    const middle = edge + width / 2;
    edge += width + gap;
    return middle;
  });
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
