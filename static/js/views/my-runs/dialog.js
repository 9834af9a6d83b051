/** The kept runs of this browser: opened, named, copied and deleted. */

/** @import { Line, MyRun, MyRuns, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { act, myRuns } from "../../line/mine.js";
import { summaryOf } from "../../run/spec-edits.js";
import { myRuns as english } from "../../words/en-my-runs.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { agoOf } from "./ago.js";

const words = spoken(english);
const STYLE = "static/css/my-runs.css";
const LONGEST_NAME = 80;
const IN_USE = 409;

/** @param {Store} store @param {Line} line */
export async function openMyRuns(store, line) {
  await styled(STYLE);
  if (document.querySelector("dialog.my-runs")) return;
  /** @type {MyRuns | null} */
  let found = null;
  /** @type {{ room: string, name: string } | null} what was deleted last, and can be had again */
  let removed = null;
  /** @type {string | null} of which the name is being written */
  let naming = null;

  const about = el("p", { class: "small-print" });
  const told = el("p", { class: "my-runs-told", attrs: { role: "status" } });
  const undo = el("button", {
    text: words.undo,
    attrs: { type: "button", hidden: true },
    on: { click: undelete },
  });
  const list = el("ul", { class: "my-runs-list", attrs: { "aria-label": words.list } });
  const close = iconButton("close", words.close, () => dialog.close());
  const dialog = el(
    "dialog",
    { class: "framed my-runs", attrs: { "aria-labelledby": "my-runs-title" } },
    el("header", {}, el("h2", { text: words.title, attrs: { id: "my-runs-title" } }), close),
    about,
    list,
    el("div", { class: "my-runs-foot" }, told, undo),
  );

  async function look() {
    found = (await myRuns()) ?? found;
    paint();
  }

  /** @param {MyRun} run */
  function nameOf({ title, card }) {
    if (title) return title;
    return card ? summaryOf(card, store.get().catalog) : words.unnamed;
  }

  function paint() {
    undo.hidden = removed === null;
    put(about, aboutOf(found));
    list.replaceChildren(...(found?.runs ?? []).map(row));
    if (naming !== null) list.querySelector("input")?.select();
  }

  /** @param {MyRun} run */
  function row(run) {
    const name = nameOf(run);
    const isHere = run.room === line.whereabouts.mine();
    const remove = iconButton("bin", words.remove(name), () => void take(run, name));
    remove.setAttribute("aria-disabled", String(isHere));
    return el(
      "li",
      { class: "my-run", attrs: { "data-here": isHere } },
      el(
        "div",
        { class: "my-run-what" },
        naming === run.room ? field(run, name) : opener(run, name),
        el("p", { class: "small-print", text: factsOf(run, isHere) }),
      ),
      iconButton("rename", words.rename(name), () => {
        naming = run.room;
        paint();
      }),
      iconButton("copy", words.copy(name), () => void copy(run, name)),
      remove,
    );
  }

  /** @param {MyRun} run @param {string} name */
  function opener(run, name) {
    return el("button", {
      class: "my-run-name",
      text: name,
      attrs: { type: "button", title: words.open(name) },
      on: { click: () => go(run.room) },
    });
  }

  /** @param {MyRun} run @param {string} name */
  function field(run, name) {
    const input = el("input", {
      attrs: {
        type: "text",
        value: run.title || name,
        maxlength: LONGEST_NAME,
        "aria-label": words.newName,
      },
      on: { keydown, blur: done },
    });

    /** @param {KeyboardEvent} event */
    function keydown(event) {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      if (event.key === "Escape") input.value = run.title || name;
      done();
      focusOn(words.rename(input.value.trim() || name));
    }

    function done() {
      if (naming !== run.room) return;
      naming = null;
      const title = input.value.trim();
      // What it is called by itself follows the run.
      if (title === name) return paint();
      found = found && {
        ...found,
        runs: found.runs.map((each) => (each === run ? { ...run, title } : each)),
      };
      paint();
      void does("name", run.room, title).then(look);
    }
    return input;
  }

  /** @param {string} name of a button */
  function focusOn(name) {
    for (const button of list.querySelectorAll("button"))
      if (button.getAttribute("aria-label") === name) button.focus();
  }

  /** @param {string} room */
  function go(room) {
    dialog.close();
    if (room === line.whereabouts.mine()) return;
    line.whereabouts.goToOwn(room);
    void line.go();
  }

  /** @param {MyRun} run @param {string} name */
  async function copy(run, name) {
    const room = await does("copy", run.room, words.copied(name).slice(0, LONGEST_NAME));
    if (room !== null) go(room);
    else await look();
  }

  /** @param {MyRun} run @param {string} name */
  async function take(run, name) {
    if (run.room === line.whereabouts.mine()) {
      put(told, words.isHere);
      return;
    }
    if ((await does("delete", run.room)) !== null) {
      removed = { room: run.room, name };
      put(told, words.removed(name));
      undo.hidden = false;
      undo.focus();
    }
    await look();
  }

  async function undelete() {
    if (!removed) return;
    const { room } = removed;
    removed = null;
    if ((await does("undelete", room)) !== null) put(told, "");
    await look();
    close.focus();
  }

  /**
   * Have it done, and say why it is not.
   * @param {import("../../line/mine.js").Deed} what
   * @param {string} room
   * @param {string} [title]
   */
  async function does(what, room, title) {
    const answer = await act(what, room, title);
    if ("room" in answer) return answer.room;
    put(told, refusalOf(answer.refused));
    return null;
  }

  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  put(about, words.asking);
  document.body.append(dialog);
  dialog.showModal();
  await look();
}

/** @param {MyRuns | null} found */
function aboutOf(found) {
  if (!found) return words.noAnswer;
  if (found.kept_days === 0) return words.notKept(found.idle_minutes);
  const kept = words.kept(found.kept_days, found.most);
  return found.runs.length > 0 ? kept : `${words.none} ${kept}`;
}

/** @param {number} status */
function refusalOf(status) {
  if (status === 0) return words.noAnswer;
  return status === IN_USE ? words.inUse : words.gone;
}

/** @param {MyRun} run @param {boolean} isHere */
function factsOf({ card, used_at: at }, isHere) {
  const ago = agoOf(Date.now() / 1000 - at);
  return [
    ...(card ? [words.epoch(card.epoch)] : []),
    ...(card && card.loss !== null ? [words.loss(number(card.loss))] : []),
    isHere ? words.here : ago ? words[ago.in](ago.count) : words.now,
  ].join(" · ");
}
