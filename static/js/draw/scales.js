/** From numbers to what is drawn: line widths, bar lengths, fills, and how much a change is magnified. */

/** @typedef {readonly [number, number, number]} Colour red, green, blue in 0..255 */
/** @typedef {{plus: Colour, minus: Colour, blank: Colour, ink: Colour}} Palette hue means sign, blank is zero */

const THINNEST = 1;
const THICKEST = 6.5;
const OUTGROWN = 1.25;
/** Below this share of the largest, a bar's length grows in proportion; above it, like a logarithm. */
const LINEAR_SHARE = 0.02;
/** A unit whose map never gets above this is drawn paler: it hardly says anything. */
export const LOUD = 0.5;
const VISIBLE_CHANGE = 1.2;
const WISHED_CHANGE = 2.4;
const MOST_TIMES = 1e6;
const NICE = [1, 2, 5];
export const LEVELS = 127;

/**
 * Thickness is |w| and nothing else, in pixels.
 * @param {number} w
 * @param {number} largest |w| drawn thickest
 * @param {number} [thinnest] where the thinnest must be seen from afar
 */
export function widthOf(w, largest, thinnest = THINNEST) {
  return thinnest + (THICKEST - thinnest) * Math.min(1, Math.abs(w) / largest);
}

/**
 * The largest |value|; what a run's widths are frozen at.
 * @param {readonly ArrayLike<number>[]} weights one array a layer
 * @param {number} [whenZero]
 */
export function largestOf(weights, whenZero = 1) {
  let largest = 0;
  for (const layer of weights) {
    for (let i = 0; i < layer.length; i++)
      if (Math.abs(layer[i]) > largest) largest = Math.abs(layer[i]);
  }
  return largest || whenZero;
}

/** @param {number} frozen @param {number} largest */
export function hasOutgrown(frozen, largest) {
  return largest > frozen * OUTGROWN;
}

/**
 * A share 0..1 of the full length, symmetric in sign, that still tells small from smaller.
 * @param {number} value
 * @param {number} largest
 */
export function symlog(value, largest) {
  if (!largest || Number.isNaN(value)) return 0;
  const share = Math.min(1, Math.abs(value) / largest) / LINEAR_SHARE;
  return Math.log1p(share) / Math.log1p(1 / LINEAR_SHARE);
}

/**
 * How many times a change of the widths is magnified so that the largest can be seen: 1, 2, 5, 10, …
 * @param {number} largestChange in weight
 * @param {number} largest |w| drawn thickest
 */
export function magnifier(largestChange, largest) {
  const pixels = ((THICKEST - THINNEST) * largestChange) / largest;
  if (pixels >= VISIBLE_CHANGE || pixels === 0) return 1;
  const wished = WISHED_CHANGE / pixels;
  const decade = 10 ** Math.floor(Math.log10(wished));
  const step = Math.max(...NICE.filter((nice) => nice * decade <= wished));
  return Math.max(1, Math.min(MOST_TIMES, Math.round(step * decade)));
}

/**
 * @param {Palette} palette
 * @param {number} share −1..1
 * @returns {Colour}
 */
export function blend({ plus, minus, blank }, share) {
  const hue = share < 0 ? minus : plus;
  const amount = Math.min(1, Math.abs(share)) || 0;
  return [
    mix(blank[0], hue[0], amount),
    mix(blank[1], hue[1], amount),
    mix(blank[2], hue[2], amount),
  ];
}

/**
 * A picture's pixel, without a hue: the picture is the data, not its sign.
 * @param {Palette} palette
 * @param {number} share 0 for paper, 1 for ink
 * @returns {Colour}
 */
export function shade({ blank, ink }, share) {
  return [mix(blank[0], ink[0], share), mix(blank[1], ink[1], share), mix(blank[2], ink[2], share)];
}

/**
 * Values as shares 0..1 of the way from the smallest to the largest.
 * @param {readonly number[]} values
 */
export function shadeShares(values) {
  const smallest = Math.min(...values);
  const range = Math.max(...values) - smallest || 1;
  return values.map((value) => (value - smallest) / range);
}

/**
 * One pixel for every int8 value, ready for an ImageData: `ramp[q + 128]`.
 * @param {Palette} palette
 */
export function ramp(palette) {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let q = -128; q < 128; q++) {
    bytes.set([...blend(palette, q / LEVELS), 255], (q + 128) * 4);
  }
  return new Uint32Array(bytes.buffer);
}

/**
 * How strongly a unit's map is drawn: 1, or less for a unit that is almost silent everywhere.
 * @param {number} scale the largest |activation| in its map
 */
export function loudness(scale) {
  return Math.min(1, scale / LOUD);
}

/**
 * Activations as shares −1..1 for a fill: bounded ones as they are, larger ones against the largest.
 * @param {ArrayLike<number>} values
 */
export function fillShares(values) {
  let largest = 1;
  for (let i = 0; i < values.length; i++)
    if (Math.abs(values[i]) > largest) largest = Math.abs(values[i]);
  return Array.from(values, (value) => value / largest || 0);
}

/**
 * @param {string} text "rgb(11, 98, 184)", as a browser writes a colour
 * @returns {Colour}
 */
export function parseColour(text) {
  const [red, green, blue] = text.match(/\d+/g)?.map(Number) ?? [];
  return [red, green, blue];
}

/** @param {number} from @param {number} to @param {number} amount */
function mix(from, to, amount) {
  return Math.round(from + (to - from) * amount);
}
