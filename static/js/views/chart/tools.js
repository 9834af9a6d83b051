/** Beside the losses: which epochs are shown, and on what scale. Loaded once there is a curve. */

/** @import { Send, State, Store } from "../../state/types" */
/** @import { Scale } from "./scale.js" */
/** @import { Chart } from "./view.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { epochsAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { charting } from "../../words/en-charting.js";
import { spoken } from "../../words/words.js";
import { segment } from "../segment.js";
import { styled } from "../styled.js";
import { makeBesides } from "./besides.js";
import { makeDetail } from "./detail.js";
import { listenToChartKeys } from "./keys.js";
import { makeLoop } from "./loop.js";
import { around, moved } from "./range.js";
import { listenForRanges } from "./select.js";

const words = spoken(charting);
const STYLE = "static/css/charting.css";
/** Closer and further, by one press and by one turn of the wheel. */
const TIMES = 2;
const TURN = 1.25;

/**
 * @param {Chart} chart
 * @param {Store} store
 * @param {Send} send
 */
export function makeTools(chart, store, send) {
  const { root } = chart;
  const loop = makeLoop(chart, store, send);
  const axis = segment({
    label: words.axis,
    role: "radiogroup",
    choices: /** @type {const} */ ([
      ["linear", words.linear],
      ["log", words.log],
    ]),
    choose: (chosen) => chart.show({ log: chosen === "log" }),
  });
  axis.root.className = "chart-axis";
  const detail = makeDetail(store, send, () => chart.show({}));
  const besides = makeBesides(chart, store, send);
  const range = el("output", { class: "chart-range", attrs: { title: words.zoomHint } });
  const further = iconButton("minus", words.further, () => zoom(TIMES));
  const closer = iconButton("plus", words.closer, () => zoom(1 / TIMES));
  const whole = iconButton("enlarge", words.whole, () => chart.show({ range: null }));
  const zoomed = el("div", { class: "chart-zoom" }, further, range, closer, whole);
  const tools = el(
    "div",
    { class: "chart-tools", attrs: { role: "group", "aria-label": words.tools, popover: "auto" } },
    ...[loop.chip, axis.root, zoomed, besides.root],
  );
  const more = iconButton("more", words.more, () => {});
  more.classList.add("chart-more");
  more.popoverTargetElement = tools;
  // Above the chart, where it is no part of it.
  tools.addEventListener("beforetoggle", () => {
    const above = window.innerHeight - root.getBoundingClientRect().top;
    tools.style.setProperty("--tools-above", `${above + 4}px`);
  });
  void styled(STYLE).then(() => {
    root.append(loop.over, more, tools, besides.below);
    root.dataset.tools = "";
    chart.show({});
  });

  /** Around a place, or the playhead. @param {number} times @param {number} [centre] */
  function zoom(times, centre = here()) {
    chart.show({ range: around(chart.view().range, times, centre, chart.end()) });
  }

  function here() {
    const { run, position } = store.get();
    return run && position ? epochsAt(position.index, run) : 0;
  }

  const keys = listenToChartKeys(root, store, {
    closer: () => zoom(1 / TIMES),
    further: () => zoom(TIMES),
    whole: () => chart.show({ range: null }),
    log: () => chart.show({ log: !chart.view().log }),
    film: besides.flipFilm,
    loop: loop.flip,
    "loop from": () => loop.endHere("first"),
    "loop to": () => loop.endHere("last"),
  });
  const ranges = listenForRanges(chart, {
    loop: (one, other) => {
      if (!watches(store.get())) loop.choose(one, other);
    },
    turn: (closer, centre) => zoom(closer ? 1 / TURN : TURN, centre),
    along(pixels) {
      const { range } = chart.view();
      const scale = chart.scale();
      if (!range || !scale) return;
      const by = Math.sign(pixels) * Math.max(1, Math.abs(pixels) / scale.pixelsPerEpoch);
      chart.show({ range: moved(range, by, chart.end()) });
    },
  });

  let width = 0;
  // Asked when it changes: to ask in every painting has the page laid out once more.
  const sized = new ResizeObserver(() => {
    width = tools.offsetWidth;
    root.style.setProperty("--tools-width", `${width}px`);
    chart.show({});
  });
  sized.observe(tools);

  return {
    /** The points to be drawn: of what is shown, more than the history has. */
    points: () => detail.of(chart.view().range),
    takes: ranges.takes,
    width: () => width,
    /** @param {State} state @param {Scale} scale */
    paint(state, scale) {
      const view = chart.view();
      loop.paint(state, scale);
      besides.paint(state, scale);
      axis.paint(view.log ? "log" : "linear");
      put(range, view.range ? words.range(...view.range) : words.all);
      root.toggleAttribute("data-log", view.log);
      further.disabled = whole.disabled = view.range === null;
    },
    dispose() {
      keys();
      besides.dispose();
      sized.disconnect();
      ranges.dispose();
    },
  };
}
