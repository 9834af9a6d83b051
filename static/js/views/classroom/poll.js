/** The card on which a follower answers what the class is asked, and reads what came out. */

/** @import { Mount, Poll, Refusal, State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { ownsLetters } from "../../run/keys.js";
import { isOnFork } from "../../state/whose.js";
import { classroom as english } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { morph } from "../panel/morph.js";
import { writeLine } from "../panel/write.js";
import { styled } from "../styled.js";
import { linesOf } from "./poll-formula.js";
import { keepAnswers } from "./poll-kept.js";
import { choiceParts, resultRows, turnoutOf } from "./poll-parts.js";
import { choicesOf, isLong, LETTERS, placeOf, saidOf, titleOf } from "./poll-told.js";

const STYLE = "static/css/classroom-poll.css";
const TITLE = "poll-title";
const words = spoken(english).poll;

/** What of the state the card is painted from. */
const SHOWN = /** @type {const} */ ([
  ...["poll", "pollResults", "classroom", "role", "run", "position", "layers", "place", "catalog"],
]);

/** @type {Mount} */
export function mount(_root, store, send) {
  const page = document.documentElement;
  const gone = new AbortController();
  const card = makeCard({ answer, fold });
  /** @type {ReturnType<typeof keepAnswers> | null} */
  let kept = null;
  let keptFor = "";
  let folded = false;
  /** What was asked last, and whether it was revealed: when a line comes back it is told again, and no news. */
  let seen = { asked: "", revealed: false };

  /** @param {number} choice */
  async function answer(choice) {
    const { poll } = store.get();
    if (!poll?.open || !kept || choice >= poll.choices) return;
    const { id, round } = poll;
    const before = kept.answerOf(poll, round);
    kept.answer(poll, choice);
    card.say("");
    paint(store.get());
    const reply = await send({ type: "answer", poll: id, round, choice, device: kept.device });
    if (reply.type !== "error") return;
    // The card says so itself.
    store.set({ failure: null });
    if (kept.answerOf(poll, round) === choice) kept.answer(poll, before);
    card.say(refusalIn(reply));
    paint(store.get());
  }

  /** @param {boolean} wanted */
  function fold(wanted) {
    folded = wanted;
    paint(store.get());
    card.focus();
  }

  /** @param {State} state */
  function paint(state) {
    const { poll, classroom, role } = state;
    const isShown = poll !== null && classroom !== null && role === "follow";
    if (isShown && !folded && !isOnFork(state))
      page.dataset.poll = poll.revealed ? "revealed" : "asked";
    else delete page.dataset.poll;
    card.root.hidden = !isShown;
    if (isShown) card.paint(state, poll, keptOf(classroom.code).answerOf, folded);
  }

  /** @param {string} code */
  function keptOf(code) {
    if (!kept || keptFor !== code) kept = keepAnswers(code);
    keptFor = code;
    return kept;
  }

  /** What is new is seen, but covers nothing of a run of one's own. @param {State} state @param {State | null} before */
  function look(state, before) {
    // Nothing is told before there is where it is read.
    if (!card.root.isConnected) return;
    const { poll } = state;
    const was = seen;
    if (poll) seen = { asked: askedIn(state, poll), revealed: poll.revealed };
    const isAsked = seen.asked !== was.asked;
    const isNews = isAsked || seen.revealed !== was.revealed;
    if (isNews || state.place !== before?.place) {
      folded = isOnFork(state);
      card.say("");
    }
    // Where nobody has answered, what is remembered is of another lesson.
    if (isAsked && poll?.answered === 0 && state.classroom)
      keptOf(state.classroom.code).answer(poll, undefined);
    if (before && SHOWN.every((part) => state[part] === before[part])) return;
    paint(state);
    if (poll && isNews) card.tell(state, poll);
  }

  document.addEventListener(
    "keydown",
    (event) => {
      const { key, target, repeat, ctrlKey, altKey, metaKey } = event;
      if (ctrlKey || altKey || metaKey || repeat || folded || card.root.hidden) return;
      if (document.querySelector("dialog[open]")) return;
      if (ownsLetters(target)) return;
      const choice = choiceOf(key);
      if (choice === null || !store.get().poll?.open) return;
      event.preventDefault();
      void answer(choice);
    },
    { signal: gone.signal },
  );
  const unsubscribe = store.subscribe(look);
  void styled(STYLE).then(() => {
    document.getElementById("panel")?.before(card.root);
    look(store.get(), null);
  });
  return () => {
    gone.abort();
    unsubscribe();
    card.root.remove();
    delete page.dataset.poll;
  };
}

/** Which vote on which question it is. @param {State} state @param {Poll} poll */
function askedIn({ classroom }, { id, round, question }) {
  return JSON.stringify([classroom?.code, id, round, question]);
}

/** By its letter, or by its number. @param {string} key */
function choiceOf(key) {
  if (key.length !== 1) return null;
  const place = LETTERS.includes(key.toUpperCase()) ? LETTERS.indexOf(key.toUpperCase()) : +key - 1;
  return place >= 0 && place < LETTERS.length ? place : null;
}

/** @param {Refusal} refusal */
function refusalIn(refusal) {
  if (refusal.code === "poll_closed")
    return refusal.field === "round" ? words.voteBefore : words.tooLate;
  return refusal.code === "not_connected" ? words.notConnected : refusalOf(refusal);
}

/** @typedef {(poll: Poll, round: number) => number | undefined} AnswerOf */

/** @param {{ answer: (choice: number) => void, fold: (wanted: boolean) => void }} deeds */
function makeCard({ answer, fold }) {
  const heard = el("p", { class: "visually-hidden", attrs: { role: "status" } });
  const title = el("h2", { attrs: { id: TITLE } });
  const place = el("p", { class: "poll-place" });
  const folds = el("button", {
    class: "poll-fold",
    attrs: { type: "button" },
    on: { click: () => fold(true) },
  });
  const unfolds = el("button", {
    class: "poll-unfold",
    attrs: { type: "button" },
    on: { click: () => fold(false) },
  });
  const formula = el("div", { class: "formula poll-formula" });
  const choices = el("div", {
    class: "poll-choices",
    attrs: { role: "group", "aria-labelledby": TITLE },
    on: {
      click({ target }) {
        const chosen = target.closest(".poll-choice");
        if (chosen) answer([...choices.children].indexOf(chosen));
      },
    },
  });
  const said = el("p", { class: "poll-said" });
  const came = el("div", { class: "poll-came" });
  const wrong = el("p", { class: "poll-wrong", attrs: { role: "alert" } });
  const turnout = el("div");
  const privacy = el("span", { text: words.privacy });
  const change = el("span");
  const foot = el(
    "div",
    { class: "poll-foot" },
    turnout,
    el("p", { class: "poll-privacy" }, privacy, change),
  );
  const body = el("div", { class: "poll-body" }, place, formula, said, choices, came, wrong, foot);
  const head = el("div", { class: "poll-head" }, title, folds, unfolds);
  const root = el(
    "section",
    { class: "poll", attrs: { "aria-labelledby": TITLE, hidden: true } },
    heard,
    head,
    body,
  );

  return {
    root,
    focus: () => (body.hidden ? unfolds : folds).focus(),
    /** @param {string} text */
    say: (text) => put(wrong, text),
    /** To who does not see it come. @param {State} state @param {Poll} poll */
    tell(state, poll) {
      const { revealed, round, question, bound } = poll;
      const truth = state.pollResults?.truth;
      const right = truth && choicesOf(question, state, bound)[truth.choice];
      if (revealed) put(heard, right ? words.revealed(saidOf(right)) : "");
      else if (round > 1) put(heard, words.again(words.round(round)));
      else put(heard, words.comes(titleOf(question, state.run)));
    },
    /** @param {State} state @param {Poll} poll @param {AnswerOf} answerOf @param {boolean} folded */
    paint(state, poll, answerOf, folded) {
      const { question, revealed, open, round } = poll;
      const results = revealed ? state.pollResults : null;
      const all = choicesOf(question, state, poll.bound);
      const own = isOnFork(state);
      root.classList.toggle("own", own);
      root.classList.toggle("folded", folded);
      root.classList.toggle("revealed", results !== null);
      root.dataset.choices = String(all.length);
      put(title, titleOf(question, state.run));
      title.classList.toggle("long", isLong(title.textContent));
      put(folds, own ? words.foldOwn : words.fold);
      folds.title = own ? "" : words.foldHint;
      put(unfolds, revealed ? words.unfoldRevealed : words.unfold);
      folds.hidden = folded;
      unfolds.hidden = !folded;
      body.hidden = folded;
      put(place, placeOf(question, state.run));
      morph(formula, linesOf(poll, numbersIn(state), results?.truth).slice(-1).map(writeLine));
      choices.hidden = results !== null;
      came.hidden = said.hidden = results === null;
      foot.hidden = results !== null;
      if (results) {
        morph(came, resultRows(poll, results, state));
        put(said, saidIn(poll, all.map(saidOf), answerOf));
        return;
      }
      const chosen = answerOf(poll, round);
      morph(
        choices,
        all.map((choice, at) =>
          el(
            "button",
            {
              class: "poll-choice",
              attrs: { type: "button", "aria-pressed": String(at === chosen), disabled: !open },
            },
            ...choiceParts(choice, question.kind, choice.range),
          ),
        ),
      );
      morph(turnout, [turnoutOf(poll)]);
      put(change, open ? words.change : words.closed);
    },
  };
}

/** What is asked about is the class's run, not one's own. @param {State} state */
function numbersIn(state) {
  return isOnFork(state) ? { ...state, position: null } : state;
}

/** What was answered in the first vote and in the last. @param {Poll} poll @param {readonly string[]} said @param {AnswerOf} answerOf */
function saidIn(poll, said, answerOf) {
  const [first, last] = [1, poll.round].map((round) => answerOf(poll, round));
  const answer = last ?? first;
  if (answer === undefined) return words.saidNothing;
  if (first === undefined || first === answer) return words.youSaid(said[answer]);
  return words.youChanged(said[first], said[answer]);
}
