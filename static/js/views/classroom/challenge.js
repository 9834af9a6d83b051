/** A challenge as its teacher sees it: how it is set, the board of what each fork came to, and its end. */

/** @import { Challenge, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { goalOf, resultOf, standingOf } from "./challenge-board.js";
import { styleForks } from "./forks-style.js";

const words = spoken(classroom).challenge;
const FIRST_SHOWN = 5;
const MOST_SHOWN = 10;
const USUAL_NEURONS = 6;
const MOST_NEURONS = 1024;
const USUAL_PERCENT = 95;
const PERCENT = 100;

/** @param {Store} store @param {Send} send */
export function challengeCard(store, send) {
  void styleForks();
  let whole = false;
  let setting = false;
  const aside = el("span", { class: "fork-aside" });
  const goal = el("p", { class: "challenge-goal" });
  const board = el("ol", { class: "challenge-board" });
  const none = el("p", { class: "small-print", text: words.none });
  const all = button(() => {
    whole = !whole;
    paint(store.get());
  });
  const show = button(() => {
    const shown = !store.get().challenge?.shown;
    void ask({ type: "show_board", shown });
  });
  const end = button(() => void ask({ type: "end_challenge" }), words.end);
  const another = button(() => {
    setting = true;
    paint(store.get());
  }, words.another);
  const form = challengeForm(async (command) => {
    if (await ask(command)) {
      setting = false;
      paint(store.get());
    }
  });
  const told = el("p", { class: "small-print", attrs: { role: "status" } });
  const root = el(
    "section",
    { class: "fork-card", attrs: { "aria-label": words.title } },
    el("div", { class: "fork-title" }, el("h3", { class: "eyebrow", text: words.title }), aside),
    goal,
    none,
    board,
    el("div", { class: "fork-acts" }, all, show, end, another),
    form,
    told,
  );

  /** @param {import("../../state/types").Command} command */
  async function ask(command) {
    const reply = await send(command);
    if (reply.type === "error") store.set({ failure: null });
    put(told, reply.type === "error" ? refusalOf(reply) : "");
    return reply.type !== "error";
  }

  /** @param {State} state */
  function paint({ challenge }) {
    const entries = challenge?.entries ?? [];
    const isOpen = challenge !== null && !challenge.over;
    put(aside, challenge ? words.entries(entries.length) : "");
    put(goal, challenge ? goalOf(challenge) : "");
    goal.hidden = !challenge;
    none.hidden = !challenge || entries.length > 0;
    board.replaceChildren(
      ...(challenge ? rowsOf(challenge, whole ? entries.length : FIRST_SHOWN) : []),
    );
    put(all, whole ? words.few : words.all);
    all.hidden = entries.length <= FIRST_SHOWN;
    put(show, challenge?.shown ? words.hide : words.show);
    show.hidden = !challenge;
    end.hidden = !isOpen;
    another.hidden = !challenge || isOpen || setting;
    form.hidden = Boolean(challenge) && (isOpen || !setting);
  }

  paint(store.get());
  const stop = store.subscribe((state, before) => {
    if (state.challenge !== before.challenge) paint(state);
  });
  return { root, stop };
}

/**
 * Show the board in `root` while the teacher has it shown; as many entries as can be read from the back row.
 * @param {HTMLElement} root
 * @param {State} state
 */
export function shownBoard(root, { challenge }) {
  root.hidden = !challenge?.shown;
  if (!challenge || root.hidden) return;
  void styleForks();
  root.classList.add("challenge-shown");
  root.replaceChildren(
    el("h2", { text: goalOf(challenge) }),
    el("p", { text: words.entries(challenge.entries.length) }),
    el("ol", { class: "challenge-board" }, ...rowsOf(challenge, MOST_SHOWN)),
  );
}

/** @param {Challenge} challenge @param {number} most */
function rowsOf(challenge, most) {
  return challenge.entries
    .slice(0, most)
    .map((entry, at) =>
      el(
        "li",
        {},
        el("span", { class: "challenge-place", text: String(at + 1) }),
        el("strong", { text: words.fork(entry.name) }),
        el("span", { class: "challenge-layers", text: entry.layers.join("–") }),
        el("span", { class: "challenge-result", text: resultOf(challenge, entry.result) }),
        el("span", { class: "challenge-standing", text: standingOf(entry) }),
      ),
    );
}

/** @param {(command: import("../../state/types").Command) => Promise<void>} start */
function challengeForm(start) {
  const kind = el(
    "select",
    { attrs: { "aria-label": words.goal } },
    el("option", { text: words.kinds.test_loss, attrs: { value: "test_loss" } }),
    el("option", { text: words.kinds.epochs, attrs: { value: "epochs" } }),
  );
  const percent = field(words.accuracy, USUAL_PERCENT, 1, PERCENT);
  const neurons = field(words.neurons, USUAL_NEURONS, 0, MOST_NEURONS);
  const show = () => {
    percent.label.hidden = kind.value !== "epochs";
  };
  kind.addEventListener("change", show);
  show();
  return el(
    "form",
    {
      class: "challenge-form",
      on: {
        submit(event) {
          event.preventDefault();
          const accuracy = percent.input.valueAsNumber / PERCENT;
          void start({
            type: "start_challenge",
            goal: kind.value === "epochs" ? { kind: "epochs", accuracy } : { kind: "test_loss" },
            most_neurons: neurons.input.valueAsNumber,
          });
        },
      },
    },
    kind,
    percent.label,
    neurons.label,
    el("button", { text: words.start, attrs: { type: "submit" } }),
  );
}

/** @param {string} name @param {number} value @param {number} min @param {number} max */
function field(name, value, min, max) {
  const input = el("input", { attrs: { type: "number", value, min, max, required: true } });
  return { input, label: el("label", {}, name, " ", input) };
}

/** @param {() => void} act @param {string} [text] */
function button(act, text = "") {
  return el("button", { text, attrs: { type: "button" }, on: { click: act } });
}
