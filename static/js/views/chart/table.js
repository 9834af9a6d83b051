/** The epochs in a table, for those who would rather read: a page at a time, each row a way there, copied as CSV. */

/** @import { HistoryPoint, Send, State, Store } from "../../state/types" */
/** @import { Chart } from "./view.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { epochsAt, stepAt } from "../../run/positions.js";
import { charting } from "../../words/en-charting.js";
import { count, number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { createEpochs } from "./epochs.js";
import { percent } from "./losses.js";

const words = spoken(charting);
/** Rows on a page: all of them are in the document. */
const ROWS = 100;

/** @typedef {"epoch" | "train_loss" | "test_loss" | "train_accuracy" | "test_accuracy" | "penalty"} Column */
/** @type {readonly Column[]} */
const COLUMNS = ["epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "penalty"];

/**
 * @param {Chart} chart
 * @param {Store} store
 * @param {Send} send
 */
export function openTable(chart, store, send) {
  if (document.querySelector("dialog.epochs")) return;
  const { run: began } = store.get();
  let page = 0;
  const epochs = createEpochs(store, send, paint);
  const about = el("p", { class: "epochs-about", attrs: { role: "status" } });
  const back = iconButton("previous", words.tableBack, () => turn(-1));
  const on = iconButton("next", words.tableOn, () => turn(1));
  const copy = el("button", {
    text: words.copyCsv,
    attrs: { type: "button" },
    on: { click: copyAll },
  });
  const head = el("tr");
  const body = el("tbody");
  const table = el(
    "table",
    { attrs: { "aria-labelledby": "epochs-title" } },
    el("thead", {}, head),
    body,
  );
  const scroll = el(
    "div",
    {
      class: "epochs-rows",
      attrs: { tabindex: 0, role: "region", "aria-labelledby": "epochs-title" },
    },
    table,
  );
  const close = iconButton("close", words.close, () => dialog.close());
  const dialog = el(
    "dialog",
    { class: "framed filling epochs", attrs: { "aria-labelledby": "epochs-title" } },
    el("header", {}, el("h2", { text: words.table, attrs: { id: "epochs-title" } }), close),
    el("div", { class: "epochs-head" }, back, about, on, copy),
    scroll,
    el("p", { class: "small-print", text: words.tableRule }),
  );

  /** The last whole epoch that is recorded. */
  function last() {
    const { run, recorded } = store.get();
    return run ? Math.floor(epochsAt(recorded, run)) : 0;
  }

  /** @param {number} by */
  function turn(by) {
    page = Math.max(0, Math.min(Math.floor(last() / ROWS), page + by));
    scroll.scrollTop = 0;
    paint();
  }

  function paint() {
    const state = store.get();
    if (state.run?.id !== began?.id) return dialog.close();
    const [from, to] = [page * ROWS, Math.min(last(), page * ROWS + ROWS - 1)];
    back.disabled = page === 0;
    on.disabled = to >= last();
    put(about, words.tablePage(from, to, last()));
    const wanted = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const kept = new Map(state.history.map((point) => [point.epoch, point]));
    const points = wanted.map((epoch) => kept.get(epoch) ?? epochs.at(epoch)?.point ?? null);
    const columns = columnsOf(state.history);
    head.replaceChildren(
      ...columns.map((column) =>
        el("th", { text: words.columns[column], attrs: { scope: "col" } }),
      ),
    );
    body.replaceChildren(...wanted.map((epoch, at) => row(state, epoch, points[at], columns)));
    void epochs.want(
      wanted.filter((_, at) => points[at] === null),
      false,
    );
  }

  /** @param {State} state @param {number} epoch @param {HistoryPoint | null} point @param {Column[]} columns */
  function row({ run, position }, epoch, point, columns) {
    const isHere = run && position && Math.floor(epochsAt(position.index, run)) === epoch;
    const go = el("button", {
      text: count(epoch),
      attrs: { type: "button", title: words.goTo(epoch) },
      on: { click: () => run && travel(stepAt(epoch, run)) },
    });
    return el(
      "tr",
      { attrs: { "aria-current": isHere ? "true" : false } },
      el("th", { attrs: { scope: "row" } }, go),
      ...columns.slice(1).map((column) => el("td", { text: point ? cell(point, column) : "…" })),
    );
  }

  /** @param {number} index */
  async function travel(index) {
    await chart.travel(index);
    paint();
  }

  async function copyAll() {
    const { history } = store.get();
    try {
      await navigator.clipboard.writeText(asCsv(history));
      put(about, words.copied(history.length));
    } catch {
      put(about, words.notCopied);
    }
  }

  const unsubscribe = store.subscribe((state, previous) => {
    const isOther = state.run !== previous.run || state.history.length < previous.history.length;
    if (isOther) paint();
  });
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    unsubscribe();
    dialog.remove();
  });
  const { run, position } = store.get();
  page = run && position ? Math.floor(Math.floor(epochsAt(position.index, run)) / ROWS) : 0;
  document.body.append(dialog);
  paint();
  dialog.showModal();
  body.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

/** Those that say anything in this run. @param {readonly HistoryPoint[]} history @returns {Column[]} */
export function columnsOf(history) {
  return COLUMNS.filter(
    (column) =>
      column === "epoch" || history.some((point) => point[column] || isScore(point, column)),
  );
}

/** @param {HistoryPoint} point @param {Column} column */
function isScore(point, column) {
  return column !== "penalty" && point[column] !== null;
}

/** @param {HistoryPoint} point @param {Column} column */
function cell(point, column) {
  const value = point[column];
  if (value === null) return "";
  return column.endsWith("accuracy") ? `${percent(value)} %` : number(value);
}

/**
 * All that is known, in full digits, as RFC 4180 has it.
 * @param {readonly HistoryPoint[]} history
 */
export function asCsv(history) {
  const columns = columnsOf(history);
  const rows = history.map((point) => columns.map((column) => point[column] ?? "").join(","));
  return `${[columns.join(","), ...rows].join("\r\n")}\r\n`;
}
