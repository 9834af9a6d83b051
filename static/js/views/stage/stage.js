/** The network stage: keeps a scene for the run on screen, paints every state on it, and moves each step. */

/** @import { Mount, Run, State } from "../../state/types" */
/** @import { Draw } from "./animations.js" */
/** @import { Layout } from "./layout/geometry.js" */
/** @import { Brush } from "./painter.js" */
/** @import { Scene } from "./scene.js" */

import { el } from "../../draw/dom.js";
import { duration } from "../../draw/motion.js";
import { isTurn } from "../../draw/paced.js";
import { isPrinting, onRepaint } from "../../draw/repaint.js";
import { hasOutgrown, largestOf } from "../../draw/scales.js";
import { textScale } from "../../draw/text-size.js";
import { tell } from "../../draw/told.js";
import { tooFastTo } from "../../state/pace.js";
import { sameNetwork } from "../../state/reduce.js";
import { steadied } from "../../state/select.js";
import { animationOf } from "./animations.js";
import { makeKey } from "./chrome.js";
import { paintFilm } from "./film.js";
import { paintHover } from "./hover.js";
import { makeLessons } from "./lessons.js";
import { lookOf } from "./look.js";
import { inkOf } from "./paint.js";
import { paintScene } from "./painter.js";
import { watchPointing } from "./pointing.js";
import { gradientWords } from "./reading.js";
import { hasMoreFromNear, isFilmable, makeScene } from "./scene.js";
import { makeZoom } from "./zoom.js";

/** What a state must share with the painted one for its numbers not to be painted again. */
const PAINTED_FROM = /** @type {const} */ ([
  "run",
  "position",
  "layers",
  "sample",
  "scope",
  "selected",
  "picked",
  "playback",
  "beside",
]);

/** So often, while a run plays faster than can be read, what is heard of a neuron is written anew. */
const HEARD_MS = 1000;

/** So large is the network on paper: it stands beside the panel or above it on an A4 sheet. In CSS pixels. */
const PAPER = { width: 660, height: 430, most: 600 };

/** So that no line of a big screen is thinner than two of its pixels. */
const THINNEST_PROJECTED = 1.2;

/** @type {Mount} */
export function mountStage(root, store) {
  const gone = new AbortController();
  const { signal } = gone;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const viewport = el("div", { class: "stage-viewport" });
  const key = makeKey(() => again({ rescale: true }));
  const lessons = makeLessons(() => root.focus());
  const zoom = makeZoom(viewport, approach, signal);

  /** @type {Scene | null} */
  let scene = null;
  /** @type {State | null} */
  let seen = null;
  /** @type {State | null} */
  let painted = null;
  /** @type {Brush} */
  let brush = { ink: inkOf(root), largest: 1, maps: [] };
  let scaledFor = -1;
  /** Whether another run was beside this one. */
  let beside = false;
  /** @type {State["position"]} */
  let reached = null;
  /** @type {{draw: Draw, started: number, length: number} | null} */
  let moving = null;
  let due = 0;
  /** When what is but heard was. */
  let heardAt = 0;
  /** Pixels of the screen to one of the scene. */
  let scale = 1;
  /** Whether large layers are shown neuron by neuron. */
  let near = false;

  root.append(viewport, key.key, zoom.button, lessons.root);
  root.dataset.animating = "false";

  function wake() {
    if (!due) due = requestAnimationFrame(tick);
  }

  /** @param {number} now */
  function tick(now) {
    due = 0;
    const state = store.get();
    if (state !== seen) show(state, now);
    if (moving) move(now);
  }

  /** @param {State} state @param {number} now */
  function show(state, now) {
    if (state.run !== seen?.run || state.catalog !== seen?.catalog) lessons.paint(state);
    if (!state.run || !state.position) return;
    if (!scene || !sameLayers(scene.run, state.run)) begin(state);
    if (!scene) return;
    const before = seen;
    seen = state;
    if (reached !== state.position) settle();
    if (!before || PAINTED_FROM.some((part) => state[part] !== before[part])) {
      const isFast = tooFastTo("follow", state.playback);
      const goesOn = isFast && before !== null && onlyNumbersDiffer(before, state);
      if (goesOn && !isTurn(now)) {
        if (isFilmable(scene) && !state.beside) paintFilm(scene.film, scene, state, brush);
        tell(root, state);
        reached = state.position;
        return;
      }
      painted = isFast ? steadied(state, painted) : state;
      const terse = goesOn && now - heardAt < HEARD_MS;
      if (!terse) heardAt = now;
      paint(scene, painted, now, terse);
    }
    paintHover(scene, state);
  }

  /** @param {Scene} on @param {State} state @param {number} now @param {boolean} terse */
  function paint(on, state, now, terse) {
    const largest = largestOf(state.layers.flatMap(({ w }) => (w ? [w.data] : [])));
    if (scaledFor !== state.run?.id) brush.largest = largest;
    scaledFor = state.run?.id ?? -1;
    // Beside another run both are drawn to one scale.
    if (state.beside) brush.largest = state.beside.scale;
    else if (beside) brush.largest = largest;
    beside = state.beside !== null;
    const calm = lookOf(state);
    const look = { ...calm, terse, filmed: calm.fast && !state.beside && isFilmable(on) };
    on.world.classList.toggle("fast", look.fast);
    on.world.classList.toggle("filmed", look.filmed);
    const changes = paintScene(on, state, look, brush);
    if (reached !== state.position && !look.fast) bringIntoView(on, look.layer);
    if (!look.fast) keepHeadInSight();
    const { symbol, of } = gradientWords(state);
    const barred = on.gaps[look.barsOf]?.matrix === false;
    const gradient = barred ? `${symbol} ${of}` : "";
    const biases = on.run.spec.use_biases;
    key.paint(brush.largest, hasOutgrown(brush.largest, largest), gradient, biases);
    tell(root, state);
    root.dataset.phase = look.layer < 0 ? "" : look.phase;
    if (reached === state.position) return;
    reached = state.position;
    const length = duration(state.playback, still.matches);
    root.classList.toggle("outlined", still.matches && state.stepped);
    const draw =
      state.stepped && length > 0 ? animationOf(on, state, look, brush.ink, changes) : null;
    moving = draw && { draw, started: now, length };
    root.dataset.animating = String(moving !== null);
  }

  /** @param {readonly number[]} pixels of the screen */
  function inScene(...pixels) {
    return pixels.map((each) => each / scale);
  }

  function keepHeadInSight() {
    const [left, width, top] = inScene(
      viewport.scrollLeft,
      viewport.clientWidth,
      viewport.scrollTop,
    );
    scene?.chrome.keepInSight(left, width, top);
  }

  /** A network wider than the stage scrolls to the layer in play. @param {Scene} on @param {number} layer */
  function bringIntoView({ layout }, layer) {
    const column = layout.columns[layer];
    const [left, width] = inScene(viewport.scrollLeft, viewport.clientWidth);
    if (!column || layout.width <= width) return;
    const isLast = layer === layout.columns.length - 1;
    // What stands beside the outputs is of their step.
    const right = isLast ? layout.width : column.x + column.width;
    if (column.x - column.width >= left && right <= left + width) return;
    viewport.scrollLeft = (isLast ? layout.width : column.x - width / 2) * scale;
  }

  /** @param {number} now */
  function move(now) {
    if (!moving || !scene) return;
    const p = Math.min(1, (now - moving.started) / moving.length);
    if (p >= 1) return finish();
    moving.draw(p);
    wake();
  }

  /** Takes what moves off the stage. */
  function settle() {
    moving?.draw(1);
    moving = null;
    scene?.packets.replaceChildren();
    root.dataset.animating = "false";
  }

  /** The step as it is when everything has arrived. */
  function finish() {
    if (!moving || !scene || !painted) return;
    settle();
    paintScene(scene, painted, lookOf(painted), brush);
  }

  /** Another network: nothing of the one before is measured by. @param {State} state */
  function begin(state) {
    scaledFor = -1;
    painted = null;
    near = false;
    rebuild(state);
  }

  /** Show large layers neuron by neuron, or as a whole again; what is asked for stays in sight. @param {boolean} wanted */
  function approach(wanted) {
    const { run, hoveredUnit, selected } = store.get();
    if (near === wanted || !run || !hasMoreFromNear(run)) return;
    near = wanted;
    again({ size: true });
    tick(performance.now());
    const { layer, unit } = hoveredUnit ?? selected ?? { layer: 0, unit: -1 };
    const place = scene?.layout.columns[layer]?.places[unit];
    const { clientWidth, clientHeight, scrollHeight } = viewport;
    viewport.scrollTo({
      left: place ? place.x * scale - clientWidth / 2 : 0,
      top: (place ? place.y * scale : scrollHeight / 2) - clientHeight / 2,
    });
  }

  /** @param {State} state */
  function rebuild(state) {
    if (!state.run || !viewport.clientWidth) return;
    const focused = document.activeElement?.closest("#stage button[data-unit]");
    const { layer, unit } = focused instanceof HTMLElement ? focused.dataset : {};
    settle();
    scale = textScale();
    const [width, height] = inScene(viewport.clientWidth, viewport.clientHeight);
    scene = isPrinting()
      ? makeScene(state.run, PAPER)
      : makeScene(state.run, { width, height, projected: isProjected(root) }, near);
    zoom.paint(hasMoreFromNear(state.run), near);
    if (isPrinting()) scale = zoomFor(scene.layout, PAPER);
    scene.world.style.zoom = key.key.style.zoom = String(scale);
    brush.maps = [];
    brush.thinnest = isProjected(root) ? THINNEST_PROJECTED : undefined;
    seen = null;
    viewport.replaceChildren(scene.world);
    root.dataset.density = scene.layout.density;
    root.dataset.low = String(scene.layout.low);
    root.dataset.near = String(scene.near);
    if (layer && unit) scene.neurons[Number(layer)]?.[Number(unit)]?.button.focus();
  }

  /** @param {{rescale?: boolean, size?: boolean, theme?: boolean}} why */
  function again({ rescale = false, size = false, theme = false }) {
    if (rescale) scaledFor = -1;
    if (theme) brush = { ...brush, ink: inkOf(root), maps: [] };
    const state = store.get();
    if (size && scene && state.run && state.position) rebuild(state);
    seen = null;
    wake();
  }

  const resized = new ResizeObserver(() => {
    // What stands in the network's corner stays above what is under it.
    const under = root.clientHeight - viewport.clientHeight;
    document.body.style.setProperty("--under-network", `${under}px`);
    again({ size: true });
    // Now, not in the next frame: this one would show a scene with nothing painted on it.
    tick(performance.now());
  });
  resized.observe(viewport);
  const unwatchRepaint = onRepaint(() => {
    again({ theme: true, size: true });
    // Paper takes what is there when it is told.
    tick(performance.now());
  });
  const unsubscribe = store.subscribe(wake);
  viewport.addEventListener("scroll", keepHeadInSight, { passive: true, signal });
  watchPointing(root, store, () => scene, signal);
  for (const press of ["keydown", "pointerdown"]) {
    document.addEventListener(press, finish, { capture: true, signal });
  }
  wake();

  return () => {
    gone.abort();
    resized.disconnect();
    unwatchRepaint();
    unsubscribe();
    cancelAnimationFrame(due);
    root.replaceChildren();
  };
}

/** Whether it is drawn for a big screen, where tiles need not leave room for thumbs. @param {HTMLElement} root */
const isProjected = (root) => "projected" in root.dataset;

/** @param {Run} one @param {Run} other */
function sameLayers(one, other) {
  const activations = (/** @type {Run} */ { layers }) =>
    layers.map(({ activation }) => activation).join();
  return sameNetwork(one, other) && activations(one) === activations(other);
}

/** What is another with every step. @type {ReadonlySet<string>} */
const MOVES = new Set(["position", "layers", "beside"]);

/** Whether there are but other numbers to show. @param {State} before @param {State} state */
function onlyNumbersDiffer(before, state) {
  return PAINTED_FROM.every((part) => MOVES.has(part) || state[part] === before[part]);
}

/** How much smaller a network that would scroll is drawn on paper. @param {Layout} layout @param {typeof PAPER} paper */
function zoomFor({ width, height }, paper) {
  return Math.min(1, paper.width / width, paper.most / height);
}
