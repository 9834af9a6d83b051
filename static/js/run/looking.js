/** How far a follower may go by itself in the class's run, as its teacher says. */

/** @import { Classroom, State } from "../state/types" */

/** @typedef {readonly [number, number]} Steps the first and the last */

/**
 * Null where all see the step that the teacher does.
 * @param {Pick<Classroom, "pacing" | "window"> | null} classroom
 * @param {number} shown how many steps of the class's run were shown so far
 * @returns {Steps | null}
 */
export function stepsToLookAt(classroom, shown) {
  if (!classroom || classroom.pacing === "follow") return null;
  if (classroom.pacing === "free") return [0, Number.POSITIVE_INFINITY];
  return classroom.window ?? [0, shown];
}

/**
 * Where so many steps on lead from here, as far as there is something to look at that way; null where there is nothing.
 * @param {Pick<State, "position">} state
 * @param {Steps | null} steps
 * @param {number} by
 */
export function lookedAt({ position }, steps, by) {
  if (!position || !steps) return null;
  const [first, last] = steps;
  const index = Math.min(last, Math.max(first, position.index + by));
  return (index - position.index) * by > 0 ? index : null;
}
