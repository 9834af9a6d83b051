/** The build rail's fields: what each offers, what it changes, and where and how it says that something is refused. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { pretty } from "../../../../static/js/words/names.js";
import { words } from "../../../../static/js/words/words.js";
import { every } from "../../document.js";
import { answered, catalog, form } from "./form.js";

const { rail } = words;
const at = (spec, path) => path.split(".").reduce((value, key) => value[key], spec);
const bounds = catalog.schema.$defs;

const TABLE = { kind: "table", x: [[1, 2]], y: [[0]], train_fraction: 1, standardize: false };

const MENUS = [
  [rail.activationOf(1), "activations", "hidden.0.activation", "relu"],
  [rail.outputActivation, "activations", "output_activation", "sigmoid"],
  [rail.loss, "losses", "loss", "huber"],
  [rail.initializer, "initializers", "initializer", "he_normal"],
  [rail.optimizer, "optimizers", "optimizer.kind", "adam"],
  [rail.schedule, "schedules", "schedule.kind", "cosine"],
  [rail.penalty, "penalties", "regularization.kind", "l2"],
  [rail.batchReduction, "reductions", "batch_reduction", "sum"],
];

for (const [label, table, path, value] of MENUS) {
  test(`the menu “${label}” offers what the catalogue has, and changes what it names`, async () => {
    const { field, change, sent, toldAt } = form();

    assert.deepEqual(
      field(label).children.map(({ textContent }) => textContent.replace(" ↺", "")),
      catalog[table].map((record) => record.label),
    );
    assert.ok(catalog[table].some(({ name }) => name === field(label).value));
    change(label, value);
    await answered();

    assert.equal(at(sent[0], path), value);
    assert.equal(sent.length, 1);
    assert.equal(field(label).value, value);
    assert.equal(toldAt(label), null);
  });
}

test("there is a button for every data set, the one in use pressed", async () => {
  const { button, sent } = form();

  for (const { name, label } of catalog.datasets) {
    assert.equal(button(label).getAttribute("aria-pressed"), String(name === "circle"));
  }
  button("Spiral").click();
  await answered();

  assert.equal(sent[0].data.kind, "spiral");
  assert.equal(button("Spiral").getAttribute("aria-pressed"), "true");
  assert.equal(button("Circle").getAttribute("aria-pressed"), "false");
});

const NUMBERS = [
  [rail.noise, "data.noise", "20", 0.2],
  [rail.samples, "data.samples", "120", 120],
  [rail.batchSize, "batch_size", "5", 5],
  [rail.seed, "seed", "11", 11],
  [rail.dropoutOf(2), "hidden.1.dropout", "35", 0.35],
  [rail.unitsOf(1), "hidden.0.units", "6", 6],
  [rail.learningRate, "optimizer.learning_rate", "0,05", 0.05, "0.05"],
  [rail.learningRate, "optimizer.learning_rate", "5e\u22123", 0.005, "0.005"],
  [rail.trainAndTest, "data.train_fraction", "80", 0.8],
];

for (const [label, path, typed, value, shown = typed] of NUMBERS) {
  test(`“${typed}” typed as ${label} changes that, and is shown as ${shown}`, async () => {
    const { field, change, sent } = form();

    change(label, typed);
    await answered();

    assert.equal(at(sent[0], path), value);
    assert.equal(field(label).value, shown);
  });
}

test("the bounds of a number are the schema's, in the unit that is shown", () => {
  const { field } = form();
  const read = (label) =>
    ["aria-valuemin", "aria-valuemax"].map((name) => Number(field(label).getAttribute(name)));

  const { batch_size } = bounds.Spec.properties;
  assert.deepEqual(read(rail.batchSize), [batch_size.minimum, batch_size.maximum]);
  assert.deepEqual(read(rail.noise), [0, 80]);
});

const REFUSED = [
  [
    rail.noise,
    "data.noise",
    "300",
    { code: "too_large", value: "3", limit: 0.8 },
    "at most 80 %, got 300 %",
    "0",
  ],
  [
    rail.batchSize,
    "batch_size",
    "0",
    { code: "too_small", value: "0", limit: 1 },
    "at least 1, got 0",
    "10",
  ],
  [
    rail.unitsOf(1),
    "hidden.0.units",
    "999",
    { code: "too_large", value: "999", limit: 128 },
    "at most 128, got 999",
    "4",
  ],
  [
    rail.learningRate,
    "optimizer.learning_rate",
    "0",
    { code: "not_above", value: "0", limit: 0 },
    "more than 0, got 0",
    "0.03",
  ],
  [
    rail.samples,
    "data.samples",
    "2.5",
    { code: "wrong_type", value: "2.5", limit: ["integer"] },
    "a whole number, got 2.5",
    "500",
  ],
  [
    rail.seed,
    "seed",
    "-1",
    { code: "too_small", value: "-1", limit: 0 },
    "at least 0, got −1",
    "7",
  ],
];

for (const [label, path, typed, why, told, before] of REFUSED) {
  test(`what is refused of ${label} stays as it was typed, with the reason, until it is dismissed`, async () => {
    const { field, change, toldAt, said, dismiss } = form({}, () => ({
      field: `spec.${path}`,
      ...why,
    }));

    change(label, typed);
    await answered();

    assert.equal(field(label).getAttribute("aria-invalid"), "true");
    assert.equal(toldAt(label), `Should be ${told}.`);
    assert.equal(said(), `${label}: should be ${told}.`);
    assert.equal(field(label).value, typed);
    dismiss();
    assert.equal(field(label).value, before);
    assert.equal(toldAt(label), null);
  });
}

const NOISY = ({ data }) =>
  data.noise > 0.8 ? { field: "spec.data.noise", code: "too_large", value: "3", limit: 0.8 } : null;

async function refusedNoise() {
  const made = form({}, NOISY);
  made.change(rail.noise, "300");
  await answered();
  assert.notEqual(made.toldAt(rail.noise), null);
  return made;
}

test("a good value after a refused one is taken, and the reason goes", async () => {
  const { change, field, toldAt, said, sent } = await refusedNoise();

  change(rail.noise, "30");
  await answered();

  assert.deepEqual([toldAt(rail.noise), said(), field(rail.noise).value], [null, "", "30"]);
  assert.equal(sent.at(-1).data.noise, 0.3);
});

test("a field left empty shows what holds, and no old refusal", async () => {
  const { change, field, toldAt, said, sent } = await refusedNoise();

  change(rail.noise, "");
  await answered();

  assert.deepEqual([toldAt(rail.noise), said(), field(rail.noise).value], [null, "", "0"]);
  assert.equal(sent.length, 1);
});

test("a refused value goes when the run does", async () => {
  const { begin, store, field, toldAt, said } = await refusedNoise();

  begin({ ...store.get().run.spec, seed: 8 });

  assert.deepEqual([toldAt(rail.noise), said(), field(rail.noise).value], [null, "", "0"]);
});

test("a refused value does not come back when its field is refused for another's sake", async () => {
  const why = { field: "spec.batch_size", code: "too_small", value: "0", limit: 1 };
  const { change, field, toldAt, dismiss } = form({}, () => why);
  change(rail.batchSize, "0");
  await answered();
  dismiss();

  change(rail.samples, "20");
  await answered();

  assert.notEqual(toldAt(rail.batchSize), null);
  assert.equal(field(rail.batchSize).value, "10");
});

test("what is being typed outlasts a new run", () => {
  const { begin, store, field } = form();
  const rate = field(rail.learningRate);
  rate.focus();
  rate.value = "5e-3";

  begin({ ...store.get().run.spec, seed: 8 });

  assert.equal(rate.value, "5e-3");
});

const UNREAD = [
  ["\u2212", "a number, got \u2212."],
  ["1,500", "written as 1.5 or as 1500, got 1,500."],
];

for (const [typed, told] of UNREAD) {
  test(`“${typed}” cannot be read, is not sent, and is said in place of an old refusal`, async () => {
    const { change, field, toldAt, said, sent, dismiss } = form({}, ({ optimizer }) =>
      optimizer.learning_rate > 0
        ? null
        : { field: "spec.optimizer.learning_rate", code: "not_above", value: "0", limit: 0 },
    );
    change(rail.learningRate, "0");
    await answered();
    assert.match(said(), /more than 0/);

    change(rail.learningRate, typed);
    await answered();

    assert.equal(sent.length, 1);
    assert.equal(toldAt(rail.learningRate), `Should be ${told}`);
    assert.equal(said(), `${rail.learningRate}: should be ${told}`);
    assert.equal(field(rail.learningRate).value, typed);
    dismiss();
    assert.equal(field(rail.learningRate).value, "0.03");
  });
}

test("what a menu chose is told at it where it is refused, and the menu goes back", async () => {
  const refuse = () => ({
    field: "spec.use_biases",
    code: "nothing_comes_in",
    value: "",
    limit: null,
  });
  const { change, field, toldAt } = form({}, refuse);

  change(rail.biases, "none");
  await answered();

  assert.match(toldAt(rail.biases), /without biases nothing comes in/);
  assert.equal(field(rail.biases).value, "trained");
});

test("the constants are those of the optimizer, and what is refused is told at each", async () => {
  const { change, field, toldAt } = form({}, ({ optimizer }) =>
    optimizer.beta_1 === 1
      ? { field: "spec.optimizer.beta_1", code: "not_below", value: "1", limit: 1 }
      : null,
  );
  const { momentum, beta_1 } = rail.constants;
  const hidden = (label) => field(label).parentNode.parentNode.hidden;
  assert.deepEqual([hidden(momentum), hidden(beta_1)], [true, true]);

  change(rail.optimizer, "adam");
  await answered();
  assert.deepEqual([hidden(momentum), hidden(beta_1)], [true, false]);
  change(beta_1, "1");
  await answered();

  assert.equal(toldAt(beta_1), "Should be less than 1, got 1.");
});

test("units, layers and inputs stop at their bounds", async () => {
  const { button, sent, field } = form({ hidden: [{ units: 2, activation: "tanh" }] });
  const fewer = button(rail.fewerUnits(1));

  fewer.click();
  await answered();
  assert.equal(fewer.getAttribute("aria-disabled"), "true");
  fewer.click();
  button("x₁").click();
  await answered();
  assert.equal(button("x₂").getAttribute("aria-disabled"), "true");
  button("x₂").click();
  button(rail.removeLastLayer).click();
  await answered();
  button(rail.removeLastLayer).click();

  assert.equal(sent.length, 3);
  assert.deepEqual(sent.at(-1).hidden, []);
  assert.deepEqual(sent.at(-1).inputs, ["x2"]);
  assert.equal(field(rail.activationOf(1)), undefined);
});

test("a typed formula becomes an input with a button of its own, and a wrong one says why", async () => {
  const refuse = ({ inputs }) =>
    inputs.includes("sin(")
      ? {
          code: "bad_expression",
          field: "spec.inputs.2",
          value: "the end",
          limit: { at: 5, expected: "operand", names: ["x1", "x2"] },
        }
      : null;
  const { root, button, sent, text } = form({}, refuse);
  const typed = every(root).find((each) => each.getAttribute?.("aria-label") === rail.formula);
  const type = async (formula) => {
    typed.value = formula;
    typed.parentNode.dispatchEvent(new Event("submit", { cancelable: true }));
    await answered();
  };

  await type(" x1*sin(x2) ");
  assert.deepEqual(sent[0].inputs, ["x1", "x2", "x1*sin(x2)"]);
  assert.equal(button(pretty("x1*sin(x2)")).getAttribute("aria-pressed"), "true");

  await type("sin(");
  assert.match(text(), /a number, x1, x2, a function or \( at character 5/);

  button("Irises").click();
  await answered();
  assert.equal(typed.parentNode.hidden, true, "its rows are no points of a plane");
});

test("columns of one's own have a button each, whichever are inputs", async () => {
  const data = { ...TABLE, x_names: ["size", "floor"] };
  const { button, sent } = form({ data, inputs: ["floor"] });

  assert.equal(button("size").getAttribute("aria-pressed"), "false");
  assert.equal(button("floor").getAttribute("aria-pressed"), "true");
  button("size").click();
  await answered();

  assert.deepEqual(sent.at(-1).inputs, ["size", "floor"]);
});

test("a penalty has a rate, and usual ones, only where there is one", async () => {
  const { change, field, usual } = form();
  const rates = [field(rail.penaltyRate), usual(rail.usualValues(rail.penaltyRate))];
  assert.deepEqual(
    rates.map(({ disabled }) => disabled),
    [true, true],
  );

  change(rail.penalty, "l2");
  await answered();

  assert.deepEqual(
    rates.map(({ disabled }) => disabled),
    [false, false],
  );
});

test("a usual value is taken as if it had been typed", async () => {
  const { changeUsual, field, sent } = form();

  changeUsual(rail.usualValues(rail.learningRate), "0.1");
  await answered();

  assert.equal(sent[0].optimizer.learning_rate, 0.1);
  assert.equal(field(rail.learningRate).value, "0.1");
});

test("a new seed draws other weights, and leaves the rows as they are", async () => {
  const { button, store } = form();

  button(rail.newSeed).click();
  await answered();

  assert.notEqual(store.get().run.spec.seed, 7);
  assert.equal(store.get().run.spec.data.seed, 7);
});

test("other rows are drawn by a seed of their own, and the weights' stays", async () => {
  const { button, sent } = form();

  button(rail.regenerate).click();
  await answered();
  button(rail.regenerate).click();
  await answered();

  assert.deepEqual(
    sent.map(({ seed }) => seed),
    [7, 7],
  );
  assert.notEqual(sent[0].data.seed, 7);
  assert.notEqual(sent[1].data.seed, sent[0].data.seed);
  assert.equal(button(rail.regenerate).title, rail.regenerateHint(true));
});

test("a seed that is typed is of rows and weights alike", async () => {
  const { change, sent } = form({ data: { ...catalog.datasets[0].suggested.data, seed: 3 } });

  change(rail.seed, "11");
  await answered();

  assert.equal(sent[0].seed, 11);
  assert.equal("seed" in sent[0].data, false);
});

test("rows that are only split are said to be, and those that are all for training are not offered", () => {
  const { button, store } = form({ data: { kind: "iris", train_fraction: 0.8 } });

  assert.equal(button(rail.regenerate).title, rail.regenerateHint(false));
  store.set({ run: { ...store.get().run, test_rows: 0 } });
  assert.equal(button(rail.regenerate).hidden, true);
});

test("rows can keep their order", async () => {
  const { change, sent } = form();

  change(rail.order, "fixed");
  await answered();

  assert.equal(sent[0].shuffle, false);
});

test("the rows are counted under the data set", () => {
  const { store, text } = form();
  assert.ok(text().includes("Circle · 250 / 250 rows"));

  store.set({ run: { ...store.get().run, train_rows: 160, test_rows: 40 } });

  assert.ok(text().includes("Circle · 160 / 40 rows"));
});

test("a layer is frozen by its chip and let go again, and its row says so", async () => {
  const { root, button, sent } = form();
  const chips = [1, 2].map((layer) => button(rail.hidden(layer)));
  const locks = () =>
    [1, 2].map((layer) => {
      const said = rail.frozen(layer);
      return every(root).find((each) => each.getAttribute("aria-label") === said).hidden;
    });
  const pressed = () => chips.map((chip) => chip.getAttribute("aria-pressed"));
  assert.deepEqual(
    [pressed(), locks()],
    [
      ["false", "false"],
      [true, true],
    ],
  );

  chips[1].click();
  await answered();

  assert.deepEqual(
    sent[0].hidden.map(({ frozen }) => frozen),
    [false, true],
  );
  assert.deepEqual(
    [pressed(), locks()],
    [
      ["false", "true"],
      [true, false],
    ],
  );
  chips[1].click();
  await answered();
  assert.deepEqual(
    [pressed(), locks()],
    [
      ["false", "false"],
      [true, true],
    ],
  );
});

test("an input's chip says how it was standardised, where it was", () => {
  const { button, store } = form();
  const hint = rail.switchInput("x₁", false);
  assert.equal(button("x₁").title, hint);

  store.set({ run: { ...store.get().run, mean: [2.5, 0], deviation: [0.5, 1] } });

  assert.equal(button("x₁").title, rail.standardised(hint, 2.5, 0.5));
});

test("columns are standardised only of an own table", async () => {
  const table = {
    kind: "table",
    x: [[1], [2]],
    y: [[0], [1]],
    standardize: false,
    train_fraction: 1,
  };
  const hidden = ({ field }) => field(rail.columns).parentNode.hidden;
  assert.equal(hidden(form()), true);
  const own = form({ data: table });
  assert.equal(hidden(own), false);

  own.change(rail.columns, "standardised");
  await answered();

  assert.equal(own.sent[0].data.standardize, true);
  assert.equal(own.field(rail.columns).value, "standardised");
});

/** The labels that say that what they name starts the run again. */
const again = (root) =>
  every(root)
    .filter((each) => each.classList?.contains("again"))
    .map((each) => each.textContent);

test("what cannot change as the run goes on is marked, and nothing else is", () => {
  const { root } = form({ optimizer: { kind: "adam", learning_rate: 0.1 } });

  const fields = [rail.trainAndTest, rail.noise, rail.samples, rail.loss, rail.initializer];
  const more = [rail.batchReduction, rail.order, rail.frozenLayers, rail.biases, rail.columns];
  const whole = [rail.data, rail.inputs, rail.hiddenLayers, rail.seed];
  const units = [rail.unitsOf(1), rail.unitsOf(2), "1", "2"];
  assert.deepEqual(again(root).sort(), [...fields, ...more, ...whole, ...units].sort());
});

test("of the output's activations those are marked with which the targets are others", () => {
  const { field, root } = form();
  const offered = () => field(rail.outputActivation).children;
  const marked = (name) =>
    offered()
      .find((each) => each.getAttribute("value") === name)
      .textContent.includes("↺");

  assert.deepEqual(["tanh", "linear", "sigmoid", "softmax"].map(marked), [
    false,
    false,
    true,
    true,
  ]);
  for (const each of offered()) {
    const isSaid = each.getAttribute("title").includes(rail.startsAgain);
    assert.equal(isSaid, each.textContent.includes("↺"));
  }
  assert.ok(!again(root).includes(rail.outputActivation));
});

test("where the loss goes with one activation of the output alone, its label is marked", () => {
  const { field, root, store } = form();
  const { run } = store.get();

  store.set({ run: { ...run, output_activations: ["softmax"] } });

  assert.ok(again(root).includes(rail.outputActivation));
  assert.ok(
    field(rail.outputActivation).children.every(({ textContent }) => !textContent.includes("↺")),
  );
});
