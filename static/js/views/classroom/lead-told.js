/** What is reckoned of a class for who leads it: its links, how many are in it, the window of steps. */

/** @import { Link, People } from "../../state/types" */

/** What all of it looks like. */
export const LEAD_STYLE = "static/css/classroom-lead.css";

/** An address as it is typed: browsers add the rest. @param {string} address */
export function typed(address) {
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

/**
 * Where the class comes in, or with a key who leads or presents, in which window.
 * @param {string} address with its last slash
 * @param {string} code
 * @param {Pick<Link, "role" | "key">} [link]
 * @param {string} [view] that the address asks for
 */
export function linkTo(address, code, link, view = link?.role === "present" ? "projector" : "") {
  const at = `${address}?room=${code}`;
  return link ? `${at}${view && `&view=${view}`}#key=${link.key}` : at;
}

/** How many are in the class, without who leads and what presents it. @param {People | null} crowd */
export function classSize(crowd) {
  return crowd ? crowd.following + crowd.own + crowd.away : 0;
}

/**
 * The steps between which followers may look about: all that was shown where none is named.
 * @param {number | null} first
 * @param {number | null} last
 * @param {number} recorded trained up to here
 * @returns {[number, number] | null | undefined} undefined where the first is behind the last
 */
export function windowOf(first, last, recorded) {
  if (first === null && last === null) return null;
  const window = /** @type {[number, number]} */ ([first ?? 0, last ?? recorded]);
  return window[0] <= window[1] ? window : undefined;
}

/**
 * Each link with its place among those of its role, from 1.
 * @param {readonly Link[]} links
 * @returns {(Link & { place: number })[]}
 */
export function placed(links) {
  return links.map((link, at) => ({
    ...link,
    place: links.slice(0, at + 1).filter(({ role }) => role === link.role).length,
  }));
}
