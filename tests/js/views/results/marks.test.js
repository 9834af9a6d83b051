/** Units that no longer learn are marked on the stage, wherever and however it draws them. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { el } from "../../../../static/js/draw/dom.js";
import { makeMarks } from "../../../../static/js/views/results/marks.js";
import { layout } from "../../../../static/js/views/stage/layout/geometry.js";
import { makeNeuron } from "../../../../static/js/views/stage/neurons.js";
import { explainCell, makeSheet } from "../../../../static/js/views/stage/sheet.js";
import { all, fakeDocument, fakeStyle } from "../../document.js";

fakeDocument();
fakeStyle();
beforeEach(() => {
  document.querySelector = () => null;
});

const RUN = {
  id: 1,
  spec: { hidden: [{}, {}], use_biases: true, train_biases: true },
  layers: [2, 3, 70, 1].map((units) => ({
    units,
    names: Array.from({ length: units }, (_, unit) => `n${unit}`),
  })),
};
const UNITS = {
  run: 1,
  train: { rows: 250 },
  units: [
    { layer: 1, unit: 2, trouble: "dead", rows: 250 },
    { layer: 2, unit: 30, trouble: "saturated", rows: 247 },
  ],
};

/** A stage: of hidden 1 each neuron, of hidden 2 a strip. */
function stage() {
  const { columns, bottom } = layout(
    { units: RUN.layers.map(({ units }) => units), image: null },
    { width: 846, height: 668 },
  );
  const neurons = [0, 1, 2].map((unit) => makeNeuron(RUN, 1, unit, columns[1]));
  const sheet = makeSheet(RUN, 2, columns[2], bottom);
  return {
    root: el("div", {}, ...neurons.map(({ button }) => button), sheet.root),
    neurons,
    sheet,
  };
}

test("a dead neuron has a mark that says why, until it learns again", () => {
  const { root, neurons } = stage();
  const marks = makeMarks(root);

  marks.show(UNITS, RUN);

  const [mark] = all(neurons[2].button, "unit-mark");
  assert.equal(mark.getAttribute("aria-label"), "is dead: 0 on all 250 rows");
  assert.equal(neurons[2].button.classList.contains("dead"), true);
  assert.equal(all(neurons[1].button, "unit-mark").length, 0);
  marks.show({ ...UNITS, units: UNITS.units.slice(1) }, RUN);
  assert.equal(all(neurons[2].button, "unit-mark").length, 0);
  assert.equal(neurons[2].button.classList.contains("dead"), false);
});

test("in a strip the mark is in the unit's cell, and both who points there and who picks it is told why", () => {
  const { root, sheet } = stage();

  makeMarks(root).show(UNITS, RUN);

  const [mark, ...others] = all(sheet.root, "unit-mark");
  const rows = Number(sheet.root.getAttribute("data-rows"));
  const { places, cellWidth, cellHeight } = sheet.column;
  assert.equal(others.length, 0);
  assert.equal(Number(mark.style["--column"]) * cellWidth, places[30].x - places[0].x);
  assert.ok(
    Math.abs(Number(mark.style["--row"]) * cellHeight - (places[30].y - places[0].y)) < 1e-9,
  );
  assert.equal(rows * Math.ceil(70 / rows) >= 70, true);
  explainCell(sheet, 30);
  assert.match(
    sheet.canvas.title,
    /^hidden 2, neuron 31.*\nis saturated: flat on 98 % of the rows$/,
  );
  explainCell(sheet, 31);
  assert.match(sheet.canvas.title, /^hidden 2, neuron 32[^\n]*$/);
  assert.equal(
    sheet.choice.querySelector('[value="30"]').textContent,
    "hidden 2, neuron 31, is saturated: flat on 98 % of the rows",
  );
});

test("a strip that learns again has its words back, and nothing is marked of another run", () => {
  const { root, sheet } = stage();
  const marks = makeMarks(root);
  marks.show(UNITS, RUN);
  marks.show({ ...UNITS, units: [{ ...UNITS.units[1], rows: 250 }] }, RUN);

  assert.match(sheet.choice.querySelector('[value="30"]').textContent, /flat on 100 %/);
  marks.show(UNITS, { ...RUN, id: 2 });

  assert.equal(all(root, "unit-mark").length, 0);
  assert.equal(sheet.choice.querySelector('[value="30"]').textContent, "hidden 2, neuron 31");
});

test("marks that stay are the same elements, and those of a stage made anew are put there", () => {
  const { root, sheet } = stage();
  const marks = makeMarks(root);
  marks.show(UNITS, RUN);
  const [before] = all(sheet.root, "unit-mark");
  marks.show({ ...UNITS }, RUN);
  assert.equal(all(sheet.root, "unit-mark")[0], before);
  const other = stage();
  root.replaceChildren(other.root);
  before.remove();

  marks.show(UNITS, RUN);

  assert.equal(all(other.sheet.root, "unit-mark").length, 1);
});

test("a mark whose words change is the same element, on a neuron and in a strip", () => {
  const { root, neurons, sheet } = stage();
  const marks = makeMarks(root);
  const units = UNITS.units.map((unit) => ({ ...unit, trouble: "saturated" }));
  const standing = () => [neurons[2].button, sheet.root].map((on) => all(on, "unit-mark")[0]);
  marks.show({ ...UNITS, units }, RUN);
  const before = standing();

  marks.show({ ...UNITS, units: units.map((unit) => ({ ...unit, rows: 240 })) }, RUN);

  for (const [at, mark] of standing().entries()) assert.equal(mark, before[at]);
  const why = "is saturated: flat on 96 % of the rows";
  assert.deepEqual(
    before.map((mark) => mark.getAttribute("title")),
    [why, why],
  );
  assert.equal(before[0].getAttribute("aria-label"), why);
  assert.match(sheet.choice.querySelector('[value="30"]').textContent, /flat on 96 %/);
});

test("who is led to a unit has it in sight, without the drawer before it", () => {
  const { root, sheet } = stage();
  const marks = makeMarks(root);
  marks.show(UNITS, RUN);
  const [mark] = all(sheet.root, "unit-mark");
  const done = [];
  mark.scrollIntoView = (how) => done.push(how);
  const close = el("button", { on: { click: () => done.push("closed") } });
  document.querySelector = (selector) => (selector === ".drawer-close[data-open]" ? close : null);

  marks.lead(UNITS.units[1]);

  assert.deepEqual(done, ["closed", { block: "nearest", inline: "nearest" }]);
});
