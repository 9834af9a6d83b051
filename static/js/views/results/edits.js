/** What was changed on the way: each change with its epoch, the way there, back to before it, and on without it. */

/** @import { Edit, Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { miniBatchAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { editWords } from "../../words/edits.js";
import { results } from "../../words/en-results.js";
import { words as page, spoken } from "../../words/words.js";

const words = spoken(results);

/** @param {Store} store @param {Send} send */
export function makeEdits(store, send) {
  const root = el("div", { class: "result-edits" });
  let made = "";
  return {
    root,
    /** @param {State} state */
    paint(state) {
      const { run, catalog, position, playback, saved } = state;
      if (!run) return;
      const led = watches(state);
      const ahead = run.edits.filter(({ index }) => index > (position?.index ?? 0)).length;
      const canUndo = playback?.can_undo ?? false;
      const key = JSON.stringify([run.edits, run.id, ahead, canUndo, led, catalog !== null]);
      if (key === made) return;
      made = key;
      if (!run.edits.length) {
        root.replaceChildren(el("p", { class: "small-print", text: words.noEdits }));
        return;
      }
      const items = run.edits.map((edit, at) => {
        const what = editWords(edit, run, catalog);
        const { epoch, batch } = miniBatchAt(edit.index, run);
        const isAhead = at >= run.edits.length - ahead;
        const when = words.epoch(epoch);
        const undo = iconButton("undo", words.undoTo(what), () => undoTo(store, send, edit));
        undo.disabled = !canUndo;
        const without = iconButton(
          "fork",
          words.without(what),
          () => void send({ type: "branch", without: at + 1 }),
        );
        without.classList.add("edit-without");
        without.disabled = led;
        undo.hidden = without.hidden = saved !== null;
        return el(
          "li",
          {},
          el("span", { class: `edit-number ${isAhead ? "ahead" : ""}`, text: String(at + 1) }),
          el(
            "button",
            {
              class: "edit-what",
              attrs: { type: "button", title: words.goTo(page.edits.at(epoch, batch + 1), what) },
              on: {
                click: () =>
                  send({ type: "seek", index: Math.min(edit.index, store.get().recorded) }),
              },
            },
            el("span", { text: what }),
            el("span", { class: "small-print", text: isAhead ? `${when}, ${words.ahead}` : when }),
          ),
          without,
          undo,
        );
      });
      root.replaceChildren(el("ol", {}, ...items));
    },
  };
}

/**
 * Undo until a change is no longer made: what came after it goes first.
 * @param {Pick<Store, "get">} store
 * @param {Send} send
 * @param {Edit} edit
 */
export async function undoTo(store, send, edit) {
  const wanted = JSON.stringify(edit);
  const isMade = () => store.get().run?.edits.some((each) => JSON.stringify(each) === wanted);
  while (isMade() && store.get().playback?.can_undo) {
    const answer = await send({ type: "undo" });
    if (answer.type === "error") return;
  }
}
