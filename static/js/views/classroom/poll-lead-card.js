/** The poll that is on, as who leads sees it: both votes side by side, what is true, and what can be done. */

/** @import { Command, Poll, PollResults, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { count } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { cameOf, choicesOf, placeOf, titleOf } from "./poll-told.js";
import { sideBySide } from "./poll-votes.js";

const words = spoken(classroom).pollLead;
const PERCENT = 100;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {{ covered: boolean }} options covered: the class may see this screen, and votes are shown when asked for
 */
export function pollCard(store, send, { covered }) {
  const eyebrow = el("h3", { class: "eyebrow" });
  const [answered, people] = [el("strong"), el("span")];
  const title = el("p", { class: "ask-title" });
  const place = el("p", { class: "ask-place" });
  const table = el("table", { class: "ask-votes" });
  const truth = el("p", { class: "ask-truth small-print" });
  const seen = covered
    ? el("details", { class: "ask-seen" }, el("summary", { text: words.uncover }), table, truth)
    : el("div", { class: "ask-seen" }, table, truth);
  const reveal = act({ type: "reveal" }, words.reveal, "R");
  reveal.className = "primary";
  const close = act({ type: "close_poll" }, words.close);
  const again = act({ type: "vote_again" }, words.again, "V");
  const end = act({ type: "end_poll" }, words.putAway);
  end.className = "primary";
  const drop = iconButton("close", words.putAway, () => void send({ type: "end_poll" }));
  const root = el(
    "section",
    { class: "ask-card", attrs: { "aria-label": words.running, tabindex: -1 } },
    el(
      "div",
      { class: "ask-head" },
      eyebrow,
      el("p", { class: "ask-answered", attrs: { role: "status" } }, answered, people),
      drop,
    ),
    title,
    place,
    seen,
    el("div", { class: "ask-acts" }, reveal, close, again, end),
  );
  /** Which poll it was, and whether everybody knew it. @type {string} */
  let shown = "";

  /** @param {Command} command @param {string} text @param {string} [key] */
  function act(command, text, key) {
    return el(
      "button",
      {
        attrs: { type: "button", ...(key ? { "aria-keyshortcuts": key } : {}) },
        on: { click: () => send(command) },
      },
      el("span", { text }),
      ...(key ? [el("kbd", { text: key, attrs: { "aria-hidden": "true" } })] : []),
    );
  }

  /** @param {State} state */
  function paint(state) {
    const { poll, pollResults, run } = state;
    const had = root.contains(document.activeElement);
    root.hidden = !poll;
    if (!poll) return;
    const { question, revealed } = poll;
    put(eyebrow, words.title(poll.id, poll.round));
    put(answered, count(poll.answered));
    put(people, words.ofPeople(poll.people, poll.open));
    put(title, titleOf(question, run));
    put(place, [placeOf(question, run), words.drawn(question)].filter(Boolean).join(" · "));
    place.hidden = place.textContent === "";
    table.replaceChildren(...votes(poll, pollResults, state));
    truth.replaceChildren(icon(revealed ? "light" : "unseen"), said(poll, pollResults, state));
    reveal.hidden = again.hidden = drop.hidden = revealed;
    close.hidden = revealed || !poll.open;
    end.hidden = !revealed;
    const now = `${poll.id} ${revealed}`;
    if (seen instanceof HTMLDetailsElement && now !== shown) seen.open = revealed;
    shown = now;
    // The button that was pressed may be gone.
    if (had && !document.activeElement?.checkVisibility?.()) root.focus();
  }

  paint(store.get());
  const stop = store.subscribe((state, before) => {
    const isOther = /** @type {const} */ (["poll", "pollResults", "run"]).some(
      (part) => state[part] !== before[part],
    );
    if (isOther) paint(state);
  });
  return { root, stop };
}

/** @param {Poll} poll @param {PollResults | null} results @param {State} state */
function votes(poll, results, state) {
  const choices = choicesOf(poll.question, state, poll.bound);
  const rounds = sideBySide(results?.rounds ?? []);
  const last = rounds.at(-1)?.place;
  const head = rounds.map(({ place, all }) =>
    el("th", {
      text: words.vote(place + 1, all),
      attrs: { scope: "col", "data-is": place === last ? "last" : "before" },
    }),
  );
  const isRight = (/** @type {number} */ choice) =>
    poll.revealed && results?.truth?.choice === choice;
  const rows = choices.map(({ letter, words: name, sign, range }, choice) =>
    el(
      "tr",
      { attrs: { "data-right": isRight(choice) } },
      el(
        "th",
        { attrs: { scope: "row" } },
        el(
          "span",
          { class: "ask-answer" },
          el("span", { class: "ask-letter", text: letter }),
          ...(sign ? [el("span", { class: "ask-sign", attrs: { "data-sign": sign } })] : []),
          el("span", { class: "ask-choice", text: name, attrs: range ? { title: range } : {} }),
        ),
      ),
      ...rounds.map(({ counts, shares, place }) =>
        cell(shares[choice], counts[choice], place === last),
      ),
    ),
  );
  return [
    el("caption", { class: "visually-hidden", text: words.votes }),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { class: "ask-answers", text: words.answer, attrs: { scope: "col" } }),
        ...head,
      ),
    ),
    el("tbody", {}, ...rows),
  ];
}

/** @param {number} share @param {number} votes @param {boolean} isLast */
function cell(share, votes, isLast) {
  const bar = el("span", { class: "ask-bar", attrs: { "aria-hidden": "true" } });
  bar.style.setProperty("--share", String(share));
  const percent = String(Math.round(share * PERCENT));
  return el(
    "td",
    { attrs: { "data-is": isLast ? "last" : "before", title: words.count(votes) } },
    el(
      "span",
      { class: "ask-share" },
      bar,
      el("strong", { text: percent }),
      el("span", { text: "%" }),
    ),
  );
}

/** What is true, and who knows. @param {Poll} poll @param {PollResults | null} results @param {State} state */
function said({ question, revealed, bound }, results, state) {
  const known = revealed ? words.allSee : words.onlyYou;
  if (!results?.truth) return known;
  const { choice } = results.truth;
  const came = cameOf(question, results.truth)[choice] ?? "";
  const { letter } = choicesOf(question, state, bound)[choice];
  return `${known} ${words.truth(came, letter)}`;
}
