/** The other run's loss on the chart, dash-dot beside ours, and where they part. */

/** @import { State } from "../../state/types" */
/** @import { Scale } from "../chart/scale.js" */

import { el, put, svg } from "../../draw/dom.js";
import { compare } from "../../words/en-compare.js";
import { count } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { isBegun, pointAt } from "../chart/losses.js";
import { perColumn, within } from "../chart/scale.js";
import { badge } from "./badge.js";

const words = spoken(compare);
const RING = 3.5;

/** @param {HTMLElement} root the chart's */
export function makeCurve(root) {
  const line = svg("path", { class: "compare-line" });
  const lead = svg("line", { class: "compare-lead" });
  const ring = svg("circle", { class: "compare-ring", attrs: { r: RING } });
  const over = svg(
    "svg",
    { class: "compare-curve", attrs: { "aria-hidden": "true" } },
    line,
    lead,
    ring,
  );
  const mark = el("span", { class: "compare-mark" });
  const ends = /** @type {const} */ (["a", "b"]).map(badge);
  for (const end of ends) end.classList.add("compare-curve-end");
  const all = [over, mark, ...ends];
  root.append(...all);

  return {
    /** @param {State} state @param {Scale} scale */
    paint(state, scale) {
      const { beside, history } = state;
      for (const one of all) one.toggleAttribute("hidden", !beside);
      if (!beside) return;
      const { box, range } = scale;
      const points = perColumn(within(beside.history, range), range, Math.max(1, box.width));
      line.setAttribute("d", pathOf(points, scale));
      for (const [at, points] of [history, beside.history].entries()) {
        const last = pointAt(points, range[1]);
        const isThere = isBegun(history) && last !== null && scale.holds(last.epoch);
        ends[at].hidden = !isThere;
        if (!isThere) continue;
        ends[at].style.left = `${scale.x(last.epoch)}px`;
        ends[at].style.top = `${scale.y(last.train_loss)}px`;
      }
      spread(ends);
      paintPart(beside.parts, history, scale);
    },
  };

  /** @param {number | null} epochs @param {State["history"]} history @param {Scale} scale */
  function paintPart(epochs, history, scale) {
    const isThere = epochs !== null && scale.holds(epochs);
    for (const one of [lead, ring, mark]) one.toggleAttribute("hidden", !isThere);
    // Until there is a curve, the chart says that in its place.
    if (!isBegun(history)) mark.hidden = true;
    if (!isThere) return;
    const x = scale.x(epochs);
    const point = pointAt(history, epochs);
    const y = point ? scale.y(point.train_loss) : scale.box.top + scale.box.height;
    for (const name of ["x1", "x2"]) lead.setAttribute(name, String(x));
    lead.setAttribute("y1", String(scale.box.top - 6));
    lead.setAttribute("y2", String(scale.box.top + scale.box.height));
    ring.setAttribute("cx", String(x));
    ring.setAttribute("cy", String(y));
    put(mark, words.mark(words.epoch(count(Math.floor(epochs)))));
    mark.style.left = `${x}px`;
    mark.style.top = `${scale.box.top}px`;
  }
}

/** @param {State["history"]} points @param {Scale} scale */
function pathOf(points, scale) {
  return points
    .map(({ epoch, train_loss }, at) => {
      const [x, y] = [scale.x(epoch), scale.y(train_loss)].map((place) => place.toFixed(1));
      return `${at ? "L" : "M"}${x} ${y}`;
    })
    .join("");
}

/** Room that a letter takes. */
const LETTER = 16;

/** Letters do not lie on each other. @param {HTMLElement[]} letters */
function spread([a, b]) {
  if (a.hidden || b.hidden) return;
  const [one, other] = [a, b].map(({ style }) => Number.parseFloat(style.top));
  if (Math.abs(one - other) >= LETTER) return;
  const middle = (one + other) / 2;
  const [upper, lower] = one <= other ? [a, b] : [b, a];
  upper.style.top = `${middle - LETTER / 2}px`;
  lower.style.top = `${middle + LETTER / 2}px`;
}
