/** Where the stops became true in all that is recorded: asked once, and then only of what has come since. */

/** @import { Found, Send, State } from "../../state/types" */

import { watches } from "../../state/whose.js";

/** So many places are kept of each stop. */
const MOST = 200;

/**
 * @param {Send} send
 * @param {(places: Found["places"], sought: State["stopSought"]) => void} tell of others
 */
export function createFinds(send, tell) {
  /** Of which run, line and stops the places are. */
  let of = "";
  /** @type {Found["places"]} */
  let places = [];
  /** Up to which step they are known. */
  let last = -1;
  let sought = { steps: 0, took_s: 0 };
  let asking = false;

  /** @param {State} state */
  async function follow(state) {
    const { run, playback, recorded } = state;
    if (!run || !playback) return;
    const now = JSON.stringify([run.id, run.edits, playback.stops]);
    if (now !== of) {
      of = now;
      if (places.length) tell([], null);
      places = [];
      sought = { steps: 0, took_s: 0 };
      last = -1;
    }
    const isStill = !playback.playing && !playback.busy && state.connection === "open";
    if (asking || !isStill || !playback.stops.length || recorded <= last || watches(state)) return;
    asking = true;
    const answer = await send({ type: "find", conditions: playback.stops, first: last + 1 });
    asking = false;
    if (of !== now) {
      tell([...places], null);
      return;
    }
    // What is refused is refused again until there is more to look at.
    last = answer.type === "found" ? answer.last : recorded;
    if (answer.type !== "found") return;
    places = joined(places, answer.places);
    const steps = answer.last - answer.first + 1;
    sought = { steps: sought.steps + steps, took_s: sought.took_s + answer.took_s };
    tell(places, sought);
  }

  return { follow };
}

/** @param {Found["places"]} before @param {Found["places"]} more @returns {Found["places"]} */
export function joined(before, more) {
  return more.map(({ count, hits }, at) => ({
    count: count + (before[at]?.count ?? 0),
    hits: [...(before[at]?.hits ?? []), ...hits].slice(0, MOST),
  }));
}
