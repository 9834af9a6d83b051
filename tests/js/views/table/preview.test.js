/** A file before it is used: what is asked of the server with each choice, what is shown, and when it becomes the run. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { table as words } from "../../../../static/js/words/en-table.js";
import { all, every, fakeDocument } from "../../document.js";

fakeDocument();
document.body = { dataset: {} };
document.baseURI = "http://host/";
const { preview } = await import("../../../../static/js/views/table/preview.js");

const column = (name, number, more = {}) => ({
  name,
  number,
  kind: "number",
  role: "input",
  why: null,
  values: 4,
  low: 1,
  high: 4,
  mean: 2.5,
  deviation: 0.5,
  histogram: [1, 2, 1],
  counts: [],
  flagged: 0,
  becomes: [name],
  refused: null,
  ...more,
});

const FOUND = {
  name: "flats.csv",
  bytes: 2048,
  encoding: "utf-8",
  delimiter: ";",
  decimal: ",",
  header: true,
  rows: 4,
  kept: 4,
  train_rows: 3,
  test_rows: 1,
  columns: [
    column("size", 1),
    column("heating", 2, {
      kind: "category",
      counts: [
        ["gas", 3],
        ["oil", 1],
      ],
      becomes: ["heating=gas", "heating=oil"],
    }),
    column("rent", 3),
    column("note", 4, { kind: "text", role: "off", why: "text", becomes: [] }),
  ],
  inputs: 3,
  outputs: 0,
  aim: null,
  why: null,
  network: null,
  flagged: 0,
  cells: [],
  ragged: [],
  preview: [{ row: 1, cells: ["1", "gas", "4", "…"], kept: true }],
  problem: null,
  remedies: ["drop", "mean"],
  never: null,
};

/** As a server decides that knows only targets. */
function described({ target = [] }, more) {
  const columns = FOUND.columns.map((each) =>
    target.includes(each.name) ? { ...each, role: "target" } : each,
  );
  const network = { units: [3, 16, 1], activations: ["tanh", "linear"] };
  const aimed = target.length > 0 ? { aim: "numbers", why: "fractions", outputs: 1, network } : {};
  return { ...FOUND, columns, ...aimed, ...more };
}

/** @param {(choices: object, path: string) => object} answer */
async function shown(answer = described) {
  const asked = [];
  const sent = [];
  let isClosed = false;
  const ask = async (address, { body }) => {
    const text = await body.text();
    const [head, ...rest] = text.split("\n");
    const { name, choices } = JSON.parse(head);
    const path = address.pathname.slice(1);
    asked.push({ path, name, choices, file: rest.join("\n") });
    return { json: async () => answer(choices, path) };
  };
  const file = new File(["size;heating;rent;note\n1;gas;4;…\n"], "flats.csv");
  const send = async (command) => {
    sent.push(command);
    return { type: "done" };
  };
  const made = preview({ file, send, ask, close: () => (isClosed = true) });
  await made.ready;
  const turn = async () => {
    for (let left = 20; left > 0; left -= 1) await new Promise((done) => setImmediate(done));
  };
  const byId = (id) => every(made.element).find((element) => element.id === id);
  return {
    ...made,
    asked,
    sent,
    isClosed: () => isClosed,
    text: () => made.element.textContent,
    status: () => all(made.element, "table-status")[0].textContent,
    use: () =>
      every(made.element).find(
        ({ textContent, tag }) => tag === "button" && textContent === words.use,
      ),
    byId,
    async press(button) {
      button.click();
      await turn();
    },
    async change(id, change) {
      Object.assign(byId(id), change);
      byId(id).dispatchEvent(new Event("change"));
      await turn();
    },
  };
}

test("the file is asked about with what is chosen, and the last column that is on is the target at first", async () => {
  const { asked, byId, size } = await shown();

  assert.deepEqual(
    asked.map(({ path, name, choices }) => [path, name, choices.target]),
    [
      ["csv/described", "flats.csv", []],
      ["csv/described", "flats.csv", ["rent"]],
    ],
  );
  assert.equal(asked[0].file, "size;heating;rent;note\n1;gas;4;…\n");
  assert.equal(byId("table-target-3").checked, true);
  assert.equal(byId("table-delimiter").value, ";");
  assert.equal(byId("table-header").value, "true");
  assert.match(size.textContent, /4 rows × 4 columns · 2\.05 kB/);
});

test("each column says what it becomes, and why it is left out", async () => {
  const { element } = await shown();

  assert.deepEqual(
    all(element, "table-becomes").map(({ textContent }) => textContent),
    ["(x − 2.50) / 0.500", words.oneHot(2), "(y − 2.50) / 0.500", words.leftOut.text],
  );
  assert.deepEqual(
    all(element, "table-range").map(({ textContent }) => textContent),
    ["1 … 4", "gas … oil", "1 … 4", "4 different"],
  );
});

const CHOICES = [
  ["table-target-1", { checked: true }, { target: ["rent", "size"] }],
  ["table-target-4", { checked: true }, { target: ["rent", "note"], kinds: {} }],
  ["table-target-3", { checked: false }, { target: [] }],
  ["table-kind-1", { value: "off" }, { target: ["rent"], kinds: { size: "off" } }],
  ["table-kind-3", { value: "off" }, { target: [], kinds: { rent: "off" } }],
  ["table-kind-4", { value: "category" }, { kinds: { note: "category" } }],
  ["table-decimal", { value: "." }, { decimal: ".", target: ["rent"] }],
  ["table-split", { value: "60" }, { train_fraction: 0.6 }],
  ["table-standardise", { checked: false }, { standardize: false }],
];
for (const [id, change, expected] of CHOICES)
  test(`${id} ${JSON.stringify(change)} is asked about as it is chosen`, async () => {
    const page = await shown();

    await page.change(id, change);

    const { choices } = page.asked.at(-1);
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(choices[name], value);
  });

test("columns that are split or named anew lose what was chosen of them, and a target is taken anew", async () => {
  const page = await shown();
  await page.change("table-kind-1", { value: "off" });
  await page.change("table-header", { value: "false" });

  const { choices } = page.asked.at(-1);
  assert.deepEqual([choices.header, choices.kinds, choices.target], [false, {}, ["rent"]]);
});

test("without a target it cannot be used, and says so", async () => {
  const page = await shown();
  await page.change("table-target-3", { checked: false });

  await page.press(page.use());

  assert.equal(page.status(), words.needsTarget);
  assert.equal(page.use().getAttribute("aria-disabled"), "true");
  assert.deepEqual(page.sent, []);
});

const CLASSES = {
  code: "too_large",
  field: "flats.csv, classes of column rent",
  value: "65",
  limit: 64,
  message: "",
};
const TOO_FEW = { ...CLASSES, code: "too_small", field: "flats.csv, inputs", value: "0", limit: 1 };
const refusing = (...refused) => ({
  columns: FOUND.columns.map((each, index) => ({ ...each, refused: refused[index] })),
});

test("the target at first is the last column that can be one, and others say why they cannot", async () => {
  const { asked, byId } = await shown((choices) =>
    described(choices, refusing(null, null, CLASSES, CLASSES)),
  );

  assert.deepEqual(asked.at(-1).choices.target, ["heating"]);
  assert.equal(
    byId("table-target-3").getAttribute("title"),
    "classes of column rent: should be at most 64, got 65",
  );
  assert.equal(byId("table-target-1").getAttribute("title"), null);
});

test("a column that is left out is the target at first where no other can be", async () => {
  const { asked } = await shown((choices) =>
    described(choices, refusing(TOO_FEW, TOO_FEW, TOO_FEW, null)),
  );

  assert.deepEqual(asked.at(-1).choices.target, ["note"]);
});

test("a table that no choice makes one to train says why, and asks for no target", async () => {
  const { asked, status } = await shown((choices) =>
    described(choices, { ...refusing(TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW), never: TOO_FEW }),
  );

  assert.deepEqual(asked.at(-1).choices.target, []);
  assert.equal(status(), "inputs: should be at least 1, got 0");
});

const DAMAGED = {
  flagged: 2,
  cells: [
    { row: 2, column: "size", value: "", why: "missing" },
    { row: 4, column: "size", value: "big", why: "not_a_number" },
  ],
  problem: {
    code: "unusable",
    field: "flats.csv, row 2, column size",
    value: "nothing",
    limit: { why: "missing", cells: 2, low: -1, high: 1 },
    message: "",
  },
};

test("cells that cannot be used are named by row and column, until it is chosen what becomes of them", async () => {
  const page = await shown((choices) =>
    described(choices, { ...DAMAGED, ...(choices.missing === "drop" ? { problem: null } : {}) }),
  );

  assert.match(page.text(), /2 cells cannot be used/);
  assert.equal(all(page.element, "table-unread")[0].textContent, "");
  assert.match(page.text(), /row 2sizeno value/);
  assert.match(page.text(), /row 4sizebig/);
  assert.equal(
    page.status(),
    "row 2, column size: should be a value (one of 2 such cells), is nothing",
  );
  await page.change("table-missing-drop", { checked: true });

  assert.equal(page.asked.at(-1).choices.missing, "drop");
  assert.equal(page.status(), words.stays);
  assert.equal(page.use().getAttribute("aria-disabled"), "false");
});

const REFUSALS = [
  [
    { code: "bad_encoding", field: "flats.csv", value: "UTF-16", limit: { encoding: "UTF-16" } },
    /UTF-8, not UTF-16: choose its encoding above/,
  ],
  [
    { code: "too_large", field: "flats.csv, rows", value: "10001", limit: 10_000 },
    /^rows: should be at most 10000, got 10001$/,
  ],
  [
    {
      code: "wrong_length",
      field: "flats.csv, row 3",
      value: "2 cells",
      limit: { length: 4, as: "the header" },
    },
    /^row 3: should be 4 cells, as many as the header has, is 2 cells$/,
  ],
  [
    { code: "unclosed", field: "flats.csv, row 2, column rent", value: '"5 6', limit: { line: 3 } },
    /^row 2, column rent: should be closed by a quote \(it is opened by one in line 3\), is "5 6$/,
  ],
  [
    { code: "too_many_bytes", field: "csv", value: "more", limit: 20_971_520 },
    /^csv: should be of at most 21\.0 MB, is more$/,
  ],
  [{ code: "internal", field: "", value: "", limit: null, message: "lost" }, /^lost$/],
];
for (const [refusal, said] of REFUSALS)
  test(`a file that is refused as ${refusal.code} says so, and can be read another way`, async () => {
    const page = await shown(() => ({ type: "error", message: "…", ...refusal }));

    assert.match(page.status(), said);
    assert.equal(all(page.element, "table-body")[0].hidden, true);
    assert.equal(all(page.element, "table-unread")[0].textContent, page.status());
    await page.change("table-encoding", { value: "utf-16" });
    assert.equal(page.asked.at(-1).choices.encoding, "utf-16");
  });

test("what is used is made a run as it was chosen, and the room is configured with it", async () => {
  const page = await shown((choices, path) =>
    path === "csv/run" ? { uploaded: "abc" } : described(choices),
  );

  await page.press(page.use());

  const { path, choices } = page.asked.at(-1);
  assert.deepEqual([path, choices.target], ["csv/run", ["rent"]]);
  assert.deepEqual(page.sent, [{ type: "configure", uploaded: "abc" }]);
  assert.equal(page.isClosed(), true);
});

test("of answers that come late only the last counts", async () => {
  const held = [];
  const page = await shown();
  const late = preview({
    file: new File(["a"], "flats.csv"),
    send: async () => ({ type: "done" }),
    close() {},
    ask: () =>
      new Promise((answer) =>
        held.push((more) => answer({ json: async () => described({ target: ["rent"] }, more) })),
      ),
  });
  held.shift()({});
  const turn = () => new Promise((done) => setImmediate(done));
  while (held.length === 0) await turn();
  held.shift()({});
  await late.ready;
  const decimal = every(late.element).find(({ id }) => id === "table-decimal");
  decimal.dispatchEvent(new Event("change"));
  decimal.dispatchEvent(new Event("change"));
  held[1]({ rows: 7 });
  await turn();
  held[0]({ rows: 8 });
  await turn();

  assert.match(late.size.textContent, /^7 rows/);
  assert.match(page.size.textContent, /^4 rows/);
});

test("a server that is out of reach is told, and nothing is used", async () => {
  const page = await shown(() => {
    throw new Error("gone");
  });

  assert.match(page.status(), /not connected/);
  assert.equal(page.use().getAttribute("aria-disabled"), "true");
});
