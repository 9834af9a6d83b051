/** A unit over the input plane: its picture, what its colours stand for, and which output it is of. */

/** @import { Selection, Send, State, Store } from "../../state/types" */
/** @import { Shown } from "./map.js" */

import { el } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { overPlane } from "../../maps/maps.js";
import { sideFor } from "../../maps/sides.js";
import { isShut } from "../../run/led.js";
import { tooFastTo } from "../../state/pace.js";
import { sampleOf } from "../../state/select.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { nameAs, pixelOf, widthOf } from "./canvas.js";
import { planeInWords } from "./in-words.js";
import { makeLegend } from "./legend.js";
import { makePainter, projectionOf } from "./map.js";
import { nearest, placesOf } from "./plane.js";

const REACH_PX = 14;
/** So exactly can anyone point. */
const DIGITS = 3;
/** So often, while it changes faster than can be read, what a picture shows is said anew. */
const WORDS_MS = 1000;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {AbortSignal} gone
 * @param {() => void} again
 */
export function makePlane(store, send, gone, again) {
  const canvas = el("canvas", {
    class: "plane-map",
    attrs: { role: "img", title: words.output.points },
  });
  const painter = makePainter(canvas);
  const legend = makeLegend();
  const outputs = el("select", { attrs: { "aria-label": words.output.shown } });
  const root = el("div", { class: "plane" }, canvas, legend.root);
  /** What the last picture was made of: an equal list needs no new one. @type {unknown[]} */
  let made = [];
  let said = 0;
  const width = widthOf(canvas, again, gone);

  /** @param {State} state @param {Selection | null} asked the neuron that is pointed at or selected */
  function paint(state, asked) {
    const { run } = state;
    outputs.hidden = !run?.plane || run.layers[run.layers.length - 1].units < 2;
    if (!run?.plane) return;
    offerOutputs(state);
    const isFast = tooFastTo("read", state.playback);
    const last = run.layers.length - 1;
    const output = Math.min(state.output, run.layers[last].units - 1);
    const shown = {
      ...(asked ?? { layer: last, unit: output }),
      side: sideFor(run, isFast),
      tests: state.tests,
      discrete: state.discrete,
      lit: state.lit,
      samples: (!isFast && !state.lit) || state.own !== null,
      width: width(),
      fast: isFast,
    };
    const of = [...partsOf(state, shown), ...Object.values(shown)];
    if (of.every((part, place) => part === made[place])) return;
    made = of;
    painter.paint(state, shown);
    legend.paint(state, shown);
    outputs.value = String(output);
    // Words take longer than the picture, and nobody hears sixty a second.
    const now = performance.now();
    if (isFast && now - said < WORDS_MS) return;
    said = now;
    nameAs(canvas, planeInWords(state, shown));
  }

  /** Several outputs: which one's map is drawn. @param {State} state */
  function offerOutputs({ run }) {
    const { names } = run?.layers[run.layers.length - 1] ?? { names: [] };
    if (
      names.length === outputs.options.length &&
      names.every((name, at) => outputs.options[at].text === name)
    )
      return;
    outputs.replaceChildren(
      ...names.map((text, value) => el("option", { text, attrs: { value } })),
    );
  }

  const options = { signal: gone };
  outputs.addEventListener(
    "change",
    () => {
      store.set({ output: Number(outputs.value) });
      again();
    },
    options,
  );
  const own = onDemand(store, () => import("../../run/probe.js"));
  canvas.addEventListener(
    "click",
    async (event) => {
      const point = chooseAt(store, event, width());
      if (point && !isShut(store.get(), "yours")) (await own.ask())?.probe(store, send, point);
    },
    options,
  );
  gone.addEventListener(
    "abort",
    onRepaint(() => {
      made = [];
      painter.forget();
      again();
    }),
  );
  return { root, outputs, paint };
}

/** What of the state is in the picture. @param {State} state @param {Shown} shown */
function partsOf(state, { layer, samples, side }) {
  const passes = overPlane(state, side);
  const batch = samples ? [state.layers[0]?.rows, sampleOf(state), state.own?.values] : [];
  return [state.run, passes[layer], ...batch];
}

/**
 * A click on a point of the mini-batch chooses that sample; anywhere else it is a point of the visitor's own, given.
 * @param {Store} store
 * @param {MouseEvent} event
 * @param {number} width
 * @returns {number[] | null}
 */
function chooseAt(store, event, width) {
  const state = store.get();
  const to = projectionOf(state.run, width);
  const pixel = pixelOf(event);
  const sample = state.own ? null : nearest(placesOf(state), to, pixel, REACH_PX);
  if (sample === null) return to.at(pixel)?.map((each) => Number(each.toPrecision(DIGITS))) ?? null;
  store.set({ sample });
  return null;
}
