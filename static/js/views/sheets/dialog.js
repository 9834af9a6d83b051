/** The form of exercise sheets: how many, what is to be found, and where their codes lead. */

/** @import { Refusal, State, Store } from "../../state/types" */
/** @import { Asked } from "./asked.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { atHome } from "../../line/home.js";
import { describeSheets, takeSheets } from "../../line/sheets.js";
import { summary } from "../../run/spec-edits.js";
import { sheets } from "../../words/en-sheets.js";
import { spoken } from "../../words/words.js";
import { save } from "../exports/save.js";
import { styled } from "../styled.js";
import { firstAsked, LEVELS, queryOf, whyNot } from "./asked.js";
import { addressField, checkField, MOST, menuField, numberField } from "./fields.js";

const words = spoken(sheets);
const STYLE = "static/css/sheets.css";

/** @param {Store} store */
export async function openSheets(store) {
  if (!store.get().run || document.querySelector("dialog.sheets")) return;
  await styled(STYLE);
  const { room } = store.get();
  /** Of which sheets are made: the run in the room, as it is now. */
  let { run } = store.get();
  let asked = firstAsked(atHome(""));
  /** What the server was asked last, unless nothing came of it. */
  let query = "";
  /** Of what was asked last. */
  let asking = new AbortController();
  let isMaking = false;

  const pupils = numberField(words.pupils, MOST.pupils, asked.pupils, of("pupils"));
  const names = LEVELS.map((name) => /** @type {const} */ ([name, words.levels[name]]));
  const level = menuField(words.level, names, asked.level, of("level"));
  const rows = numberField(words.rows, MOST.rows, asked.rows, of("rows"));
  const seed = numberField(words.seed, MOST.seed, asked.seed, of("seed"));
  const url = addressField(words.url, asked.url, of("url"));
  const key = checkField(words.key, asked.key, of("key"));
  const questions = checkField(words.questions, asked.questions, of("questions"));
  const fields = [pupils, level, rows, seed, url];
  const about = el("p", { class: "small-print" });
  const told = el("p", { class: "sheets-told", attrs: { role: "status" } });
  const take = el("button", {
    class: "primary",
    text: words.download,
    attrs: { type: "submit" },
  });
  seed.root.title = words.seedHint;
  url.root.title = words.urlHint;
  const form = el(
    "form",
    { attrs: { novalidate: true }, on: { submit: download } },
    el(
      "div",
      { class: "sheets-head" },
      el("h2", { text: words.title, attrs: { id: "sheets-title" } }),
      iconButton("close", words.close, () => dialog.close()),
    ),
    about,
    ...fields.map(({ root }) => root),
    el(
      "fieldset",
      { class: "sheets-files" },
      el("legend", { text: words.files }),
      key.root,
      questions.root,
    ),
    el("div", { class: "sheets-foot" }, told, take),
  );
  const dialog = el(
    "dialog",
    { class: "sheets", attrs: { "aria-labelledby": "sheets-title" } },
    form,
  );

  /**
   * Take what is changed in a field, unless it cannot be taken.
   * @template {keyof Asked} Name
   * @param {Name} name
   * @returns {(value: any) => void}
   */
  function of(name) {
    return (value) => {
      if (value !== null) asked = { ...asked, [name]: value };
      begin();
    };
  }

  function begin() {
    const isExample = asked.level === "worked";
    questions.paint(isExample, isExample ? words.noQuestions : "");
    void look();
  }

  /** The room may begin another run meanwhile, or change this one. @param {State} state */
  function follow(state) {
    if (!state.run || state.run === run) return;
    const isSame = JSON.stringify(state.run.spec) === JSON.stringify(run?.spec);
    run = state.run;
    name();
    if (isSame) return;
    query = "";
    void look();
  }

  /** Say of which network they are. */
  function name() {
    if (run) put(about, words.about(summary(run, store.get().catalog)));
  }

  /** Say what the first sheet asks for, or why there is none. */
  async function look() {
    const wanted = isGood() ? queryOf(room, asked) : "";
    if (wanted && wanted === query) return;
    query = wanted;
    asking.abort();
    isMaking = false;
    const own = new AbortController();
    asking = own;
    if (!wanted) return tell("", "refused");
    tell(words.looking, "working");
    const answer = await describeSheets(wanted, own.signal);
    if (own.signal.aborted) return;
    if (answer && "blank" in answer) tell(words.each(answer.blank, answer.numbers), "ready");
    else fail(answer);
  }

  /** @param {Event} event */
  async function download(event) {
    event.preventDefault();
    if (isMaking || told.dataset.is === "refused") return;
    asking.abort();
    const own = new AbortController();
    asking = own;
    isMaking = true;
    tell(words.making(asked.pupils), "working");
    const made = await takeSheets(queryOf(room, asked), own.signal);
    if (own.signal.aborted) return;
    isMaking = false;
    if (made instanceof Blob) {
      save(`propscope-${room}-sheets.zip`, made);
      tell(words.made, "ready");
    } else fail(made);
  }

  const isGood = () => fields.every((field) => field.isGood());

  /** @param {Refusal | null} refusal */
  function fail(refusal) {
    // What did not come may come yet; what is refused stays so.
    if (!refusal) query = "";
    tell(
      refusal ? whyNot(refusal, store.get().catalog) : words.failed,
      refusal ? "refused" : "failed",
    );
  }

  /** @param {string} text @param {"ready" | "working" | "refused" | "failed"} is */
  function tell(text, is) {
    put(told, text);
    told.dataset.is = is;
    // Not disabled as such: who is on it stays there.
    take.setAttribute("aria-disabled", String(isMaking || is === "refused"));
  }

  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  const unsubscribe = store.subscribe(follow);
  dialog.addEventListener("close", () => {
    unsubscribe();
    asking.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  pupils.input.focus();
  pupils.input.select();
  name();
  begin();
}
