/** What is asked of the server for exercise sheets, and how its refusals are told. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  firstAsked,
  isPage,
  onlyHere,
  queryOf,
  whyNot,
} from "../../../../static/js/views/sheets/asked.js";

const HOME = new URL("https://learn.example.org/nets/?room=group-7#spec=abc");

test("codes lead to the page at first, whatever room and run it shows", () => {
  assert.equal(firstAsked(HOME).url, "https://learn.example.org/nets/");
});

test("the query says everything that the form does", () => {
  const query = new URLSearchParams(queryOf("group-7", { ...firstAsked(HOME), key: false }));

  assert.deepEqual(Object.fromEntries(query), {
    room: "group-7",
    pupils: "30",
    rows: "1",
    level: "backward",
    seed: "0",
    url: "https://learn.example.org/nets/",
    key: "false",
    questions: "true",
  });
});

test("an address that only this computer knows is told from others", () => {
  const addresses = ["http://localhost:8765/", "http://127.0.0.1/", "http://[::1]:8/", HOME.href];

  assert.deepEqual(addresses.map(onlyHere), ["localhost", "127.0.0.1", "[::1]", null]);
});

test("a code leads to pages only", () => {
  assert.ok(isPage("http://10.0.0.7:8765/"));
  assert.ok(!isPage("javascript:alert(1)"));
  assert.ok(!isPage("learn.example.org"));
});

const CATALOG = {
  optimizers: [
    { name: "sgd", label: "Plain descent" },
    { name: "adam", label: "Adam" },
  ],
};
const refusal = (field, code, limit, value) => ({
  type: "error",
  message: `${field}: as the server says it`,
  ...{ field, code, limit, value },
});

test("a refusal names the field as the form and the network do, with its bound", () => {
  assert.equal(
    whyNot(refusal("hidden.1.units", "too_large", 4, "9"), null),
    "Units of hidden layer 2 should be at most 4, got 9.",
  );
  assert.equal(
    whyNot(refusal("optimizer.kind", "unknown_name", ["sgd"], "adam"), CATALOG),
    "The optimizer should be Plain descent, got Adam.",
  );
});

test("a refusal that has no words here is told as the server does", () => {
  assert.equal(
    whyNot(refusal("pupils", "invalid", "fewer", "7"), null),
    "pupils: as the server says it",
  );
  assert.equal(whyNot(refusal("seed", "too_large", 4, "9"), null), "seed: as the server says it");
});
