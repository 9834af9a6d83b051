/** The rows behind a cell of the confusion matrix, or of all rows those furthest off, and the way to close them. */

/** @import { Question, ResultRows, RunHere } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { results } from "../../words/en-results.js";
import { spoken } from "../../words/words.js";
import { drawRows, rowsOf } from "./rows.js";

const words = spoken(results);

/**
 * @param {() => void} close
 * @param {(inputs: readonly number[]) => void} send a row through the network, as a sample that is seen
 */
export function makeBehind(close, send) {
  const title = el("h4");
  const list = el("div");
  const root = el(
    "div",
    { class: "result-behind", attrs: { role: "group", hidden: true, "aria-live": "off" } },
    el("div", { class: "result-bar" }, title, iconButton("close", words.close, close)),
    list,
    el("p", { class: "small-print", text: words.worstFirst }),
  );
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  /** @type {ResultRows | null} */
  let drawn = null;
  list.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("li > button") : null;
    const place = Array.from(list.querySelectorAll("li > button")).indexOf(
      /** @type {any} */ (button),
    );
    if (drawn && place >= 0) send(drawn.rows[place].inputs);
  });
  return {
    root,
    forget() {
      drawn = null;
    },
    /**
     * @param {RunHere} run
     * @param {Question | null} asked
     * @param {number} output
     * @param {string} name
     * @param {ResultRows | null} told
     */
    paint(run, asked, output, name, told) {
      put(title, name);
      root.setAttribute("aria-label", name);
      if (!told || told === drawn) return;
      drawn = told;
      list.replaceChildren(rowsOf(run, asked, output, told));
      if (told.total > told.rows.length)
        list.append(
          el("p", { class: "small-print", text: words.firstOf(told.rows.length, told.total) }),
        );
      drawRows(list, run, told);
    },
  };
}
