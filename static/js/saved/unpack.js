/** Unpacks what a saved page has of its run: as app/export/saved/packing.py has packed it. */

/** @import { EpochPicture, HistoryRow, NamedTensor, Playback, ResultRow, Results, Run, Tensor, TensorName } from "../state/types" */

/**
 * @typedef {object} Column what one step makes under one name; step 0 is what a mini-batch finds
 * @property {number} step
 * @property {TensorName} name
 * @property {number} layer
 * @property {4 | 8} [bytes] of a number; 4 where it is left out
 * @property {number} [like] the column from which it is told by differences
 * @property {number} [lag] of so many mini-batches before
 * @property {boolean} [picked] whether the table's rows are kept in its place
 *
 * @typedef {(readonly number[] | null)[]} Shapes column by column
 * @typedef {[number: number, layout: number, follows: boolean]} Batch
 * @typedef {{ columns: Column[], layouts: Shapes[], batches: Batch[], table: Record<string, number[]> }} Packed
 *
 * @typedef {object} Head
 * @property {number} version
 * @property {Run} run
 * @property {Playback} playback as it is before anything is asked
 * @property {HistoryRow[]} history
 * @property {number} start the step at which the page begins
 * @property {number} last its last step
 * @property {[number, number]} epochs between the ends of which it is
 * @property {[number, number]} whole the same of those that it has every step of
 * @property {number} each of every so many of the others it has the last mini-batch
 * @property {string} address what its address says when it is opened
 * @property {Results[]} results how well it does at the ends of epochs
 * @property {Partial<Record<"train" | "test", ResultRow[]>>} rows what it says of its rows at the last of them, the worst first
 * @property {Film | null} film
 * @property {Packed} packed
 *
 * @typedef {object} Film pictures at the ends of epochs, whose levels lie behind the columns
 * @property {EpochPicture["kind"]} kind
 * @property {number} units
 * @property {number} bytes of each
 * @property {number[]} epochs
 * @property {number[]} low
 * @property {number[]} high
 *
 * One mini-batch: what it finds, and what each of its steps makes, which is named by its place.
 * @typedef {{ number: number, follows: boolean, steps: NamedTensor[][] }} Pass
 */

const VERSION = 2;

/** @typedef {{ head: Head, passes: Pass[], pictures: ReadonlyMap<number, EpochPicture> }} Unpacked pictures by their epochs */

/**
 * @param {string} text base64 of what is deflated
 * @returns {Promise<Unpacked>}
 */
export async function unpack(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const inflating = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return read(new Uint8Array(await new Response(inflating).arrayBuffer()));
}

/** @param {Uint8Array} whole @returns {Unpacked} */
export function read(whole) {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  /** @type {Head} */
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)));
  if (head.version !== VERSION) throw new RangeError(String(head.version));
  const body = whole.subarray(4 + length);
  return { head, passes: passesOf(head.packed, body), pictures: picturesOf(head.film, body) };
}

/**
 * Of each the difference from the one before it is kept.
 * @param {Film | null} film
 * @param {Uint8Array} body that ends with them
 * @returns {ReadonlyMap<number, EpochPicture>}
 */
function picturesOf(film, body) {
  if (!film) return new Map();
  const { kind, units, bytes: size, epochs, low, high } = film;
  const all = body.slice(body.length - epochs.length * size);
  for (let at = size; at < all.length; at += 1) all[at] += all[at - size];
  const levels = (/** @type {number} */ at) =>
    btoa(String.fromCharCode(...all.subarray(at * size, (at + 1) * size)));
  return new Map(
    epochs.map((epoch, at) => [
      epoch,
      { kind, units, low: low[at], high: high[at], levels: levels(at) },
    ]),
  );
}

/** @param {Packed} packed @param {Uint8Array} body @returns {Pass[]} */
function passesOf({ columns, layouts, batches, table }, body) {
  const sizes = batches.map(([, layout]) => layouts[layout].map((shape) => sizeOf(shape)));
  const starts = columns.map((_, place) => startsOf(sizes.map((each) => each[place])));
  const laid = lay(columns, starts, table, body);
  for (const at of batches.keys()) for (const place of columns.keys()) tellByDifferences(place, at);
  const numbers = laid.map(({ buffer }, place) =>
    columns[place].bytes === 8 ? new Float64Array(buffer) : new Float32Array(buffer),
  );
  const rows = columns.findIndex(({ name }) => name === "rows");
  return batches.map(([number, layout, follows], at) => {
    /** @type {NamedTensor[][]} */
    const steps = Array.from(
      { length: 1 + Math.max(...columns.map(({ step }) => step)) },
      () => [],
    );
    for (const [place, { step, name, layer, picked }] of columns.entries()) {
      const shape = layouts[layout][place];
      if (!shape) continue;
      const data = picked ? pick(numbers[place], partOf(rows, at), shape) : partOf(place, at);
      steps[step].push({ name, layer, tensor: { data, shape } });
    }
    return { number, follows, steps };
  });

  /** What a mini-batch has of a column. @param {number} place @param {number} at */
  function partOf(place, at) {
    return numbers[place].subarray(starts[place][at], starts[place][at + 1]);
  }

  /** @param {number} place @param {number} at */
  function tellByDifferences(place, at) {
    const { bytes = 4, like, lag = 0 } = columns[place];
    if (like === undefined || at < lag) return;
    const [from, to] = [starts[place][at] * bytes, starts[place][at + 1] * bytes];
    const other = starts[like][at - lag] * bytes - from;
    for (let byte = from; byte < to; byte += 1) laid[place][byte] ^= laid[like][byte + other];
  }
}

/**
 * Each column's numbers one after another, as they lie in memory.
 * @param {Column[]} columns
 * @param {number[][]} starts
 * @param {Packed["table"]} table
 * @param {Uint8Array} body
 */
function lay(columns, starts, table, body) {
  let at = 0;
  return columns.map(({ name, bytes = 4, picked }, place) => {
    const count = picked ? sizeOf(table[name]) : (starts[place].at(-1) ?? 0);
    const laid = new Uint8Array(count * bytes);
    for (let plane = bytes - 1; plane >= 0; plane -= 1)
      for (let number = 0; number < count; number += 1, at += 1)
        laid[number * bytes + plane] = body[at];
    return laid;
  });
}

/** Where each begins of so many that follow one another, and where the last ends. @param {number[]} sizes */
function startsOf(sizes) {
  const starts = [0];
  for (const size of sizes) starts.push((starts.at(-1) ?? 0) + size);
  return starts;
}

/** The rows of a table that are named by their numbers. @param {Tensor["data"]} table @param {Tensor["data"]} rows @param {readonly number[]} shape */
function pick(table, rows, [, width]) {
  const picked = new /** @type {Float32ArrayConstructor} */ (table.constructor)(
    rows.length * width,
  );
  for (const [place, row] of rows.entries())
    picked.set(table.subarray(row * width, (row + 1) * width), place * width);
  return picked;
}

/** @param {readonly number[] | null} shape */
function sizeOf(shape) {
  return shape ? shape.reduce((product, side) => product * side, 1) : 0;
}
