/** The style of a part is waited for once; one that does not come is asked for again by who needs it next. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { styled } from "../../../static/js/views/styled.js";
import { fakeDocument } from "../document.js";

/** @type {any} */
let head;

beforeEach(() => {
  fakeDocument();
  head = document.createElement("head");
  Object.assign(document, { head, baseURI: "http://here.example/", body: { dataset: {} } });
});

const say = (/** @type {string} */ what) => head.children.at(-1).dispatchEvent(new Event(what));

test("it is loaded once, however many wait for it", async () => {
  const waiting = [styled("static/css/once.css"), styled("static/css/once.css")];
  say("load");
  await Promise.all(waiting);
  await styled("static/css/once.css");

  assert.equal(head.children.length, 1);
  assert.equal(head.children[0].getAttribute("rel"), "stylesheet");
});

test("what does not come lets the part go on, and comes when it is needed next", async () => {
  const first = styled("static/css/late.css");
  say("error");
  await first;
  assert.equal(head.children.length, 0);

  const second = styled("static/css/late.css");
  assert.equal(head.children.length, 1);
  say("load");
  await second;
});
