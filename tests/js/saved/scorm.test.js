/** A learning platform is told how far its learner has come: as scorm-again, which many are built with, has it. */

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Scorm12API } from "scorm-again/scorm12";
import { begin, platformOf, report } from "../../../static/js/saved/scorm.js";
import { opened, savedRuns } from "./saving.js";

const EPOCH = 275;
/** @type {string} */
let body;

before(() => {
  [{ body }] = savedRuns([{ spec: {}, epochs: [0, 1], whole: [0, 1] }]);
});

function platform(left = {}) {
  const api = new Scorm12API({ autocommit: false, logLevel: 5 });
  api.loadFromJSON({ cmi: { core: left } }, "");
  return api;
}

/** A page whose time is told, and that is left when a test says so. */
function pageOf() {
  const due = [];
  const leaving = [];
  return {
    setTimeout: (act) => due.push(act),
    clearTimeout: () => due.splice(0),
    addEventListener: (_, act) => leaving.push(act),
    pass() {
      for (const act of due.splice(0)) act();
    },
    leave() {
      for (const act of leaving) act();
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const said = (api, name) => api.cmi.core[name];

async function lesson(api, index = begin(api)) {
  const page = pageOf();
  const run = await opened(body, index === null ? {} : { index });
  report(api, run.store, { end: EPOCH, page });
  await turn();
  return { ...run, page };
}

test("the last step that was reached is told, and all of it once the end was", async () => {
  const api = platform();
  const { send, page } = await lesson(api);
  assert.equal(said(api, "lesson_status"), "incomplete");

  await send({ type: "seek", index: 57 });
  await turn();
  page.pass();
  assert.equal(said(api, "lesson_location"), "57");
  assert.equal(said(api, "lesson_status"), "incomplete");

  await send({ type: "seek", index: EPOCH });
  await turn();
  assert.equal(said(api, "lesson_location"), String(EPOCH));
  assert.equal(said(api, "lesson_status"), "completed");

  await send({ type: "seek", index: 3 });
  await turn();
  page.leave();
  assert.equal(said(api, "lesson_location"), "3");
  assert.equal(said(api, "lesson_status"), "completed");
  assert.equal(api.isTerminated(), true);
  assert.equal(api.LMSGetLastError(), "0");
});

test("who comes again goes on where they were, and what was completed stays so", async () => {
  const api = platform({ lesson_location: "57", lesson_status: "completed" });

  const { index } = await lesson(api);

  assert.equal(index(), 57);
  assert.equal(said(api, "lesson_status"), "completed");
});

test("a place that is none is none", () => {
  for (const left of ["", "chapter 2", "-1", "1.5"])
    assert.equal(begin(platform({ lesson_location: left })), null);
});

test("what plays is told now and then, and each step of it once", async () => {
  const api = platform();
  let commits = 0;
  const counted = api.LMSCommit.bind(api);
  api.LMSCommit = (empty) => {
    commits += 1;
    return counted(empty);
  };
  const { send, page } = await lesson(api);

  for (let step = 0; step < 20; step += 1) {
    await send({ type: "step" });
    await turn();
  }
  page.pass();
  page.pass();

  assert.equal(commits, 1);
  assert.equal(said(api, "lesson_location"), "20");
});

test("the platform is found around the page, or behind the window that opened it, if there is one", () => {
  const api = platform();
  const top = { API: api };
  top.parent = top;
  const nested = { parent: { parent: top } };
  const alone = {};
  alone.parent = alone;
  const foreign = {
    get API() {
      throw new Error("SecurityError");
    },
  };

  assert.equal(platformOf(nested), api);
  assert.equal(platformOf({ ...alone, parent: alone, opener: top }), api);
  assert.equal(platformOf(alone), null);
  assert.equal(platformOf({ parent: foreign }), null);
});
