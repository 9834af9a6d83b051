/** Around the network: the tinted column and chip of the layer in play, captions, the width scale. */

/** @import { Layout } from "./layout/geometry.js" */
/** @import { Run } from "../../state/types" */
/** @import { Look } from "./look.js" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { count } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { rightOf } from "./layout/geometry.js";
import { caption, captions, isFrozen } from "./names.js";
import { outcomeBoxes } from "./outcome.js";

const COLUMN_MARGIN = 35;
/** Deltas stand on the left of a strip's cells, weights close on its right. */
const STRIP_MARGIN = { left: 24, right: 12 };
const CAPTION_BELOW = { usual: 20, low: 14 };
/** Of the head from the edges of what is seen; on a low stage the key stands on its left. */
const HEAD_CLEAR = 6;
const KEY_CLEAR = 110;
const CHIP_ABOVE = 13;
/** What stands in the tinted column is off its ends. */
const BOX_CLEAR = 4;

/** @param {Run} run @param {Layout} layout */
export function makeChrome(run, layout) {
  const column = el("div", { class: "phase-column", attrs: { hidden: true } });
  const chip = el("div", { class: "phase-chip", attrs: { hidden: true } });
  const times = el("span");
  const magnified = el(
    "span",
    { class: "magnified", attrs: { hidden: true } },
    el("span", { class: "magnified-word", text: words.stage.changesDrawn }),
    times,
  );
  const head = el("div", { class: "phase-head" }, chip, magnified);
  const texts = captions(run, layout.columns);
  const under = layout.columns.map((place, layer) => {
    const text = captionOf(run, layer, texts[layer]);
    text.style.left = `${place.x}px`;
    text.style.top = `${layout.bottom + (layout.low ? CAPTION_BELOW.low : CAPTION_BELOW.usual)}px`;
    return text;
  });
  const shown = { layer: -1, text: "", width: 0 };
  column.style.top = `${layout.top}px`;
  column.style.height = `${layout.bottom - layout.top}px`;

  return {
    behind: column,
    front: [head, ...under],
    /** @param {Look} look @param {number} magnifier of changes */
    paint({ layer, phase, chip: text }, magnifier) {
      shown.layer = layer;
      column.hidden = chip.hidden = layer < 0;
      magnified.hidden = magnifier <= 1;
      put(times, `×${count(magnifier)}`);
      put(chip, text);
      column.dataset.phase = chip.dataset.phase = phase;
      if (layer < 0) return;
      const [from, to] = columnEnds(layout, layer);
      column.style.left = `${from}px`;
      column.style.width = `${to - from}px`;
    },
    /**
     * Over the layer in play, as far as that leaves it in sight.
     * @param {number} left of what is seen of the scene
     * @param {number} width of it
     * @param {number} top of it
     */
    keepInSight(left, width, top) {
      if (shown.layer < 0) return;
      const text = head.textContent ?? "";
      if (text !== shown.text) Object.assign(shown, { text, width: head.offsetWidth });
      const half = shown.width / 2;
      const from = left + half + (layout.low ? KEY_CLEAR : HEAD_CLEAR);
      const to = left + width - half - HEAD_CLEAR;
      const { x } = layout.columns[shown.layer];
      head.style.left = `${Math.min(to, Math.max(from, x))}px`;
      head.style.top = `${top + layout.top - CHIP_ABOVE}px`;
    },
  };
}

/** A frozen layer has a lock before its name. @param {Run} run @param {number} layer @param {string} text as long as there is room for */
function captionOf(run, layer, text) {
  const whole = caption(run, layer);
  if (!isFrozen(run, layer)) return el("span", { class: "caption", text, attrs: { title: whole } });
  const said = words.stage.frozen(whole);
  return el(
    "span",
    { class: "caption frozen", attrs: { role: "img", "aria-label": said, title: said } },
    icon("lock"),
    el("span", { text }),
  );
}

/** From where to where the column reaches: as far as what stands below the output, too. @param {Layout} layout @param {number} layer */
function columnEnds(layout, layer) {
  const { x, width, beside } = layout.columns[layer];
  const margin = columnMargin(layout);
  const [from, to] = [x - width / 2 - margin.left, x + width / 2 + beside + margin.right];
  const isLast = layer === layout.columns.length - 1;
  const boxes = isLast ? outcomeBoxes(layout) : [];
  return [
    Math.min(from, ...boxes.map((box) => box.x - box.width / 2 - BOX_CLEAR)),
    Math.max(to, ...boxes.map((box) => box.x + box.width / 2 + BOX_CLEAR)),
  ];
}

/** How far the column reaches beyond its tiles: not into its neighbours. @param {Layout} layout */
function columnMargin({ columns, density }) {
  if (density === "strips") return STRIP_MARGIN;
  const gaps = columns
    .slice(1)
    .map((after, index) => after.x - after.width / 2 - rightOf(columns[index]));
  const margin = Math.max(6, Math.min(COLUMN_MARGIN, ...gaps.map((gap) => gap * 0.3)));
  return { left: margin, right: margin };
}

/**
 * What thickness, hue, dash, marks and bars mean, and the way to a new scale when the weights have outgrown it.
 * @param {() => void} rescale
 */
export function makeKey(rescale) {
  const scale = el("span", { class: "key-scale" });
  const bars = el("span", { class: "key-bars", attrs: { hidden: true } });
  const bias = el("span", { class: "key-mark key-bias", text: words.stage.bias });
  const button = el("button", {
    class: "rescale",
    text: words.stage.rescale,
    attrs: {
      type: "button",
      hidden: true,
      title: words.stage.rescaleHint,
    },
    on: { click: rescale },
  });
  const key = el(
    "div",
    { class: "key" },
    el("span", { class: "key-plus", text: "+" }),
    el("span", { class: "key-minus", text: "−" }),
    scale,
    el("span", { class: "key-mark key-delta", text: words.stage.delta }),
    bias,
    bars,
    button,
  );

  return {
    key,
    /** @param {number} largest @param {boolean} outgrown @param {string} gradient what bars across lines are @param {boolean} biases whether there are any */
    paint(largest, outgrown, gradient, biases) {
      bias.hidden = !biases;
      put(scale, words.stage.thickness(largest));
      put(bars, gradient);
      bars.hidden = gradient === "";
      button.hidden = !outgrown;
    },
  };
}
