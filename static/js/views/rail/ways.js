/** The ways to data of one's own: a table, points that are painted, a curve that is drawn or typed. */

/** @import { Send, Store } from "../../state/types" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { ownTable } from "./own-table.js";

/** @param {Store} store @param {Send} send @returns {Part} */
export function ownData(store, send) {
  const table = ownTable(store, send);
  const sheets = onDemand(store, () => import("../paint/sheets.js"));
  const { paint, paintHint, draw, drawHint } = words.rail;
  const element = el(
    "div",
    { class: "own-data" },
    table.element,
    way(paint, paintHint, async () => (await sheets.ask())?.openPoints(store, send)),
    way(draw, drawHint, async () => (await sheets.ask())?.openDrawing(store, send)),
  );
  return { ...table, element };
}

/** @param {string} text @param {string} title @param {() => void} open */
function way(text, title, open) {
  return el("button", {
    class: "own-table",
    text,
    attrs: { type: "button", title },
    on: { click: open },
  });
}
