/** The loss chart, which is the scrub bar too: drag anywhere on it to travel through the run. */

/** @import { Mount, State } from "../state/types" */
/** @import { createPlot } from "./chart/plot.js" */
/** @import { makeStopsOnChart } from "./stops/chart.js" */

import { el } from "../draw/dom.js";
import { paced } from "../draw/paced.js";
import { createLatest } from "../line/pacing.js";
import { epochsAt } from "../run/positions.js";
import { tooFastTo } from "../state/pace.js";
import { words } from "../words/words.js";
import { listenForTravel } from "./chart/drag.js";
import { pointHere } from "./chart/losses.js";
import { makeMarks } from "./chart/marks.js";
import { buildPlayhead, paintPlayhead } from "./chart/playhead.js";
import { indexByKey, indexNear } from "./chart/travel.js";
import { onDemand } from "./on-demand.js";

/** Where the curves will begin, in pixels from the left. */
const START = 50;

/** @type {Mount} */
export function mountChart(root, store, send) {
  const curves = el("div", { class: "curves", attrs: { "aria-hidden": "true" } });
  const parts = buildPlayhead();
  const empty = el(
    "p",
    { class: "chart-empty" },
    words.chart.nothingYet,
    el("span", { text: words.chart.nothingYetThen }),
  );
  const marks = makeMarks((index) => send({ type: "seek", index }));
  root.replaceChildren(curves, empty, parts.slider, marks.root);
  // The curves are loaded once there is a way to travel: nobody waits for them before the first step.
  const drawing = onDemand(store, () => import("./chart/plot.js"));
  /** @type {ReturnType<typeof createPlot> | null} */
  let plot = null;
  const stops = onDemand(store, () => import("./stops/chart.js"));
  /** @type {ReturnType<typeof makeStopsOnChart> | null} */
  let stopsOver = null;
  const sendLatest = createLatest(send);
  /** @type {number | null} where the hand is, until the run has followed */
  let wished = null;

  /** @param {number} index */
  async function travel(index) {
    if (index === wished) return;
    wished = index;
    paint();
    await sendLatest({ type: "seek", index });
    wished = null;
    paint();
  }

  listenForTravel(parts.slider, {
    travel,
    indexAt(clientX) {
      const state = store.get();
      if (!plot || !state.run || !state.position) return null;
      const epochs = plot.epochs(clientX - root.getBoundingClientRect().left);
      return indexNear(epochs, state.run, state.recorded, plot.pixelsPerEpoch());
    },
    indexByKey(key) {
      const state = store.get();
      if (!state.run || !state.position) return null;
      return indexByKey(key, wished ?? state.position.index, state.run, state.recorded);
    },
  });

  /** @param {State} state */
  function paintPlace(state) {
    const { run, position } = state;
    parts.slider.hidden = !run || !position;
    if (!run || !position) return;
    const index = wished ?? position.index;
    const epochs = epochsAt(index, run);
    const point = pointHere(state, index);
    root.dataset.phase = position.phase;
    const x = plot?.x ?? (() => START);
    marks.paint(state, x);
    paintStops(state, x);
    paintPlayhead(parts, {
      ...{ x: x(epochs), epochs, point },
      knob: plot && point && { x: x(point.epoch), y: plot.y(point.train_loss) },
      recordedEpochs: recordedEpochs(state),
    });
  }

  /** Loaded once there is one. @param {State} state @param {(epochs: number) => number} x */
  function paintStops(state, x) {
    const { stops: there, searching, stopped } = state.playback ?? {};
    const part = there?.length || searching || stopped ? stops.now(() => soon.ask()) : null;
    stopsOver ??= part?.makeStopsOnChart(root, store, send) ?? null;
    stopsOver?.paint(state, x);
  }

  /** Whether there is room for it: on a follower's telephone there is none. */
  let hasRoom = false;

  /** Curves are there as soon as they are needed, and have come. */
  function begin() {
    const isNeeded = hasRoom && store.get().recorded > 0;
    const part = isNeeded ? drawing.now(() => soon.ask()) : null;
    if (part && !plot && !gone) plot = part.createPlot(curves, paint);
  }

  let gone = false;

  /** Curves and playhead, of one state: it never stands beyond the axis. */
  function paint() {
    const state = store.get();
    const { history, run } = state;
    begin();
    plot?.show(history, Math.floor(recordedEpochs(state)));
    if (plot) tellScale(plot);
    empty.hidden = !run || history.some(({ epoch }) => epoch > 0);
    paintPlace(state);
  }

  /** To the style, for what lies over the curves. @param {ReturnType<typeof createPlot>} plot */
  function tellScale({ y }) {
    root.style.setProperty("--no-loss", `${y(0)}px`);
    root.style.setProperty("--one-loss", `${y(0) - y(1)}px`);
  }

  const soon = paced(paint, () => tooFastTo("read", store.get().playback));
  soon.ask();
  const resized = new ResizeObserver(([{ contentRect }]) => {
    hasRoom = contentRect.width > 0;
    soon.stop();
    soon.ask();
  });
  resized.observe(root);
  const unsubscribe = store.subscribe((state, previous) => {
    const changed =
      state.history !== previous.history ||
      state.run !== previous.run ||
      state.stopPlaces !== previous.stopPlaces;
    const moved = state.position !== previous.position || state.playback !== previous.playback;
    if (state.playback !== previous.playback) soon.stop();
    if (changed || moved) soon.ask();
  });
  return () => {
    unsubscribe();
    resized.disconnect();
    soon.stop();
    gone = true;
    plot?.dispose();
  };
}

/** @param {State} state */
function recordedEpochs(state) {
  return state.run ? epochsAt(state.recorded, state.run) : 0;
}
