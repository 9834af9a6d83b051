/** What is too large for an address is kept by the server, and found there by its digest. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { findKept, keep } from "../../../static/js/line/kept.js";

const lost = async () => {
  throw new TypeError("failed to fetch");
};
const refused = async () => Response.json({ type: "error" }, { status: 422 });

const PAGE = /** @type {any} */ ({
  body: { dataset: { base: "" } },
  baseURI: "https://learn.example.org/nets/",
});

/** Test with this page for a document, and leave the other tests of the process theirs. @param {string} name @param {() => Promise<void>} body */
function testOnPage(name, body) {
  test(name, async () => {
    const before = globalThis.document;
    globalThis.document = PAGE;
    try {
      await body();
    } finally {
      globalThis.document = before;
    }
  });
}

testOnPage("a specification goes to where the page is, and its digest comes back", async () => {
  /** @type {any[]} */
  const asked = [];
  const digest = await keep({ seed: 3 }, async (...request) => {
    asked.push(request);
    return Response.json({ digest: "abc" });
  });

  assert.equal(digest, "abc");
  assert.equal(String(asked[0][0]), "https://learn.example.org/nets/kept");
  assert.equal(asked[0][1].body, '{"seed":3}');
});

testOnPage("it is found again by its digest", async () => {
  const spec = await findKept("abc", async (address) => {
    assert.equal(String(address), "https://learn.example.org/nets/kept/abc");
    return Response.json({ seed: 3 });
  });

  assert.deepEqual(spec, { seed: 3 });
});

testOnPage("where nothing answers, or it is not kept, there is none", async () => {
  for (const ask of [lost, refused]) {
    assert.equal(await keep({}, ask), null);
    assert.equal(await findKept("abc", ask), null);
  }
});
