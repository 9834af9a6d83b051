/** Over the loss curve of a copy: its losses in a line of their own, and how low the best of the class came. */

/** @import { State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { number } from "../../words/numbers.js";
import { words as page, spoken } from "../../words/words.js";
import { percent, pointHere } from "../chart/losses.js";

const words = spoken(classroom).challenge;

export function forkCurve() {
  const epoch = el("strong");
  const train = el("strong");
  const rest = el("span");
  // The curve's own slider says the same to who listens.
  const attrs = { "aria-hidden": "true", hidden: true };
  const line = el("p", { class: "fork-epoch", attrs }, epoch, el("span", {}, train, rest));
  const best = el("span");
  const mark = el("p", { class: "fork-best", attrs }, best);
  document.getElementById("chart")?.append(el("div", { class: "fork-bests" }, mark), line);

  return {
    /** @param {State} state @param {boolean} isShown */
    paint(state, isShown) {
      const point = isShown ? pointHere(state) : null;
      const { challenge } = state;
      const goal = challenge?.goal.kind === "test_loss" ? challenge.best : null;
      line.hidden = point === null;
      mark.hidden = point === null || goal === null;
      if (!point) return;
      put(epoch, page.place.epoch(point.epoch));
      put(train, page.chart.train(number(point.train_loss)));
      const accuracy = point.test_accuracy ?? point.train_accuracy;
      const test = point.test_loss === null ? "" : page.chart.test(number(point.test_loss));
      put(rest, test + (accuracy === null ? "" : words.accurate(percent(accuracy))));
      if (goal === null) return;
      put(best, words.bestOf(number(goal)));
      mark.style.setProperty("--loss-here", String(goal));
    },
    remove() {
      line.remove();
      mark.parentElement?.remove();
    },
  };
}
