/** The playhead over the curves: a line, a knob, and what the losses are there. */

/** @import { HistoryPoint } from "../../types" */

import { el } from "../../dom.js";
import { count } from "../../format.js";
import { lossWords, pointAt } from "./curve.js";

const GAP = 10;

/** The elements, made once; the slider spans the whole chart and holds the others. */
export function buildPlayhead() {
  const knob = el("div", { class: "knob" });
  const line = el("div", { class: "playhead" }, knob);
  const train = el("span", { class: "train" });
  const test = el("span", { class: "test" });
  const words = el("p", { class: "losses" }, train, test);
  const recorded = el("p", { class: "recorded" });
  const slider = el(
    "div",
    {
      class: "travel",
      attrs: { role: "slider", tabindex: 0, "aria-label": "Travel through the run" },
    },
    ...[line, words, recorded],
  );
  return { slider, line, knob, words, train, test, recorded };
}

/**
 * @param {ReturnType<typeof buildPlayhead>} parts
 * @param {{ x: number, y: number | null, epochs: number, recordedEpochs: number, history: readonly HistoryPoint[] }} at
 */
export function paintPlayhead(parts, at) {
  parts.line.style.transform = `translateX(${at.x}px)`;
  parts.knob.hidden = at.y === null;
  if (at.y !== null) parts.knob.style.transform = `translateY(${at.y}px)`;
  const end = Math.floor(at.recordedEpochs);
  say(parts.recorded, end > 0 ? `recorded to epoch ${count(end)} · drag to travel` : "");
  sayLosses(parts, pointAt(at.history, at.epochs));
  describe(parts.slider, Math.floor(at.epochs), end);
  const { offsetLeft, offsetWidth } = parts.recorded;
  const room = (offsetWidth > 0 ? offsetLeft : parts.slider.clientWidth) - GAP;
  standBeside(parts.words, at.x, room);
}

/**
 * @param {ReturnType<typeof buildPlayhead>} parts
 * @param {HistoryPoint | null} point
 */
function sayLosses({ train, test, words }, point) {
  words.hidden = point === null;
  if (!point) return;
  const tested = point.test_loss !== null;
  say(train, `train ${lossWords(point.train_loss, point.train_accuracy)}`);
  say(test, tested ? ` · test ${lossWords(point.test_loss ?? 0, point.test_accuracy)}` : "");
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
 * Right of the playhead, or left of it where there is no room.
 * @param {HTMLElement} words
 * @param {number} x
 * @param {number} room
 */
function standBeside(words, x, room) {
  const width = words.offsetWidth;
  const right = x + GAP;
  const left = Math.max(GAP, Math.min(x - GAP, room) - width);
  words.style.transform = `translateX(${right + width <= room ? right : left}px)`;
}

/**
 * @param {HTMLElement} element
 * @param {string} words
 */
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
