/** The panel's head: its tabs, which sample is on screen, and the scope that rules every number. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { isShut } from "../../run/led.js";
import { isSummed } from "../../state/reduction.js";
import { sampleOf, samplesOf } from "../../state/select.js";
import { watches } from "../../state/whose.js";
import { words } from "../../words/words.js";
import { segment } from "../segment.js";

/** @typedef {"differences" | "maths" | "results" | "data" | "history"} Tab */

/** @type {readonly (readonly [Tab, string])[]} */
const TABS = [
  // Of two runs side by side.
  ["differences", words.panel.differences],
  ["maths", words.panel.maths],
  ["results", words.panel.results],
  ["data", words.panel.data],
  ["history", words.panel.history],
];
/** @type {readonly (readonly [State["scope"] | "own", string])[]} */
const SCOPES = [
  ["sample", words.panel.thisSample],
  ["batch", words.panel.miniBatchMean],
  ["own", words.panel.own],
];

/**
 * @param {Store} store
 * @param {(tab: Tab) => void} open
 * @param {() => void} begin with a sample of the visitor's own
 * @param {(button: HTMLElement) => void} list the rows of the mini-batch
 */
export function makeHead(store, open, begin, list) {
  const tabs = segment({ label: words.panel.title, role: "tablist", choices: TABS, choose: open });
  const scope = segment({
    label: words.panel.scope,
    role: "radiogroup",
    choices: SCOPES,
    choose: (choice) => {
      if (choice !== "own") store.set({ scope: choice, own: null });
      else if (!isShut(store.get(), "yours")) begin();
    },
  });
  const chooser = makeChooser(store);
  tabs.root.className = "panel-tabs";
  scope.root.className = "panel-scope";
  scope.buttons[2].title = words.panel.ownHint;
  const which = iconButton("rows", words.panel.which, () => list(which), "which-sample");
  const scopes = el("div", { class: "panel-bar panel-scope-bar" }, scope.root, which);
  const bar = el("div", { class: "panel-bar" }, tabs.root, chooser.root);
  const root = el("header", { class: "panel-head" }, bar, scopes);
  return {
    root,
    tabs: tabs.buttons,
    /** @param {State} state @param {Tab} tab */
    paint(state, tab) {
      tabs.paint(tab);
      for (const [at, [name]] of TABS.entries()) tabs.buttons[at].hidden = !isOpen(name, state);
      // Results are of all rows.
      scopes.hidden = tab === "results" || tab === "differences";
      // Before the first step there is none to choose.
      chooser.root.hidden = scopes.hidden || !(state.own || samplesOf(state));
      which.hidden = watches(state) || Boolean(state.own);
      nameScope(scope.buttons[1], state.run);
      scope.paint(state.own ? "own" : state.scope);
      chooser.paint(state);
    },
  };
}

/** Whether a page is there: that of differences takes the data's place. @param {Tab} tab @param {Pick<State, "beside" | "role" | "place" | "saved">} state */
export function isOpen(tab, state) {
  const { beside } = state;
  // What made a number is asked of the run, which is for who drives it, and of none that was saved.
  if (tab === "history") return !watches(state) && !state.saved;
  return tab === "differences" ? beside !== null : tab !== "data" || beside === null;
}

/** Where rows are summed, the mini-batch's numbers are not all means. @param {HTMLElement} button @param {State["run"]} run */
function nameScope(button, run) {
  const name = run && isSummed(run.spec) ? words.panel.miniBatch : words.panel.miniBatchMean;
  if (button.textContent === name) return;
  button.textContent = button.dataset.word = name;
}

/** @param {Store} store */
function makeChooser(store) {
  const previous = stepButton(words.panel.previousSample, "‹", () => go(-1));
  const next = stepButton(words.panel.nextSample, "›", () => go(1));
  const text = el("span", {
    class: "sample-place",
    attrs: { role: "status", "aria-label": words.panel.sample },
  });
  const root = el("div", { class: "sample-chooser" }, previous, text, next);

  /** The number stays where there is no room for the word before it. @param {string} said */
  function write(said) {
    if (text.textContent === said) return;
    const [, word, number] = /^(\D*)(.*)$/.exec(said) ?? ["", said, ""];
    const parts = number ? [el("span", { class: "sample-word", text: word }), number] : [word];
    text.replaceChildren(...parts);
  }

  /** @param {number} by */
  function go(by) {
    const state = store.get();
    const sample = sampleOf(state) + by;
    if (sample >= 0 && sample < samplesOf(state)) store.set({ sample });
  }
  return {
    root,
    /** @param {State} state */
    paint(state) {
      const [sample, samples] = [sampleOf(state), samplesOf(state)];
      write(state.own ? words.panel.ownSample : words.panel.sampleOf(sample + 1, samples));
      previous.disabled = sample <= 0;
      next.disabled = sample + 1 >= samples;
    },
  };
}

/** @param {string} name @param {string} text @param {() => void} press */
function stepButton(name, text, press) {
  return el("button", {
    class: "sample-step",
    text,
    attrs: { type: "button", "aria-label": name, title: name },
    on: { click: press },
  });
}
