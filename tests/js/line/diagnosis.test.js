/** A page that gets no line asks why, and says what it is told. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { whyNoLine } from "../../../static/js/line/diagnosis.js";
import { en } from "../../../static/js/words/en.js";

const LINE = new URL("wss://learn.example.org/nets/ws?room=a");

/** @param {number} status @param {string} [words] @param {string} [type] */
const answering =
  (status, words = "", type = "text/plain; charset=utf-8") =>
  async () =>
    /** @type {any} */ (new Response(words, { status, headers: { "content-type": type } }));

test("it asks for the line's address as a file, and names its origin", async () => {
  /** @type {any[]} */
  const asked = [];
  await whyNoLine(LINE, async (...request) => {
    asked.push(request);
    return new Response("", { status: 426 });
  });

  assert.equal(String(asked[0][0]), "https://learn.example.org/nets/ws?room=a");
  assert.equal(asked[0][1].method, "POST");
});

test("a server that would give a line is one behind something that passes none on", async () => {
  assert.equal(await whyNoLine(LINE, answering(426)), en.line.notPassedOn);
});

test("a refusal is told in its own words", async () => {
  const told = await whyNoLine(LINE, answering(403, "pages of this site may not"));

  assert.equal(told, "The server refuses this page (403). pages of this site may not");
});

test("another server's page of an error is not shown as text", async () => {
  const told = await whyNoLine(LINE, answering(502, "<html>Bad Gateway</html>", "text/html"));

  assert.equal(told, "The server refuses this page (502).");
});

test("where nothing answers there is nothing to tell", async () => {
  const told = await whyNoLine(LINE, async () => {
    throw new TypeError("failed to fetch");
  });

  assert.equal(told, null);
});
