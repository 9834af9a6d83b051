/** A function that is typed is pictured by the server, or why it is not is told. */

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document ??= { body: { dataset: {} }, baseURI: "http://there/nets/" };
const { picture } = await import("../../../static/js/line/typed.js");

test("the server is asked for what was typed, and its answer is given", async () => {
  const asked = [];
  const answer = { values: [1], variables: ["x"] };
  const ask = async (address, { body }) => {
    asked.push([new URL(address).pathname.split("/").pop(), JSON.parse(body)]);
    return { json: async () => answer };
  };

  assert.equal(await picture("x^2", [0, 1], ask), answer);
  assert.deepEqual(asked, [["function", { kind: "function", expression: "x^2", domain: [0, 1] }]]);
});

test("without a server it is told that there is none", async () => {
  const told = await picture("x", [0, 1], () => Promise.reject(new TypeError()));

  assert.equal(told.code, "not_connected");
  assert.equal(told.field, "data.expression");
});
