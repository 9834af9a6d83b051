/** The small form of stops: what is to be watched, what may become of it, and the stops there are. */

/** @import { Condition, Send, State, Store } from "../../state/types" */
/** @import { Becoming, Subject } from "./offered.js" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { watches } from "../../state/whose.js";
import { stops } from "../../words/en-stops.js";
import { words as page, spoken } from "../../words/words.js";
import { numberInput } from "../number-input.js";
import { BECOMING, conditionOf, subjectsOf } from "./offered.js";
import { makeTraced } from "./traced.js";
import { withStop } from "./with-stop.js";
import { stopWords } from "./worded.js";

const words = spoken(stops);
const BOUNDS = { whole: false, low: -1e12, high: 1e12, openLow: false };
const LETTERS = "abcdefgh";

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Send} send
 */
export function makeStops(root, store, send) {
  /** @type {Subject[]} */
  let subjects = [];
  const subject = el("select", {
    attrs: { "aria-label": words.subject },
    on: { change: becoming },
  });
  const becomes = el("select", { attrs: { "aria-label": words.becomes }, on: { change: begin } });
  const value = numberInput({ bounds: BOUNDS, attrs: { "aria-label": words.value } });
  value.input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  const act = (/** @type {string} */ text, /** @type {() => void} */ press) =>
    el("button", { text, attrs: { type: "button" }, on: { click: press } });
  const addButton = act(words.add, add);
  const backTo = act(words.backTo, () => look(true, true));
  const list = el("ul", { class: "stop-list" });
  const traced = makeTraced(store, send, () => subjects[Number(subject.value)]?.quantity ?? null);
  root.replaceChildren(
    el("h2", { class: "eyebrow", text: words.title }),
    el("div", { class: "stop-form" }, subject, becomes, value.input),
    el("div", { class: "stop-acts" }, addButton, backTo),
    traced.root,
    list,
    el("p", { class: "small-print", text: words.hint }),
  );

  /** What can be watched has another order, and other names, when something else is selected. */
  function offer() {
    const before = JSON.stringify(subjects.map(({ name }) => name));
    const next = subjectsOf(store.get());
    if (JSON.stringify(next.map(({ name }) => name)) === before) return;
    const kept = subjects[Number(subject.value)]?.name;
    subjects = next;
    subject.replaceChildren(
      ...subjects.map(({ name }, at) => el("option", { text: name, attrs: { value: at } })),
    );
    const at = subjects.findIndex(({ name }) => name === kept);
    subject.value = String(Math.max(0, at));
    becoming();
  }

  function becoming() {
    const choices = subjects[Number(subject.value)]?.becomes ?? [];
    becomes.replaceChildren(
      ...choices.map((name) => el("option", { text: words.choose[name], attrs: { value: name } })),
    );
    begin();
    traced.follow(store.get());
  }

  const chosen = () => /** @type {Becoming} */ (becomes.value);

  function begin() {
    const asked = BECOMING[chosen()];
    const first = asked?.times ?? asked?.value;
    value.input.hidden = first === undefined;
    value.input.setAttribute("aria-label", asked?.times ? words.times : words.value);
    value.write(String(first ?? 0));
    refuse(null);
  }

  /** @param {string | null} allowed */
  function refuse(allowed) {
    value.input.setCustomValidity(allowed === null ? "" : page.shouldBe(allowed));
  }

  /** What the form says; null, and said why, where its number cannot be read. @returns {Condition | null} */
  function said() {
    const { quantity } = subjects[Number(subject.value)];
    const now = value.read();
    if (value.input.hidden) return conditionOf(quantity, chosen(), 0);
    const bounds = BECOMING[chosen()].times ? { whole: true, low: 1, high: 100 } : BOUNDS;
    const wrong =
      "value" in now ? page.outside(now.value, bounds) : page.unread[now.problem](now.readings);
    refuse(wrong);
    if (!value.input.reportValidity() || !("value" in now)) return null;
    return conditionOf(quantity, chosen(), now.value);
  }

  function add() {
    const condition = said();
    if (condition) void send({ type: "set_stops", stops: withStop(now(), condition) });
  }

  const now = () => store.get().playback?.stops ?? [];

  /** @param {boolean} backward @param {boolean} holds @param {Condition | null} condition */
  function look(backward, holds = false, condition = said()) {
    if (condition) void send({ type: "search", conditions: [condition], backward, holds });
  }

  let painted = "";
  /** @param {State} state */
  function paint(state) {
    const { run, playback, position, stopPlaces } = state;
    if (!run || !playback || !root.checkVisibility()) return;
    offer();
    traced.follow(state);
    const may = state.connection === "open" && !watches(state);
    addButton.disabled = backTo.disabled = !may || subjects.length === 0;
    const counts = stopPlaces.map(({ count }) => count);
    const atStart = (position?.index ?? 0) === 0;
    const key = JSON.stringify([playback.stops, counts, run.id, may, atStart]);
    if (key === painted) return;
    painted = key;
    list.replaceChildren(
      ...(playback.stops.length ? [] : [el("li", { class: "small-print", text: words.none })]),
      ...playback.stops.map((stop, at) => {
        const name = stopWords(stop, run);
        const back = iconButton("previous", words.previous(name), () => look(true, false, stop));
        const on = iconButton("next", words.next(name), () => look(false, false, stop));
        const remove = iconButton("close", words.remove(name), () => {
          void send({ type: "set_stops", stops: now().filter((_, other) => other !== at) });
        });
        back.disabled = !may || atStart;
        on.disabled = remove.disabled = !may;
        return el(
          "li",
          {},
          el("span", { class: "stop-letter", text: LETTERS[at] }),
          el("span", { class: "stop-name", text: name }),
          el("span", { class: "stop-count", text: at in counts ? words.found(counts[at]) : "" }),
          ...[back, on, remove],
        );
      }),
    );
  }

  return { paint };
}
