/** What rows say is asked for once, and again where it did not come. */

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document ??= { body: { dataset: { base: "/nets/" } }, baseURI: "https://x.org/nets/" };
const { knownOf, numbersOf, sayingsOf, soundOf, textOf } = await import(
  "../../../static/js/line/said.js"
);

const SAYINGS = { texts: ["one", "two", "three"], unread: [] };
const answer = (told) => ({ ok: true, json: async () => told });

test("texts are asked for once, and known when they have come", async () => {
  const asked = [];
  const ask = async (address) => {
    asked.push(address.pathname);
    return answer(SAYINGS);
  };

  assert.equal(knownOf("a"), null);
  assert.deepEqual(await Promise.all([sayingsOf("a", ask), sayingsOf("a", ask)]), [
    SAYINGS,
    SAYINGS,
  ]);
  assert.equal(asked.length, 1);
  assert.match(asked[0], /\/said\/a\.json$/);
  assert.equal(knownOf("a"), SAYINGS);
});

test("what did not come is asked for again", async () => {
  assert.equal(await sayingsOf("b", async () => ({ ok: false })), null);
  assert.equal(await sayingsOf("b", () => Promise.reject(new TypeError("gone"))), null);
  assert.equal(knownOf("b"), null);
  assert.equal(await sayingsOf("b", async () => answer(SAYINGS)), SAYINGS);
});

test("the text of a row of a half is that of its row of the data", async () => {
  await sayingsOf("c", async () => answer(SAYINGS));
  const run = { spec: { data: { kind: "c" } }, said: { way: "words", train: [2, 0], test: [1] } };

  assert.equal(textOf(run, "train", 0), "three");
  assert.equal(textOf(run, "test", 0), "two");
  assert.equal(textOf(run, "test", 9), "");
  assert.equal(textOf({ ...run, said: null }, "train", 0), "");
});

test("a row's sound and numbers have their addresses", async () => {
  const [asked] = await numbersOf("d", 7, async ({ pathname }) => answer([pathname]));

  assert.match(soundOf("d", 7), /\/said\/d\/7\.wav$/);
  assert.match(asked, /\/said\/d\/7\.json$/);
});
