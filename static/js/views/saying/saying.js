/** What the sample on screen says: its sentence, with the words that are inputs marked, or its word to be played. */

/** @import { Run, State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { knownOf, sayingsOf } from "../../line/said.js";
import { tooFastTo } from "../../state/pace.js";
import { sampleOf } from "../../state/select.js";
import { text } from "../../words/en-text.js";
import { spoken } from "../../words/words.js";
import { makePlayer } from "./player.js";
import { pieces } from "./reading.js";
import { dressed } from "./style.js";

const words = spoken(text);

/** @param {HTMLElement} root @param {() => void} again paint again when what is said has come */
export function makeSaying(root, again) {
  dressed();
  const sentence = el("p", { class: "said-text" });
  const player = makePlayer();
  const axes = el("span", { class: "small-print", text: words.axes });
  const sound = el("p", { class: "said-sound" }, player.root, axes);
  root.replaceChildren(sentence, sound);
  /** What is painted. @type {unknown[]} */
  let painted = [];

  return {
    /** @param {State} state */
    paint(state) {
      const { run } = state;
      if (!run?.said) return;
      const { kind } = run.spec.data;
      const sayings = knownOf(kind);
      if (!sayings) void sayingsOf(kind).then((come) => come && again());
      const row = tooFastTo("read", state.playback) ? null : rowOf(state, run);
      const said = (row !== null && sayings?.texts[row]) || "";
      const isSound = run.said.way === "sound";
      const next = [run, row, said];
      if (next.every((each, at) => each === painted[at])) return;
      painted = next;
      sentence.hidden = isSound;
      sound.hidden = !isSound;
      if (isSound) player.paint(kind, row, said);
      else sentence.replaceChildren(...(said ? marked(said, run) : []));
    },
  };
}

/** Which row of the data is on screen; null before there is one. @param {State} state @param {Run} run */
function rowOf(state, run) {
  const row = state.layers[0]?.rows?.data[sampleOf(state)];
  return row === undefined ? null : (run.said?.train[row] ?? null);
}

/** @param {string} said @param {Run} run */
function marked(said, { said: way, layers }) {
  const quoted = words.quoted(said);
  if (way?.way !== "words") return [quoted];
  return pieces(quoted, layers[0].names).map(({ text, isCounted }) =>
    isCounted ? el("mark", { text, attrs: { title: words.counted } }) : text,
  );
}
