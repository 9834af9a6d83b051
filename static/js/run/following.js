/** What a member of a class does who does not lead it: in which of three states its page is, and what it looks at. */

/** @import { LocalChange, Selection, Sight, Standing, State } from "../state/types" */

/**
 * @typedef {"following" | "own" | "paused"} Way
 * @typedef {{ selected?: Selection } & Partial<Pick<State, "sample" | "scope">>} Seen
 */

/** What of the page a teacher's own page leads. */
const SEEN = /** @type {const} */ (["selected", "sample", "scope", "own"]);

/** Null to who follows nobody. @param {State} state @returns {Way | null} */
export function wayOf(state) {
  if (!state.classroom || state.role !== "follow") return null;
  return state.classroom.paused ? "paused" : wayBelow(state);
}

/** What is told of a page, which nobody may be looking at. @param {State} state @param {boolean} isHidden @returns {Standing} */
export function standingOf(state, isHidden) {
  return isHidden ? "away" : wayBelow(state);
}

/** In which state a page is beneath the veil. @param {State} state @returns {"following" | "own"} */
function wayBelow(state) {
  return state.apart || state.place !== "class" ? "own" : "following";
}

/** Whether a follower has chosen something else to look at by itself. @param {State} state @param {State} before */
export function hasStrayed(state, before) {
  return state.run?.id === before.run?.id && SEEN.some((part) => state[part] !== before[part]);
}

/**
 * What makes a page look at what a teacher's does; null where it does so already.
 * @param {State} state
 * @param {Sight | null} sight
 * @returns {LocalChange | null}
 */
export function towards(state, sight) {
  if (!sight) return null;
  const seen = thereOf(sight, state);
  if (!state.own && isSame(sightOf(state), seen)) return null;
  return { picked: null, own: null, ...seen, selected: seen.selected ?? null };
}

/** What a page looks at. @param {Pick<State, "selected" | "sample" | "scope">} state @returns {Seen} */
export function sightOf({ selected, sample, scope }) {
  return { ...(selected && { selected }), sample, scope };
}

/** @param {Seen | null} one @param {Seen | null} other */
export function isSame(one, other) {
  const parts = (/** @type {Seen | null} */ seen) =>
    seen && [seen.selected?.layer, seen.selected?.unit, seen.sample ?? 0, seen.scope ?? "sample"];
  return JSON.stringify(parts(one)) === JSON.stringify(parts(other));
}

/** A sight as far as this page's network has what is seen: what is usual is not sent. @param {Seen} sight @param {State} state */
function thereOf({ selected, sample = 0, scope = "sample" }, { run }) {
  const isThere = selected && selected.unit < (run?.layers[selected.layer]?.units ?? 0);
  const { layer = 0, unit = 0 } = selected ?? {};
  return { ...(isThere && { selected: { layer, unit } }), sample, scope };
}
