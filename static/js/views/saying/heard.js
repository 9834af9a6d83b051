/** A spoken word of the data, chosen by word and voice from both halves: played, and sent through the network. */

/** @import { Run, State } from "../../state/types" */
/** @import { Surface, Tell } from "../own/own.js" */

import { el } from "../../draw/dom.js";
import { numbersOf, sayingsOf } from "../../line/said.js";
import { sampleOf } from "../../state/select.js";
import { text } from "../../words/en-text.js";
import { spoken } from "../../words/words.js";
import { makePicture } from "../panel/picture.js";
import { makePlayer } from "./player.js";
import { dressed } from "./style.js";

const words = spoken(text);

/** @param {Run} run */
export function canHear({ said, image }) {
  return said?.way === "sound" && image !== null;
}

/**
 * @param {Run} run
 * @param {() => State} now
 * @param {Tell} tell
 * @returns {Surface}
 */
export function makeHeard(run, now, tell) {
  dressed();
  const { kind } = run.spec.data;
  const { classes } = run;
  const voices = (run.train_rows + run.test_rows) / classes.length;
  const word = select(words.word, classes);
  const voice = select(
    words.voice,
    Array.from({ length: voices }, (_, at) => String(at + 1)),
  );
  const player = makePlayer();
  const half = el("p", { class: "small-print" });
  const picture = makePicture();
  const root = el(
    "section",
    { class: "panel-section" },
    el("h3", { class: "eyebrow", text: words.listen }),
    el("div", { class: "said-choice" }, word.root, voice.root, player.root),
    half,
    picture.root,
    el("p", { class: "small-print", text: words.axes }),
  );
  const isTest = new Set(run.said?.test);

  for (const { field } of [word, voice]) field.addEventListener("change", () => void choose(true));

  /** Rows are voice by voice, each with every word. */
  function row() {
    return voice.field.selectedIndex * classes.length + word.field.selectedIndex;
  }

  /** @param {boolean} aloud */
  async function choose(aloud) {
    const chosen = row();
    half.textContent = isTest.has(chosen) ? words.test : words.train;
    player.paint(kind, chosen, classes[word.field.selectedIndex]);
    const numbers = await numbersOf(kind, chosen);
    if (!numbers || chosen !== row()) return;
    tell(numbers);
    if (aloud) void player.play();
  }

  void sayingsOf(kind);
  return {
    root,
    begin() {
      const state = now();
      const shown = state.layers[0]?.rows?.data[sampleOf(state)];
      const begun = (shown !== undefined && run.said?.train[shown]) || 0;
      word.field.selectedIndex = begun % classes.length;
      voice.field.selectedIndex = Math.floor(begun / classes.length);
      void choose(false);
      return run.mean;
    },
    paint: (state) => picture.paint(state),
  };
}

/** @param {string} label @param {readonly string[]} choices */
function select(label, choices) {
  const field = el("select", {}, ...choices.map((text) => el("option", { text })));
  return { field, root: el("label", {}, el("span", { text: label }), field) };
}
