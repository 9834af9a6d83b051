/** A connection written as a text is read as the same connection. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeKey, edgeOfKey, isSameEdge } from "../../../static/js/state/edge-key.js";

const EDGE = { layer: 3, from: 12, to: 0 };

test("a connection comes back from its key", () => {
  assert.deepEqual(edgeOfKey(edgeKey(EDGE)), EDGE);
});

test("connections are the same where all three numbers are, and none is only like none", () => {
  assert.ok(isSameEdge(EDGE, { ...EDGE }));
  for (const part of ["layer", "from", "to"]) assert.ok(!isSameEdge(EDGE, { ...EDGE, [part]: 1 }));
  assert.ok(isSameEdge(null, null));
  assert.ok(!isSameEdge(EDGE, null));
  assert.ok(!isSameEdge(null, EDGE));
});
