/** A button that plays the sound of a row. */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { soundOf } from "../../line/said.js";
import { text } from "../../words/en-text.js";
import { spoken } from "../../words/words.js";

const words = spoken(text);

export function makePlayer() {
  const name = el("span");
  const root = el(
    "button",
    { class: "said-play", attrs: { type: "button" }, on: { click: play } },
    icon("play"),
    name,
  );
  const audio = new Audio();
  let address = "";
  audio.addEventListener("ended", () => tell(false));
  audio.addEventListener("pause", () => tell(false));

  /** @param {boolean} isPlaying */
  function tell(isPlaying) {
    root.toggleAttribute("data-playing", isPlaying);
  }

  async function play() {
    if (audio.src !== address) audio.src = address;
    audio.currentTime = 0;
    tell(true);
    try {
      await audio.play();
    } catch {
      tell(false);
    }
  }

  return {
    root,
    play,
    /** @param {string} kind @param {number | null} row @param {string} said */
    paint(kind, row, said) {
      root.disabled = row === null;
      put(name, said);
      root.setAttribute("aria-label", words.play(said));
      if (row !== null) address = soundOf(kind, row);
    },
  };
}
