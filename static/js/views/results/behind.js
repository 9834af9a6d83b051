/** The rows behind a cell of the confusion matrix, or of all rows those furthest off, and the way to close them. */

/** @import { Question, ResultRows, RunHere } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { knownOf, sayingsOf } from "../../line/said.js";
import { results } from "../../words/en-results.js";
import { spoken } from "../../words/words.js";
import { drawRows, rowsOf } from "./rows.js";

const words = spoken(results);

/**
 * @param {() => void} close
 * @param {(inputs: readonly number[]) => void} send a row through the network, as a sample that is seen
 * @param {() => void} again
 */
export function makeBehind(close, send, again) {
  const title = el("h4");
  const list = el("div");
  const worst = el("p", { class: "small-print", text: words.worstFirst });
  const root = el(
    "div",
    { class: "result-behind", attrs: { role: "group", hidden: true, "aria-live": "off" } },
    el("div", { class: "result-bar" }, title, iconButton("close", words.close, close)),
    list,
    worst,
  );
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  /** What the list was made of: rows, what rows say, and what is said where there are none. @type {[ResultRows | null, unknown, string]} */
  let made = [null, null, ""];
  const buttons = () =>
    /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll("li > button")));
  const placeOf = (/** @type {Element | null} */ button) =>
    buttons().indexOf(/** @type {any} */ (button));
  list.addEventListener("click", ({ target }) => {
    const place = target instanceof Element ? placeOf(target.closest("li > button")) : -1;
    if (made[0] && place >= 0) send(made[0].rows[place].inputs);
  });
  return {
    root,
    forget() {
      made = [null, null, ""];
    },
    /**
     * @param {RunHere} run
     * @param {Question | null} asked
     * @param {number} output
     * @param {string} name
     * @param {"train" | "test"} half
     * @param {ResultRows | null} told
     * @param {{ sends: boolean, missing: string }} how whether a row can be sent through the network, and what is said where rows are not known
     */
    paint(run, asked, output, name, half, told, { sends, missing }) {
      put(title, name);
      root.setAttribute("aria-label", name);
      const sayings = run.said && knownOf(run.spec.data.kind);
      if (run.said && !sayings) void sayingsOf(run.spec.data.kind).then((come) => come && again());
      if (told === made[0] && sayings === made[1] && missing === made[2]) return;
      made = [told, sayings, missing];
      const focused = placeOf(document.activeElement);
      const note = el("p", { class: "small-print", text: missing });
      list.replaceChildren(
        ...(told ? [rowsOf(run, { question: asked, output, half, sends }, told)] : [note]),
      );
      worst.hidden = !told;
      if (!told) return;
      if (told.rows.length && told.total > told.rows.length)
        list.append(
          el("p", { class: "small-print", text: words.firstOf(told.rows.length, told.total) }),
        );
      drawRows(list, run, told);
      // The list is made anew while the run plays: the focus stays at its place.
      if (focused >= 0) buttons()[focused]?.focus({ preventScroll: true });
    },
  };
}
