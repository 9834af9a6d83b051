/** The playhead over the curves: a line where the run stands, a knob at the evaluation whose losses are said. */

/** @import { HistoryPoint } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { words } from "../../words/words.js";
import { bothWords, fewestWords, fullWords, shortWords } from "./losses.js";

const GAP = 10;

/** The elements, made once; the slider spans the whole chart and holds the others. */
export function buildPlayhead() {
  const knob = el("div", { class: "knob" });
  const line = el("div", { class: "playhead" });
  const epoch = el("span", { class: "epoch" });
  const train = el("span", { class: "train" });
  const test = el("span", { class: "test" });
  const losses = el("p", { class: "losses" }, epoch, train, test);
  const recorded = el("p", { class: "recorded" });
  const slider = el(
    "div",
    {
      class: "travel",
      attrs: { role: "slider", tabindex: 0, "aria-label": words.chart.travel },
    },
    ...[line, knob, losses, recorded],
  );
  return { slider, line, knob, losses, epoch, train, test, recorded };
}

/**
 * @param {ReturnType<typeof buildPlayhead>} parts
 * `beside`: what another run that stands beside it says there; `inBar`: losses do not go along with the playhead; `taken`: pixels at the right that others have.
 * @param {{ x: number, isInSight: boolean, epochs: number, recordedEpochs: number, point: HistoryPoint | null, beside: HistoryPoint | null, inBar: boolean, taken: number, knob: {x: number, y: number} | null }} at
 */
export function paintPlayhead(parts, at) {
  parts.line.hidden = !at.isInSight;
  parts.line.style.transform = `translateX(${at.x}px)`;
  parts.knob.hidden = at.knob === null;
  if (at.knob) parts.knob.style.transform = `translate(${at.knob.x}px, ${at.knob.y}px)`;
  const end = Math.floor(at.recordedEpochs);
  put(parts.recorded, end > 0 ? words.chart.recorded(end) : "");
  describe(parts.slider, Math.floor(at.epochs), end);
  const { offsetLeft, offsetWidth } = parts.recorded;
  const room = (offsetWidth > 0 ? offsetLeft : parts.slider.clientWidth - at.taken) - GAP;
  sayLosses(parts, at, room);
}

/**
 * In full where that fits on one side of the playhead, else in fewer words; in full again to whoever points or listens.
 * @param {ReturnType<typeof buildPlayhead>} parts
 * @param {{ point: HistoryPoint | null, beside: HistoryPoint | null, x: number, inBar: boolean }} at
 * @param {number} room
 */
function sayLosses(parts, { point, beside, x, inBar }, room) {
  parts.losses.hidden = point === null;
  if (!point) {
    parts.slider.removeAttribute("title");
    return;
  }
  const full = beside ? bothWords(point, beside) : fullWords(point);
  parts.slider.title = full.epoch + full.train + full.test;
  const fewer = beside ? [{ ...full, test: "" }] : [shortWords(point), fewestWords(point)];
  for (const said of [full, ...fewer]) {
    put(parts.epoch, said.epoch);
    put(parts.train, said.train);
    put(parts.test, said.test);
    if (inBar ? fits(parts.losses, room) : standBeside(parts.losses, x, room)) return;
  }
}

/** Where the style has put them. @param {HTMLElement} losses @param {number} room */
function fits(losses, room) {
  losses.style.transform = "";
  return losses.offsetLeft + losses.offsetWidth <= room;
}

/**
 * @param {HTMLElement} slider
 * @param {number} now
 * @param {number} end
 */
function describe(slider, now, end) {
  slider.setAttribute("aria-valuemin", "0");
  slider.setAttribute("aria-valuemax", String(end));
  slider.setAttribute("aria-valuenow", String(now));
  slider.setAttribute("aria-valuetext", words.chart.epochOf(now, end));
}

/**
 * Right of the playhead, or left of it where there is no room; says whether there was room at all.
 * @param {HTMLElement} losses
 * @param {number} x
 * @param {number} room
 */
function standBeside(losses, x, room) {
  const width = losses.offsetWidth;
  const right = x + GAP;
  const left = Math.min(x - GAP, room) - width;
  const fitsRight = right + width <= room;
  losses.style.transform = `translateX(${fitsRight ? right : Math.max(GAP, left)}px)`;
  return fitsRight || left >= GAP;
}
