/** What the results say: the matrix and its cells, rows, units and changes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { sayingsOf } from "../../../../static/js/line/said.js";
import {
  largestMixed,
  MOST_CLASSES,
  makeConfusion,
  shareRight,
} from "../../../../static/js/views/results/confusion.js";
import { makeEdits, undoTo } from "../../../../static/js/views/results/edits.js";
import { placeAfter } from "../../../../static/js/views/results/grid.js";
import { headingOf } from "../../../../static/js/views/results/heads.js";
import { rowsOf, sureness, worthTelling } from "../../../../static/js/views/results/rows.js";
import { makeUnits } from "../../../../static/js/views/results/units.js";
import { meanOf, varianceOf } from "../../../../static/js/views/results/variance.js";
import { every, fakeDocument } from "../../document.js";

fakeDocument();

const texts = (root, tag) =>
  every(root)
    .filter((element) => element.tag === tag)
    .map(({ textContent }) => textContent);
const tagged = (root, tag) => every(root).filter((element) => element.tag === tag);
const named = (count) => Array.from({ length: count }, (_, at) => `c${at}`);

function matrix(classes, counts, shown = null) {
  const opened = [];
  const pointed = [];
  const made = makeConfusion(
    (place) => opened.push(place),
    (place) => pointed.push(place),
  );
  made.paint({ name: "", classes }, { confusions: [counts] }, 0, true, shown);
  return { ...made, opened, pointed, cells: tagged(made.root, "button") };
}

test("a cell says how many rows, of which class, said to be which, and what share of their class", () => {
  const { root, cells } = matrix(
    ["outside", "inside"],
    [
      [90, 30],
      [0, 124],
    ],
  );

  assert.deepEqual(texts(root, "th"), ["said outside", "said inside", "is outside", "is inside"]);
  assert.deepEqual(
    cells.map(({ textContent }) => textContent),
    [
      "9075 %test rows: is outside, said outside",
      "3025 %test rows: is outside, said inside",
      "0test rows: is inside, said outside",
      "124100 %test rows: is inside, said inside",
    ],
  );
  assert.equal(cells[1].title, "30 test rows: is outside, said inside");
});

test("a press on a cell opens it, and it says that it is open", () => {
  const counts = [
    [1, 2],
    [3, 4],
  ];
  const { opened, cells, paint } = matrix(["a", "b"], counts, { target: 1, said: 0 });

  cells[2].click();

  assert.deepEqual(opened, [{ target: 1, said: 0 }]);
  const pressed = () => cells.map((cell) => cell.getAttribute("aria-selected"));
  assert.deepEqual(pressed(), ["false", "false", "true", "false"]);
  paint({ name: "", classes: ["a", "b"] }, { confusions: [counts] }, 0, true, null);
  assert.deepEqual(pressed(), ["false", "false", "false", "false"]);
});

test("who points at a cell, or is in it by keys, asks for it until they leave", () => {
  const { root, cells, pointed } = matrix(
    ["a", "b"],
    [
      [1, 2],
      [3, 4],
    ],
  );
  const happen = (type, target) =>
    root.dispatchEvent(Object.defineProperty(new Event(type), "target", { value: target }));

  happen("pointerover", cells[1].children[0]);
  happen("pointerover", tagged(root, "th")[0]);
  happen("focusin", cells[2]);
  happen("focusout", cells[2]);
  happen("pointerover", cells[3]);
  happen("pointerleave", root);

  assert.deepEqual(pointed, [
    { target: 0, said: 1 },
    null,
    { target: 1, said: 0 },
    null,
    { target: 1, said: 1 },
    null,
  ]);
});

test("cells of other classes are not pointed at until somebody does", () => {
  const none = { confusions: [named(3).map(() => [0, 0, 0])] };
  const { paint, pointed } = matrix(named(3), none.confusions[0]);

  paint({ name: "", classes: named(3) }, none, 0, true, null);
  assert.deepEqual(pointed, []);
  paint({ name: "", classes: named(2) }, none, 0, true, null);

  assert.deepEqual(pointed, [null]);
});

test("new counts go into the same cells, so that the one in focus stays", () => {
  const made = matrix(
    ["a", "b"],
    [
      [1, 2],
      [3, 4],
    ],
  );
  const classes = ["a", "b"];

  made.paint(
    { name: "", classes },
    {
      confusions: [
        [
          [5, 0],
          [0, 7],
        ],
      ],
    },
    0,
    false,
    null,
  );

  assert.deepEqual(tagged(made.root, "button"), made.cells);
  assert.equal(made.cells[3].title, "7 training rows: is b, said b");
});

test("the only tab stop is one cell, from which the arrows move", () => {
  const { cells } = matrix(
    named(4),
    named(4).map(() => [1, 2, 3, 4]),
  );

  assert.deepEqual(
    cells.map(({ tabIndex }) => tabIndex).filter((index) => index === 0),
    [0],
  );
  assert.equal(placeAfter("ArrowRight", 0, 4, 4), 1);
  assert.equal(placeAfter("ArrowDown", 1, 4, 4), 5);
  assert.equal(placeAfter("ArrowRight", 3, 4, 4), null);
  assert.equal(placeAfter("ArrowUp", 2, 4, 4), null);
  assert.equal(placeAfter("Enter", 2, 4, 4), null);
});

test("heads of a matrix are level where all fit, else turned, and where rows have no room either numbered", () => {
  const digits = named(10).map((_, digit) => String(digit));
  const spoken = ["yes", "no", "up", "down", "left", "right", "stop", "go", "open", "close"];
  const languages = ["English", "German", "French", "Spanish"];
  const wines = named(10).map((name) => `${name} of the Moselle`);

  assert.deepEqual([digits, spoken, languages, wines, named(16)].map(headingOf), [
    "level",
    "turned",
    "level",
    "numbered",
    "level",
  ]);
  assert.equal(headingOf(["Chinstrap", ...named(6)]), "turned");
});

test("numbers at the heads are told with the names, below and to who points at one", () => {
  const wines = named(10).map((name) => `${name} of the Moselle`);
  const { root } = matrix(
    wines,
    wines.map(() => Array(10).fill(1)),
  );

  assert.deepEqual(texts(root, "th").slice(8, 12), ["9", "10", "1", "2"]);
  assert.deepEqual(texts(root, "li"), wines);
  assert.equal(tagged(root, "th")[10].getAttribute("title"), "is c0 of the Moselle");
});

test("of many classes those most often mixed up are listed, and open their rows", () => {
  const many = named(MOST_CLASSES + 1);
  const counts = many.map((_, row) => many.map((_, said) => (row === said ? 9 : 0)));
  counts[3][5] = 2;
  counts[8][1] = 4;
  const { root, cells, opened } = matrix(many, counts);

  cells[0].click();

  assert.deepEqual(texts(root, "button"), ["c8 said to be c1: 4 rows", "c3 said to be c5: 2 rows"]);
  assert.deepEqual(opened, [{ target: 8, said: 1 }]);
  assert.equal(largestMixed(counts).length, 2);
});

test("the share of rows that are said right is that of the diagonal", () => {
  assert.equal(
    shareRight([
      [3, 1],
      [0, 4],
    ]),
    7 / 8,
  );
  assert.equal(
    shareRight([
      [0, 0],
      [0, 0],
    ]),
    0,
  );
});

const run = (activation, more = {}) => ({
  layers: [{ names: ["x1", "x2"] }, { names: ["y"], activation }],
  classes: ["no", "yes"],
  spec: {},
  said: null,
  image: null,
  ...more,
});
const VALUES = { question: null, output: 0, half: "test" };
const row = (more) => ({ row: 6, inputs: [1.5, -2], targets: [1], outputs: [0.3], ...more });

test("a probability is told of what is said, and where outputs are none the output", () => {
  const asked = { question: { name: "", classes: ["no", "yes"] }, output: 0 };

  assert.equal(sureness(run("sigmoid"), asked, row({ said: 0 })), "70.0 %");
  assert.equal(sureness(run("sigmoid"), asked, row({ said: 1, outputs: [0.85] })), "85.0 %");
  assert.equal(sureness(run("sigmoid"), asked, row({ said: 1, outputs: [0.99999] })), "> 99.9 %");
  assert.equal(sureness(run("tanh"), asked, row({ said: 0, outputs: [-0.4] })), "says −0.400");
  assert.equal(
    sureness(run("softmax"), asked, row({ said: 2, outputs: [0.1, 0.2, 0.7] })),
    "70.0 %",
  );
  const labels = run("sigmoid", { classes: [] });
  assert.equal(
    sureness(labels, { ...asked, output: 1 }, row({ said: 0, outputs: [0.9, 0.2] })),
    "80.0 %",
  );
});

test("a row is told by number, inputs, class and what is said of it", () => {
  const question = { name: "", classes: ["no", "yes"] };
  const told = { total: 1, rows: [row({ target: 1, said: 0 })] };

  const [item] = tagged(rowsOf(run("sigmoid"), { question, output: 0, half: "test" }, told), "li");

  assert.equal(item.textContent, "row 7yes → no70.0 %x₁ 1.50x₂ −2.00");
});

test("a row of values is told by each target and output", () => {
  const layers = [{ names: ["x1", "x2"] }, { names: ["rent", "floor"], activation: "linear" }];
  const told = { total: 1, rows: [row({ targets: [700, 2], outputs: [650, null], target: null })] };

  const [item] = tagged(rowsOf(run("linear", { layers, classes: [] }), VALUES, told), "li");

  assert.ok(item.textContent.startsWith("row 7rent: is 700, said 650floor: is 2.00, said ?"));
});

test("of many inputs those that are not 0 are told", () => {
  assert.deepEqual(worthTelling([0, 0, 3]), [0, 1, 2]);
  assert.deepEqual(worthTelling([...Array(20).fill(0), 4, 0, 5]), [20, 22]);
});

test("rows that say something are told by what they say", async () => {
  const answer = { ok: true, json: async () => ({ texts: ["bad", "good", "fine"], unread: [] }) };
  globalThis.document.baseURI = "http://localhost/";
  globalThis.document.body = { dataset: {} };
  await sayingsOf("moods", async () => answer);
  const said = { way: "text", train: [0, 1], test: [2] };
  const told = { total: 1, rows: [row({ row: 0, target: 1, said: 1, outputs: [0.9] })] };
  const asked = { question: { name: "", classes: ["no", "yes"] }, output: 0, half: "test" };

  const spec = { data: { kind: "moods" } };
  const [item] = tagged(rowsOf(run("sigmoid", { said, spec }), asked, told), "li");

  assert.equal(item.textContent, "row 1yes → yes90.0 %fine");
});

test("a picture is sent through the network where it can be, and else only seen", () => {
  const told = { total: 1, rows: [row({ target: 1, said: 0 })] };
  const asked = { question: { name: "", classes: ["no", "yes"] }, output: 0, half: "test" };
  const image = { width: 2, height: 1 };
  const buttons = (sends) =>
    tagged(rowsOf(run("sigmoid", { image }), { ...asked, sends }, told), "button").length;

  assert.deepEqual([buttons(true), buttons(false)], [1, 0]);
});

test("that no row is in a cell is said", () => {
  assert.equal(rowsOf(run("tanh"), VALUES, { total: 0, rows: [] }).tag, "p");
});

const UNITS = {
  run: 1,
  train: { rows: 250 },
  units: [
    { layer: 1, unit: 2, trouble: "dead", rows: 250 },
    { layer: 2, unit: 0, trouble: "saturated", rows: 245 },
  ],
};

test("a unit that no longer learns is named with the reason, and chosen by a press", () => {
  const chosen = [];
  const led = [];
  const { root, paint } = makeUnits({ set: (change) => chosen.push(change) }, ({ layer, unit }) =>
    led.push([layer, unit]),
  );

  paint(UNITS);
  tagged(root, "button")[1].click();

  assert.deepEqual(texts(root, "button"), [
    "h1.3 is dead0 on all 250 rows",
    "h2.1 is saturatedflat on 98 % of the rows",
  ]);
  assert.equal(texts(root, "p").length, 2, "what both words mean");
  assert.deepEqual(chosen, [{ selected: { layer: 2, unit: 0 } }]);
  assert.deepEqual(led, [[2, 0]]);
  paint({ ...UNITS, units: [] });
  assert.deepEqual(texts(root, "p"), ["Every hidden unit still learns."]);
});

const EDITS = [
  { index: 110, learning_rate: 0.1 },
  { index: 600, learning_rate: 0.3 },
];
const BEGAN = { optimizer: { kind: "sgd", learning_rate: 0.03 }, hidden: [] };
const STATE = {
  run: { id: 1, edits: EDITS, steps_per_batch: 11, batches_per_epoch: 25, began: BEGAN },
  catalog: null,
  position: { index: 300 },
  recorded: 900,
  playback: { can_undo: true },
};

test("changes are listed with their epoch, those still ahead marked, and lead to where they were made, or on without them", async () => {
  const sent = [];
  const { root, paint } = makeEdits({ get: () => STATE }, async (command) => sent.push(command));

  paint(STATE);
  tagged(root, "button")[3].click();
  tagged(root, "button")[4].click();

  assert.deepEqual(texts(root, "li"), [
    "1learning rate 0.1epoch 0",
    "2learning rate 0.3epoch 2, ahead",
  ]);
  assert.deepEqual(sent, [
    { type: "seek", index: 600 },
    { type: "branch", without: 2 },
  ]);
});

test("undoing to a change takes back what came after it, then itself, and no more", async () => {
  let edits = [{ index: 0, learning_rate: 9 }, ...EDITS];
  const sent = [];
  const store = { get: () => ({ run: { edits }, playback: { can_undo: edits.length > 0 } }) };
  const send = async (command) => {
    sent.push(command.type);
    edits = edits.slice(0, -1);
    return { type: "done" };
  };

  await undoTo(store, send, EDITS[0]);

  assert.deepEqual(sent, ["undo", "undo"]);
  assert.equal(edits.length, 1);
});

test("a refusal ends the undoing", async () => {
  const sent = [];
  const store = { get: () => ({ run: { edits: EDITS }, playback: { can_undo: true } }) };

  const send = async (command) => {
    sent.push(command);
    return { type: "error" };
  };

  await undoTo(store, send, EDITS[0]);

  assert.equal(sent.length, 1);
});

test("R² is told of each output, and its mean is of those that vary", () => {
  const half = (r2) => ({ r2 });

  const [, body] = varianceOf({ train: half([0.5, null]), test: half([0.99999, 0.25]) }, [
    "rent",
    "floor",
  ]);

  assert.deepEqual(texts(body, "tr"), ["rent0.500> 0.999", "floor–0.250"]);
  assert.equal(meanOf(half([0.5, null, 0.7])), 0.6);
  assert.equal(meanOf(half([null])), null);
});
