/** Drawing a curve over a line, or typing it, on a sheet beside the network that approximates it. */

/** @import { FunctionPicture, Run, Send, Store } from "../../state/types" */
/** @import { Curve, Domain, Place } from "./curve.js" */

import { el, put } from "../../draw/dom.js";
import { onStrokes } from "../../draw/strokes.js";
import { paint as english } from "../../words/en-paint.js";
import { spoken } from "../../words/words.js";
import { penOn, pixelOf, widthOf } from "../output/canvas.js";
import { curveDataOf, DOMAIN, expressionOf, rowsOf, withCurve, withFunction } from "./becoming.js";
import { button, movedBy } from "./controls.js";
import { blank, curveOf, drawnOver, isBlank } from "./curve.js";
import { openSheet } from "./floating.js";
import { drawLine, frameOfLine, heightsOf } from "./line.js";
import { coloursOf } from "./marks.js";
import { repainted } from "./repainted.js";
import { onOtherData, trainer } from "./training.js";
import { typedField } from "./typed.js";

const words = spoken(english);
/** What is drawn by hand goes from −1 to 1; there is some air around it. */
const HEIGHTS = /** @type {const} */ ([-1.2, 1.2]);
const STEP = { small: 0.02, large: 0.1 };
const MOST_UNDONE = 100;
const LARGEST = 1e6;

/** @typedef {{domain: Domain, heights: Domain, curve: Curve}} Drawn */

/** @param {Store} store @param {Send} send */
export function openDrawing(store, send) {
  return openSheet(words.curve, (gone) => sheet(store, send, gone));
}

/** @param {Store} store @param {Send} send @param {AbortSignal} gone */
function sheet(store, send, gone) {
  let { domain, heights, curve } = startOf(store.get().run);
  /** @type {Drawn[]} */
  const before = [];
  /** @type {Place | null} */
  let cursor = null;
  let isDown = false;
  /** @type {Place | null} where the stroke is */
  let last = null;
  /** @type {FunctionPicture | null} */
  let typed = null;
  /** Whether the pen's place is being told, as keys move it. */
  let tellsPlace = false;
  /** @type {ReturnType<typeof coloursOf> | null} */
  let colours = null;
  const soon = repainted(store, gone, paint, () => {
    colours = null;
  });

  const canvas = el("canvas", {
    class: "paint-line",
    attrs: { tabindex: 0, role: "application", "aria-label": words.line },
  });
  const width = widthOf(canvas, soon, gone);
  const told = el("p", { class: "paint-told", attrs: { role: "status" } });
  const undo = button(words.undo, back);
  const clear = button(words.clear, wipe);
  const { train, isOwn } = trainer(store, send, (refused) => refused && put(told, refused));
  const formula = typedField({
    label: words.typed,
    example: words.typedExample,
    hint: words.typedHint,
    variables: 1,
    others: words.ofTheLine,
    domain: () => domain,
    show(picture, text) {
      typed = picture;
      if (picture && isLearned(text, picture)) take(picture);
      soon();
    },
    use,
  });
  formula.put(expressionOf(store.get().run));
  const ends = /** @type {const} */ ([words.from, words.to]).map((label, at) => end(label, at));
  onOtherData(store, gone, curveDataOf, (other) => {
    if (isOwn() || last || isDown) return;
    remember();
    become(startOf(other));
    formula.put(expressionOf(other));
  });

  /** @param {Drawn} drawn */
  function become(drawn) {
    ({ domain, heights, curve } = drawn);
    for (const [at, { input }] of ends.entries()) input.value = String(domain[at]);
    soon();
  }

  /** Whether the run is of this function, as pictured. @param {string} text @param {FunctionPicture} picture */
  function isLearned(text, picture) {
    const { run } = store.get();
    const ends = run?.spec.data.domain;
    return text === expressionOf(run) && picture.domain.every((end, at) => end === ends?.[at]);
  }

  /** @param {string} label @param {number} at */
  function end(label, at) {
    const input = el("input", {
      attrs: { type: "text", inputmode: "decimal" },
      on: {
        change: () => {
          const changed = /** @type {[number, number]} */ ([...domain]);
          changed[at] = numberIn(input.value);
          if (changed[0] < changed[1] && Math.abs(changed[at]) <= LARGEST) domain = changed;
          input.value = String(domain[at]);
          formula.again();
          soon();
        },
      },
    });
    input.value = String(domain[at]);
    return { input, element: el("label", { class: "paint-end" }, label, input) };
  }

  /** @param {string} expression @param {FunctionPicture} picture */
  function use(expression, picture) {
    const { run: now } = store.get();
    remember();
    take(picture);
    if (now) train(withFunction(expression, picture, now));
    soon();
  }

  /** @param {FunctionPicture} picture */
  function take({ values }) {
    curve = values;
    heights = heightsOf(values);
    typed = null;
  }

  function remember() {
    before.push({ domain, curve, heights });
    before.splice(0, before.length - MOST_UNDONE);
  }

  function back() {
    const kept = before.pop();
    if (!kept) return;
    become(kept);
    learn();
  }

  function wipe() {
    remember();
    curve = blank();
    heights = HEIGHTS;
    soon();
  }

  /** @param {Place} to */
  function draw(to) {
    // Drawing begins where a typed function is seen: it is what is drawn over.
    if (typed) {
      take(typed);
      formula.forget();
    }
    curve = drawnOver(curve, last ?? to, to, domain);
    last = to;
    soon();
  }

  function learn() {
    const { run: now } = store.get();
    if (now && !isBlank(curve)) train(withCurve(curve, domain, words.drawn, now));
  }

  /** @param {MouseEvent} event @returns {Place} */
  function placeAt(event) {
    return frameOfLine(width(), domain, typed ? heightsOf(typed.values) : heights).at(
      pixelOf(event),
    );
  }

  onStrokes(
    canvas,
    {
      begin(event) {
        remember();
        last = null;
        draw(placeAt(event));
      },
      move: (event) => draw(placeAt(event)),
      end() {
        last = null;
        learn();
      },
      hover(event) {
        cursor = event && placeAt(event);
        tellsPlace = false;
        soon();
      },
    },
    gone,
  );

  canvas.addEventListener(
    "keydown",
    (event) => {
      const at = cursor ?? { x: (domain[0] + domain[1]) / 2, y: (heights[0] + heights[1]) / 2 };
      const share = event.shiftKey ? STEP.large : STEP.small;
      const moved = movedBy(event.key, at, share, domain, heights);
      if (moved) {
        cursor = moved;
        if (isDown) draw(moved);
      } else if (event.key === "Enter") press(at);
      else if (event.key === "Delete" || event.key === "Backspace") wipe();
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") back();
      else return;
      event.preventDefault();
      event.stopPropagation();
      soon();
      tellsPlace = cursor !== null;
      if (cursor) put(told, words.penAt(cursor.x, cursor.y, isDown));
    },
    { signal: gone },
  );

  /** Put the pen down, or lift it, which ends the stroke. @param {Place} at */
  function press(at) {
    isDown = !isDown;
    cursor = at;
    if (isDown) remember();
    last = null;
    if (isDown) draw(at);
    else learn();
  }

  function paint() {
    const state = store.get();
    const frame = frameOfLine(width(), domain, typed ? heightsOf(typed.values) : heights);
    const pen = penOn(canvas, frame.width, frame.height);
    if (!pen) return;
    colours ??= coloursOf();
    drawLine(pen, state, frame, { curve, typed: typed?.values ?? null, cursor, isDown }, colours);
    undo.disabled = before.length === 0;
    clear.disabled = isBlank(curve);
    if (!tellsPlace) put(told, isBlank(curve) ? words.emptyCurve : words.drawing);
  }

  const span = el("span", { class: "paint-ends" }, ...ends.map(({ element }) => element));
  return [
    el(
      "div",
      { class: "paint-tools" },
      el("div", { class: "paint-buttons" }, undo, clear, span),
      el("p", { class: "small-print", text: words.again }),
    ),
    el("div", { class: "paint-pad" }, canvas),
    told,
    formula.element,
  ];
}

/** As people type one: with a decimal comma and a true minus too. @param {string} text */
function numberIn(text) {
  return text.trim() ? Number(text.replace(",", ".").replace("−", "-")) : Number.NaN;
}

/** What a run gives to go on from: the curve that was drawn for it, and its line. @param {Run | null} run @returns {Drawn} */
function startOf(run) {
  const domain = (run?.interval && run.spec.data.domain) || DOMAIN;
  const curve = curveOf(rowsOf(run), domain);
  const heights = curve.filter((height) => !Number.isNaN(height));
  const isUsual = heights.every((height) => Math.abs(height) <= HEIGHTS[1]);
  return { domain, curve, heights: isUsual ? HEIGHTS : heightsOf(heights) };
}
