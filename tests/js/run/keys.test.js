/** Which key does what, and which element keeps its keys for itself. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { deedOf, isWriting, ownsLetters } from "../../../static/js/run/keys.js";
import { setLetters } from "../../../static/js/run/letters.js";

const PAGE = {
  tag: "body",
  role: null,
  editable: false,
  inDialog: false,
  usesArrowsOnly: false,
  byPointer: false,
};

function keys(key, held = {}) {
  return { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held };
}

const DEEDS = [
  [" ", {}, "play"],
  ["ArrowLeft", {}, "back"],
  ["ArrowRight", {}, "forward"],
  ["ArrowLeft", { shiftKey: true }, "back a mini-batch"],
  ["ArrowRight", { shiftKey: true }, "forward a mini-batch"],
  ["PageUp", {}, "back an epoch"],
  ["PageDown", {}, "forward an epoch"],
  ["Home", {}, "first"],
  ["End", {}, "last"],
  ["?", { shiftKey: true }, "help"],
  ["?", {}, "help"],
  ["n", {}, "next-stop"],
  ["N", { shiftKey: true }, "previous-stop"],
];
for (const [key, held, deed] of DEEDS) {
  test(`${held.shiftKey ? "Shift+" : ""}${key === " " ? "Space" : key} means: ${deed}`, () => {
    assert.equal(deedOf(keys(key, held), PAGE), deed);
  });
}

for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
  test(`with ${modifier} down every key is the browser's`, () => {
    for (const [key, held] of DEEDS) {
      assert.equal(deedOf(keys(key, { ...held, [modifier]: true }), PAGE), null);
    }
  });
}

const OWNERS = [
  { tag: "input" },
  { tag: "textarea" },
  { tag: "select" },
  { tag: "div", editable: true },
  { tag: "button", role: "radio" },
  { tag: "button", role: "tab" },
  { tag: "p", inDialog: true },
];
for (const owner of OWNERS) {
  test(`no key is taken from ${JSON.stringify(owner)}`, () => {
    for (const [key, held] of DEEDS) {
      assert.equal(deedOf(keys(key, held), { ...PAGE, ...owner }), null);
    }
  });
}

test("a slider keeps the keys that move it, and Space, which it has no use for, plays", () => {
  for (const byPointer of [false, true]) {
    for (const [key, held, deed] of DEEDS) {
      const asked = deedOf(keys(key, held), { ...PAGE, tag: "input", role: "slider", byPointer });
      assert.equal(asked, key === " " ? deed : null);
    }
  }
});

test("what uses the arrows only leaves every other key to the page", () => {
  const handle = { ...PAGE, tag: "circle", role: "slider", usesArrowsOnly: true };
  for (const [key, held, deed] of DEEDS) {
    const asked = deedOf(keys(key, held), handle);
    assert.equal(asked, key.startsWith("Arrow") ? null : deed);
  }
});

for (const owner of OWNERS.filter(({ tag }) => tag !== "button")) {
  test(`no key is taken from ${JSON.stringify(owner)} that a pointer went to`, () => {
    for (const [key, held] of DEEDS) {
      assert.equal(deedOf(keys(key, held), { ...PAGE, ...owner, byPointer: true }), null);
    }
  });
}

for (const pressed of [
  { tag: "button" },
  { tag: "button", role: "radio" },
  { tag: "summary" },
  { tag: "g", role: "button" },
]) {
  test(`a pointer's press leaves every key to the page: ${JSON.stringify(pressed)}`, () => {
    for (const [key, held, deed] of DEEDS) {
      assert.equal(deedOf(keys(key, held), { ...PAGE, ...pressed, byPointer: true }), deed);
    }
  });
}

for (const pressed of [
  { tag: "button" },
  { tag: "a" },
  { tag: "summary" },
  { tag: "g", role: "button" },
]) {
  test(`Space presses ${JSON.stringify(pressed)} and does not play too; the arrows still step`, () => {
    const focus = { ...PAGE, ...pressed };

    assert.equal(deedOf(keys(" "), focus), null);
    assert.equal(deedOf(keys("ArrowRight"), focus), "forward");
  });
}

test("letters and Shift with other keys are nobody's", () => {
  assert.equal(deedOf(keys("x"), PAGE), null);
  assert.equal(deedOf(keys("Home", { shiftKey: true }), PAGE), null);
});

const CHANGES = [
  ["z", { ctrlKey: true }, "undo"],
  ["z", { metaKey: true }, "undo"],
  ["Z", { ctrlKey: true, shiftKey: true }, "redo"],
  ["y", { ctrlKey: true }, "redo"],
];
for (const [key, held, deed] of CHANGES) {
  test(`${Object.keys(held).join("+")}+${key} means: ${deed}, but not where text is typed`, () => {
    assert.equal(deedOf(keys(key, held), PAGE), deed);
    assert.equal(deedOf(keys(key, held), { ...PAGE, tag: "circle", role: "slider" }), deed);
    assert.equal(deedOf(keys(key, held), { ...PAGE, tag: "input", role: "spinbutton" }), null);
    assert.equal(deedOf(keys(key, held), { ...PAGE, inDialog: true }), null);
  });
}

test("letters are written in fields and in text that can be edited, and in what is within them", () => {
  const { Element } = globalThis;
  globalThis.Element = class {
    constructor(within) {
      this.within = within;
    }
    closest(selector) {
      return selector.split(", ").includes(this.within) ? this : null;
    }
  };
  const writes = (within) => isWriting(new globalThis.Element(within));

  for (const field of ["input", "textarea", "select", "[contenteditable]"])
    assert.ok(writes(field), field);
  assert.ok(!writes("button"));
  assert.ok(!isWriting(null));
  Object.assign(globalThis, { Element });
});

test("once keys of one letter are switched off, no place has any", () => {
  assert.ok(!ownsLetters(null));

  setLetters(false);

  assert.ok(ownsLetters(null));
  setLetters(true);
  assert.ok(!ownsLetters(null));
});
