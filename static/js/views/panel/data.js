/** The data tab: the plane with its points, or the picture, or the row, of the sample on screen. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { originals } from "../../run/standardisation.js";
import { perUnit, sampleOf } from "../../state/select.js";
import { words } from "../../words/words.js";
import { drawGraph, graphInWords } from "./graph.js";
import { drawPlane, planeInWords, projectionOf } from "./map.js";
import { morph } from "./morph.js";
import { evaluationOf, featuresOf, outputsOf } from "./outputs.js";
import { drawPicture } from "./picture.js";
import { nearest, placesOf } from "./plane.js";
import { writeSection } from "./write.js";

const REACH_PX = 14;

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {AbortSignal} gone
 */
export function makeData(root, store, gone) {
  const plane = makePlane(store, gone);
  const picture = el("canvas", { class: "picture", attrs: { role: "img" } });
  const graph = el("canvas", { class: "line-plot", attrs: { role: "img" } });
  const empty = el("p", { class: "words", text: words.panel.loadFirst });
  const lists = el("div", { class: "sections" });
  root.replaceChildren(plane.root, graph, picture, empty, lists);

  /** @param {State} state */
  function paint(state) {
    const inputs = state.layers[0]?.a;
    const isImage = Boolean(state.run?.image && inputs);
    plane.root.hidden = !state.run?.plane;
    picture.hidden = !isImage;
    graph.hidden = !state.run?.interval;
    empty.hidden = Boolean(inputs);
    if (state.run?.interval) paintGraph(graph, state);
    if (state.run?.plane) plane.paint(state);
    if (isImage) paintPicture(picture, state);
    const features = isImage ? [] : featuresOf(state);
    morph(lists, [...outputsOf(state), ...features, ...evaluationOf(state)].map(writeSection));
  }
  gone.addEventListener(
    "abort",
    onRepaint(() => paint(store.get())),
  );
  return { paint };
}

/** @param {HTMLCanvasElement} canvas @param {State} state */
function paintGraph(canvas, state) {
  drawGraph(canvas, state);
  canvas.setAttribute("aria-label", graphInWords(state));
}

/** @param {HTMLCanvasElement} canvas @param {State} state */
function paintPicture(canvas, state) {
  const { run } = state;
  const pixels = perUnit(state, "a", 0);
  if (!pixels || !run?.image) return;
  drawPicture(canvas, originals(run, pixels), run.image);
  canvas.setAttribute(
    "aria-label",
    state.scope === "batch" ? words.panel.meanImage : words.panel.imageOf(sampleOf(state) + 1),
  );
}

/** @param {Store} store @param {AbortSignal} gone */
function makePlane(store, gone) {
  const canvas = el("canvas", { class: "plane-map", attrs: { role: "img" } });
  const tests = el("input", { attrs: { type: "checkbox", id: "show-tests" } });
  const output = el("select", { attrs: { "aria-label": words.panel.outputShown } });
  const explained = el("p", { class: "small-print" });
  const root = el(
    "section",
    { class: "plane" },
    canvas,
    el("div", { class: "plane-options" }, el("label", {}, tests, words.panel.showTests), output),
    explained,
  );
  /** What the last picture was made of: an equal list needs no new one. @type {unknown[]} */
  let made = [];

  /** @param {State} state */
  function paint(state) {
    offerOutputs(output, state);
    const last = state.layers[(state.run?.layers.length ?? 1) - 1];
    const unit = Number(output.value) || 0;
    const theme = getComputedStyle(canvas).getPropertyValue("--surface");
    const of = [
      state.run,
      last?.map,
      state.layers[0]?.y,
      state.layers[0]?.a,
      sampleOf(state),
      tests.checked,
      unit,
      theme,
      devicePixelRatio,
    ];
    if (of.every((part, place) => part === made[place])) return;
    made = of;
    drawPlane(canvas, state, { unit, tests: tests.checked });
    canvas.setAttribute("aria-label", planeInWords(state));
    explained.textContent = explain(state);
  }
  const again = () => paint(store.get());
  tests.addEventListener("change", again, { signal: gone });
  output.addEventListener("change", again, { signal: gone });
  canvas.addEventListener("click", (event) => chooseAt(store, event), { signal: gone });
  return { root, paint };
}

/** Several outputs: which one's map is drawn. @param {HTMLSelectElement} select @param {State} state */
function offerOutputs(select, state) {
  const { names } = state.run?.layers.at(-1) ?? { names: [] };
  select.hidden = names.length < 2;
  const offered = Array.from(select.options, ({ text }) => text);
  if (names.join("\n") === offered.join("\n")) return;
  select.replaceChildren(...names.map((text, value) => el("option", { text, attrs: { value } })));
}

/** A click on a point of the mini-batch chooses that sample. @param {Store} store @param {MouseEvent} event */
function chooseAt(store, { offsetX, offsetY }) {
  const state = store.get();
  const sample = nearest(
    placesOf(state),
    projectionOf(state.run),
    { x: offsetX, y: offsetY },
    REACH_PX,
  );
  if (sample !== null) store.set({ sample });
}

/** @param {State} state */
function explain(state) {
  if (!state.layers[0]?.a) return words.panel.pointsBefore;
  return words.panel.points;
}
