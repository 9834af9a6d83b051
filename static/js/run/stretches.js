/** Where mini-batches are when their size changes on the way: in stretches of one size, as the engine counts them. */

/** @import { Edit, Run, Spec } from "../state/types" */

/**
 * What a run's mini-batches are counted by: where there are no edits, nothing is needed of the rest.
 * @typedef {Pick<Run, "steps_per_batch" | "batches_per_epoch"> & Partial<Pick<Run, "edits" | "train_rows" | "spec"> & { began: Spec }>} Counted
 *
 * Mini-batches of one `size`, from the `first` on, which is `batch` of an `epoch`, of whose rows so many are `gone`:
 * `rest` of them end that epoch, and later ones have `each`.
 * @typedef {{ first: number, epoch: number, batch: number, rest: number, each: number, size: number, gone: number }} Stretch
 */

/** @type {WeakMap<readonly Edit[], Stretch[]>} */
const known = new WeakMap();

/**
 * The epoch of a mini-batch by its number over all epochs, and its place in it, all from 0.
 * @param {number} number
 * @param {Counted} run
 * @returns {{ epoch: number, batch: number }}
 */
export function placeOf(number, run) {
  const { first, epoch, batch, rest, each } = stretchAt(number, run);
  const after = number - first - rest;
  if (after < 0) return { epoch, batch: batch + number - first };
  return { epoch: epoch + 1 + Math.floor(after / each), batch: after % each };
}

/** The number of the first mini-batch of an epoch. @param {number} epoch @param {Counted} run */
export function beginOf(epoch, run) {
  const stretch = stretchesOf(run)
    .filter((one) => one.epoch + Number(one.gone > 0) <= Math.max(0, epoch))
    .at(-1);
  if (!stretch || epoch <= stretch.epoch) return stretch?.first ?? 0;
  return stretch.first + stretch.rest + (epoch - stretch.epoch - 1) * stretch.each;
}

/** How many mini-batches an epoch has. @param {number} epoch @param {Counted} run */
export function batchesIn(epoch, run) {
  return beginOf(epoch + 1, run) - beginOf(epoch, run);
}

/** @param {number} number @param {Counted} run @returns {Stretch} */
function stretchAt(number, run) {
  const stretches = stretchesOf(run);
  return stretches.filter(({ first }) => first <= number).at(-1) ?? stretches[0];
}

/** @param {Counted} run @returns {Stretch[]} */
function stretchesOf(run) {
  const { edits } = run;
  if (!edits?.some(({ batch_size }) => batch_size)) return [startOf(run)];
  const made = known.get(edits) ?? changed(run, edits);
  known.set(edits, made);
  return made;
}

/** Mini-batches as they are at first. @param {Counted} run @returns {Stretch} */
function startOf({ batches_per_epoch: each, train_rows = each, began, spec }) {
  const size = Math.min((began ?? spec)?.batch_size ?? 1, train_rows);
  return { first: 0, epoch: 0, batch: 0, rest: each, each, size, gone: 0 };
}

/** @param {Counted} run @param {readonly Edit[]} edits @returns {Stretch[]} */
function changed(run, edits) {
  const rows = run.train_rows ?? 0;
  let stretches = [startOf(run)];
  for (const { index, batch_size } of edits) {
    if (!batch_size) continue;
    const first = index / run.steps_per_batch;
    const kept = stretches.filter((one) => one.first < first);
    stretches = [...kept, followed(kept.at(-1), first, Math.min(batch_size, rows), rows)];
  }
  return stretches;
}

/** The stretch that begins at a mini-batch of another. @param {Stretch | undefined} before @param {number} first @param {number} size @param {number} rows @returns {Stretch} */
function followed(before, first, size, rows) {
  const each = Math.ceil(rows / size);
  if (!before) return { first, epoch: 0, batch: 0, rest: each, each, size, gone: 0 };
  const within = first - before.first;
  const after = within - before.rest;
  const gone = after < 0 ? before.gone + within * before.size : (after % before.each) * before.size;
  const epoch = after < 0 ? before.epoch : before.epoch + 1 + Math.floor(after / before.each);
  const batch = after < 0 ? before.batch + within : after % before.each;
  return { first, epoch, batch, rest: Math.ceil((rows - gone) / size), each, size, gone };
}
