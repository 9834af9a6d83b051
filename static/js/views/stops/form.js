/** The small form of stops: what is to be watched, what may become of it, and the stops there are. */

/** @import { Condition, Found, Quantity, Send, State, Store } from "../../state/types" */
/** @import { Becoming, Subject } from "./offered.js" */

import { el, put } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { miniBatchAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { stops } from "../../words/en-stops.js";
import { words as page, spoken } from "../../words/words.js";
import { numberInput } from "../number-input.js";
import { BECOMING, conditionOf, subjectsOf } from "./offered.js";
import { withStop } from "./with-stop.js";
import { placeWords, stopWords } from "./worded.js";

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
  const backTo = act("", () => look(true, true));
  backTo.className = "stop-back";
  backTo.append(icon("previous"), words.backTo);
  const list = el("ul", { class: "stop-list" });
  const hint = el("p", { class: "small-print" });
  const figures = el("span", { class: "stop-figures" });
  const cancel = act(words.cancel, () => void send({ type: "pause" }));
  root.replaceChildren(
    el(
      "div",
      { class: "stop-head" },
      el("h2", { class: "eyebrow", text: words.title }),
      figures,
      cancel,
    ),
    el("div", { class: "stop-form" }, subject, becomes, value.input, addButton),
    backTo,
    list,
    hint,
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
  }

  const chosen = () => /** @type {Becoming} */ (becomes.value);

  function begin() {
    const asked = BECOMING[chosen()];
    const first = asked?.times ?? asked?.value;
    value.input.hidden = first === undefined;
    value.input.setAttribute("aria-label", asked?.times ? words.times : words.value);
    value.write(String(first ?? 0));
    const isOfEpochs = subjects[Number(subject.value)]?.quantity.of === "share";
    put(hint, isOfEpochs ? words.atEpochs : words.hint);
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

  /** How far a search is, or how much was looked at last. @param {State} state */
  function tellFigures({ run, playback, stopSought }) {
    if (!run || !playback) return;
    const { searching, stopped } = playback;
    cancel.hidden = !searching;
    const sought =
      stopped && stopped.took_s !== null
        ? { steps: stopped.searched, took_s: stopped.took_s }
        : stopSought;
    const updates = sought && Math.round(sought.steps / run.steps_per_batch);
    if (searching)
      put(
        figures,
        words.far(placeWords({ ...miniBatchAt(searching.at, run), index: searching.at })),
      );
    else put(figures, sought && updates ? words.searched(updates, sought.took_s) : "");
  }

  /** Have a number chosen that is looked at elsewhere, if it can be stopped at. @param {Quantity} quantity */
  function choose(quantity) {
    offer();
    const wanted = JSON.stringify(quantity);
    const at = subjects.findIndex((one) => JSON.stringify(one.quantity) === wanted);
    if (at < 0 || subject.value === String(at)) return;
    subject.value = String(at);
    becoming();
  }

  let painted = "";
  /** @param {State} state */
  function paint(state) {
    const { run, playback, position, stopPlaces } = state;
    if (!run || !playback || !root.checkVisibility()) return;
    offer();
    tellFigures(state);
    const may = state.connection === "open" && !watches(state);
    addButton.disabled = backTo.disabled = !may || subjects.length === 0;
    const here = position?.index ?? 0;
    const behind = playback.stops.map((_, at) => isBehind(stopPlaces[at], here));
    const counts = stopPlaces.map(({ count }) => count);
    const atStart = (position?.index ?? 0) === 0;
    const key = JSON.stringify([playback.stops, counts, run.id, may, atStart, behind]);
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
        back.disabled = !may || atStart || !behind[at];
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

  return { paint, choose };
}

/** Whether it came true before a step, as far as that is known. @param {Found["places"][number] | undefined} places @param {number} here */
function isBehind(places, here) {
  return (
    !places || places.count > places.hits.length || places.hits.some(({ index }) => index < here)
  );
}
