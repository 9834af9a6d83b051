/** What two runs have that the other has not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { INITIAL } from "../../../../static/js/state/reduce.js";
import {
  areAlike,
  editsApart,
  fieldsApart,
  furthest,
  keysOf,
  sameRow,
  unlikeUnits,
} from "../../../../static/js/views/compare/differences.js";

const tensor = (...rows) => ({
  data: Float64Array.from(rows.flat()),
  shape: [rows.length, rows[0].length],
});
const SPEC = { seed: 7, data: { kind: "circle" }, hidden: [{ units: 4, activation: "tanh" }] };

test("the weights furthest apart come first, and say where signs differ", () => {
  const here = [{}, { w: tensor([1, -2], [0.5, 3]) }, { w: tensor([1], [1]) }];
  const there = [{}, { w: tensor([1, 2], [0.25, 4]) }, { w: tensor([1], [-0.5]) }];

  const apart = furthest(here, there, 3);

  assert.deepEqual(apart, [
    { layer: 1, from: 0, to: 1, here: -2, there: 2, by: 4, unlike: true },
    { layer: 2, from: 1, to: 0, here: 1, there: -0.5, by: 1.5, unlike: true },
    { layer: 1, from: 1, to: 1, here: 3, there: 4, by: 1, unlike: false },
  ]);
  assert.deepEqual([...keysOf(apart)], ["1:0:1", "2:1:0", "1:1:1"]);
});

test("of many weights the six furthest are found, wherever they are", () => {
  const count = 400;
  const by = Array.from({ length: count }, (_, at) => ((at * 167) % count) / count);
  const apart = furthest([{}, { w: tensor(by.map(() => 0)) }], [{}, { w: tensor(by) }]);

  assert.deepEqual(
    apart.map((one) => one.by),
    [...by].sort((a, b) => b - a).slice(0, 6),
  );
});

test("the same weights are not apart, and what is not known yet neither", () => {
  const same = [{}, { w: tensor([1, 2]) }];

  assert.deepEqual(furthest(same, same), []);
  assert.deepEqual(furthest(same, [{}, {}]), []);
  assert.deepEqual(furthest([undefined, same[1]], same), []);
});

test("neurons are unlike where one says a positive number and the other a negative one", () => {
  const state = (...rows) => ({
    ...INITIAL,
    layers: [{ a: tensor([1]) }, { a: tensor(...rows) }],
  });

  const sample = unlikeUnits(state([1, -1, 0, 1e-200]), state([2, 1, -1, -1e-200]));

  assert.deepEqual([...sample], ["1:1", "1:3"]);
});

test("networks are alike where each layer has as many neurons", () => {
  const run = (...units) => ({ layers: units.map((each) => ({ units: each })) });

  assert.ok(areAlike(run(2, 3, 1), run(2, 3, 1)));
  assert.ok(!areAlike(run(2, 3, 1), run(2, 3, 3, 1)));
  assert.ok(!areAlike(run(2, 3, 1), null));
});

test("only fields that differ are told, rows' seeds as they are in force", () => {
  const other = {
    ...SPEC,
    seed: 8,
    data: { kind: "circle", seed: 7 },
    hidden: [{ units: 4, activation: "relu" }],
  };

  assert.deepEqual(fieldsApart(SPEC, other), [
    { path: "seed", here: 7, there: 8 },
    { path: "hidden.0.activation", here: "tanh", there: "relu" },
  ]);
  assert.deepEqual(fieldsApart(SPEC, { ...SPEC, hidden: [] }), [
    { path: "hidden.0.units", here: 4, there: null },
    { path: "hidden.0.activation", here: "tanh", there: null },
  ]);
});

test("an edit that both have is no difference", () => {
  const [one, two, three] = [1, 2, 3].map((index) => ({ index, learning_rate: 0.1 }));

  assert.deepEqual(editsApart([one, two], [one, three]), [
    { edit: two, isHere: true },
    { edit: three, isHere: false },
  ]);
});

test("the same row is found wherever the other mini-batch has it", () => {
  const rows = (...numbers) => ({ layers: [{ rows: tensor(numbers) }] });

  assert.equal(sameRow(rows(4, 9, 2), rows(2, 4, 9), 1), 2);
  assert.equal(sameRow(rows(4, 9, 2), rows(5, 6, 7), 1), null);
  assert.equal(sameRow(rows(4), { layers: [] }, 0), null);
});
