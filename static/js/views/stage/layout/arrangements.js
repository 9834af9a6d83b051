/** Where a neuron's numbers stand: decided layer by layer, from the room its rows and the way to the next layer leave. */

/**
 * - outside: delta above the tile, value below
 * - compact: the same, smaller
 * - beside: both on the tile's right
 * - corner: the value below, the delta as a diamond at the corner, its number with the focus
 * - bare: both numbers with the focus
 * @typedef {"outside" | "compact" | "beside" | "corner" | "bare"} Arrangement
 *
 * @typedef {object} Rule
 * @property {Arrangement} kind
 * @property {number} pitch from row to row, at least
 * @property {number} way from layer to layer, at least
 * @property {number} rows what the numbers take of the pitch; the tile has the rest
 * @property {number} largest tile
 *
 * @typedef {object} Seat how the neurons of a layer of tiles are drawn
 * @property {Arrangement} arrangement
 * @property {number} side of a tile
 * @property {number} beside room for numbers on the tile's right
 * @property {boolean} leaning whether numbers start with the tile, since their left half would cover the layer before
 */

/** Where a name fits above each input, it takes this much of the pitch together with the value below. */
export const NAME_AND_VALUE = 34;
/** Inputs in closer rows have their names on the left. */
export const NAMES_ABOVE_FROM = 62;
/** Many outputs in closer rows have their numbers on their right. */
export const OUTPUTS_BESIDE_BELOW = 68;
const NUMBERS_BESIDE = 66;
const VALUE_BESIDE = 56;
const SMALLEST = 6;
const LARGEST_NARROW = 38;
const LEAST_WIDTH = 14;
/** Of the way from one layer to the next, the most a tile may take. */
export const MOST_OF_THE_WAY = 0.5;

/** @type {Rule} */
const OUTSIDE = { kind: "outside", pitch: 76, way: 94, rows: 42, largest: 54 };
/** @type {Rule} */
const COMPACT = { kind: "compact", pitch: 52, way: 76, rows: 29, largest: 42 };
/** @type {Rule} */
const BESIDE = { kind: "beside", pitch: 28, way: 190, rows: 6, largest: 38 };
/** @type {Rule} */
const CORNER = { kind: "corner", pitch: 34, way: 54, rows: 15, largest: 38 };
/** @type {Rule} */
const BARE = { kind: "bare", pitch: 0, way: 0, rows: 5, largest: 38 };

/** Without deltas an input takes less: one number, and its name. @type {readonly Rule[]} */
const INPUT_RULES = [
  OUTSIDE,
  { ...COMPACT, pitch: NAMES_ABOVE_FROM, way: 54, rows: NAME_AND_VALUE },
  { ...BESIDE, pitch: 14.5, way: 200, largest: 36 },
  { ...CORNER, pitch: 42 },
  { ...BESIDE, pitch: 14.5, way: 140, largest: 30 },
  { ...BARE, largest: 24 },
];
/** Where all is to be labelled, the lines have to do with less. @type {readonly Rule[]} */
const LABELLED_RULES = [OUTSIDE, COMPACT, { ...BESIDE, way: 150, largest: 32 }, CORNER, BARE];
/** @type {readonly Rule[]} */
const HIDDEN_RULES = [OUTSIDE, COMPACT, BESIDE, CORNER, BARE];
/** Nothing comes after the outputs: their numbers may reach to the right. @type {readonly Rule[]} */
const OUTPUT_RULES = [
  OUTSIDE,
  { ...COMPACT, pitch: OUTPUTS_BESIDE_BELOW, way: 0 },
  { ...BESIDE, way: 0 },
  BARE,
];
/** @type {readonly Rule[]} */
const NARROW_OUTPUT_RULES = [OUTSIDE, { ...COMPACT, way: 0 }, { ...CORNER, way: 0 }, BARE];

/**
 * @param {"input" | "hidden" | "output"} place
 * @param {{pitch: number, way: number, narrow: boolean, projected: boolean, scrolls: boolean, labelled: boolean}} room
 * @returns {Seat}
 */
export function seat(place, room) {
  const { pitch, way, narrow, projected } = room;
  const rule = rulesOf(place, room).find((each) => pitch >= each.pitch && way >= each.way) ?? BARE;
  const { kind, rows, largest } = rule;
  const widest = Math.max(LEAST_WIDTH, way * MOST_OF_THE_WAY);
  const numbers = place === "input" ? VALUE_BESIDE : NUMBERS_BESIDE;
  return {
    arrangement: kind,
    side: Math.max(
      SMALLEST,
      Math.min(largest, widest, narrow && !projected ? LARGEST_NARROW : largest, pitch - rows),
    ),
    beside: kind === "beside" ? numbers : 0,
    leaning: kind === "compact" && way < COMPACT.way && place === "output",
  };
}

/**
 * @param {"input" | "hidden" | "output"} place
 * @param {{narrow: boolean, scrolls: boolean, labelled: boolean}} room
 */
function rulesOf(place, { narrow, scrolls, labelled }) {
  if (place === "input") return INPUT_RULES;
  if (place === "hidden") return labelled ? LABELLED_RULES : HIDDEN_RULES;
  return narrow && !scrolls ? NARROW_OUTPUT_RULES : OUTPUT_RULES;
}

/** @typedef {import("./geometry.js").Column} Column */

/** Numbers around a tile, as large as they get. */
const PILLS = {
  outside: { delta: 92, value: 74, above: 22, below: 12 },
  compact: { delta: 72, value: 58, above: 17, below: 10 },
  corner: { delta: 0, value: 58, above: 0, below: 10 },
};
const DIAMOND = 14;
const CLEAR = 6;

/**
 * From a layer's middle to where something may stand on its left: numbers as a rule, or the tiles.
 * @param {Pick<Column, "arrangement" | "width">} column
 */
export function reachLeft({ arrangement, width }) {
  const onTheSide = arrangement === "bare" || arrangement === "beside";
  const pills = onTheSide ? 0 : Math.max(PILLS[arrangement].delta, PILLS[arrangement].value);
  return Math.max(width, pills) / 2 + CLEAR;
}

/** A bias with its sign is this long; under a tile it needs a pitch so much larger than the tile. */
const BIAS = { beside: 110, below: 54 };

/**
 * @param {Pick<Column, "arrangement" | "width"> & {pitch: number}} column
 * @param {number} way from its middle to the layer before
 */
export function isBiasBelow({ arrangement, pitch, width }, way) {
  return arrangement === "outside" && way - width / 2 < BIAS.beside && pitch - width >= BIAS.below;
}

/**
 * Where a layer's tiles stand, their numbers, and the names above them.
 * @param {Column} column
 * @returns {{x: number, y: number, width: number, height: number}[]} each by its middle
 */
export function neuronBoxes(column) {
  return [...numberBoxes(column), ...nameBoxes(column)];
}

/** @param {Column} column */
function nameBoxes({ namesAbove, nameRoom, places, cellHeight }) {
  if (!namesAbove) return [];
  const size = { width: nameRoom, height: NAME_AND_VALUE };
  return places.map(({ y }) => ({
    x: nameRoom / 2,
    y: y - (cellHeight + size.height) / 2,
    ...size,
  }));
}

/** @param {Column} column */
function numberBoxes({ arrangement, places, cellWidth, cellHeight, beside, leaning }) {
  const tile = { width: cellWidth, height: cellHeight };
  if (arrangement === "bare") return places.map(({ x, y }) => ({ x, y, ...tile }));
  if (arrangement === "beside") {
    const width = cellWidth + beside;
    return places.map(({ x, y }) => ({ ...tile, x: x + beside / 2, y, width }));
  }
  const { delta, value, above, below } = PILLS[arrangement];
  const aside = (/** @type {number} */ width) => (leaning ? (width - cellWidth) / 2 : 0);
  return places.flatMap(({ x, y }) => {
    const top = y - cellHeight / 2;
    const bottom = y + cellHeight / 2;
    return [
      above
        ? { x: x + aside(delta), y: top - above / 2, width: delta, height: above }
        : { x: x + cellWidth / 2 + DIAMOND / 2, y: top + 5, width: DIAMOND, height: DIAMOND },
      { x: x + aside(value), y: bottom + below / 2 - 4, width: value, height: below + 8 },
      { x, y, ...tile },
    ];
  });
}
