/** A run in a link: specification, edits and step, in the part of the address no server sees. */

/** @import { Edit } from "../state/types" */

/**
 * A run and a step of it; a specification that is `kept` by the server has its digest there instead.
 * @typedef {{ spec: unknown, step: number, edits: readonly Edit[], kept?: string }} Shared
 */

const SPEC = "spec";
const KEPT = "kept";
const DIGEST = /^[0-9a-f]{32}$/;
const FIRST_VERSION = 1;

/**
 * What to put behind the # of the address.
 * @param {unknown} spec a specification
 * @param {number} step
 * @param {readonly Edit[]} edits what is changed on the way
 */
export function toHash(spec, step, edits = []) {
  return written(SPEC, toBase64(JSON.stringify(spec)), step, edits);
}

/**
 * The same for a specification that the server keeps: its digest stands for it.
 * @param {string} digest
 * @param {number} step
 * @param {readonly Edit[]} edits
 */
export function toKeptHash(digest, step, edits = []) {
  return written(KEPT, digest, step, edits);
}

/** The hash of what a link holds. @param {Shared} shared */
export function hashOf({ spec, step, edits, kept }) {
  return kept === undefined ? toHash(spec, step, edits) : toKeptHash(kept, step, edits);
}

/**
 * Whether a link is one of ours, damaged or not.
 * @param {string} hash
 */
export function holdsRun(hash) {
  return /[#&](spec|kept)=/.test(hash);
}

/**
 * What a link holds; null when it holds no run, or one that is damaged.
 * @param {string} hash
 * @returns {Shared | null}
 */
export function fromHash(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const text = parts.get(SPEC);
  const kept = parts.get(KEPT);
  const step = Number(parts.get("step") ?? 0);
  const changed = parts.get("edits");
  if (!Number.isSafeInteger(step) || step < 0) return null;
  try {
    const edits = changed === null ? [] : JSON.parse(fromBase64(changed));
    if (text === null) return readKept(kept, step, edits);
    const spec = migrated(JSON.parse(fromBase64(text)));
    return Array.isArray(edits) ? { spec, step, edits } : null;
  } catch {
    // A link is cut short by mail programs and hands; the page then opens as without it.
    return null;
  }
}

/** @param {string | null} kept @param {number} step @param {unknown} edits @returns {Shared | null} */
function readKept(kept, step, edits) {
  if (kept === null || !DIGEST.test(kept) || !Array.isArray(edits)) return null;
  return { spec: null, step, edits, kept };
}

/** @param {string} name @param {string} value @param {number} step @param {readonly Edit[]} edits */
function written(name, value, step, edits) {
  const changed = edits.length > 0 ? `&edits=${toBase64(JSON.stringify(edits))}` : "";
  return `#${name}=${value}&step=${step}${changed}`;
}

/** A specification from before they had a version is of the first. @param {unknown} spec */
function migrated(spec) {
  // What has a version stays as it was written: links are compared by their text.
  return spec instanceof Object && !("version" in spec)
    ? { version: FIRST_VERSION, ...spec }
    : spec;
}

/** @param {string} text */
export function toBase64(text) {
  return lettersOf(new TextEncoder().encode(text));
}

/** Other letters, and bytes that are no text, are an error. @param {string} text */
export function fromBase64(text) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(text));
}

/** Bytes as letters that may stand in an address. @param {Uint8Array} bytes */
export function lettersOf(bytes) {
  const letters = btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The other way round; other letters are an error. @param {string} text */
export function bytesOf(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
