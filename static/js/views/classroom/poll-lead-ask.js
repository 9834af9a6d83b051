/** The dialog that makes a poll of what is selected: by what it may ask, to be asked at once or later. */

/** @import { PollQuestion, Send, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { prepare } from "./poll-lead-kept.js";
import { FEWEST_OPTIONS, MOST_OPTIONS, offered } from "./poll-lead-offered.js";
import { aboutOf } from "./poll-lead-prepared.js";
import { choicesOf, titleOf } from "./poll-told.js";

const words = spoken(classroom).pollLead;
const MOST_QUESTION = 200;
const MOST_OPTION = 60;

/**
 * @param {Store} store
 * @param {Send} send
 */
export function askAbout(store, send) {
  const state = store.get();
  const own = ownQuestion();
  const kinds = offered(state).map((questions) =>
    questions[0].kind === "free" ? own : oneOf(questions),
  );
  const answers = el("p", { class: "ask-offers small-print" });
  const wrong = el("p", { class: "ask-wrong", attrs: { role: "alert" } });
  const isOn = state.poll !== null && !state.poll.revealed;
  const start = el("button", {
    class: "primary",
    text: words.startNow,
    attrs: { type: "submit", value: "start", disabled: isOn, title: isOn ? words.another : false },
  });
  const stands = el("span", { class: "small-print", text: words.stands });
  const dialog = el(
    "dialog",
    { class: "ask-dialog", attrs: { "aria-labelledby": "ask-dialog" } },
    el(
      "form",
      { on: { submit, input: paint, change: paint } },
      el(
        "div",
        { class: "ask-dialog-head" },
        el("h2", { text: words.askTitle, attrs: { id: "ask-dialog" } }),
        iconButton("close", words.closeDialog, () => dialog.close()),
      ),
      el(
        "fieldset",
        { class: "ask-kinds" },
        el("legend", { class: "visually-hidden", text: words.kinds }),
        ...kinds.map(({ root }) => root),
      ),
      answers,
      wrong,
      el(
        "div",
        { class: "ask-dialog-foot" },
        stands,
        el("button", { text: words.prepare, attrs: { type: "submit", value: "prepare" } }),
        start,
      ),
    ),
  );

  const chosen = () => kinds.find(({ radio }) => radio.checked) ?? kinds[0];

  function paint() {
    for (const kind of kinds) kind.show(kind.radio.checked);
    const question = chosen().question();
    const choices = choicesOf(question, store.get());
    put(answers, words.offers(choices.map(({ letter, words: choice }) => [letter, choice])));
    stands.hidden = question.kind === "free";
    put(wrong, "");
  }

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const question = chosen().question();
    if (!isWhole(question)) return put(wrong, words.notWhole);
    const { submitter } = event;
    if (submitter instanceof HTMLButtonElement && submitter.value === "prepare") {
      prepare(question);
      return dialog.close();
    }
    start.disabled = true;
    const answer = await send({ type: "start_poll", question });
    start.disabled = false;
    if (answer.type !== "error") return dialog.close();
    store.set({ failure: null });
    put(wrong, refusalOf(answer));
  }

  /** @param {readonly PollQuestion[]} questions of one kind */
  function oneOf(questions) {
    const radio = el("input", { attrs: { type: "radio", name: "kind" } });
    const which = el(
      "select",
      { attrs: { "aria-label": words.which } },
      ...questions.map((question, place) =>
        el("option", {
          text: aboutOf(question, state) || titleOf(question, state.run),
          attrs: { value: place },
        }),
      ),
    );
    const isOne = questions.length === 1;
    const title = el("span", { class: "ask-question" });
    const root = el(
      "div",
      { class: "ask-kind" },
      el(
        "label",
        {},
        radio,
        el(
          "span",
          { class: "ask-words" },
          title,
          ...(isOne
            ? [el("span", { class: "small-print", text: aboutOf(questions[0], state) })]
            : []),
        ),
      ),
      ...(isOne ? [] : [which]),
    );
    const question = () => questions[isOne ? 0 : Number(which.value)];
    const show = (/** @type {boolean} */ isChosen) => {
      put(title, titleOf(question(), state.run));
      which.hidden = !isChosen;
    };
    return { root, radio, question, show };
  }

  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  kinds[0].radio.checked = true;
  paint();
  document.body.append(dialog);
  dialog.showModal();
  kinds[0].radio.focus();
}

/** A question in the teacher's own words. */
function ownQuestion() {
  const radio = el("input", { attrs: { type: "radio", name: "kind" } });
  const text = el("input", {
    attrs: { type: "text", maxlength: MOST_QUESTION, "aria-label": words.ownText },
  });
  text.placeholder = words.ownText;
  const options = Array.from({ length: MOST_OPTIONS }, (_, place) => {
    const field = el("input", {
      attrs: { type: "text", maxlength: MOST_OPTION, "aria-label": words.option(place + 1) },
    });
    field.placeholder = words.option(place + 1);
    return field;
  });
  const fields = el("div", { class: "ask-own" }, text, ...options);
  const root = el(
    "div",
    { class: "ask-kind" },
    el("label", {}, radio, el("span", { class: "ask-question", text: words.own })),
    fields,
  );
  /** @returns {PollQuestion} */
  const question = () => ({
    ...{ kind: "free", marks: [], sample: 0, of: "mini-batch", text: text.value.trim() },
    options: options.map(({ value }) => value.trim()).filter(Boolean),
  });
  const show = (/** @type {boolean} */ isChosen) => {
    fields.hidden = !isChosen;
  };
  return { root, radio, question, show };
}

/** @param {PollQuestion} question */
function isWhole({ kind, text, options }) {
  return kind !== "free" || (text !== "" && options.length >= FEWEST_OPTIONS);
}
