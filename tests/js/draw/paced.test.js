/** Painting at leisure: together, once in a while, and never much later than that. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, mock, test } from "node:test";
import { AT_LEISURE_MS, isTurn, paced } from "../../../static/js/draw/paced.js";

const VSYNC_MS = 16;
/** No two tests share a time: what was painted last is remembered. */
let now = 0;
/** @type {Map<number, (now: number) => void>} */
let frames = new Map();
let asked = 0;
/** Errors that were told. */
const told = [];

const FAKES = {
  window: globalThis,
  requestAnimationFrame(call) {
    asked += 1;
    frames.set(asked, call);
    return asked;
  },
  cancelAnimationFrame: (id) => frames.delete(id),
  reportError: (error) => told.push(error),
};

function nextFrame() {
  now += VSYNC_MS;
  mock.timers.tick(VSYNC_MS);
  const due = [...frames.values()];
  frames = new Map();
  for (const call of due) call(now);
}

/** What paints, and the frames in which it did. */
function watched(isAtLeisure) {
  const at = [];
  return { at, ...paced(() => at.push(now), isAtLeisure) };
}

describe("painting at leisure", () => {
  /** What other tests of this process have put there. */
  const real = new Map();
  before(() => {
    for (const [name, fake] of Object.entries(FAKES)) {
      real.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value: fake, configurable: true, writable: true });
    }
    mock.timers.enable({ apis: ["setTimeout"] });
  });
  after(() => {
    mock.timers.reset();
    for (const [name, descriptor] of real) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  });
  beforeEach(() => {
    for (let frame = 0; frame < 100; frame += 1) nextFrame();
  });

  test("what is asked for many times is painted once, in the next frame", () => {
    const view = watched();

    for (let time = 0; time < 3; time += 1) view.ask();
    nextFrame();
    nextFrame();

    assert.deepEqual(view.at, [now - VSYNC_MS]);
  });

  test("at leisure all views paint in the same frames, however different the times they ask", () => {
    const [one, other] = [watched(() => true), watched(() => true)];

    for (let frame = 0; frame < 60; frame += 1) {
      one.ask();
      if (frame % 3 === 0) other.ask();
      nextFrame();
    }

    assert.deepEqual(one.at, other.at);
    const pauses = one.at.slice(1).map((at, place) => at - one.at[place]);
    assert.ok(pauses.length > 5);
    assert.deepEqual(new Set(pauses), new Set([Math.ceil(AT_LEISURE_MS / VSYNC_MS) * VSYNC_MS]));
  });

  test("whoever asks in a frame whether it is the turn has those who wait paint in it", () => {
    const view = watched(() => true);
    view.ask();
    nextFrame();
    view.ask();
    nextFrame();
    assert.equal(view.at.length, 1);

    now += AT_LEISURE_MS;

    assert.equal(isTurn(now), true);
    assert.deepEqual(view.at.slice(1), [now]);
    assert.equal(isTurn(now), true, "all that is painted in this frame");
    assert.equal(isTurn(now + VSYNC_MS), false);
  });

  test("what was asked for last is painted though nothing more comes", () => {
    const view = watched(() => true);
    view.ask();
    nextFrame();
    view.ask();
    const wished = now;

    for (let frame = 0; frame < 20; frame += 1) nextFrame();

    assert.equal(view.at.length, 2);
    assert.ok(view.at[1] - wished <= 2 * AT_LEISURE_MS + VSYNC_MS);
  });

  test("what can be followed again is painted at once, and not once more when its turn comes", () => {
    let isFast = true;
    const view = watched(() => isFast);
    view.ask();
    nextFrame();
    view.ask();
    nextFrame();
    isFast = false;

    view.ask();
    nextFrame();
    assert.deepEqual(view.at.slice(1), [now]);

    for (let frame = 0; frame < 20; frame += 1) nextFrame();
    assert.equal(view.at.length, 2);
  });

  test("a view that fails is told of, and all others paint in its frame", () => {
    const error = new Error("no such class");
    const broken = paced(
      () => {
        throw error;
      },
      () => true,
    );
    const view = watched(() => true);
    const reported = told.length;

    broken.ask();
    view.ask();
    nextFrame();

    assert.deepEqual(told.slice(reported), [error]);
    assert.deepEqual(view.at, [now]);
  });

  test("what was stopped is not painted", () => {
    const [slow, fast] = [watched(), watched(() => true)];
    fast.ask();
    nextFrame();
    for (const view of [slow, fast]) view.ask();

    for (const view of [slow, fast]) view.stop();
    for (let frame = 0; frame < 20; frame += 1) nextFrame();

    assert.deepEqual([slow.at.length, fast.at.length], [0, 1]);
  });
});
