/** Unpacks what a saved page has of its run: as app/export/saved/packing.py has packed it. */

/** @import { HistoryRow, NamedTensor, Playback, Run, Tensor, TensorName } from "../state/types" */

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
 * @property {Packed} packed
 *
 * One mini-batch: what it finds, and what each of its steps makes, which is named by its place.
 * @typedef {{ number: number, follows: boolean, steps: NamedTensor[][] }} Pass
 */

const VERSION = 1;

/**
 * @param {string} text base64 of what is deflated
 * @returns {Promise<{ head: Head, passes: Pass[] }>}
 */
export async function unpack(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const inflating = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return read(new Uint8Array(await new Response(inflating).arrayBuffer()));
}

/** @param {Uint8Array} whole @returns {{ head: Head, passes: Pass[] }} */
export function read(whole) {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  /** @type {Head} */
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)));
  if (head.version !== VERSION) throw new RangeError(String(head.version));
  return { head, passes: passesOf(head.packed, whole.subarray(4 + length)) };
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
