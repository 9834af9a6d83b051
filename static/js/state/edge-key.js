/** A connection as a text that an element can carry, and back. */

/** @import { EdgeRef } from "./types" */

/** @param {EdgeRef} edge */
export function edgeKey({ layer, from, to }) {
  return `${layer}:${from}:${to}`;
}

/** @param {string} key @returns {EdgeRef} */
export function edgeOfKey(key) {
  const [layer, from, to] = key.split(":").map(Number);
  return { layer, from, to };
}

/** @param {EdgeRef | null} one @param {EdgeRef | null} other */
export function isSameEdge(one, other) {
  if (!one || !other) return one === other;
  return edgeKey(one) === edgeKey(other);
}
