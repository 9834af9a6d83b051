/** Painting points on the plane, on a sheet beside the network that learns them. */

/** @import { FunctionPicture, Run, Send, Store } from "../../state/types" */
/** @import { Place, Point } from "./brush.js" */
/** @import { Domain } from "./curve.js" */

import { el, put } from "../../draw/dom.js";
import { onStrokes } from "../../draw/strokes.js";
import { paint as english } from "../../words/en-paint.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { save } from "../exports/save.js";
import { penOn, pixelOf, widthOf } from "../output/canvas.js";
import { frameOf } from "../output/map.js";
import { projection } from "../output/plane.js";
import {
  classesOf,
  csvOf,
  DOMAIN,
  isPlane,
  LETTERS,
  pointDataOf,
  pointsOf,
  reachOf,
  withFunction,
  withPoints,
} from "./becoming.js";
import { atMost, MOST_POINTS, spacingOf, sprinkled, touches, wiped } from "./brush.js";
import { button, choice, movedBy } from "./controls.js";
import { openSheet } from "./floating.js";
import { drawBrush, drawGround, drawTicks } from "./ground.js";
import { coloursOf, mark } from "./marks.js";
import { repainted } from "./repainted.js";
import { onOtherData, trainer } from "./training.js";
import { typedField } from "./typed.js";

const words = spoken(english);
const KINDS = [2, 3, 4, 5, 6, 0];
const SIZES = [0, 0.4, 0.8, 1.2, 1.6];
const DENSITIES = [2, 4, 8, 16, 32];
const ERASER = -1;
const FINEST_ERASER = 0.35;
const STEP = { small: 0.02, large: 0.1 };
const MOST_UNDONE = 100;
/** So many points are drawn smaller. */
const MANY = 400;

/** @param {Store} store @param {Send} send */
export function openPoints(store, send) {
  return openSheet(words.points, (gone) => sheet(store, send, gone));
}

/** What a run gives to go on from: nothing where it is not of a plane. @param {Run | null} run */
function startOf(run) {
  const plane = run && isPlane(run) ? run : null;
  /** @type {Domain} */
  const domain = plane?.plane ?? DOMAIN;
  return { domain, points: atMost(pointsOf(run)), classes: plane ? classesOf(plane) : 2 };
}

/** @param {Store} store @param {Send} send @param {AbortSignal} gone */
function sheet(store, send, gone) {
  const { run } = store.get();
  let { domain, points, classes } = startOf(run);
  /** The number of a class, or the eraser. */
  let chosen = 1;
  /** What is painted where points have values. */
  let value = 1;
  let size = 1;
  let density = 1;
  /** @type {{domain: Domain, points: Point[], classes: number}[]} */
  const before = [];
  /** @type {Place | null} where the brush is, over the plane or by keys */
  let cursor = null;
  /** @type {Place | null} where the stroke touched last */
  let touched = null;
  /** @type {FunctionPicture | null} */
  let typed = null;
  /** Whether the cursor's place is being told, not how many points there are. */
  let tellsPlace = false;
  /** @type {ReturnType<typeof coloursOf> | null} */
  let colours = null;
  const soon = repainted(store, gone, draw, () => {
    colours = null;
    paintSwatches();
  });

  const canvas = el("canvas", {
    class: "paint-plane",
    attrs: { tabindex: 0, role: "application", "aria-label": words.plane },
  });
  const still = document.createElement("canvas");
  /** What is on it. @type {unknown[]} */
  let drawn = [];
  const width = widthOf(canvas, soon, gone);
  const kind = el(
    "select",
    { attrs: { id: "paint-kind" }, on: { change: () => become(Number(kind.value)) } },
    ...KINDS.map((each) => el("option", { text: words.kindIs(each), attrs: { value: each } })),
  );
  const swatches = el("div", {
    class: "paint-swatches",
    attrs: { role: "radiogroup", "aria-label": words.brush },
  });
  const told = el("p", { class: "paint-told", attrs: { role: "status" } });
  const undo = button(words.undo, back);
  const clear = button(words.clear, () => change([]));
  const csv = button(
    words.save,
    () => save(words.file, new Blob([csvOf(points, classes)], { type: "text/csv" })),
    words.saveHint,
  );
  const { train, isOwn } = trainer(store, send, (refused) => refused && put(told, refused));
  onOtherData(store, gone, pointDataOf, (other) => {
    if (isOwn() || touched) return;
    remember();
    ({ domain, points, classes } = startOf(other));
    offer();
  });
  const formula = typedField({
    label: words.rule,
    example: words.ruleExample,
    hint: words.ruleHint,
    variables: 2,
    others: words.ofThePlane,
    domain: () => domain,
    show(picture) {
      typed = picture;
      soon();
    },
    use,
  });

  /** @param {string} expression @param {FunctionPicture} picture */
  function use(expression, picture) {
    const { run: now } = store.get();
    if (now) train(withFunction(expression, picture, now));
    // What it makes are the points to go on from, once they have come.
    const stop = store.subscribe(({ run: then }) => {
      if (then?.spec.data.expression !== expression) return;
      stop();
      remember();
      points = atMost(pointsOf(then));
      classes = classesOf(then);
      typed = null;
      offer();
    });
    gone.addEventListener("abort", stop);
  }

  /** Another number of classes; points whose class is no more become the last one. @param {number} wished */
  function become(wished) {
    remember();
    const toClass = (/** @type {Point} */ point) =>
      classes ? point.value : Number(point.value >= 0);
    points = points.map((point) => ({
      ...point,
      value: wished
        ? Math.min(wished - 1, toClass(point))
        : classes
          ? (point.value / Math.max(1, classes - 1)) * 2 - 1
          : point.value,
    }));
    classes = wished;
    offer();
    learn();
  }

  function remember() {
    before.push({ domain, points, classes });
    before.splice(0, before.length - MOST_UNDONE);
  }

  function back() {
    const last = before.pop();
    if (!last) return;
    ({ domain, points, classes } = last);
    offer();
    learn();
  }

  /** @param {Point[]} made */
  function change(made) {
    remember();
    points = made;
    learn();
    soon();
  }

  function learn() {
    const { run: now } = store.get();
    if (now && points.length) train(withPoints(points, classes, domain, words.painted, now));
  }

  function offer() {
    chosen = Math.min(chosen, Math.max(1, classes - 1));
    kind.value = String(classes);
    swatches.replaceChildren(
      ...(classes ? LETTERS.slice(0, classes).map((_, at) => swatch(at)) : [slider()]),
      swatch(ERASER),
    );
    paintSwatches();
    soon();
  }

  /** @param {number} which a class, or the eraser */
  function swatch(which) {
    const name = which === ERASER ? words.eraser : words.classIs(LETTERS[which]);
    const text = which === ERASER ? words.eraser : LETTERS[which];
    return el(
      "button",
      {
        class: "paint-swatch",
        attrs: {
          type: "button",
          role: "radio",
          "aria-label": name,
          title: name,
          "data-which": which,
        },
        on: { click: () => choose(which) },
      },
      ...(which === ERASER ? [] : [el("canvas", { attrs: { "aria-hidden": "true" } })]),
      text,
    );
  }

  /** As far as the values there are go. */
  function slider() {
    const reach = Number(reachOf(points).toPrecision(2));
    value = Math.max(-reach, Math.min(reach, value));
    const said = el("output", { text: number(value) });
    const input = el("input", {
      attrs: {
        type: "range",
        min: -reach,
        max: reach,
        step: reach / 20,
        "aria-label": words.value,
      },
      on: {
        input: () => {
          value = Number(input.value);
          said.textContent = number(value);
          choose(0);
        },
      },
    });
    input.value = String(value);
    return el("label", { class: "paint-value" }, words.value, input, said);
  }

  /** @param {number} which */
  function choose(which) {
    chosen = which;
    paintSwatches();
    soon();
  }

  function paintSwatches() {
    colours ??= coloursOf();
    for (const each of swatches.querySelectorAll("button")) {
      const which = Number(each.dataset.which);
      const isOn = which === chosen;
      each.setAttribute("aria-checked", String(isOn));
      const drawn = each.querySelector("canvas");
      const pen = drawn && penOn(drawn, 14, 14);
      if (pen) mark(pen, { value: which }, 7, 7, 5, 0, colours);
    }
  }

  function brush() {
    return {
      radius: SIZES[size],
      density: DENSITIES[density],
      value: classes ? Math.max(0, chosen) : value,
    };
  }

  /** @param {readonly Place[]} at */
  function touch(at) {
    const now = brush();
    if (chosen === ERASER) points = wiped(points, at, Math.max(FINEST_ERASER, now.radius));
    else {
      const made = at.flatMap((each) => sprinkled(each, now, domain, Math.random));
      points = atMost([...points, ...made]);
    }
    soon();
  }

  /** @param {MouseEvent} event @returns {Place} */
  function placeAt(event) {
    const { left, top, size: whole } = frameOf(width());
    const { x, y } = pixelOf(event);
    const [low, high] = domain;
    const within = (/** @type {number} */ share) =>
      low + Math.max(0, Math.min(1, share)) * (high - low);
    return { x: within((x - left) / whole), y: within(1 - (y - top) / whole) };
  }

  onStrokes(
    canvas,
    {
      begin(event) {
        remember();
        typed = null;
        touched = placeAt(event);
        touch([touched]);
      },
      move(event) {
        if (!touched) return;
        const at = touches(touched, placeAt(event), spacingOf(brush(), domain));
        touched = at.at(-1) ?? touched;
        if (at.length) touch(at);
      },
      end() {
        touched = null;
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
      const middle = (domain[0] + domain[1]) / 2;
      const at = cursor ?? { x: middle, y: middle };
      const moved = movedBy(event.key, at, event.shiftKey ? STEP.large : STEP.small, domain);
      const which = Number(event.key) - 1;
      if (moved) cursor = moved;
      else if (event.key === "Enter") {
        remember();
        touch([at]);
        cursor = at;
        learn();
      } else if (event.key === "Delete" || event.key === "Backspace") {
        change(wiped(points, [at], Math.max(FINEST_ERASER, brush().radius)));
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") back();
      else if (which >= 0 && which < classes) choose(which);
      else return;
      event.preventDefault();
      event.stopPropagation();
      soon();
      tellsPlace = moved !== null;
      if (moved) put(told, words.at(moved.x, moved.y));
    },
    { signal: gone },
  );

  function draw() {
    const state = store.get();
    const whole = width();
    const frame = frameOf(whole);
    const pen = penOn(canvas, whole, frame.height);
    if (!pen) return;
    colours ??= coloursOf();
    const to = projection(domain, frame.left, frame.top, frame.size);
    drawGround(pen, state, typed, domain, frame, colours);
    drawTicks(pen, domain, frame, to, colours);
    drawPoints(whole, frame.height, to, colours);
    pen.drawImage(still, 0, 0, whole, frame.height);
    if (cursor) drawBrush(pen, to.x(cursor.x), to.y(cursor.y), ring(frame.size), colours);
    undo.disabled = before.length === 0;
    clear.disabled = csv.disabled = points.length === 0;
    if (!tellsPlace) put(told, said());
  }

  /**
   * The points stay as they are while the map below them changes: they are drawn once.
   * @param {number} whole
   * @param {number} height
   * @param {ReturnType<typeof projection>} to
   * @param {ReturnType<typeof coloursOf>} now
   */
  function drawPoints(whole, height, to, now) {
    const parts = [points, classes, whole, now];
    if (parts.every((part, at) => part === drawn[at])) return;
    const pen = penOn(still, whole, height);
    if (!pen) return;
    drawn = parts;
    const radius = points.length > MANY ? 3 : 4;
    const reach = classes ? 0 : reachOf(points);
    for (const point of points) {
      mark(pen, point, to.x(point.x), to.y(point.y), radius, reach, now);
    }
  }

  /** How wide the brush is on the screen. @param {number} whole */
  function ring(whole) {
    const radius = chosen === ERASER ? Math.max(FINEST_ERASER, brush().radius) : brush().radius;
    return Math.max(4, (radius * whole) / (domain[1] - domain[0]));
  }

  function said() {
    if (points.length >= MOST_POINTS) return words.full(MOST_POINTS);
    if (points.length === 0) return words.empty;
    /** @type {[string, number][]} */
    const parts = LETTERS.slice(0, classes).map((letter, at) => [
      letter,
      points.filter(({ value: of }) => of === at).length,
    ]);
    return words.points_(points.length, parts);
  }

  offer();
  return [
    el(
      "div",
      { class: "paint-tools" },
      el("label", { class: "paint-field" }, words.kind, kind),
      swatches,
      choice(words.size, SIZES.map(words.sizeIs), size, (at) => {
        size = at;
        soon();
      }),
      choice(words.density, DENSITIES.map(words.densityIs), density, (at) => (density = at)),
      el("div", { class: "paint-buttons" }, undo, clear, csv),
      el("p", { class: "small-print", text: words.again }),
    ),
    el("div", { class: "paint-pad" }, canvas),
    told,
    formula.element,
  ];
}
