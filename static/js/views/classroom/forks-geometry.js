/** Where a fork's network and its losses are drawn on a stamp. */

/** @import { Stamp } from "../../state/types" */

export const WIDTH = 112;
export const NETWORK_HEIGHT = 56;
export const CURVE_HEIGHT = 26;
const EDGE = 8;
const MOST_TILES = 8;
const LARGEST_TILE = 9;
const GAP = 2;
const THINNEST = 0.4;
const THICKEST = 2;

/**
 * Tiles of the network, layer by layer; of a wide layer only so many as can be told apart.
 * @param {readonly number[]} layers
 */
export function tilesOf(layers) {
  const shown = layers.map((units) => Math.min(units, MOST_TILES));
  const pitch = Math.min(LARGEST_TILE + 2 * GAP, (NETWORK_HEIGHT - GAP) / Math.max(...shown));
  const size = pitch - GAP;
  return shown.map((units, layer) => {
    const x =
      layers.length < 2 ? WIDTH / 2 : EDGE + (layer * (WIDTH - 2 * EDGE)) / (layers.length - 1);
    return Array.from({ length: units }, (_, unit) => ({
      x,
      y: NETWORK_HEIGHT / 2 + (unit - (units - 1) / 2) * pitch,
      size,
    }));
  });
}

/**
 * The connections of a network small enough for its weights to be told; none of any other.
 * @param {Pick<Stamp, "layers" | "weights">} stamp
 */
export function edgesOf({ layers, weights = [] }) {
  const tiles = tilesOf(layers);
  const all = weights.flat(2).map(Math.abs);
  const largest = Math.max(...all, Number.MIN_VALUE);
  return weights.flatMap((rows, layer) =>
    rows.slice(0, MOST_TILES).flatMap((row, from) =>
      row.slice(0, MOST_TILES).map((w, to) => ({
        path: pathBetween(tiles[layer][from], tiles[layer + 1][to]),
        width: short(THINNEST + ((THICKEST - THINNEST) * Math.abs(w)) / largest),
        sign: Math.sign(w),
      })),
    ),
  );
}

/**
 * The losses as a line over the whole width, 0 at the foot.
 * @param {readonly number[]} losses
 */
export function curveOf(losses) {
  const highest = Math.max(...losses, Number.MIN_VALUE);
  const last = Math.max(1, losses.length - 1);
  return losses
    .map(
      (loss, at) => `${short((at / last) * WIDTH)},${short(CURVE_HEIGHT * (1 - loss / highest))}`,
    )
    .join(" ");
}

/** @typedef {{ x: number, y: number }} Place */

/** @param {Place} from @param {Place} to */
function pathBetween(from, to) {
  const middle = short((from.x + to.x) / 2);
  return `M${short(from.x)} ${short(from.y)}C${middle} ${short(from.y)} ${middle} ${short(to.y)} ${short(to.x)} ${short(to.y)}`;
}

/** @param {number} value */
const short = (value) => Math.round(value * 10) / 10;
