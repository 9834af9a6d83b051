/** What the teacher looks at, as changes of a page that always looks at the same. */

/** @import { LocalChange, State, Store } from "../../state/types" */
/** @typedef {NonNullable<NonNullable<State["classroom"]>["sight"]>} Sight */

/**
 * What of a page is not yet as the sight has it; null where all is. A neuron that the run has not is none.
 * @param {Pick<State, "classroom" | "run" | "selected" | "sample" | "scope">} state
 * @returns {LocalChange | null}
 */
export function changeToSight({ classroom, run, selected, sample, scope }) {
  const sight = classroom?.sight;
  if (!sight || !run) return null;
  const { sample: row = 0, scope: of = "sample" } = sight;
  const wanted = { scope: of, sample: row, selected: inRun(sight, run) };
  const isSame =
    wanted.scope === scope &&
    wanted.sample === sample &&
    wanted.selected?.layer === selected?.layer &&
    wanted.selected?.unit === selected?.unit;
  return isSame ? null : wanted;
}

/** @param {Sight} sight @param {NonNullable<State["run"]>} run */
function inRun({ selected }, run) {
  if (!selected || selected.unit >= (run.layers[selected.layer]?.units ?? 0)) return null;
  return { layer: selected.layer, unit: selected.unit };
}

/** Look where the teacher looks, whatever else would change that. @param {Store} store @returns {() => void} */
export function keepSight(store) {
  const keep = (/** @type {State} */ state) => {
    const change = changeToSight(state);
    if (change) store.set(change);
  };
  keep(store.get());
  return store.subscribe(keep);
}
