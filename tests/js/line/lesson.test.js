/** A lesson is asked for with its key where no log has it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { lessonOf } from "../../../static/js/line/lesson.js";

globalThis.document ??= { body: { dataset: {} }, baseURI: "https://x.org/nets/" };

test("the key travels in a header, and in no address", async () => {
  const asked = [];
  const answer = { ok: true, blob: async () => "a file" };

  const lesson = await lessonOf("K7QX", "a-key", async (address, { headers }) => {
    asked.push([String(address), headers]);
    return answer;
  });

  assert.equal(lesson, "a file");
  const [[address, headers]] = asked;
  assert.match(address, /\/lesson\?room=K7QX$/);
  assert.deepEqual(headers, { "x-propscope-key": "a-key" });
});

test("what is refused, and what does not come, is no lesson", async () => {
  const refused = async () => ({ ok: false, blob: async () => "a refusal" });
  const gone = async () => {
    throw new TypeError();
  };

  assert.equal(await lessonOf("K7QX", "a-key", refused), null);
  assert.equal(await lessonOf("K7QX", "a-key", gone), null);
});
