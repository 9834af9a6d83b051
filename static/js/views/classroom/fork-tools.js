/** What a follower has beside a copy of one's own: the challenge, how many neurons, handing in, and whether the teacher sees it. */

/** @import { Command, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { isOnFork } from "../../state/whose.js";
import { classroom } from "../../words/en-classroom.js";
import { number } from "../../words/numbers.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { pointHere } from "../chart/losses.js";
import { styled } from "../styled.js";
import { goalOf, ownIn, resultOf } from "./challenge-board.js";
import { forkCurve } from "./fork-curve.js";
import { forkUnits } from "./fork-units.js";

const words = spoken(classroom).challenge;
const STYLE = "static/css/classroom-fork.css";
/** Narrower than this the page is one column, of which these are rows; else they stand first in the rail. */
const COLUMN = "(max-width: 62.5em)";
const PARTS = /** @type {const} */ ([
  ...["challenge", "ownFork", "run", "history", "visited", "position"],
  ...["place", "role", "catalog", "classroom"],
]);

/** @param {Store} store @param {Send} send */
export function forkTools(store, send) {
  const goal = el("h2", { class: "challenge-goal" });
  const [yours, best, place] = [words.yours, words.best, words.place].map(fact);
  const facts = el("dl", { class: "challenge-facts" }, yours.root, best.root, place.root);
  const task = el("div", { class: "fork-task" }, goal, facts);
  const units = forkUnits(store, send);
  const curve = forkCurve();
  const hand = el("button", {
    class: "fork-hand",
    attrs: { type: "button" },
    on: { click: () => void ask({ type: "hand_in" }) },
  });
  const told = el("p", { class: "fork-told", attrs: { role: "status" } });
  const share = el("input", {
    attrs: { type: "checkbox", role: "switch" },
    on: { change: showIt },
  });
  const root = el(
    "section",
    { class: "fork-tools", attrs: { "aria-label": words.tools } },
    task,
    units.element,
    told,
    hand,
    el("label", { class: "fork-share" }, el("span", { text: words.share }), share),
  );
  const column = matchMedia(COLUMN);
  let isStyled = false;
  /** What was chosen, until the server has told that it is so. @type {boolean | null} */
  let wanted = null;
  column.addEventListener("change", stand);

  /** @param {Command} command */
  async function ask(command) {
    const reply = await send(command);
    if (reply.type === "error") store.set({ failure: null });
    put(told, reply.type === "error" ? refusalOf(reply) : "");
    paint(store.get());
    return reply.type !== "error";
  }

  async function showIt() {
    wanted = share.checked;
    if (await ask({ type: "share_fork", shared: wanted })) return;
    wanted = null;
    paint(store.get());
  }

  /** Among the page's rows, or in the rail: which is filled once, when the catalogue has come. */
  function stand() {
    const [above, below] = ["stage", "rail"].map((id) => document.getElementById(id));
    if (column.matches && above?.nextElementSibling !== root) above?.after(root);
    if (!column.matches && below?.firstElementChild !== root) below?.prepend(root);
  }

  async function style() {
    await styled(STYLE);
    isStyled = true;
    paint(store.get());
  }

  /** @param {State} state */
  function paint(state) {
    const { challenge, ownFork, run } = state;
    if (isOnFork(state) && !isStyled) void style();
    const isShown = isOnFork(state) && isStyled;
    const { documentElement: page } = document;
    page.toggleAttribute("data-fork", isShown);
    page.toggleAttribute("data-handing", isShown && challenge !== null && !challenge.over);
    root.hidden = !isShown;
    curve.paint(state, isShown);
    if (!isShown) return;
    stand();
    units.paint(state);
    if (ownFork?.shared === wanted) wanted = null;
    share.checked = wanted ?? ownFork?.shared ?? false;
    task.hidden = !challenge;
    hand.hidden = !challenge || challenge.over;
    if (!challenge) return;
    const own = ownIn(challenge, ownFork);
    const isChecked = !own.entry || own.entry.checked;
    goal.replaceChildren(icon("trophy"), el("span", { text: goalOf(challenge) }));
    put(yours.value, isChecked ? resultOf(challenge, own.result) : words.checking);
    put(best.value, resultOf(challenge, challenge.best));
    const [first, rest] = words.placeOf(own.place, challenge.entries.length);
    place.value.replaceChildren(first, el("span", { class: "challenge-of", text: rest }));
    const loss = challenge.goal.kind === "test_loss" ? pointHere(state)?.test_loss : null;
    put(hand, words.handIn(typeof loss === "number" ? number(loss) : ""));
    hand.disabled = neuronsOf(run) > challenge.most_neurons;
  }

  paint(store.get());
  const unsubscribe = store.subscribe((state, before) => {
    if (PARTS.some((part) => state[part] !== before[part])) paint(state);
  });
  return () => {
    unsubscribe();
    column.removeEventListener("change", stand);
    root.remove();
    curve.remove();
  };
}

/** In hidden layers. @param {State["run"]} run */
function neuronsOf(run) {
  return (run?.layers ?? []).slice(1, -1).reduce((sum, { units }) => sum + units, 0);
}

/** @param {string} name */
function fact(name) {
  const value = el("dd");
  return { value, root: el("div", {}, el("dt", { text: name }), value) };
}
