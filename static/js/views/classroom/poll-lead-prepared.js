/** The polls that are prepared, in their order: each is started from here, and says what became of it. */

/** @import { PollQuestion, Send, State, Store } from "../../state/types" */
/** @import { Fate } from "./poll-lead-offered.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { layerName } from "../stage/names.js";
import { isThere } from "./point-mark.js";
import { moveUp, onPrepared, prepared, remove } from "./poll-lead-kept.js";
import { fateOf, revealedOf } from "./poll-lead-offered.js";
import { choicesOf, placeOf, titleOf } from "./poll-told.js";

const words = spoken(classroom).pollLead;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {HTMLElement} ask the button that asks about what is selected
 */
export function preparedPolls(store, send, ask) {
  const aside = el("span", { class: "ask-aside" });
  const none = el("p", { class: "small-print", text: words.nonePrepared });
  const list = el("ol", { class: "ask-list" });
  const root = el(
    "section",
    { class: "ask-prepared", attrs: { "aria-label": words.prepared } },
    el("div", { class: "ask-head" }, el("h3", { class: "eyebrow", text: words.prepared }), aside),
    none,
    list,
    ask,
  );

  function paint() {
    const state = store.get();
    const questions = prepared();
    const focused = [...list.querySelectorAll("button")].indexOf(
      /** @type {HTMLButtonElement} */ (document.activeElement),
    );
    none.hidden = questions.length > 0;
    put(
      aside,
      questions.length ? words.revealedOf(revealedOf(questions, state), questions.length) : "",
    );
    list.replaceChildren(...questions.map((question, place) => row(question, place, state)));
    if (focused >= 0) ([...list.querySelectorAll("button")][focused] ?? ask).focus();
  }

  /** @param {PollQuestion} question @param {number} place @param {State} state */
  function row(question, place, state) {
    const fate = fateOf(question, state);
    const title = titleOf(question, state.run);
    const isAnother = state.poll !== null && !state.poll.revealed;
    const isLost = question.marks.some((mark) => !isThere(state.run, mark));
    const start = el("button", {
      text: words.start,
      attrs: {
        type: "button",
        "aria-label": words.startNamed(title),
        title: isLost ? words.lost : isAnother ? words.another : false,
        disabled: isLost || isAnother,
      },
      on: { click: () => send({ type: "start_poll", question }) },
    });
    return el(
      "li",
      { attrs: { "data-is": fate.is } },
      el("span", { class: "ask-number", text: String(place + 1) }),
      el(
        "span",
        { class: "ask-words" },
        el("span", { class: "ask-question", text: title }),
        el("span", { class: "small-print", text: aboutOf(question, state) }),
      ),
      el(
        "span",
        { class: "ask-end" },
        el(
          "span",
          { class: "ask-tidy" },
          iconButton("up", words.moveUp(title), () => moveUp(place)),
          iconButton("close", words.remove(title), () => remove(place)),
        ),
        ...(fate.is === "waiting" || fate.is === "ended"
          ? [start]
          : [el("span", { class: "ask-became", text: becameOf(fate) })]),
      ),
    );
  }

  paint();
  const unhear = onPrepared(paint);
  const unsubscribe = store.subscribe((state, before) => {
    const was = seenOf(before);
    const isOther = seenOf(state).some((part, place) => part !== was[place]);
    if (isOther) paint();
  });
  return {
    root,
    stop() {
      unhear();
      unsubscribe();
    },
  };
}

/** What rows are made of: while answers come in, none of them becomes another under the hand. @param {State} state */
const seenOf = ({ poll, pollResults, pastPolls, run }) => [
  poll?.id,
  poll?.revealed,
  poll?.revealed && pollResults,
  pastPolls,
  run,
];

/** Where it is asked, or among what. @param {PollQuestion} question @param {State} state */
export function aboutOf(question, state) {
  const { kind, marks } = question;
  const [{ layer, unit } = { layer: 0, unit: 0 }] = marks;
  if (kind === "moves_most" && marks.every((mark) => isThere(state.run, mark)) && state.run)
    return words.weightsInto(marks.length, layerName(state.run, layer), unit + 1);
  const among =
    kind === "free" || marks.length > 1
      ? choicesOf(question, state).slice(0, marks.length || question.options.length)
      : [];
  const named = among.map(({ words: choice }) => choice).join(", ");
  return [placeOf(question, state.run), named].filter(Boolean).join(" · ");
}

/** @param {Fate} fate */
function becameOf(fate) {
  if (fate.is !== "revealed") return words.isRunning;
  return fate.right ? words.right(fate.right) : words.answers(fate.answers);
}
