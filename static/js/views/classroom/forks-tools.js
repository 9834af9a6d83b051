/** What a follower has beside a run of one's own: the challenge, handing in, and showing it to the teacher. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { number } from "../../words/numbers.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { pointHere } from "../chart/losses.js";
import { goalOf, ownIn, resultOf } from "./challenge-board.js";
import { styleForks } from "./forks-style.js";

const words = spoken(classroom).challenge;

/** @param {Store} store @param {Send} send */
export function forkTools(store, send) {
  void styleForks();
  const goal = el("p", { class: "challenge-goal" });
  const [yours, best, place] = [words.yours, words.best, words.place].map(fact);
  const used = el("p", { class: "small-print" });
  const hand = el("button", {
    class: "primary",
    attrs: { type: "button" },
    on: { click: () => void ask({ type: "hand_in" }) },
  });
  const told = el("p", { class: "small-print", attrs: { role: "status" } });
  const tasks = el(
    "section",
    { class: "fork-task", attrs: { "aria-label": words.title } },
    goal,
    el("dl", { class: "challenge-facts" }, yours.root, best.root, place.root),
    used,
    hand,
    told,
  );
  const share = el("input", {
    attrs: { type: "checkbox", role: "switch" },
    on: { change: () => void ask({ type: "share_fork", shared: share.checked }) },
  });
  const root = el(
    "div",
    { class: "fork-tools" },
    tasks,
    el("label", { class: "fork-share" }, el("span", { text: words.share }), share),
  );

  /** @param {import("../../state/types").Command} command */
  async function ask(command) {
    const reply = await send(command);
    put(told, reply.type === "error" ? refusalOf(reply) : "");
    paint(store.get());
  }

  /** @param {State} state */
  function paint(state) {
    const { challenge, ownFork, run, place: where } = state;
    root.hidden = where !== "fork";
    share.checked = ownFork?.shared ?? false;
    tasks.hidden = !challenge;
    if (!challenge) return;
    const own = ownIn(challenge, ownFork);
    put(goal, goalOf(challenge));
    put(
      yours.value,
      own.entry && !own.entry.checked ? words.checking : resultOf(challenge, own.result),
    );
    put(best.value, resultOf(challenge, challenge.best));
    put(place.value, own.place === null ? "–" : words.placeOf(own.place, challenge.entries.length));
    const neurons = (run?.layers ?? []).slice(1, -1).reduce((sum, { units }) => sum + units, 0);
    put(used, words.used(neurons, challenge.most_neurons));
    used.toggleAttribute("data-over", neurons > challenge.most_neurons);
    const loss = challenge.goal.kind === "test_loss" ? pointHere(state)?.test_loss : null;
    put(hand, words.handIn(typeof loss === "number" ? number(loss) : ""));
    hand.hidden = challenge.over;
    hand.disabled = neurons > challenge.most_neurons;
  }

  paint(store.get());
  const parts = /** @type {const} */ ([
    "challenge",
    "ownFork",
    "run",
    "history",
    "visited",
    "position",
    "place",
  ]);
  const stop = store.subscribe((state, before) => {
    if (parts.some((part) => state[part] !== before[part])) paint(state);
  });
  return { root, stop };
}

/** @param {string} name */
function fact(name) {
  const value = el("dd");
  return { value, root: el("div", {}, el("dt", { text: name }), value) };
}
