/** The pictures of a sweep: a small curve of each run, and one of all of them together. */

/** @import { SweepHere, Swept } from "../../state/types" */

import { el, svg } from "../../draw/dom.js";
import { sweep as english } from "../../words/en-sweep.js";
import { spoken } from "../../words/words.js";
import { area, columns, curve, finalOf, heights, medians, path, places } from "./geometry.js";

const words = spoken(english);
const SMALL = { width: 96, height: 26 };
const LARGE = { width: 252, height: 104 };
/** Of a mark for a run that has no loss at its end. */
const CROSS = 4;

/** @param {SweepHere} sweep @param {Swept | null} run */
export function smallCurve({ begun, runs }, run) {
  const y = heights(runs, SMALL.height);
  const d = curve(run, places(begun.epochs, SMALL.width), y);
  return drawing(SMALL, "small-curve", [["curve", d]]);
}

/**
 * All runs together: how they went, or of learning rates where each came to.
 * @param {SweepHere} sweep
 * @param {number | null} shown the place of one that is drawn over it
 */
export function largePicture(sweep, shown) {
  const isOfSeeds = sweep.begun.vary === "seed";
  const name = isOfSeeds ? words.spread : words.byRate;
  const { epochs, values } = sweep.begun;
  const ends = isOfSeeds ? ["0", `${words.epoch} ${epochs}`] : [values[0], values.at(-1)];
  return el(
    "figure",
    { class: "sweep-large" },
    el("figcaption", { text: name }),
    isOfSeeds ? spreadOf(sweep, shown) : byRate(sweep, shown),
    el(
      "div",
      { class: "sweep-axis", attrs: { "aria-hidden": "true" } },
      ...ends.map((end) => el("span", { text: String(end) })),
    ),
  );
}

/** @param {SweepHere} sweep @param {number | null} shown */
function spreadOf({ begun, runs, ended }, shown) {
  const x = places(begun.epochs, LARGE.width);
  const y = heights(runs, LARGE.height);
  const bands = ended?.bands ?? [];
  const thin = bands.length > 0 ? [] : runs.map((run) => ["curve", curve(run, x, y)]);
  return drawing(LARGE, "", [
    ["band-all", area(bands, "least", "most", x, y)],
    ["band-half", area(bands, "lower", "upper", x, y)],
    ...thin,
    ["median", medians(bands, x, y)],
    ["shown", shown === null ? "" : curve(runs[shown], x, y)],
  ]);
}

/** @param {SweepHere} sweep @param {number | null} shown */
function byRate({ begun, runs }, shown) {
  const x = columns(begun.values.length, LARGE.width);
  const y = heights(runs, LARGE.height - 2 * CROSS);
  const losses = runs.map(finalOf);
  /** @type {[number, number][]} */
  const points = losses.flatMap((loss, at) => (loss === null ? [] : [[x(at), y(loss) + CROSS]]));
  const crosses = losses.map((loss, at) => (loss === null && runs[at] ? cross(x(at)) : ""));
  const dots = points.map((point) => dot(point)).join("");
  const here = shown === null ? null : losses[shown];
  return drawing(LARGE, "", [
    ["median", path(points)],
    ["dots", dots],
    ["beyond", crosses.join("")],
    [
      "dot-here",
      shown === null || typeof here !== "number" ? "" : dot([x(shown), y(here) + CROSS]),
    ],
  ]);
}

/** A line of no length, which its style makes round. @param {readonly [number, number]} place */
function dot([x, y]) {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
}

/** At the top of the picture. @param {number} x */
function cross(x) {
  return `M${x - CROSS} 0l${2 * CROSS} ${2 * CROSS}m0 ${-2 * CROSS}l${-2 * CROSS} ${2 * CROSS}`;
}

/** @param {{ width: number, height: number }} size @param {string} look @param {readonly (readonly string[])[]} paths */
function drawing({ width, height }, look, paths) {
  return svg(
    "svg",
    {
      class: look,
      attrs: {
        viewBox: `0 0 ${width} ${height}`,
        preserveAspectRatio: "none",
        "aria-hidden": "true",
      },
    },
    ...paths.map(([name, d]) => svg("path", { class: name, attrs: { d } })),
  );
}
