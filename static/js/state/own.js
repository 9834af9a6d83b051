/** The state as it looks through a sample of the visitor's own: a mini-batch of one, on its way forward. */

/** @import { LayerTensors, Position, Probed, RunHere, State, Store, Tensor } from "./types" */

import { betweenPasses } from "./reduce.js";

/**
 * The store for what shows samples: where there is one of the visitor's own, it takes the mini-batch's place.
 * @param {Store} store
 * @returns {Store}
 */
export function seeingOwn(store) {
  const see = createOwn();
  return {
    ...store,
    under: store,
    get: () => see(store.get()),
    subscribe: (listener) =>
      store.subscribe((state, previous) => listener(see(state), see(previous))),
  };
}

/** What did not change keeps its identity, as in the store. */
export function createOwn() {
  const positionOf = kept(positionIn);
  const layersOf = kept(layersIn);
  const stateOf = kept(stateIn);

  /** @param {State} state @returns {State} */
  return (state) => {
    const { own, run, position, layers } = state;
    if (!own?.answer || !run || !position || !fits(own.answer, run)) return state;
    const layer = own.layer ?? run.layers.length - 1;
    return stateOf(
      state,
      positionOf(position, layer),
      layersOf(layers, own.answer, layer),
      own.steppedAt === position,
    );
  };
}

/** Whether an answer is of a network as large as this one. @param {Probed} answer @param {RunHere} run */
function fits({ inputs, layers }, run) {
  const units = [inputs.length, ...layers.map(({ a }) => a.length)];
  return run.layers.every((layer, place) => layer.units === units[place]);
}

/**
 * The last result again, as long as it is asked for the same.
 * @template {readonly unknown[]} Asked
 * @template Made
 * @param {(...asked: Asked) => Made} make
 */
function kept(make) {
  /** @type {Asked | null} */
  let before = null;
  /** @type {Made} */
  let made;
  return (/** @type {Asked} */ ...asked) => {
    if (!before || asked.some((each, place) => each !== before?.[place])) made = make(...asked);
    before = asked;
    return made;
  };
}

/** @param {State} state @param {Position} position @param {State["layers"]} layers @param {boolean} stepped @returns {State} */
function stateIn(state, position, layers, stepped) {
  return { ...state, scope: "sample", sample: 0, position, layers, stepped };
}

/** @param {Position} position @param {number} layer @returns {Position} */
function positionIn(position, layer) {
  return { ...position, phase: layer === 0 ? "input" : "forward", layer };
}

/** @param {State["layers"]} layers @param {Probed} answer @param {number} last up to which they are reached */
function layersIn(layers, { inputs, layers: passed }, last) {
  const reached = [{ a: inputs }, ...passed].slice(0, last + 1);
  return Array.from({ length: passed.length + 1 }, (_, layer) => ({
    ...betweenPasses(layers[layer] ?? {}),
    ...asTensors(reached[layer] ?? {}),
  }));
}

/** @param {{ z?: readonly number[], a?: readonly number[] }} numbers @returns {LayerTensors} */
function asTensors(numbers) {
  return Object.fromEntries(Object.entries(numbers).map(([name, row]) => [name, oneRow(row)]));
}

/** @param {readonly number[]} row @returns {Tensor} */
function oneRow(row) {
  return { data: Float64Array.from(row), shape: [1, row.length] };
}
