/** An embedded page is alone in its room unless it is told another. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { roomQuery } from "../../../static/js/run/embedding.js";

test("each embedded page has a room of its own, with a name that rooms may have", () => {
  const rooms = [1, 2].map(() => new URLSearchParams(roomQuery("", true)).get("room") ?? "");

  assert.notEqual(rooms[0], rooms[1]);
  for (const room of rooms) assert.match(room, /^embed-[a-z0-9]{24}$/);
});

test("whatever else the address asks for stays", () => {
  const query = new URLSearchParams(roomQuery("?lesson=xor", true));

  assert.equal(query.get("lesson"), "xor");
  assert.ok(query.has("room"));
});

test("a room that is named is the one, and a page by itself is in everybody's", () => {
  assert.equal(roomQuery("?room=class-7", true), "?room=class-7");
  assert.equal(roomQuery("", false), "");
});
