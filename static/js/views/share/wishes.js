/** What is wished for of a link or an embedded page, and the address and the code that it makes. */

/** @import { RunHere, State } from "../../state/types" */
/** @import { Trail } from "../../run/trail.js" */

import { choicesOf, written } from "../../run/choices.js";
import { runInLink } from "./follow.js";

export const STARTS = /** @type {const} */ (["here", "beginning", "playing"]);

/** Width and height of an embedded page in pixels; no width is all of the page it is in. */
export const SIZES = /** @type {const} */ ([
  [600, 400],
  [320, 480],
  [960, 600],
  [0, 420],
]);

/** What an embedded page is seldom large enough for. */
const SELDOM_EMBEDDED = Object.freeze(["build", "panel"]);

/**
 * @typedef {object} Wishes
 * @property {"link" | "embed"} kind
 * @property {(typeof STARTS)[number]} start
 * @property {"light" | "dark" | null} theme
 * @property {number} size which of the sizes
 * @property {readonly string[] | null} hide null until it is chosen: what suits the kind
 * @property {readonly string[]} lock
 * @property {{ run: RunHere | null, index: number, sum: string }} [weighed] what this step comes to, once it is known
 */

/** @param {State} state @returns {Wishes} */
export function firstWishes({ frame }) {
  const hide = frame.hide.length ? frame.hide : null;
  return { kind: "link", start: "here", theme: frame.theme, size: 0, hide, lock: frame.lock };
}

/** What is hidden. @param {Pick<Wishes, "kind" | "hide">} wishes */
export function hiddenBy({ kind, hide }) {
  return hide ?? (kind === "embed" ? SELDOM_EMBEDDED : []);
}

/**
 * This step, and what it comes to where that is known: of a run that plays, the one at which it was asked for.
 * @param {State} state
 * @param {Pick<Wishes, "weighed">} wishes
 */
export function stepHere({ run, position }, { weighed }) {
  return weighed?.run === run ? weighed : { index: position?.index ?? 0, sum: null };
}

/**
 * @param {State} state
 * @param {Trail} trail
 * @param {Wishes} wishes
 * @param {Pick<Location, "origin" | "pathname" | "search">} [place]
 */
export function addressOf(state, trail, wishes, place = location) {
  const { run } = state;
  if (!run) return "";
  const isHere = wishes.start === "here";
  const { index, sum } = isHere ? stepHere(state, wishes) : { index: 0, sum: null };
  const choices = {
    ...choicesOf(state),
    sum,
    ...{ theme: wishes.theme, hide: hiddenBy(wishes), lock: wishes.lock },
    ...{ embed: wishes.kind === "embed", play: wishes.start === "playing" },
    ...(isHere ? {} : { sample: null }),
    ...(wishes.kind === "embed" ? { beside: null } : {}),
  };
  const hash = [runInLink(run, index, trail), ...written(choices)].join("&");
  return `${place.origin}${place.pathname}${queryOf(place.search, state, wishes)}${hash}`;
}

/**
 * A link leads to the room it is made in; an embedded page has one to itself, and nobody comes to another's copy.
 * @param {string} search
 * @param {State} state
 * @param {Wishes} wishes
 */
function queryOf(search, state, { kind }) {
  const query = new URLSearchParams(search);
  if (kind === "embed" || state.place === "fork") query.delete("room");
  return query.size ? `?${query}` : "";
}

/**
 * @param {string} address
 * @param {Wishes} wishes
 * @param {string} title
 */
export function codeOf(address, { size }, title) {
  const [width, height] = SIZES[size];
  const attributes = {
    src: address,
    title,
    width: width || "100%",
    height,
    loading: "lazy",
    style: "border: 0; max-width: 100%",
  };
  const said = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${said.join(" ")}></iframe>`;
}

/** @param {string | number} value */
function escaped(value) {
  return String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
