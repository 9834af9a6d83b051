/** Marks over the curves where something was changed on the way; a press goes there. */

/** @import { Edit, RunHere, State } from "../../state/types" */
/** @import { Scale } from "./scale.js" */

import { el } from "../../draw/dom.js";
import { epochsAt, miniBatchAt } from "../../run/positions.js";
import { editWords } from "../../words/edits.js";
import { words } from "../../words/words.js";

/** Marks that would overlap are one. In pixels. */
const APART = 14;

/** @param {(index: number) => unknown} travel */
export function makeMarks(travel) {
  const root = el("ol", { class: "edit-marks", attrs: { "aria-label": words.edits.title } });
  let shown = "";

  /**
   * @param {State} state
   * @param {Pick<Scale, "x" | "holds">} scale
   */
  function paint({ run, catalog }, scale) {
    const marks = run ? marksOf(run, scale) : [];
    const key = JSON.stringify(marks);
    if (key === shown || !run) return;
    shown = key;
    root.replaceChildren(
      ...marks.map(({ left, edits, first }) => {
        const name = namesOf(edits, run, catalog);
        const mark = el("button", {
          text: String(first),
          attrs: {
            type: "button",
            "aria-label": name,
            title: name,
            "data-count": edits.length > 1 && edits.length,
          },
          on: { click: () => travel(edits[0].index) },
        });
        const item = el("li", {}, mark);
        item.style.transform = `translateX(${left}px)`;
        return item;
      }),
    );
  }

  return { root, paint };
}

/**
 * What was changed, a line for each place.
 * @param {readonly Edit[]} edits
 * @param {RunHere} run
 * @param {State["catalog"]} catalog
 */
function namesOf(edits, run, catalog) {
  /** @type {Map<string, string[]>} */
  const said = new Map();
  for (const edit of edits) {
    const { epoch, batch } = miniBatchAt(edit.index, run);
    const place = words.edits.at(epoch, batch + 1);
    said.set(place, [...(said.get(place) ?? []), editWords(edit, run, catalog)]);
  }
  return [...said].map(([place, changes]) => `${place}: ${changes.join(", ")}`).join("\n");
}

/** @param {NonNullable<State["run"]>} run @param {Pick<Scale, "x" | "holds">} scale */
function marksOf(run, { x, holds }) {
  /** @type {{ left: number, first: number, edits: (typeof run.edits)[number][] }[]} */
  const marks = [];
  for (const [at, edit] of run.edits.entries()) {
    const epochs = epochsAt(edit.index, run);
    if (!holds(epochs)) continue;
    const left = Math.round(x(epochs));
    const last = marks.at(-1);
    if (last && left - last.left < APART) last.edits.push(edit);
    else marks.push({ left, first: at + 1, edits: [edit] });
  }
  return marks;
}
