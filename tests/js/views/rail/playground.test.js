/** All that TensorFlow Playground's controls can be set to, can be chosen here, and more. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { boundsOf } from "../../../../static/js/run/spec-edits.js";
import { en } from "../../../../static/js/words/en.js";
import { pretty } from "../../../../static/js/words/names.js";
import { every } from "../../document.js";
import { catalog, form } from "./form.js";

const { rail } = en;
const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const PENALTY_RATES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
/** Of a field, the lowest and the highest that theirs can be set to. */
const RANGES = [
  ["data.noise", 0, 0.8],
  ["data.train_fraction", 0.1, 0.9],
  ["batch_size", 1, 30],
  ["hidden.*.units", 1, 8],
];
const FEATURES = ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin x1", "sin x2"];
const NAMES = {
  activations: ["relu", "tanh", "sigmoid", "linear"],
  penalties: ["none", "l1", "l2"],
  datasets: ["circle", "xor", "gauss", "spiral", "plane", "multi-gauss"],
};

/** What a menu offers. */
const offered = (menu) =>
  every(menu)
    .filter(({ tag }) => tag === "option")
    .map((option) => option.getAttribute("value"));

test("the menus of rates have all of theirs", () => {
  const { usual } = form();
  const numbers = (label) => offered(usual(rail.usualValues(label))).map(Number);

  for (const rate of RATES) assert.ok(numbers(rail.learningRate).includes(rate), String(rate));
  for (const rate of PENALTY_RATES)
    assert.ok(numbers(rail.penaltyRate).includes(rate), String(rate));
});

test("every range is theirs or wider", () => {
  for (const [path, low, high] of RANGES) {
    const bounds = boundsOf(catalog.schema, path);
    assert.ok(bounds.low <= low, path);
    assert.ok(bounds.high >= high, path);
  }
  assert.ok(boundsOf(catalog.schema, "hidden").longest >= 6);
});

test("their activations, penalties and data sets are here by name", () => {
  for (const [table, names] of Object.entries(NAMES)) {
    const ours = catalog[table].map(({ name }) => name);
    for (const name of names) assert.ok(ours.includes(name), name);
  }
});

test("a point of the plane has their seven features, and both coordinates are on at first", () => {
  const { button } = form();

  for (const name of FEATURES) {
    const pressed = button(pretty(name)).getAttribute("aria-pressed");
    assert.equal(pressed, String(name === "x1" || name === "x2"), name);
  }
});

test("a network without hidden layers can be made, and one of six", () => {
  const { button, store } = form();
  const layers = () => store.get().run.spec.hidden.length;

  assert.equal(layers(), 2);
  assert.equal(button(rail.addLayer).getAttribute("aria-disabled"), "false");
  assert.equal(button(rail.removeLastLayer).getAttribute("aria-disabled"), "false");
  for (const [count, more, fewer] of [
    [0, false, true],
    [6, false, false],
  ]) {
    const hidden = Array.from({ length: count }, () => ({ units: 8, activation: "relu" }));
    const made = form({ hidden });
    assert.equal(made.button(rail.addLayer).getAttribute("aria-disabled"), String(more));
    assert.equal(made.button(rail.removeLastLayer).getAttribute("aria-disabled"), String(fewer));
  }
});
