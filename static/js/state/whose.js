/** Whose the run is that a page shows: in a class its teacher's, else of all who are in the room. */

/** @import { State } from "./types" */

/**
 * Whether nobody else drives the run: a page alone in its room, one that leads a class, one at a copy of the class's.
 * @param {Pick<State, "people" | "role" | "place">} state
 */
export function isOneSOwn({ people, role, place }) {
  if (place === "fork" || role === "drive") return true;
  return !role && people < 2;
}

/** Whether the run is the class's, and the page may not drive it. @param {Pick<State, "role" | "place">} state */
export function watches({ role, place }) {
  return place !== "fork" && (role === "follow" || role === "present");
}

/** Whether a page leads a class. @param {Pick<State, "classroom" | "role">} state */
export function leadsClass({ classroom, role }) {
  return classroom !== null && role === "drive";
}

/** Whether a member of a class looks at a run of its own. @param {Pick<State, "role" | "place">} state */
export function isOnFork({ role, place }) {
  return place === "fork" && role === "follow";
}
