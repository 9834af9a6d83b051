/** A teacher's second window: drives the run, leads the class, and has what belongs to the room, all at once. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { leadsClass } from "../../state/whose.js";
import { classroom } from "../../words/en-classroom.js";
import { words as everywhere, spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { challengeCard } from "./challenge.js";
import { makeLesson } from "./console-lesson.js";
import { makeClock, makeNotes } from "./console-notes.js";
import { createPlan } from "./console-plan.js";
import { forksCard } from "./forks.js";
import { createClass } from "./lead-class.js";
import { LEAD_STYLE } from "./lead-told.js";
import { openWindow } from "./lead-windows.js";
import { createPointer } from "./point-pointer.js";
import { pollsLead } from "./poll-lead.js";
import { makeStep } from "./present-step.js";

const STYLE = "static/css/classroom-console.css";
const said = spoken(classroom).present;
const words = spoken(classroom).lead;

/**
 * @param {Store} store
 * @param {Send} send
 */
export async function mount(store, send) {
  await Promise.all([styled(STYLE), styled(LEAD_STYLE)]);
  const page = document.documentElement;
  page.dataset.view = "console";
  /** @type {ReturnType<typeof lead> | null} what there is while a class is led here */
  let led = null;
  const plan = createPlan();
  const lesson = makeLesson(plan);
  const notes = makeNotes(store, send, plan);
  const clock = makeClock(() => led?.begun);
  const step = makeStep();
  const spotlight = makeSpotlight(store, send);
  const projector = makeProjector(store, send);
  const barred = el("p", {
    class: "console-barred",
    attrs: { role: "status" },
  });
  const middle = el("div", { class: "console-middle" });
  const end = el("div", { class: "console-end" });
  // As the eye goes, so does the tab: over the network, and after what drives it.
  const above = [
    el(
      "header",
      { class: "console-head" },
      el(
        "div",
        { class: "console-half" },
        el("h1", { class: "wordmark", text: "propscope" }),
        el("h2", { class: "console-name", text: said.console }),
      ),
      el("div", { class: "console-half" }, lesson.root, barred),
      el("div", { class: "console-half" }, clock.root, projector.root),
    ),
    el(
      "section",
      { class: "console-step", attrs: { "aria-label": everywhere.place.title } },
      step.root,
    ),
  ];
  const below = [
    el("div", { class: "console-left" }, spotlight.root, notes.root),
    el("div", { class: "console-both" }, middle, end),
  ];
  document.body.prepend(...above);
  document.body.append(...below);
  /** @param {State} state */
  function paint(state) {
    const code = leadsClass(state) ? state.classroom?.code : undefined;
    put(barred, whyNot(state));
    projector.paint(state);
    if (code === led?.code) return;
    led?.stop();
    led = code === undefined ? null : lead(store, send);
    clock.paint();
    middle.replaceChildren(...(led?.middle ?? []));
    end.replaceChildren(...(led?.end ?? []));
  }
  paint(store.get());
  step.paint(store.get());
  const unsubscribe = store.subscribe((state, before) => {
    step.paint(state);
    const isOther = /** @type {const} */ (["classroom", "crowd", "role", "closed"]).some(
      (part) => state[part] !== before[part],
    );
    if (isOther) paint(state);
  });
  return () => {
    unsubscribe();
    clock.stop();
    lesson.stop();
    notes.stop();
    plan.stop();
    spotlight.stop();
    led?.stop();
    for (const root of [...above, ...below]) root.remove();
    delete page.dataset.view;
  };
}

/** Always there, as what it marks is chosen right above. @param {Store} store @param {Send} send */
function makeSpotlight(store, send) {
  const pointer = createPointer(store, send, true);
  return {
    root: el(
      "section",
      { class: "console-spotlight", attrs: { "aria-labelledby": "console-spotlight" } },
      el(
        "div",
        { class: "console-title" },
        el("h3", { class: "eyebrow", text: said.spotlight, attrs: { id: "console-spotlight" } }),
        el("span", { class: "console-aside", text: said.marksAll }),
      ),
      pointer.root,
    ),
    stop: pointer.stop,
  };
}

/** What the two columns hold of a class that is led here. @param {Store} store @param {Send} send */
function lead(store, send) {
  const parts = createClass(store, send);
  const forks = forksCard(store, send);
  const challenge = challengeCard(store, send);
  const polls = pollsLead(store, send);
  const links = el("div", { class: "console-links", attrs: { hidden: true } }, parts.links);
  const toLinks = el("button", {
    text: words.links,
    attrs: { type: "button", "aria-expanded": "false" },
    on: {
      click() {
        links.hidden = !links.hidden;
        toLinks.setAttribute("aria-expanded", String(!links.hidden));
      },
    },
  });
  parts.invite.row.append(toLinks);
  return {
    code: parts.code,
    begun: parts.begun,
    middle: [parts.people, parts.pacing, polls.root],
    end: [
      parts.invite.root,
      el(
        "section",
        { class: "console-way", attrs: { "aria-label": words.title(parts.code) } },
        parts.said,
        parts.end,
        links,
      ),
      forks.root,
      challenge.root,
    ],
    stop() {
      parts.stop();
      polls.stop();
      forks.stop();
      challenge.stop();
    },
  };
}

/** Why nobody is led from here; nothing where somebody is, or it is not known yet. @param {State} state */
function whyNot({ role, closed }) {
  if (closed !== null) return words.closed(closed);
  return role === null || role === "drive" ? "" : said.needsKey;
}

/** Whether the class is on a big screen; the way to one where it is on none. @param {Store} store @param {Send} send */
function makeProjector(store, send) {
  const screens = el("span");
  const shown = el("p", { class: "console-screens" }, icon("system"), screens);
  const open = el(
    "button",
    {
      class: "console-screens",
      attrs: { type: "button", title: words.windowHints.present },
      on: { click: () => void openWindow(store, send, "present") },
    },
    icon("system"),
    el("span", { text: words.openWindow.present }),
  );
  return {
    root: el("div", { class: "console-projector" }, shown, open),
    /** @param {State} state */
    paint(state) {
      const presenting = state.crowd?.presenting ?? 0;
      put(screens, said.inStep(presenting));
      shown.hidden = presenting === 0;
      open.hidden = presenting > 0 || !leadsClass(state);
    },
  };
}
