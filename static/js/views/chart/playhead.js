/** The playhead over the curves: a line where the run stands, a knob at the evaluation whose losses are said. */

/** @import { HistoryPoint } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { count } from "../../words/numbers.js";
import { fewestWords, fullWords, shortWords } from "./curve.js";

const GAP = 10;

/** The elements, made once; the slider spans the whole chart and holds the others. */
export function buildPlayhead() {
  const knob = el("div", { class: "knob" });
  const line = el("div", { class: "playhead" });
  const epoch = el("span", { class: "epoch" });
  const train = el("span", { class: "train" });
  const test = el("span", { class: "test" });
  const words = el("p", { class: "losses" }, epoch, train, test);
  const recorded = el("p", { class: "recorded" });
  const slider = el(
    "div",
    {
      class: "travel",
      attrs: { role: "slider", tabindex: 0, "aria-label": "Travel through the run" },
    },
    ...[line, knob, words, recorded],
  );
  return { slider, line, knob, words, epoch, train, test, recorded };
}

/**
 * @param {ReturnType<typeof buildPlayhead>} parts
 * @param {{ x: number, epochs: number, recordedEpochs: number, point: HistoryPoint | null, knob: {x: number, y: number} | null }} at
 */
export function paintPlayhead(parts, at) {
  parts.line.style.transform = `translateX(${at.x}px)`;
  parts.knob.hidden = at.knob === null;
  if (at.knob) parts.knob.style.transform = `translate(${at.knob.x}px, ${at.knob.y}px)`;
  const end = Math.floor(at.recordedEpochs);
  say(parts.recorded, end > 0 ? `recorded to epoch ${count(end)} · drag to travel` : "");
  describe(parts.slider, Math.floor(at.epochs), end);
  const { offsetLeft, offsetWidth } = parts.recorded;
  const room = (offsetWidth > 0 ? offsetLeft : parts.slider.clientWidth) - GAP;
  sayLosses(parts, at.point, at.x, room);
}

/**
 * In full where that fits on one side of the playhead, else in fewer words; in full again to whoever points or listens.
 * @param {ReturnType<typeof buildPlayhead>} parts
 * @param {HistoryPoint | null} point
 * @param {number} x
 * @param {number} room
 */
function sayLosses(parts, point, x, room) {
  parts.words.hidden = point === null;
  if (!point) {
    parts.slider.removeAttribute("title");
    return;
  }
  const full = fullWords(point);
  parts.slider.title = full.epoch + full.train + full.test;
  for (const words of [full, shortWords(point), fewestWords(point)]) {
    say(parts.epoch, words.epoch);
    say(parts.train, words.train);
    say(parts.test, words.test);
    if (standBeside(parts.words, x, room)) return;
  }
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
  slider.setAttribute("aria-valuetext", `epoch ${now} of ${end}`);
}

/**
 * Right of the playhead, or left of it where there is no room; says whether there was room at all.
 * @param {HTMLElement} words
 * @param {number} x
 * @param {number} room
 */
function standBeside(words, x, room) {
  const width = words.offsetWidth;
  const right = x + GAP;
  const left = Math.min(x - GAP, room) - width;
  const fitsRight = right + width <= room;
  words.style.transform = `translateX(${fitsRight ? right : Math.max(GAP, left)}px)`;
  return fitsRight || left >= GAP;
}

/**
 * @param {HTMLElement} element
 * @param {string} words
 */
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
