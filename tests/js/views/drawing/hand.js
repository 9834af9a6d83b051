/** Digits as people draw them: strokes through a few places, here and there another hand. */

/** Curves of x and y by how far a stroke has come, from 0 to 1. @param {number} count @param {(t: number) => [number, number]} at */
const curve = (count, at) =>
  Array.from({ length: count + 1 }, (_, place) => {
    const [x, y] = at(place / count);
    return { x, y };
  });
const TURN = 2 * Math.PI;
const CLOSE = 24;
/** Through places, with many between. @param {...[number, number]} places */
const line = (...places) =>
  places
    .slice(1)
    .flatMap(([x, y], place) =>
      curve(CLOSE, (t) => [
        places[place][0] + t * (x - places[place][0]),
        places[place][1] + t * (y - places[place][1]),
      ]),
    );
/** Part of an ellipse. */
const arc = (x, y, across, down, from, to) =>
  curve(2 * CLOSE, (t) => {
    const angle = (from + t * (to - from)) * TURN;
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)];
  });

/** Strokes in a field of 1 × 1, y downwards. @type {Record<string, {x: number, y: number}[][]>} */
export const DIGITS = {
  0: [arc(0.5, 0.5, 0.2, 0.35, -0.25, 0.75)],
  1: [line([0.4, 0.3], [0.52, 0.15], [0.52, 0.85])],
  2: [[...arc(0.5, 0.35, 0.2, 0.2, -0.5, 0.1), ...line([0.66, 0.47], [0.3, 0.85], [0.72, 0.85])]],
  3: [[...arc(0.47, 0.32, 0.2, 0.17, -0.45, 0.25), ...arc(0.47, 0.67, 0.22, 0.18, -0.25, 0.42)]],
  4: [line([0.55, 0.15], [0.28, 0.6], [0.75, 0.6]), line([0.6, 0.4], [0.58, 0.87])],
  5: [
    [...line([0.68, 0.15], [0.36, 0.15], [0.34, 0.45]), ...arc(0.48, 0.63, 0.2, 0.22, -0.35, 0.4)],
  ],
  6: [[...line([0.6, 0.13], [0.4, 0.4]), ...arc(0.5, 0.66, 0.18, 0.2, -0.55, 0.5)]],
  7: [line([0.3, 0.15], [0.7, 0.15], [0.45, 0.87])],
  8: [
    curve(4 * CLOSE, (t) => [0.5 + 0.2 * Math.sin(2 * TURN * t), 0.5 - 0.35 * Math.cos(TURN * t)]),
  ],
  9: [[...arc(0.5, 0.33, 0.17, 0.18, 0, -1), ...line([0.67, 0.33], [0.62, 0.87])]],
};

/** The same by another hand: larger, elsewhere, aslant. */
export const by = (strokes, { size = 1, x = 0, y = 0, slant = 0, wide = 1 }) =>
  strokes.map((stroke) =>
    stroke.map((place) => ({
      x: x + size * (wide * place.x + slant * (0.5 - place.y)),
      y: y + size * place.y,
    })),
  );
