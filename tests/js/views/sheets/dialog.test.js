/** The form of exercise sheets asks once for each thing wished, and again when the room has another run. */

import assert from "node:assert/strict";
import { after, beforeEach, describe, test } from "node:test";

import { openSheets } from "../../../../static/js/views/sheets/dialog.js";
import { all, every, fakeDocument } from "../../document.js";

const DESCRIBED = { blank: 4, numbers: 9 };
const REFUSED = {
  type: "error",
  code: "odd",
  field: "data",
  message: "data: has too many outputs",
};
const runOf = (id, units) => ({
  id,
  spec: { data: { kind: "circle" }, hidden: [{ units, activation: "tanh" }] },
  layers: [2, units, 1].map((count) => ({ units: count })),
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What the server was asked, and how it answers. */
let server;

async function opened() {
  let state = { run: runOf(1, 3), catalog: null, room: "main" };
  const listeners = new Set();
  const store = {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  await openSheets(store);
  await settled();
  const dialog = document.querySelector("dialog");
  const [pupils] = every(dialog).filter(({ tag }) => tag === "input");
  const [form] = every(dialog).filter(({ tag }) => tag === "form");
  return {
    ...{ dialog, pupils, listeners },
    told: () => all(dialog, "sheets-told")[0].textContent,
    about: () => all(dialog, "small-print")[0].textContent,
    take: all(dialog, "primary")[0],
    async press() {
      form.dispatchEvent(new Event("submit"));
      await settled();
    },
    async become(run) {
      state = { ...state, run };
      for (const listener of listeners) listener(state);
      await settled();
    },
    async write(text, ...events) {
      pupils.value = text;
      for (const event of events) pupils.dispatchEvent(new Event(event));
      await settled();
    },
  };
}

describe("the form of exercise sheets", () => {
  const { fetch } = globalThis;
  after(() => Object.assign(globalThis, { fetch }));
  beforeEach(() => {
    fakeDocument();
    const body = Object.assign(document.createElement("body"), { dataset: {} });
    const head = document.createElement("head");
    // Its style comes at once.
    const append = (link) => setImmediate(() => link.dispatchEvent(new Event("load")));
    Object.assign(head, { append });
    const querySelector = (selector) => body.querySelector(selector);
    Object.assign(document, { head, body, baseURI: "http://here.example/", querySelector });
    server = { asked: [], answer: () => DESCRIBED };
    globalThis.fetch = async (url) => {
      server.asked.push(url.href.replace("http://here.example/", ""));
      const answer = server.answer();
      return { ok: answer !== null, status: 200, json: async () => answer };
    };
  });

  test("what is wished is asked for once, though it is told as it is typed and when the field is left", async () => {
    const { write, told } = await opened();
    assert.equal(server.asked.length, 1);

    await write("12", "input", "change");
    await write("12", "change");

    assert.equal(server.asked.length, 2);
    assert.match(server.asked[1], /^sheets\/described\?room=main&pupils=12&/);
    assert.match(told(), /^A sheet has 9 numbers, 4 of them/);
  });

  test("what did not come is asked for again, and what was wished before as well", async () => {
    const { write } = await opened();

    server.answer = () => null;
    await write("12", "input");
    await write("12", "change");
    await write("none", "input");
    await write("12", "input");

    assert.equal(server.asked.length, 4);
  });

  test("of another run, or the same with another network, it is asked anew, until the form is closed", async () => {
    const { become, about, dialog, listeners } = await opened();
    assert.match(about(), /2–3–1/);

    await become(runOf(2, 4));
    assert.match(about(), /2–4–1/);
    assert.equal(server.asked.length, 2);
    await become({ ...runOf(2, 4), edits: [{ parameter: {} }] });
    assert.equal(server.asked.length, 2, "a weight that was set changes no sheet");
    await become(runOf(2, 5));
    assert.equal(server.asked.length, 3);
    dialog.dispatchEvent(new Event("close"));

    assert.equal(listeners.size, 0);
  });

  test("where there are no sheets the button says so, takes none, and can still be in focus", async () => {
    const { become, press, take, told } = await opened();
    assert.equal(take.getAttribute("aria-disabled"), "false");

    server.answer = () => REFUSED;
    await become(runOf(2, 40));
    await press();

    assert.equal(told(), REFUSED.message);
    assert.equal(take.getAttribute("aria-disabled"), "true");
    assert.ok(!take.hasAttribute("disabled") && !take.disabled);
    assert.equal(server.asked.length, 2);
  });

  test("what is said below a field is said with it", async () => {
    const { write, pupils, dialog } = await opened();

    await write("0", "input");

    const id = pupils.getAttribute("aria-describedby");
    const below = every(dialog).find((element) => element.id === id);
    assert.match(below.textContent, /at least 1/);
  });
});
