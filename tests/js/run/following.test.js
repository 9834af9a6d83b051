/** In which of three states a follower's page is, and when it looks where the class does. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  hasStrayed,
  isSame,
  sightOf,
  standingOf,
  towards,
  wayOf,
} from "../../../static/js/run/following.js";
import { INITIAL } from "../../../static/js/state/reduce.js";

const CLASS = { code: "K7QX", pacing: "follow", window: null, paused: false };
const RUN = { id: 1, layers: [{ units: 2 }, { units: 4 }, { units: 1 }] };
const follower = { ...INITIAL, run: RUN, classroom: CLASS, role: "follow", room: "K7QX" };
const fork = { ...follower, place: "fork" };
const look = { ...follower, place: "look" };
const paused = { classroom: { ...CLASS, paused: true } };
const NEURON = { layer: 1, unit: 3 };

test("a page follows, is on its own, or is paused, whatever it was doing", () => {
  assert.equal(wayOf(follower), "following");
  assert.equal(wayOf({ ...follower, apart: true }), "own");
  assert.equal(wayOf(fork), "own");
  assert.equal(wayOf(look), "own");
  for (const state of [follower, fork]) assert.equal(wayOf({ ...state, ...paused }), "paused");
});

test("who is in no class, leads one, or shows one follows nobody", () => {
  for (const state of [INITIAL, { ...follower, role: "drive" }, { ...follower, role: "present" }])
    assert.equal(wayOf(state), null);
});

test("the teacher is told who follows, who is on their own, and who looks away", () => {
  assert.equal(standingOf(follower, false), "following");
  assert.equal(standingOf({ ...follower, apart: true }, false), "own");
  assert.equal(standingOf(fork, false), "own");
  assert.equal(standingOf(look, false), "own");
  assert.equal(standingOf(fork, true), "away");
  assert.equal(standingOf({ ...fork, ...paused }, false), "own");
});

test("whoever selects another neuron, sample or scope has strayed; another step or run leads nobody astray", () => {
  for (const change of [{ selected: NEURON }, { sample: 2 }, { scope: "batch" }])
    assert.equal(hasStrayed({ ...follower, ...change }, follower), true);
  assert.equal(hasStrayed({ ...follower, position: { index: 3 }, tab: "data" }, follower), false);
  assert.equal(hasStrayed({ ...follower, run: { ...RUN, id: 2 }, sample: 2 }, follower), false);
});

test("a page that looks where the class does has nothing to change", () => {
  const sight = { selected: { ...NEURON, tensor: "" }, sample: 5 };

  const change = towards(follower, sight);

  assert.deepEqual(change, {
    selected: NEURON,
    picked: null,
    own: null,
    sample: 5,
    scope: "sample",
  });
  assert.equal(towards({ ...follower, ...change }, sight), null);
  assert.equal(towards(follower, null), null);
});

test("what is usual is not sent, and is looked at all the same", () => {
  const { selected, sample, scope } = towards({ ...follower, sample: 3, selected: NEURON }, {});

  assert.deepEqual({ selected, sample, scope }, { selected: null, sample: 0, scope: "sample" });
});

test("a neuron that this page's network has not is not selected in it", () => {
  assert.equal(towards(follower, { selected: { layer: 1, unit: 4 } }), null);
  assert.equal(towards(follower, { selected: { layer: 7, unit: 0 } }), null);
});

test("two sights are the same when they show the same", () => {
  const sight = sightOf({ ...follower, selected: NEURON });

  assert.equal(isSame(sight, { selected: { ...NEURON, tensor: "" } }), true);
  assert.equal(isSame(sight, { ...sight, sample: 1 }), false);
  assert.equal(isSame(sight, { ...sight, scope: "batch" }), false);
  assert.equal(isSame(sight, null), false);
  assert.equal(isSame(null, null), true);
});
