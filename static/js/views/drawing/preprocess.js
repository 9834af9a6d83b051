/**
 * What is drawn becomes an image as those of the data set are: a bitmap of 32 × 32, of which each pixel is how many
 * of its 4 × 4 bits are ink, 0 to 16.
 *
 * The data set's digits (UCI, optical recognition of handwritten digits) were brought to one size, 20 bits wide
 * and 32 high in the middle of the bitmap, and their lines to a thickness that leaves about as much ink in each.
 */

/** @typedef {{ x: number, y: number }} Place in any unit, y downwards */
/** @typedef {readonly Place[]} Stroke */

/** Of the bitmap, in bits. */
export const SIDE = 32;
const BLOCK = 4;
export const PIXELS = SIDE / BLOCK;
export const FULL = BLOCK * BLOCK;
/** Where a digit lies, in the middle. */
const BOX = { width: 20, height: 32 };
/** By how much more than the other one side may be stretched: a 1 without a flag stays narrow. */
const MOST_STRETCH = 1.6;
/** Half as thick is a line, in bits. */
const RADIUS = { first: 2.2, least: 1.3, most: 3.6 };

/**
 * The pixels, row by row; all 0 where nothing is drawn.
 * @param {readonly Stroke[]} strokes
 * @param {number} ink how much there is in an image: its pixels' sum
 * @returns {number[]}
 */
export function imageOf(strokes, ink) {
  return countsOf(bitmapOf(strokes, ink));
}

/** How many bits of each block are ink. @param {Uint8Array} bitmap */
export function countsOf(bitmap) {
  const counts = Array.from({ length: PIXELS ** 2 }, () => 0);
  bitmap.forEach((bit, at) => {
    const [row, column] = [Math.floor(at / SIDE), at % SIDE];
    counts[Math.floor(row / BLOCK) * PIXELS + Math.floor(column / BLOCK)] += bit;
  });
  return counts;
}

/** @param {readonly Stroke[]} strokes @param {number} ink @returns {Uint8Array} 0 and 1, row by row */
export function bitmapOf(strokes, ink) {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  if (drawn.length === 0) return new Uint8Array(SIDE ** 2);
  const radius = radiusFor(distances(fitted(drawn, RADIUS.first)), ink);
  return Uint8Array.from(distances(fitted(drawn, radius)), (far) => Number(far <= radius));
}

/** Lines so thick leave as much ink as is wanted. @param {Float64Array} far @param {number} ink */
function radiusFor(far, ink) {
  const wanted = far.slice().sort()[Math.min(far.length, Math.round(ink)) - 1] ?? 0;
  return Math.max(RADIUS.least, Math.min(RADIUS.most, wanted));
}

/**
 * In the middle of the bitmap and as large as the box, in bits; lines so thick touch its edges.
 * @param {readonly Stroke[]} strokes
 * @param {number} radius
 * @returns {Stroke[]}
 */
function fitted(strokes, radius) {
  const places = strokes.flat();
  const across = extent(places.map(({ x }) => x));
  const down = extent(places.map(({ y }) => y));
  const full = {
    x: (BOX.width - 2 * radius) / across.length,
    y: (BOX.height - 2 * radius) / down.length,
  };
  const alike = Math.min(full.x, full.y);
  const scaled = (/** @type {number} */ most) =>
    Number.isFinite(alike) ? Math.min(most, alike * MOST_STRETCH) : 0;
  const [x, y] = [scaled(full.x), scaled(full.y)];
  return strokes.map((stroke) =>
    stroke.map((place) => ({
      x: SIDE / 2 + (place.x - across.middle) * x,
      y: SIDE / 2 + (place.y - down.middle) * y,
    })),
  );
}

/** @param {readonly number[]} values */
function extent(values) {
  const [low, high] = values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return { length: high - low, middle: (low + high) / 2 };
}

/** How far each bit's middle is from the nearest line, where one is near enough to count. @param {readonly Stroke[]} strokes */
function distances(strokes) {
  const far = new Float64Array(SIDE ** 2).fill(Number.POSITIVE_INFINITY);
  for (const stroke of strokes) {
    for (const [place, to] of stroke.entries()) {
      const from = stroke[Math.max(0, place - 1)];
      for (const row of bitsAround(from.y, to.y)) {
        for (const column of bitsAround(from.x, to.x)) {
          const at = row * SIDE + column;
          const bit = { x: column + 0.5, y: row + 0.5 };
          far[at] = Math.min(far[at], distance(bit, from, to));
        }
      }
    }
  }
  return far;
}

/** Rows or columns that a line from one to another place may touch. @param {number} one @param {number} other */
function bitsAround(one, other) {
  const first = Math.max(0, Math.floor(Math.min(one, other) - RADIUS.most));
  const last = Math.min(SIDE - 1, Math.ceil(Math.max(one, other) + RADIUS.most));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** From a place to a line between two others. @param {Place} place @param {Place} from @param {Place} to */
function distance(place, from, to) {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = x * x + y * y;
  const along = length ? ((place.x - from.x) * x + (place.y - from.y) * y) / length : 0;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(place.x - from.x - share * x, place.y - from.y - share * y);
}
