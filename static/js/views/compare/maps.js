/** Both output maps, each with the other's boundary dotted over it, and on how much of the plane they say other classes. */

/** @import { State } from "../../state/types" */
/** @import { Together } from "./compare.js" */

import { el, put } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { sideFor } from "../../maps/sides.js";
import { compare } from "../../words/en-compare.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { nameAs } from "../output/canvas.js";
import { contour } from "../output/contour.js";
import { makePainter } from "../output/map.js";
import { marginOf } from "../output/plane.js";
import { badge } from "./badge.js";
import { apartOn } from "./differences.js";

const words = spoken(compare);
/** Pixels; two of them fill the panel. */
const WIDTH = 132;
/** How wide the dotted line is, and how long each piece of it and each gap. */
const DOTTED = 1.6;
const DOT = 2.6;
const PERCENT = 100;

export function makeMaps() {
  const maps = /** @type {const} */ (["a", "b"]).map((which) => {
    const canvas = el("canvas", { class: "compare-map", attrs: { role: "img" } });
    const root = el("figure", {}, el("figcaption", {}, badge(which), words.output), canvas);
    return { which, canvas, root, painter: makePainter(canvas) };
  });
  const share = el("strong");
  const said = el("p", { class: "small-print" }, words.dotted, " ", share);
  const root = el("section", { class: "compare-maps" }, ...maps.map((map) => map.root), said);
  const forget = onRepaint(() => {
    for (const { painter } of maps) painter.forget();
  });
  let isGone = false;
  return {
    root,
    /** @param {Together} together @param {boolean} fast */
    paint({ ours, theirs, isThere }, fast) {
      if (isGone) return;
      const has = Boolean(ours.run?.plane && theirs.run?.plane && isThere);
      root.hidden = !has;
      if (!has || !ours.run || !root.checkVisibility?.()) return;
      const states = [ours, theirs];
      const side = Math.max(16, sideFor(ours.run, fast));
      for (const [at, { canvas, painter, which }] of maps.entries()) {
        const [own, others] = [states[at], states[1 - at]];
        if (!own.run) continue;
        const layer = own.run.layers.length - 1;
        painter.paint(own, {
          ...{ layer, unit: 0, side, tests: false, samples: false, lit: null, discrete: false },
          ...{ width: WIDTH, fast },
        });
        dot(canvas, others, side);
        nameAs(canvas, `${which.toUpperCase()} ${words.output}`);
      }
      const apart = apartOn(ours, theirs, side);
      said.hidden = apart === null;
      put(share, apart === null ? "" : `· ${words.apart(number(apart * PERCENT))}`);
    },
    dispose() {
      isGone = true;
      forget();
    },
  };
}

/** The boundary of another network over a map, piece by piece with gaps between. @param {HTMLCanvasElement} canvas @param {State} state @param {number} side */
function dot(canvas, state, side) {
  const margin = marginOf(state, 0, side);
  const pen = canvas.getContext("2d");
  if (!margin || !pen) return;
  const cell = WIDTH / side;
  pen.save();
  pen.beginPath();
  for (const [from, to] of contour(margin.values, side, 0)) {
    const [x, y] = [0, 1].map((axis) => (cell * (from[axis] + to[axis])) / 2);
    const isFlat = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]);
    if (Math.floor((isFlat ? x : y) / DOT) % 2) continue;
    pen.moveTo(from[0] * cell, (side - from[1]) * cell);
    pen.lineTo(to[0] * cell, (side - to[1]) * cell);
  }
  pen.lineCap = "round";
  pen.lineWidth = DOTTED;
  pen.strokeStyle = getComputedStyle(canvas).getPropertyValue("--ink").trim();
  pen.stroke();
  pen.restore();
}
