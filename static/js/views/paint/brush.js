/** What a brush does to points of a plane: it sprinkles them along a stroke, or wipes them off. */

/** A point of a plane with the number of its class, or its value. @typedef {{x: number, y: number, value: number}} Point */
/** @typedef {{x: number, y: number}} Place */
/**
 * A brush, in units of the plane.
 * @typedef {object} Brush
 * @property {number} radius 0 sets single points
 * @property {number} density points at each touch of a brush that is wide
 * @property {number} value the class, or the value, of what it paints
 */

/** A link keeps so many, and they are still told apart. */
export const MOST_POINTS = 2000;
/** A brush that is moved touches anew so far from where it last did: a share of its width, or of the plane for a fine one. */
const TOUCH = { ofRadius: 0.8, ofPlane: 0.03 };
const DIGITS = 1000;

/**
 * The touches of a stroke that goes on from `from` to `to`, the last at most one spacing before its end.
 * @param {Place} from where it last touched
 * @param {Place} to
 * @param {number} spacing
 * @returns {Place[]}
 */
export function touches(from, to, spacing) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const count = Math.floor(length / spacing);
  return Array.from({ length: count }, (_, at) => {
    const share = ((at + 1) * spacing) / length;
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  });
}

/** How far apart touches are. @param {Brush} brush @param {readonly [number, number]} domain */
export function spacingOf({ radius }, [low, high]) {
  return Math.max(radius * TOUCH.ofRadius, (high - low) * TOUCH.ofPlane);
}

/**
 * The points of one touch that lie on the plane: one where a fine brush is, some anywhere below a wide one.
 * @param {Place} at
 * @param {Brush} brush
 * @param {readonly [number, number]} domain
 * @param {() => number} random 0 to below 1
 * @returns {Point[]}
 */
export function sprinkled(at, { radius, density, value }, [low, high], random) {
  const count = radius === 0 ? 1 : density;
  return Array.from({ length: count }, () => {
    // The root spreads them evenly over the disc.
    const distance = radius * Math.sqrt(random());
    const angle = 2 * Math.PI * random();
    return {
      x: rounded(at.x + distance * Math.cos(angle)),
      y: rounded(at.y + distance * Math.sin(angle)),
      value,
    };
  }).filter(({ x, y }) => x >= low && x <= high && y >= low && y <= high);
}

/**
 * The points that lie further from all touches than a radius.
 * @param {readonly Point[]} points
 * @param {readonly Place[]} at
 * @param {number} radius
 */
export function wiped(points, at, radius) {
  return points.filter(({ x, y }) =>
    at.every((touch) => Math.hypot(touch.x - x, touch.y - y) > radius),
  );
}

/** As many as may be, the first ones. @param {readonly Point[]} points */
export function atMost(points) {
  return points.slice(0, MOST_POINTS);
}

/** A place is not known better than a hand moves; fewer digits make a shorter link. @param {number} value */
function rounded(value) {
  return Math.round(value * DIGITS) / DIGITS;
}
