/** A digit of one's own, drawn by mouse, pen or finger, or set pixel by pixel, and the image that becomes of it. */

/** @import { Run } from "../../state/types" */
/** @import { Surface, Tell } from "../own/own.js" */
/** @import { Acts } from "./acts.js" */

import { el } from "../../draw/dom.js";
import { paced } from "../../draw/paced.js";
import { onRepaint } from "../../draw/repaint.js";
import { own } from "../../words/en-own.js";
import { spoken } from "../../words/words.js";
import { begun, grown, pixelsOf, strokesOf, toggled, undone } from "./acts.js";
import { makeGrid } from "./grid.js";
import { makePad } from "./pad.js";
import { PIXELS } from "./preprocess.js";

const words = spoken(own);

/** Whether a run's data are digits as they are drawn here. @param {Run} run */
export function canDraw({ spec, image }) {
  return spec.data.kind === "digits" && image?.join() === `${PIXELS},${PIXELS}`;
}

/**
 * @param {Run} run
 * @param {Tell} tell
 * @param {AbortSignal} gone
 * @returns {Surface}
 */
export function makeDrawing(run, tell, gone) {
  /** As much as there is in an image of the training half. */
  const ink = run.mean.reduce((sum, pixel) => sum + pixel, 0);
  /** @type {Acts} */
  let acts = [];
  let pixels = pixelsOf(acts, ink);
  const pad = makePad(
    words.pad,
    {
      begin: (place) => become(begun(acts, place)),
      grow: (place) => become(grown(acts, place)),
    },
    paint,
    gone,
  );
  const grid = makeGrid((pixel) => become(toggled(acts, pixel, pixels)));
  const undo = button(words.undo, () => become(undone(acts)));
  const clear = button(words.clear, () => become([]));
  const root = el(
    "section",
    { class: "panel-section" },
    el("h3", { class: "eyebrow", text: words.draw }),
    el(
      "div",
      { class: "drawing" },
      pad.root,
      el(
        "div",
        { class: "drawing-seen" },
        grid.root,
        el("p", { class: "small-print", text: words.seen }),
        el("div", { class: "drawing-ways" }, undo, clear),
      ),
    ),
  );
  gone.addEventListener("abort", onRepaint(paint));

  /** A fast hand draws more often than anybody sees. */
  const soon = paced(show);
  gone.addEventListener("abort", soon.stop);

  /** @param {Acts} next */
  function become(next) {
    acts = next;
    soon.ask();
  }

  function show() {
    pixels = pixelsOf(acts, ink);
    paint();
    tell(pixels);
  }

  function paint() {
    pad.paint(strokesOf(acts));
    grid.paint(pixels);
    undo.disabled = clear.disabled = acts.length === 0;
  }

  paint();
  return { root, begin: () => pixels, paint() {} };
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  return el("button", { text, attrs: { type: "button" }, on: { click: act } });
}
