/** Which sample was it: the rows of the mini-batch on screen, by their loss or by the size of their δ. */

/** @import { RowsListed, Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { sampleOf } from "../../state/select.js";
import { stops } from "../../words/en-stops.js";
import { count, full, number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { STYLE } from "../transport/stops.js";

const words = spoken(stops).rows;
const WAYS = /** @type {const} */ (["loss", "delta"]);
const MARGIN = 8;

/** @typedef {(typeof WAYS)[number]} By */

/** @param {HTMLElement} button @param {Store} store @param {Send} send */
export async function openRows(button, store, send) {
  await styled(STYLE);
  /** @type {By} */
  let by = "loss";
  let asked = "";
  /** @type {RowsListed | null} */
  let listed = null;
  const heads = WAYS.map((way) =>
    el("button", {
      text: words[way],
      attrs: { type: "button", "data-by": way, title: words.sort(words[way]) },
      on: { click: () => sort(way) },
    }),
  );
  const columns = heads.map((head) => el("th", { attrs: { scope: "col" } }, head));
  const body = el("tbody");
  const note = el("p", { class: "small-print" });
  const root = el(
    "div",
    { class: "rows-list", attrs: { popover: "auto", role: "dialog", "aria-label": words.title } },
    el("h2", { class: "eyebrow", text: words.title }),
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { text: words.sample, attrs: { scope: "col" } }),
          el("th", { text: words.row, attrs: { scope: "col" } }),
          ...columns,
        ),
      ),
      body,
    ),
    note,
  );

  /** @param {By} way */
  function sort(way) {
    by = way;
    void follow(store.get());
  }

  /** @param {State} state */
  async function follow(state) {
    const { run, position, playback } = state;
    if (!run || !position || !playback || playback.playing || playback.busy) return;
    const now = JSON.stringify([run.id, run.edits, position.index, by]);
    if (now !== asked) {
      asked = now;
      const answer = await send({ type: "list_rows", by });
      if (asked !== now || answer.type !== "rows_listed") return;
      listed = answer;
    }
    paint(store.get());
  }

  /** @param {State} state */
  function paint(state) {
    if (!listed) return;
    const { rows, count: all } = listed;
    const here = state.scope === "sample" && !state.own ? sampleOf(state) : -1;
    for (const [at, way] of WAYS.entries())
      columns[at].setAttribute("aria-sort", way === by ? "descending" : "none");
    note.textContent =
      rows.length === 0 ? words.none : rows.length < all ? words.first(rows.length, all) : "";
    const focused = body.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-row")
      : null;
    body.replaceChildren(
      ...rows.map(({ row, of, loss, delta }) => {
        const choose = el("button", {
          text: count(row + 1),
          attrs: { type: "button", "aria-label": words.choose(row + 1), "data-row": row },
          on: { click: () => store.set({ sample: row, scope: "sample", own: null }) },
        });
        const cells = [count(of + 1), ...[loss, delta].map((value) => number(value))];
        const tells = [loss, delta].map((value) => full(value));
        return el(
          "tr",
          { attrs: { "aria-current": row === here ? "true" : false } },
          el("td", {}, choose),
          ...cells.map((text, at) =>
            el("td", { text, attrs: { title: at ? tells[at - 1] : false } }),
          ),
        );
      }),
    );
    if (focused)
      /** @type {HTMLElement | null} */ (body.querySelector(`[data-row="${focused}"]`))?.focus();
  }

  body.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || target.closest("button")) return;
    target.closest("tr")?.querySelector("button")?.click();
  });
  const unsubscribe = store.subscribe((state) => void follow(state));
  root.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    unsubscribe();
    root.remove();
  });
  document.body.append(root);
  await follow(store.get());
  root.showPopover({ source: button });
  const { right, bottom } = button.getBoundingClientRect();
  root.style.left = `${Math.max(MARGIN, Math.min(right, window.innerWidth - MARGIN) - root.offsetWidth)}px`;
  root.style.top = `${Math.max(MARGIN, Math.min(bottom + MARGIN / 2, window.innerHeight - root.offsetHeight - MARGIN))}px`;
  heads[0].focus();
}
