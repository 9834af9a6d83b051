/** How well a run does on all its rows, in the panel's tab: confusions and the rows behind them, R², units, changes. */

/** @import { HalfResults, HistoryPoint, Question, Results, Send, State, Store } from "../../state/types" */
/** @import { Cell, Told } from "./asking.js" */

import { el, put } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { epochsAt } from "../../run/positions.js";
import { probe } from "../../run/probe.js";
import { results } from "../../words/en-results.js";
import { pretty } from "../../words/names.js";
import { spoken } from "../../words/words.js";
import { percent } from "../chart/losses.js";
import { segment } from "../segment.js";
import { styled } from "../styled.js";
import { createAsker } from "./asking.js";
import { makeBehind } from "./behind.js";
import { largestMixed, makeConfusion, shareRight } from "./confusion.js";
import { makeEdits } from "./edits.js";
import { createLight } from "./lighting.js";
import { makeMarks } from "./marks.js";
import { makeUnits } from "./units.js";
import { meanOf, varianceOf } from "./variance.js";

const words = spoken(results);
const STYLE = "static/css/results.css";

/** @typedef {"train" | "test"} Half */
/** @type {readonly (readonly [Half, string])[]} */
const HALVES = [
  ["train", words.train],
  ["test", words.test],
];

/**
 * @param {HTMLElement} root
 * @param {HTMLElement | null} stage where troubled units are marked
 * @param {Store} store
 * @param {Send} send
 * @param {{now: () => void, onNews: () => void}} repaint
 * @param {AbortSignal} gone
 */
export function makeResults(root, stage, store, send, repaint, gone) {
  const { now: again } = repaint;
  void styled(STYLE);
  /** @type {Told | null} */
  let told = null;
  /** @type {{half: Half, question: number}} */
  const chosen = { half: "test", question: 0 };
  /** @type {Cell | null} */
  let cell = null;
  /** Whose rows have been brought into sight. @type {Cell | null} */
  let brought = null;
  let isOpen = false;

  const waiting = el("p", { class: "small-print", text: words.waiting });
  const light = createLight(store);
  /** The cell that is pointed at. @type {Pick<Cell, "target" | "said"> | null} */
  let pointed = null;
  const confusion = makeConfusion(
    ({ target, said }) => {
      const same = cell?.target === target && cell.said === said;
      look(same ? null : { target, said });
    },
    (place) => {
      pointed = place;
      shine(store.get());
    },
  );
  const halves = segment({
    label: words.halves,
    role: "radiogroup",
    choices: HALVES,
    choose: (half) => {
      chosen.half = half;
      look(cell);
    },
  });
  halves.root.classList.add("panel-scope", "result-halves");
  const question = el("select", { attrs: { "aria-label": words.question } });
  question.addEventListener("change", () => {
    chosen.question = Number(question.value);
    look(null);
  });
  const right = el("p", { class: "small-print" });
  const furthest = el("button", {
    text: words.showFurthest,
    attrs: { type: "button" },
    on: { click: () => look({ target: null, said: null }) },
  });
  const wrong = el("button", {
    text: words.showWrong,
    class: "result-wrong",
    attrs: { type: "button" },
    on: {
      click() {
        chosen.half = "test";
        look({ target: null, said: null, wrong: true });
      },
    },
  });
  const rows = makeBehind(
    () => look(null),
    (inputs) => probe(store, send, inputs),
    again,
  );
  const matrix = section(
    words.confusion,
    "result-confusion",
    question,
    confusion.root,
    right,
    furthest,
    wrong,
    rows.root,
  );
  matrix.firstElementChild?.append(halves.root);
  const r2 = el("table", { class: "scores result-r2" });
  const variance = section(
    words.r2,
    "result-variance",
    r2,
    el("p", { class: "small-print", text: words.r2Rule }),
  );
  const marks = stage && makeMarks(stage);
  const units = makeUnits(store, (unit) => marks?.lead(unit));
  const unitList = section(words.units, "result-units-section", units.root);
  const edits = makeEdits(store, send);
  const changes = section(words.edits, "result-edits-section", edits.root);
  root.replaceChildren(waiting, matrix, variance, unitList, changes);

  const asker = createAsker({
    store,
    isOpen: () => isOpen,
    cell: () => cell,
    told(news) {
      told = news;
      repaint.onNews();
    },
  });

  /** @param {Pick<Cell, "target" | "said" | "wrong"> | null} at */
  function look(at) {
    cell = at && { ...chosen, ...at, most: 0 };
    again();
    if (cell) rows.root.scrollIntoView({ block: "nearest" });
    void asker.go();
  }

  /** @param {State} state */
  function shine(state) {
    const asked = pointed && isOpen ? { ...chosen, ...pointed } : cell;
    light.paint(known(state)?.results ?? null, asked);
  }

  /** What is known of the run that is shown. @param {State} state */
  function known({ run }) {
    return told && told.results.run === run?.id ? told : null;
  }

  /** @param {Told} of @param {State} state */
  function paintConfusion({ results: { questions, train, test } }, state) {
    if (!test) chosen.half = "train";
    chosen.question = Math.min(chosen.question, Math.max(0, questions.length - 1));
    const half = (chosen.half === "test" && test) || train;
    const asked = questions[chosen.question] ?? null;
    halves.root.hidden = !test;
    halves.paint(chosen.half);
    offer(question, questions, chosen.question);
    const title = matrix.querySelector(".result-title");
    if (title) put(title, asked ? words.confusion : words.rows);
    confusion.root.hidden = right.hidden = !asked;
    furthest.hidden = asked !== null || cell !== null;
    const hasWrong = asked && shareRight((test ?? train).confusions[chosen.question]) !== 1;
    wrong.hidden = !hasWrong || cell !== null;
    if (asked) {
      const place =
        cell && cell.target !== null && cell.said !== null
          ? { target: cell.target, said: cell.said }
          : null;
      confusion.paint(asked, half, chosen.question, chosen.half === "test", place);
      put(
        right,
        words.right(percent(shareRight(half.confusions[chosen.question])), chosen.half === "test"),
      );
    }
    paintRows(half, asked, state);
  }

  /** @param {HalfResults} half @param {Question | null} asked @param {State} state */
  function paintRows(half, asked, { run, saved }) {
    rows.root.hidden = cell === null || !run;
    if (!cell || !run) return;
    const tests = chosen.half === "test";
    const { target, said } = cell;
    const counts = asked ? half.confusions[chosen.question] : [];
    const rowCount = cell.wrong
      ? largestMixed(counts).reduce((sum, mixed) => sum + mixed.rows, 0)
      : asked && target !== null && said !== null
        ? counts[target][said]
        : half.rows;
    const title =
      asked && target !== null && said !== null
        ? words.cell(rowCount, tests, pretty(asked.classes[target]), pretty(asked.classes[said]))
        : cell.wrong
          ? words.wrong(rowCount, tests)
          : words.furthest(rowCount, tests);
    rows.paint(
      run,
      asked,
      run.classes.length ? 0 : chosen.question,
      title,
      chosen.half,
      told?.cell === cell ? told.rows : null,
      { sends: !saved, missing: told?.cell === cell ? withoutRows(saved, run) : "" },
    );
    if (told?.cell !== cell || brought === cell) return;
    brought = cell;
    rows.root.scrollIntoView({ block: "nearest" });
  }

  /** That it is measured, or in a saved page of when it is. @param {Told | null} of @param {State} state */
  function paintWaiting(of, { saved, run, position }) {
    const isElsewhere = of !== null && saved !== null && of.results.index !== position?.index;
    waiting.hidden = saved ? !isElsewhere : of !== null;
    if (isElsewhere && run) put(waiting, words.atEnd(epochsAt(of.results.index, run)));
  }

  gone.addEventListener(
    "abort",
    onRepaint(() => {
      rows.forget();
      again();
    }),
  );
  return {
    /** The numbers of all rows where the run stands; null where they are not known yet. @param {State} state */
    measured: (state) => {
      const of = known(state);
      return of && state.run && pointOf(of.results, epochsAt(of.results.index, state.run));
    },
    /** @param {State} state @param {boolean} looksAt whether somebody looks */
    paint(state, looksAt) {
      isOpen = looksAt;
      void asker.go();
      const of = known(state);
      if (!of) cell = pointed = null;
      shine(state);
      if (of && state.run) marks?.show(of.results, state.run);
      else marks?.clear();
      if (!isOpen) return;
      root.dataset.run = of ? String(of.results.run) : "";
      root.dataset.index = of ? String(of.results.index) : "";
      paintWaiting(of, state);
      matrix.hidden = unitList.hidden = !of;
      variance.hidden = !of || of.results.train.r2.length < 2;
      edits.paint(state);
      // There will be none in a saved page.
      changes.hidden = state.saved !== null && !state.run?.edits.length;
      if (!of || !state.run) return;
      paintConfusion(of, state);
      if (!variance.hidden)
        r2.replaceChildren(
          ...varianceOf(of.results, state.run.layers[state.run.layers.length - 1].names),
        );
      units.paint(of.results);
    },
  };
}

/** What is said of rows that a saved page does not have. @param {State["saved"]} saved @param {Pick<State, "run">["run"] & {}} run */
function withoutRows(saved, run) {
  if (!saved) return "";
  const { rowsAt } = saved.measured;
  return rowsAt === null ? words.withoutRows : words.rowsAtEnd(epochsAt(rowsAt, run));
}

/** @param {string} name @param {string} kind @param {...HTMLElement} parts */
function section(name, kind, ...parts) {
  const title = el("h3", { class: "eyebrow result-title", text: name });
  return el(
    "section",
    { class: `panel-section ${kind}` },
    el("div", { class: "result-bar" }, title),
    ...parts,
  );
}

/** @param {HTMLSelectElement} select @param {readonly Question[]} questions @param {number} chosen */
function offer(select, questions, chosen) {
  select.hidden = questions.length < 2;
  const names = questions.map(({ name }) => pretty(name));
  if (names.join("\n") !== Array.from(select.options, ({ text }) => text).join("\n"))
    select.replaceChildren(...names.map((text, value) => el("option", { text, attrs: { value } })));
  select.value = String(chosen);
}

/**
 * As a point of the loss curve is told, and R²: the mean of all outputs that vary.
 * @param {Results} told
 * @param {number} epochs
 * @returns {HistoryPoint & {train_r2: number | null, test_r2: number | null}}
 */
export function pointOf({ train, test, penalty }, epochs) {
  return {
    epoch: epochs,
    train_loss: train.loss ?? Number.NaN,
    test_loss: test && (test.loss ?? Number.NaN),
    train_accuracy: train.accuracy,
    test_accuracy: test?.accuracy ?? null,
    penalty,
    train_r2: meanOf(train),
    test_r2: test && meanOf(test),
  };
}
