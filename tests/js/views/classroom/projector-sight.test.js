/** A page that always looks where the teacher looks. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { changeToSight } from "../../../../static/js/views/classroom/projector-sight.js";

const run = { layers: [{ units: 2 }, { units: 4 }, { units: 1 }] };
const looking = { run, selected: null, sample: 0, scope: "sample" };

/** @param {object | null} sight @param {object} [state] @returns {any} */
const changeTo = (sight, state = {}) =>
  changeToSight(/** @type {any} */ ({ ...looking, ...state, classroom: { sight } }));

test("what the teacher looks at is looked at", () => {
  const sight = { selected: { layer: 1, unit: 3 }, sample: 5, scope: "batch" };

  assert.deepEqual(changeTo(sight), sight);
});

test("what is left out of a sight is as it is at first", () => {
  const change = changeTo({}, { selected: { layer: 1, unit: 0 }, sample: 2, scope: "batch" });

  assert.deepEqual(change, { selected: null, sample: 0, scope: "sample" });
});

test("who looks there already is left alone", () => {
  const here = { selected: { layer: 1, unit: 3 }, sample: 5, scope: "batch" };

  assert.equal(changeTo(here, structuredClone(here)), null);
  assert.equal(changeTo(null), null);
});

test("a neuron that the run has not is none", () => {
  assert.equal(changeTo({ selected: { layer: 1, unit: 4 } }), null);
  assert.equal(changeTo({ selected: { layer: 3, unit: 0 } }), null);
});
