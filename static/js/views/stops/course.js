/** A number's course over the run, small: where it stands, and what is told of on the way. */

/** @import { Moment, NumberTraced } from "../../state/types" */

import { svg } from "../../draw/dom.js";
import { stops } from "../../words/en-stops.js";
import { spoken } from "../../words/words.js";

const words = spoken(stops);
const WIDTH = 280;
const HEIGHT = 44;
const PAD = 4;

/**
 * @param {NumberTraced} traced
 * @param {readonly Moment[]} told moments that have a ring
 * @param {readonly [number, number] | null} shown the steps that the chart shows, where these are not all
 * @param {(index: number) => void} go to a step
 */
export function drawCourse({ course, index: here, last }, told, shown, go) {
  const values = course.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (/** @type {number} */ index) => PAD + (index / Math.max(1, last)) * (WIDTH - 2 * PAD);
  const y = (/** @type {number} */ value) =>
    HEIGHT - PAD - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * PAD);
  const points = course.map(([index, value]) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  const part = shown?.map((index) => x(Math.min(index, last)));
  const shade = part
    ? [
        svg("rect", {
          class: "course-part",
          attrs: { x: part[0], width: Math.max(1, part[1] - part[0]), height: HEIGHT },
        }),
      ]
    : [];
  const zero =
    low < 0 && high > 0
      ? [
          svg("line", {
            class: "course-zero",
            attrs: { x1: PAD, x2: WIDTH - PAD, y1: y(0), y2: y(0) },
          }),
        ]
      : [];
  return svg(
    "svg",
    {
      class: "course",
      attrs: { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words.course },
      on: {
        click: (/** @type {MouseEvent} */ { currentTarget, clientX }) => {
          if (!(currentTarget instanceof Element)) return;
          const { left, width } = currentTarget.getBoundingClientRect();
          const share = (((clientX - left) / width) * WIDTH - PAD) / (WIDTH - 2 * PAD);
          go(Math.round(Math.min(1, Math.max(0, share)) * last));
        },
      },
    },
    ...shade,
    ...zero,
    svg("polyline", { attrs: { points: points.join(" ") } }),
    ...told.map(({ index, now }) =>
      svg("circle", { class: "course-ring", attrs: { cx: x(index), cy: y(now), r: 3 } }),
    ),
    svg("line", {
      class: "course-here",
      attrs: { x1: x(here), x2: x(here), y1: 0, y2: HEIGHT },
    }),
  );
}
