/** The film below the curve: a small picture for every so many epochs; a press goes there, and it plays. */

/** @import { HistoryPoint, Send, State, Store } from "../../state/types" */
/** @import { Scale } from "./scale.js" */
/** @import { Chart } from "./view.js" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { onRepaint } from "../../draw/repaint.js";
import { epochsAt, stepAt } from "../../run/positions.js";
import { charting } from "../../words/en-charting.js";
import { spoken } from "../../words/words.js";
import { createEpochs } from "./epochs.js";
import { makeDrawing } from "./film-frame.js";
import { frameAt, framesIn } from "./frames.js";
import { fullWords, pointAt } from "./losses.js";

const words = spoken(charting);
/** Between pictures. In pixels. */
const GAP = 6;
/** A picture of the film is seen so long. */
const SEEN_MS = 160;

/**
 * @param {Chart} chart
 * @param {Store} store
 * @param {Send} send
 */
export function makeFilm(chart, store, send) {
  const strip = el("ol", { class: "film-frames" });
  const play = el(
    "button",
    { class: "film-play", attrs: { type: "button" }, on: { click: turn } },
    icon("play"),
  );
  const root = el(
    "div",
    { class: "epoch-film", attrs: { role: "group", "aria-label": words.film, hidden: true } },
    ...[play, strip],
  );
  const epochs = createEpochs(store, send, () => chart.show({}));
  const draw = makeDrawing();
  /** @type {Map<number, Frame>} by their epochs */
  let frames = new Map();
  let running = 0;
  const unthemed = onRepaint(() => {
    draw.forget();
    for (const frame of frames.values()) frame.drawn = "";
    chart.show({});
  });

  /** @typedef {{ item: HTMLElement, button: HTMLButtonElement, canvas: HTMLCanvasElement, tab: HTMLElement, drawn: string }} Frame */

  /** @param {number} epoch @returns {Frame} */
  function frameOf(epoch) {
    const canvas = el("canvas");
    const tab = el("span", { class: "film-tab", attrs: { "aria-hidden": "true" } });
    const button = el(
      "button",
      { attrs: { type: "button" }, on: { click: () => go(epoch) } },
      ...[canvas, tab],
    );
    return { item: el("li", {}, button), button, canvas, tab, drawn: "" };
  }

  /** @param {number} epoch */
  function go(epoch) {
    const { run } = store.get();
    return run ? chart.travel(stepAt(epoch, run)) : Promise.resolve();
  }

  /** From picture to picture, or no further. */
  function turn() {
    if (running) return halt();
    const all = [...frames.keys()];
    const { run, position } = store.get();
    const here = run && position ? epochsAt(position.index, run) : 0;
    const left = all.filter((epoch) => epoch > here);
    showNext(left.length ? left : all);
    paintPlay();
  }

  /** @param {number[]} left */
  function showNext([next, ...rest]) {
    if (next === undefined) return halt();
    running = setTimeout(async () => {
      await go(next);
      if (running) showNext(rest);
    }, SEEN_MS);
  }

  function halt() {
    clearTimeout(running);
    running = 0;
    paintPlay();
  }

  function paintPlay() {
    const name = running ? words.filmPause : words.filmPlay;
    if (play.title === name) return;
    play.title = name;
    play.setAttribute("aria-label", name);
    play.replaceChildren(icon(running ? "pause" : "play"));
  }

  /** @param {number[]} wanted */
  function keep(wanted) {
    const kept = new Map(wanted.map((epoch) => [epoch, frames.get(epoch) ?? frameOf(epoch)]));
    for (const [epoch, { item }] of frames) if (!kept.has(epoch)) item.remove();
    frames = kept;
    let before = /** @type {Element | null} */ (null);
    for (const { item } of kept.values()) {
      const place = before ? before.nextElementSibling : strip.firstElementChild;
      if (place !== item) strip.insertBefore(item, place);
      before = item;
    }
  }

  /** @param {State} state @param {Scale} scale */
  function paint(state, scale) {
    const { run, recorded, position, playback, saved } = state;
    if (root.hidden || !run || !position || !strip.clientHeight) return;
    const size = strip.clientHeight;
    const here = epochsAt(position.index, run);
    const last = Math.floor(epochsAt(recorded, run));
    const all = framesIn(scale, last, size + GAP, saved?.each);
    const wanted = saved ? all.filter((epoch) => saved.pictured.includes(epoch)) : all;
    keep(wanted);
    const current = frameAt(wanted, here);
    // What is played has gone on by the time its picture comes.
    const now = playback?.playing ? current : lastPictured(state, Math.floor(here));
    for (const [epoch, frame] of frames) {
      const isHere = epoch === current;
      const shown = (isHere && now) || epoch;
      const x = scale.x(epoch);
      const most = root.clientWidth - size - GAP;
      frame.item.hidden = x > most && !isHere;
      frame.item.style.transform = `translateX(${Math.min(x, most)}px)`;
      frame.button.classList.toggle("here", isHere);
      frame.tab.textContent = isHere ? words.epochShort(Math.floor(here)) : "";
      name(frame.button, shown, pointAt(state.history, shown));
      drawIn(frame, state, shown, isHere);
    }
    void epochs.want(current === null || now === null ? wanted : [now, current, ...wanted], true);
  }

  /** @param {Frame} frame @param {State} state @param {number} epoch @param {boolean} isHere */
  function drawIn(frame, state, epoch, isHere) {
    const picture = (epochs.at(epoch) ?? null)?.picture;
    const size = strip.clientHeight;
    if (!picture) return;
    const key = JSON.stringify([state.run?.id, epoch, state.output, size, isHere]);
    if (frame.drawn === key) return;
    frame.drawn = key;
    draw.paint(frame.canvas, state, picture, size);
  }

  paintPlay();
  return {
    root,
    paint,
    halt,
    dispose() {
      halt();
      unthemed();
    },
  };
}

/** Of the run up to an epoch: a saved page does not have all of them. @param {State} state @param {number} epoch */
function lastPictured({ saved }, epoch) {
  return saved ? frameAt(saved.pictured, epoch) : epoch;
}

/** @param {HTMLElement} button @param {number} epoch @param {HistoryPoint | null} point */
function name(button, epoch, point) {
  const isKnown = point?.epoch === epoch;
  const said = isKnown ? fullWords(point) : null;
  const text = said ? said.epoch + said.train + said.test : words.epochShort(epoch);
  if (button.title === text) return;
  button.title = text;
  button.setAttribute("aria-label", text);
}
