/** A run in a link: specification, edits and step, in the part of the address no server sees. */

/** @import { Edit } from "../state/types" */

/** @typedef {{ spec: unknown, step: number, edits: readonly Edit[] }} Shared */

const SPEC = "spec";
const FIRST_VERSION = 1;

/**
 * What to put behind the # of the address.
 * @param {unknown} spec a specification
 * @param {number} step
 * @param {readonly Edit[]} edits what is changed on the way
 */
export function toHash(spec, step, edits = []) {
  const changed = edits.length > 0 ? `&edits=${toBase64(JSON.stringify(edits))}` : "";
  return `#${SPEC}=${toBase64(JSON.stringify(spec))}&step=${step}${changed}`;
}

/**
 * Whether a link is one of ours, damaged or not.
 * @param {string} hash
 */
export function holdsRun(hash) {
  return hash.startsWith(`#${SPEC}=`);
}

/**
 * What a link holds; null when it holds no run, or one that is damaged.
 * @param {string} hash
 * @returns {Shared | null}
 */
export function fromHash(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const text = parts.get(SPEC);
  const step = Number(parts.get("step") ?? 0);
  const changed = parts.get("edits");
  if (text === null || !Number.isSafeInteger(step) || step < 0) return null;
  try {
    const edits = changed === null ? [] : JSON.parse(fromBase64(changed));
    const spec = migrated(JSON.parse(fromBase64(text)));
    return Array.isArray(edits) ? { spec, step, edits } : null;
  } catch {
    // A link is cut short by mail programs and hands; the page then opens as without it.
    return null;
  }
}

/** A specification from before they had a version is of the first. @param {unknown} spec */
function migrated(spec) {
  // What has a version stays as it was written: links are compared by their text.
  return spec instanceof Object && !("version" in spec)
    ? { version: FIRST_VERSION, ...spec }
    : spec;
}

/** @param {string} text */
function toBase64(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const letters = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function fromBase64(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
