/** The whole run in small, below a part of it: what is shown is a window that can be moved along. */

/** @import { State } from "../../state/types" */
/** @import { Range, Scale } from "./scale.js" */
/** @import { Chart } from "./view.js" */

import { el } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { epochsAt } from "../../run/positions.js";
import { charting } from "../../words/en-charting.js";
import { spoken } from "../../words/words.js";
import { penOn } from "../output/canvas.js";
import { between, moved } from "./range.js";
import { endsOf, perColumn, scaleOf } from "./scale.js";

const words = spoken(charting);
/** From its ends a hand takes hold of them. In pixels. */
const GRIP = 8;
const LINE = 1;
/** Beside it there is no room for the number of a longer run. */
const LARGEST = 9999;
/** By how much of what is shown a key moves it. @type {Readonly<Record<string, number>>} */
const BY = {
  ArrowLeft: -0.1,
  ArrowDown: -0.1,
  ArrowRight: 0.1,
  ArrowUp: 0.1,
  PageUp: -1,
  PageDown: 1,
};

/** @param {Chart} chart */
export function makeOverview(chart) {
  const canvas = el("canvas", { attrs: { "aria-hidden": "true" } });
  const window = el("div", {
    class: "overview-window",
    attrs: { role: "slider", tabindex: 0, "aria-label": words.overview },
  });
  const head = el("div", { class: "overview-head" });
  const end = el("span", { class: "overview-end" });
  const root = el("div", { class: "overview", attrs: { hidden: true } }, canvas, head, window, end);
  let drawn = "";
  const unthemed = onRepaint(() => {
    drawn = "";
    chart.show({});
  });
  /** @type {{ pointer: number, hold: "from" | "to" | "all", at: number, range: Range } | null} */
  let held = null;

  /** Of the whole run. */
  function whole() {
    const scale = chart.scale();
    const { left, width } = scale?.box ?? { left: 0, width: 1 };
    const box = { left, top: 2, width, height: Math.max(1, root.clientHeight - 4) };
    return { box, range: /** @type {Range} */ ([0, Math.max(1, chart.end())]) };
  }

  window.addEventListener("pointerdown", (event) => {
    const { range } = chart.view();
    if (event.button !== 0 || !range) return;
    const { left, right } = window.getBoundingClientRect();
    const hold = event.clientX - left < GRIP ? "from" : right - event.clientX < GRIP ? "to" : "all";
    held = { pointer: event.pointerId, hold, at: event.clientX, range };
    window.setPointerCapture(event.pointerId);
  });
  window.addEventListener("pointermove", (event) => {
    if (held?.pointer !== event.pointerId) return;
    const { box, range: all } = whole();
    const by = ((event.clientX - held.at) / box.width) * all[1];
    const [from, to] = held.range;
    if (held.hold === "all") chart.show({ range: moved(held.range, by, chart.end()) });
    else if (held.hold === "from") stretch(Math.min(from + by, to - 1), to);
    else stretch(from, Math.max(to + by, from + 1));
  });
  for (const ends of ["pointerup", "pointercancel"]) {
    window.addEventListener(ends, () => {
      held = null;
      window.blur();
    });
  }
  window.addEventListener("keydown", (event) => {
    const { range } = chart.view();
    const by = BY[event.key];
    if (!by || !range) return;
    event.preventDefault();
    event.stopPropagation();
    const step = by * (range[1] - range[0]);
    chart.show({
      range: moved(range, Math.sign(step) * Math.max(1, Math.abs(step)), chart.end()),
    });
  });

  /** @param {number} from @param {number} to */
  function stretch(from, to) {
    chart.show({ range: between(Math.max(0, from), Math.min(to, chart.end()), chart.end()) });
  }

  /** @param {State} state @param {Scale} scale */
  function paint({ history, run, position }, scale) {
    const { range } = chart.view();
    root.hidden = range === null;
    if (!range || !run || !position || !root.clientHeight) return;
    const { box, range: all } = whole();
    const x = (/** @type {number} */ epochs) => box.left + (box.width * epochs) / all[1];
    window.style.left = `${x(range[0])}px`;
    window.style.width = `${x(range[1]) - x(range[0])}px`;
    window.setAttribute("aria-valuemin", "0");
    window.setAttribute("aria-valuemax", String(all[1]));
    window.setAttribute("aria-valuenow", String(range[0]));
    window.setAttribute("aria-valuetext", words.range(...range));
    head.style.transform = `translateX(${x(epochsAt(position.index, run))}px)`;
    end.textContent = all[1] > LARGEST ? "" : words.epochShort(all[1]);
    const key = JSON.stringify([history.length, history.at(-1), box, all, scale.log]);
    if (key === drawn) return;
    drawn = key;
    draw(history, box, all, scale.log);
  }

  /** @param {State["history"]} history @param {import("./scale.js").Box} box @param {Range} all @param {boolean} log */
  function draw(history, box, all, log) {
    const pen = penOn(canvas, root.clientWidth, root.clientHeight);
    if (!pen) return;
    const scale = scaleOf({ range: all, ends: endsOf(history, log), log }, box);
    pen.beginPath();
    for (const { epoch, train_loss } of perColumn(history, all, Math.ceil(box.width)))
      pen.lineTo(scale.x(epoch), scale.y(train_loss));
    pen.strokeStyle = getComputedStyle(root).getPropertyValue("--ink-soft").trim();
    pen.lineWidth = LINE;
    pen.stroke();
  }

  return { root, paint, dispose: unthemed };
}
