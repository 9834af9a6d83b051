/** In a class only who drives asks anything of its run; everybody of a run of their own. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DEEDS } from "../../../static/js/run/keys.js";
import { isShut, OF_THE_RUN, unlessLed } from "../../../static/js/run/led.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { watches } from "../../../static/js/state/whose.js";

const CLASS = { code: "K7QX", pacing: "follow", window: null, paused: false };
const follower = { ...INITIAL, classroom: CLASS, role: "follow", room: "K7QX" };
const WIRE = readFileSync(new URL("../../../static/js/state/wire.d.ts", import.meta.url), "utf8");

/** What is sent, of these commands, by who is in this state. */
function passed(state, ...types) {
  const sent = [];
  const send = unlessLed({ get: () => state }, async ({ type }) => {
    sent.push(type);
    return { type: "done" };
  });
  return [sent, Promise.all(types.map((type) => send({ type })))];
}

test("who leads is who drives, and for all others somebody else", () => {
  const led = { drive: false, follow: true, present: true };
  for (const [role, is] of Object.entries(led)) assert.equal(watches({ ...follower, role }), is);
  assert.equal(watches(INITIAL), false);
});

test("a run of one's own is led by nobody else, though its class goes on", () => {
  assert.equal(watches({ ...follower, place: "fork" }), false);
});

test("a follower's page keeps back all that the server would refuse it, and nothing else", async () => {
  const [sent, answers] = passed(follower, "stand", "enter", ...OF_THE_RUN);

  const refused = (await answers).filter(({ type }) => type === "error");
  assert.deepEqual(sent, ["stand", "enter"]);
  assert.deepEqual([...new Set(refused.map(({ code }) => code))], ["not_allowed"]);
  assert.equal(refused.length, OF_THE_RUN.length);
});

test("a run that is there to look about in goes to steps, and does no more", async () => {
  const [sent, answers] = passed({ ...follower, place: "look" }, ...OF_THE_RUN);

  await answers;
  assert.deepEqual(sent, ["restore", "seek"]);
});

test("who leads, and who is in no class, asks whatever there is", () => {
  for (const state of [INITIAL, { ...follower, role: "drive" }, { ...follower, place: "fork" }])
    assert.deepEqual(passed(state, ...OF_THE_RUN)[0], OF_THE_RUN);
});

test("what is a run's is known of every command that travels", () => {
  const all = /AnyCommand = ([^;]+);/.exec(WIRE)[1].split(" | ");
  const named = (name) => name.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase();
  const runs = all.slice(0, all.indexOf("Enter")).map(named);

  assert.deepEqual([...OF_THE_RUN].sort(), runs.sort());
});

test("a follower's keys do nothing but help; a run of one's own heeds them all", () => {
  for (const deed of new Set(Object.values(DEEDS)))
    assert.equal(isShut(follower, deed), deed !== "help", deed);
  assert.equal(isShut(follower, "by-hand"), true);
  assert.equal(isShut({ ...follower, place: "fork" }, "play"), false);
  assert.equal(isShut({ ...INITIAL, shut: ["play"] }, "play"), true);
});
