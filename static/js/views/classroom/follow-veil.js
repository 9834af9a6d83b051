/** The veil over a page whose class is paused: nothing beneath it can be reached, whatever the page was doing. */

import { el, put } from "../../draw/dom.js";
import { classroom as english } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { glyph } from "./follow-bar.js";

const words = spoken(english).follow;
const TITLE = "class-veil-title";

export function makeVeil() {
  const title = el("h2", { text: words.states.paused, attrs: { id: TITLE, tabindex: -1 } });
  const said = el("p", { attrs: { role: "status" } });
  const veil = el(
    "dialog",
    { class: "class-veil", attrs: { "aria-labelledby": TITLE } },
    glyph("paused"),
    title,
    said,
  );
  let isPaused = false;
  veil.addEventListener("cancel", (event) => event.preventDefault());
  // A browser lets nobody be held by a dialog for good: whoever insists meets it again.
  veil.addEventListener("close", () => isPaused && fall());
  document.body.append(veil);

  function fall() {
    veil.showModal();
    title.focus();
    put(said, words.eyes);
  }

  return {
    /** @param {boolean} paused */
    paint(paused) {
      if (paused === isPaused) return;
      isPaused = paused;
      if (paused) fall();
      else {
        veil.close();
        put(said, "");
      }
    },
  };
}
