/** The training rows most like a sample of the visitor's own: pictures with their labels, or rows by their number. */

/** @import { Neighbour, Run } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { textOf } from "../../line/said.js";
import { picturedBy } from "../../run/pieces.js";
import { own } from "../../words/en-own.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { drawPicture } from "../panel/picture.js";
import { targetClass } from "../stage/names.js";
import { classOf } from "../stage/reading.js";

const words = spoken(own);

export function makeNearest() {
  const title = el("h3", { class: "eyebrow" });
  const list = el("ul", { class: "own-nearest" });
  const root = el("section", { class: "panel-section" }, title, list);
  /** @type {readonly Neighbour[]} */
  let painted = [];

  return {
    root,
    /** @param {Run} run @param {readonly Neighbour[]} neighbours */
    paint(run, neighbours) {
      root.hidden = neighbours.length === 0;
      if (root.hidden || neighbours === painted) return;
      painted = neighbours;
      const pictured = picturedBy(run);
      title.textContent = pictured ? words.nearestOf[pictured] : words.nearest;
      list.replaceChildren(...neighbours.map((each) => item(run, each)));
    },
  };
}

/** @param {Run} run @param {Neighbour} neighbour */
function item(run, neighbour) {
  const label = labelOf(run, neighbour.target);
  const name = words.near(label, neighbour.distance);
  const said = textOf(run, "train", neighbour.row);
  const title = words.trainingRow(neighbour.row + 1);
  if (said && !run.image) return el("li", { text: said, attrs: { title } }, smallPrint(name));
  if (!run.image) return el("li", { text: name, attrs: { title } });
  const canvas = el("canvas", { class: "picture", attrs: { role: "img", "aria-label": name } });
  const made = el("li", { attrs: { title } }, canvas, el("span", { text: label }));
  made.append(smallPrint(number(neighbour.distance)));
  // Its colours are known when it is on the page.
  queueMicrotask(() => drawPicture(canvas, neighbour.values, /** @type {any} */ (run.image)));
  return made;
}

/** @param {string} text */
function smallPrint(text) {
  return el("span", { class: "small-print", text });
}

/** The class that a row is of, or its values. @param {Run} run @param {readonly number[]} target */
function labelOf(run, target) {
  const place = classOf(run, target);
  if (place !== null) return run.classes[place];
  return targetClass(run, target[0]) || target.map(number).join(" · ");
}
