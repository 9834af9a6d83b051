/** Who leads the run on screen: in a class only who drives asks anything of it, and each of a run of their own. */

/** @import { Command, Refusal, Send, State, Store } from "../state/types" */

import { watches } from "../state/whose.js";

/** What only who drives a run may ask of it. @type {readonly string[]} */
export const OF_THE_RUN = Object.freeze([
  ...["configure", "restore", "replay", "reset", "undo", "redo", "set_parameter"],
  ...["play", "pause", "step", "seek", "set_speed", "set_loop", "set_stops", "search"],
  ...["probe", "weigh", "find", "trace_number", "list_rows", "find_parting", "show_epochs"],
  "cancel",
  ...["sweep", "stop_sweep"],
  ...["branch", "go_to_branch", "rename_branch", "delete_branch", "undelete_branch"],
  "read_branch",
]);
/** What goes to a step of it, which a run that is there to look about in may. @type {readonly string[]} */
const TO_A_STEP = ["restore", "seek"];
/** Keys that ask nothing of the run. @type {readonly string[]} */
const OF_THE_PAGE = ["help"];

/**
 * Whether a key, a drop or a hand does nothing here: the address has taken it, or somebody else leads.
 * @param {Pick<State, "role" | "place" | "shut">} state
 * @param {string} deed
 */
export function isShut(state, deed) {
  return state.shut.includes(deed) || (watches(state) && !OF_THE_PAGE.includes(deed));
}

/**
 * Keeps back what the server would refuse, whatever part of the page asks it.
 * @param {Store} store
 * @param {Send} send
 * @returns {Send}
 */
export function unlessLed(store, send) {
  return (command) => {
    const state = store.get();
    const isItsOwn = state.place === "look" && TO_A_STEP.includes(command.type);
    if (!OF_THE_RUN.includes(command.type) || !watches(state) || isItsOwn) return send(command);
    return Promise.resolve(keptBack(command));
  };
}

/** @param {Command} command @returns {Refusal} */
function keptBack({ type }) {
  return {
    type: "error",
    id: null,
    code: "not_allowed",
    field: "type",
    value: type,
    limit: ["drive"],
    message: "",
  };
}
