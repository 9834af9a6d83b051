/** Every term can be reached by keyboard: by its numbers where these are buttons, else it is one itself. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, term, text } from "../../../../static/js/formulas/parts.js";
import { all, every, fakeDocument } from "../../document.js";

fakeDocument();
const { writeLine } = await import("../../../../static/js/views/panel/write.js");

const EDGE = { layer: 1, from: 0, to: 1 };
const weight = { ...plain(0.5), of: { of: "parameter", layer: 1, unit_in: 0, unit_out: 1 } };

function written(...parts) {
  const line = writeLine({ kind: "numbers", parts: [term(EDGE, ...parts)] });
  return { term: all(line, "term")[0], buttons: every(line).filter(({ tag }) => tag === "button") };
}

test("a term none of whose numbers leads anywhere is a button", () => {
  const { term, buttons } = written(plain(2), text(" · "), plain(0.5));

  assert.deepEqual(buttons, [term]);
  assert.equal(term.getAttribute("data-edge"), "1:0:1");
});

test("a number that leads to its history leads to the term's other end, too", () => {
  const { term, buttons } = written(plain(2), text(" · "), weight);

  assert.equal(term.tag, "span");
  assert.equal(buttons.length, 1);
  assert.ok(term.contains(buttons[0]));
  assert.equal(buttons[0].getAttribute("aria-keyshortcuts"), "Shift+Enter");
});
