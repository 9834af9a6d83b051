/** A link as short as it can be: without what is usual anyway, and deflated; read back before it is opened. */

/** @import { Schema } from "../state/types" */

import { OF_THE_RUN } from "./choices.js";
import { bytesOf, fromHash, lettersOf, toHash } from "./link.js";
import { resolved } from "./spec-edits.js";

const PACKED = "z";
/** What a version takes for usual may be another's: a run keeps its own. */
const ALWAYS_SAID = "version";
const FORMAT = "deflate-raw";
/** A link of few letters could be blown up to fill the memory. */
const MOST_BYTES = 2 ** 20;
/** A link whose run cannot be read. */
const DAMAGED = "#spec=";

/** @param {string} hash */
export function isPacked(hash) {
  return /[#&]z=/.test(hash);
}

/**
 * What of a specification is not as usual.
 * @param {unknown} spec
 * @param {Schema} schema JSON Schema of Spec
 */
export function unusual(spec, schema) {
  return unlike(spec, resolved(schema, schema), schema);
}

/**
 * The shortest hash for a hash: itself, it without what is usual, or that deflated.
 * @param {string} hash
 * @param {Schema} schema
 */
export async function shortest(hash, schema) {
  const shared = fromHash(hash);
  if (!shared || shared.kept !== undefined) return hash;
  const { step, edits } = shared;
  const spec = unusual(shared.spec, schema);
  const text = JSON.stringify(edits.length > 0 ? [spec, edits] : [spec]);
  const rest = restOf(hash);
  const plain = toHash(spec, step, edits) + rest;
  const deflated = await through(new TextEncoder().encode(text), "CompressionStream");
  if (!deflated) return plain;
  const short = `#${PACKED}=${lettersOf(deflated)}${step ? `&step=${step}` : ""}${rest}`;
  return short.length < plain.length ? short : plain;
}

/** A packed link as a page goes on with it. @param {string} hash */
export async function unpacked(hash) {
  const parts = new URLSearchParams(hash.slice(1));
  try {
    const inflated = await through(bytesOf(parts.get(PACKED) ?? ""), "DecompressionStream");
    if (!inflated) return DAMAGED + restOf(hash);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(inflated);
    const [spec, edits = []] = JSON.parse(text);
    // As it stands there: what is no number is refused where the link is read.
    return (
      toHash(spec, 0, edits).replace("step=0", `step=${parts.get("step") ?? 0}`) + restOf(hash)
    );
  } catch {
    return DAMAGED + restOf(hash);
  }
}

/** What a link says besides the run. @param {string} hash */
function restOf(hash) {
  const parts = hash.slice(1).split("&");
  const rest = parts.filter((part) => !OF_THE_RUN.includes(part.split("=")[0]));
  return rest.map((part) => `&${part}`).join("");
}

/**
 * @param {Uint8Array} bytes
 * @param {"CompressionStream" | "DecompressionStream"} way
 * @returns {Promise<Uint8Array | null>} null where the browser cannot, or there would be too much of it
 */
async function through(bytes, way) {
  if (!(way in globalThis)) return null;
  const stream = new Blob([/** @type {BlobPart} */ (bytes)])
    .stream()
    .pipeThrough(/** @type {any} */ (new globalThis[way](FORMAT)));
  /** @type {number[]} */
  const all = [];
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(all);
    if (all.length + value.length > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    for (const byte of value) all.push(byte);
  }
}

/** @param {any} value @param {Schema} node @param {Schema} schema @returns {any} */
function unlike(value, node, schema) {
  if (Array.isArray(value)) {
    const items = node.items ? resolved(schema, node.items) : {};
    return value.map((each) => unlike(each, items, schema));
  }
  const { properties } = node;
  if (!(value instanceof Object) || !properties) return value;
  const said = Object.entries(value).map(([name, each]) => {
    const property = properties[name] ?? {};
    return [name, unlike(each, resolved(schema, property), schema), property];
  });
  return Object.fromEntries(
    said.filter(
      ([name, each, property]) => name === ALWAYS_SAID || !isUsual(each, property, schema),
    ),
  );
}

/** @param {any} value without what is usual @param {Schema} property @param {Schema} schema */
function isUsual(value, property, schema) {
  if (!("default" in property)) return false;
  const usual = unlike(property.default, resolved(schema, property), schema);
  return JSON.stringify(value) === JSON.stringify(usual);
}
