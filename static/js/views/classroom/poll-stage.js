/** What a poll asks about, marked on the network itself: a question mark at one place, letters at several. */

/** @import { Mark, Mount, Poll, State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { edgeKey } from "../../state/edge-key.js";
import { styled } from "../styled.js";
import { isThere } from "./point-mark.js";
import { UNKNOWN } from "./poll-formula.js";
import { badgesOf } from "./poll-told.js";

const STYLE = "static/css/classroom-poll.css";
/** Where on its connection a letter may stand, the best place first. */
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];
/** How far from each other letters can be told apart, in pixels of the scene. */
const APART = 30;

/** @typedef {{ x: number, y: number }} Spot */

/** @type {Mount} */
export function mount(_root, store) {
  const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));
  const layer = el("div", { class: "poll-marks", attrs: { "aria-hidden": "true" } });
  const style = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  let due = 0;
  let drawn = "";

  /** A scene that is drawn anew has none of them: once it stands they are put on it. */
  const scenes = new MutationObserver(() => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      draw();
    });
  });

  function draw() {
    const state = store.get();
    const badges = shownIn(state);
    const right = state.poll?.revealed ? (state.pollResults?.truth?.choice ?? null) : null;
    const rules = badges.map(({ mark, badge }) => ruleOf(mark, badge)).join("\n");
    if (rules !== drawn) style.replaceSync(rules);
    drawn = rules;
    const world = stage.querySelector(".world");
    const spots = spread(badges.map(({ mark }) => spotsOf(world, mark)));
    const placed = badges.flatMap(({ mark, badge }, place) =>
      spots[place] ? [markAt(spots[place], badge, mark, place === right)] : [],
    );
    layer.replaceChildren(...placed);
    if (placed.length && layer.parentElement !== world) world?.append(layer);
    if (!placed.length) layer.remove();
    scenes.disconnect();
    if (!badges.length) return;
    scenes.observe(stage, { childList: true, subtree: true });
    scenes.takeRecords();
  }

  const unsubscribe = store.subscribe((state, before) => {
    const isOther = /** @type {const} */ (["poll", "pollResults", "run", "place"]).some(
      (part) => state[part] !== before[part],
    );
    if (isOther) draw();
  });
  void styled(STYLE).then(draw);
  return () => {
    unsubscribe();
    scenes.disconnect();
    cancelAnimationFrame(due);
    layer.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  };
}

/** What is marked: nothing on a run of one's own, and no question mark where there is a number again. @param {State} state */
function shownIn({ poll, run, place }) {
  if (!poll || place === "fork") return [];
  const badges = badgesOf(poll.question).filter(({ mark }) => isThere(run, mark));
  return poll.revealed && isOfOne(poll) ? [] : badges;
}

/** @param {Poll} poll */
function isOfOne({ question }) {
  return question.marks.length === 1;
}

/** A ring around a neuron, the question mark in place of its delta; a line in full. @param {Mark} mark @param {string} badge */
function ruleOf({ layer, unit, source }, badge) {
  if (source !== undefined)
    return `#stage [data-edge="${edgeKey({ layer, from: source, to: unit })}"] {
      & .line { stroke-opacity: 1; }
      & .hit { stroke: color-mix(in srgb, var(--ink) 14%, transparent); }
    }`;
  return `#stage .neuron[data-layer="${layer}"][data-unit="${unit}"] {
    & > .tile { outline: 3px solid var(--ink); outline-offset: 2px; }
    & > .delta { visibility: ${badge === UNKNOWN ? "hidden" : "inherit"}; }
  }`;
}

/** Where a mark may stand in the scene; nowhere while what it is on is not drawn. @param {Element | null} world @param {Mark} mark @returns {Spot[]} */
function spotsOf(world, { layer, unit, source }) {
  if (source === undefined) {
    const button = world?.querySelector(`.neuron[data-layer="${layer}"][data-unit="${unit}"]`);
    if (!(button instanceof HTMLElement)) return [];
    const [left, top] = [button.style.left, button.style.top].map(Number.parseFloat);
    return [{ x: left + Number.parseFloat(button.style.width) / 2, y: top }];
  }
  const line = world?.querySelector(
    `[data-edge="${edgeKey({ layer, from: source, to: unit })}"] > .line`,
  );
  if (!(line instanceof SVGPathElement)) return [];
  const length = line.getTotalLength();
  return ALONG.map((share) => {
    const { x, y } = line.getPointAtLength(share * length);
    return { x, y };
  });
}

/**
 * One spot for each, its first that is not too near to those of the others; where all are, the one farthest from them.
 * @param {readonly (readonly Spot[])[]} wished
 * @returns {(Spot | undefined)[]}
 */
export function spread(wished) {
  /** @type {Spot[]} */
  const taken = [];
  return wished.map((spots) => {
    const rooms = spots.map(({ x, y }) =>
      Math.min(APART, ...taken.map((spot) => Math.hypot(spot.x - x, spot.y - y))),
    );
    const spot = spots[rooms.indexOf(Math.max(...rooms))];
    if (spot) taken.push(spot);
    return spot;
  });
}

/** @param {Spot} spot @param {string} badge @param {Mark} mark @param {boolean} isRight */
function markAt({ x, y }, badge, { source }, isRight) {
  const shape = badge === UNKNOWN ? "asked" : "letter";
  const on = source === undefined ? "on-neuron" : "on-line";
  const element = el(
    "span",
    { class: `poll-mark ${shape} ${on}${isRight ? " right" : ""}` },
    el("span", { text: badge }),
  );
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  return element;
}
