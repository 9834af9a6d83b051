/** The loss chart, which is the scrub bar too: drag anywhere on it to travel through the run. */

/** @import { Mount, State } from "../state/types" */
/** @import { makeCurve } from "./compare/curve.js" */
/** @import { createPlot } from "./chart/plot.js" */
/** @import { Chart, View } from "./chart/view.js" */
/** @import { makeTools } from "./chart/tools.js" */
/** @import { Scale } from "./chart/scale.js" */
/** @import { makeStopsOnChart } from "./stops/chart.js" */
/** @import { makeBranchesOnChart } from "./branches/chart.js" */

import { el } from "../draw/dom.js";
import { paced } from "../draw/paced.js";
import { createLatest } from "../line/pacing.js";
import { epochsAt } from "../run/positions.js";
import { tooFastTo } from "../state/pace.js";
import { words } from "../words/words.js";
import { listenForTravel } from "./chart/drag.js";
import { horizon, isBegun, pointAt, pointHere } from "./chart/losses.js";
import { makeMarks } from "./chart/marks.js";
import { createOthers } from "./chart/others.js";
import { buildPlayhead, paintPlayhead } from "./chart/playhead.js";
import { following } from "./chart/range.js";
import { hasBar } from "./chart/room.js";
import { scaleOf } from "./chart/scale.js";
import { indexByKey, indexNear } from "./chart/travel.js";
import { onDemand } from "./on-demand.js";

/** What the button takes behind which the tools are where there is no bar for them. In pixels. */
const OPENER = 26;
/** Where the curves will begin: until they do, the run stands there. */
const UNDRAWN = scaleOf(
  { range: [0, 1], ends: [0, 1], log: false },
  { left: 50, top: 24, width: 0, height: 0 },
);

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
  const besides = onDemand(store, () => import("./compare/curve.js"));
  /** @type {ReturnType<typeof makeCurve> | null} */
  let otherCurve = null;
  const stops = onDemand(store, () => import("./stops/chart.js"));
  /** @type {ReturnType<typeof makeStopsOnChart> | null} */
  let stopsOver = null;
  const parting = onDemand(store, () => import("./branches/chart.js"));
  /** @type {ReturnType<typeof makeBranchesOnChart> | null} */
  let branchesOver = null;
  const sendLatest = createLatest(send);
  /** @type {number | null} where the hand is, until the run has followed */
  let wished = null;
  const othersOf = createOthers();
  /** @type {View} */
  let view = { range: null, log: false };
  /** @type {number | undefined} where the run stood when the chart was painted last */
  let stood;
  const tooling = onDemand(store, () => import("./chart/tools.js"));
  /** @type {ReturnType<typeof makeTools> | null} */
  let tools = null;
  /** @type {Chart} */
  const chart = {
    root,
    slider: parts.slider,
    view: () => view,
    show(next) {
      view = { ...view, ...next };
      paint();
    },
    scale: () => plot?.scale() ?? null,
    end: () => Math.ceil(recordedEpochs(store.get())),
    travel,
  };

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
      const { epochs, pixelsPerEpoch } = plot.scale();
      const at = epochs(clientX - root.getBoundingClientRect().left);
      return indexNear(at, state.run, state.recorded, pixelsPerEpoch);
    },
    isTaken: (event) => tools?.takes(event) ?? false,
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
    const scale = plot?.scale() ?? UNDRAWN;
    marks.paint(state, scale);
    paintStops(state, scale);
    paintBranches(state, scale);
    const isThere = point && plot && scale.holds(point.epoch);
    paintPlayhead(parts, {
      ...{ x: scale.x(epochs), isInSight: scale.holds(epochs), epochs, point },
      knob: isThere ? { x: scale.x(point.epoch), y: scale.y(point.train_loss) } : null,
      recordedEpochs: recordedEpochs(state),
      beside: state.beside && pointAt(state.beside.history, epochs),
      ...{ inBar, taken: tools ? (inBar && tools.width()) || OPENER : 0 },
    });
    tools?.paint(state, scale);
    otherCurve ??= (state.beside && besides.now(() => soon.ask())?.makeCurve(root)) || null;
    otherCurve?.paint(state, scale);
  }

  /** Loaded once there is one. @param {State} state @param {Scale} scale */
  function paintStops(state, scale) {
    const { stops: there, searching, stopped } = state.playback ?? {};
    const part = there?.length || searching || stopped ? stops.now(() => soon.ask()) : null;
    stopsOver ??= part?.makeStopsOnChart(root, store, send) ?? null;
    stopsOver?.paint(state, scale);
  }

  /** Loaded once there is more than one. @param {State} state @param {Scale} scale */
  function paintBranches(state, scale) {
    const isTree = (state.branches?.branches.length ?? 0) > 1;
    const part = isTree && plot ? parting.now(() => soon.ask()) : null;
    branchesOver ??= part?.makeBranchesOnChart(root, send) ?? null;
    branchesOver?.paint(state, scale);
  }

  /** Whether there is room for it: on a follower's telephone there is none. */
  let hasRoom = false;
  let inBar = false;

  /** Curves are there as soon as they are needed, and have come. */
  function begin() {
    const isNeeded = hasRoom && store.get().recorded > 0;
    const part = isNeeded ? drawing.now(() => soon.ask()) : null;
    if (part && !plot && !gone) plot = part.createPlot(curves, paint);
    const kit = plot && store.get().history.length > 1 ? tooling.now(() => soon.ask()) : null;
    if (kit && !tools && !gone) tools = kit.makeTools(chart, store, send);
  }

  /** What is shown goes along with the run, where that goes on. @param {State} state */
  function follow({ run, position }) {
    if (!run || !position) return;
    if (position.index !== stood && stood !== undefined)
      view = { ...view, range: following(view.range, epochsAt(position.index, run), chart.end()) };
    stood = position.index;
  }

  let gone = false;

  /** Curves and playhead, of one state: it never stands beyond the axis. */
  function paint() {
    const state = store.get();
    const { history, run } = state;
    begin();
    plot?.makeRoomFor(othersOf(state));
    follow(state);
    if (state.chartRange !== view.range) store.set({ chartRange: view.range });
    const all = /** @type {const} */ ([0, endOf(state)]);
    const points = tools?.points() ?? history;
    plot?.show({ history: points, range: view.range ?? all, log: view.log });
    if (plot) tellScale(plot.scale());
    empty.hidden = !run || isBegun(history);
    paintPlace(state);
  }

  /** To the style, for what lies over the curves. @param {Scale} scale */
  function tellScale({ y }) {
    root.style.setProperty("--no-loss", `${y(0)}px`);
    root.style.setProperty("--one-loss", `${y(0) - y(1)}px`);
  }

  const soon = paced(paint, () => tooFastTo("read", store.get().playback));
  soon.ask();
  const resized = new ResizeObserver(([{ contentRect }]) => {
    hasRoom = contentRect.width > 0;
    inBar = hasBar(root);
    soon.stop();
    soon.ask();
  });
  resized.observe(root);
  const unsubscribe = store.subscribe((state, previous) => {
    const changed =
      state.history !== previous.history ||
      state.run !== previous.run ||
      state.stopPlaces !== previous.stopPlaces ||
      state.branches !== previous.branches ||
      state.branchLines !== previous.branchLines;
    if (state.run?.id !== previous.run?.id) {
      view = { ...view, range: null };
      stood = undefined;
    }
    const moved =
      state.position !== previous.position ||
      state.playback !== previous.playback ||
      state.beside !== previous.beside;
    if (state.playback !== previous.playback) soon.stop();
    if (changed || moved) soon.ask();
  });
  return () => {
    unsubscribe();
    resized.disconnect();
    soon.stop();
    gone = true;
    tools?.dispose();
    plot?.dispose();
  };
}

/** Of the axis: a saved page goes no further than it does. @param {State} state */
function endOf(state) {
  const epochs = recordedEpochs(state);
  return state.saved ? Math.max(1, Math.ceil(epochs)) : horizon(Math.floor(epochs));
}

/** @param {State} state */
function recordedEpochs(state) {
  return state.run ? epochsAt(state.recorded, state.run) : 0;
}
