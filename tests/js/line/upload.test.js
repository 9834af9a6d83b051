/** A specification that is too large for the line goes ahead as a file. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isTooLarge, upload } from "../../../static/js/line/upload.js";

const LINE = new URL("wss://learn.example.org/nets/ws?room=a");

test("a command is measured in bytes, as the line has them", () => {
  assert.equal(isTooLarge("x".repeat(65_536)), false);
  assert.equal(isTooLarge("x".repeat(65_537)), true);
  assert.equal(isTooLarge("δ".repeat(40_000)), true);
});

test("it goes to where the line is, and its name comes back", async () => {
  /** @type {any[]} */
  const asked = [];
  const answer = await upload(LINE, { seed: 3 }, async (...request) => {
    asked.push(request);
    return Response.json({ uploaded: "name" });
  });

  assert.deepEqual(answer, { uploaded: "name" });
  assert.equal(String(asked[0][0]), "https://learn.example.org/nets/spec");
  assert.equal(asked[0][1].body, '{"seed":3}');
});

test("a refusal comes back as it is told", async () => {
  const told = { type: "error", code: "too_many_bytes", field: "spec", limit: 41943040 };

  assert.deepEqual(await upload(LINE, {}, async () => Response.json(told, { status: 413 })), told);
});

test("where nothing answers, or not in our words, it says that it did not come", async () => {
  const lost = [
    async () => {
      throw new TypeError("failed to fetch");
    },
    async () => new Response("<html>413</html>", { status: 413 }),
  ];

  for (const ask of lost) {
    const answer = /** @type {any} */ (await upload(LINE, {}, ask));
    assert.equal(answer.code, "not_connected");
  }
});
