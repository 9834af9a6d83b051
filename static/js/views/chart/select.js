/** A hand that draws along the chart to choose epochs: those it goes over are shown alone. */

/** @import { Chart } from "./view.js" */

import { el } from "../../draw/dom.js";
import { between } from "./range.js";
import { hasBar } from "./room.js";

/** A hand that moved less has only touched. In pixels. */
const LEAST = 4;

/**
 * @param {Chart} chart
 * @param {object} ways
 * @param {(one: number, other: number) => void} ways.loop epochs to go round, drawn along the lane of marks
 * @param {(closer: boolean, centre: number) => void} ways.turn of the wheel, over an epoch
 * @param {(pixels: number) => void} ways.along of the wheel, sideways
 */
export function listenForRanges(chart, { loop, turn, along }) {
  const { root, slider } = chart;
  const gone = new AbortController();
  const options = { signal: gone.signal };
  const band = el("div", { class: "chart-band", attrs: { hidden: true } });
  slider.append(band);
  /** @type {{ pointer: number, from: number, to: number, loops: boolean } | null} */
  let drawn = null;

  /** Whether a hand chooses here, and does not travel. @param {PointerEvent} event */
  function takes(event) {
    const scale = chart.scale();
    if (!scale || event.pointerType === "touch") return false;
    const { top, height } = scale.box;
    const below = event.clientY - root.getBoundingClientRect().top - top - height;
    return event.shiftKey || below > 0 || isInLane(event);
  }

  /** Whether it goes along the lane of marks, where there is one. @param {PointerEvent} event */
  function isInLane({ clientY, shiftKey }) {
    const scale = chart.scale();
    if (!scale || shiftKey || !hasBar(root)) return false;
    return clientY - root.getBoundingClientRect().top < scale.box.top;
  }

  /** @param {PointerEvent} event */
  const at = ({ clientX }) => clientX - root.getBoundingClientRect().left;

  function paint() {
    band.hidden = drawn === null || Math.abs(drawn.to - drawn.from) < LEAST;
    if (!drawn) return;
    const { from, to } = drawn;
    band.style.left = `${Math.min(from, to)}px`;
    band.style.width = `${Math.abs(to - from)}px`;
  }

  slider.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || !takes(event)) return;
      const loops = isInLane(event);
      drawn = { pointer: event.pointerId, from: at(event), to: at(event), loops };
      slider.setPointerCapture(event.pointerId);
    },
    options,
  );
  slider.addEventListener(
    "pointermove",
    (event) => {
      if (drawn?.pointer === event.pointerId) {
        drawn.to = at(event);
        paint();
      } else slider.classList.toggle("chooses", !drawn && takes(event));
    },
    options,
  );
  slider.addEventListener(
    "pointerup",
    (event) => {
      if (drawn?.pointer !== event.pointerId) return;
      const { from, to, loops } = drawn;
      drawn = null;
      paint();
      // The arrows shall step the run again, not travel by epochs.
      slider.blur();
      const scale = chart.scale();
      if (!scale || Math.abs(to - from) < LEAST) return;
      const [one, other] = [from, to].map((x) => Math.max(0, scale.epochs(x)));
      if (loops) loop(one, other);
      else chart.show({ range: between(one, other, chart.end()) });
    },
    options,
  );
  slider.addEventListener(
    "pointercancel",
    () => {
      drawn = null;
      paint();
    },
    options,
  );
  slider.addEventListener(
    "wheel",
    (event) => {
      const scale = chart.scale();
      if (!scale) return;
      if (!event.ctrlKey && !event.deltaX) return;
      event.preventDefault();
      if (event.ctrlKey)
        turn(event.deltaY < 0, scale.epochs(event.clientX - root.getBoundingClientRect().left));
      else along(event.deltaX);
    },
    { ...options, passive: false },
  );

  return { takes, dispose: () => gone.abort() };
}
