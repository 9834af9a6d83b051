/** Into a class: the code on the big screen, and nothing else. */

/** @import { Line, Refusal, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { codeIn } from "../../line/whereabouts.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";

const words = spoken(classroom.join);
const STYLE = "static/css/classroom-join.css";
const LONGEST = 12;

/**
 * @param {Store} store
 * @param {Line} line
 * @param {Refusal | null} [refusal] of the code that the address had
 */
export async function openJoin(store, line, refusal = null) {
  await styled(STYLE);
  if (document.querySelector("dialog.join")) return;
  const field = el("input", {
    attrs: {
      ...{ id: "join-code", type: "text", maxlength: LONGEST, autocomplete: "off" },
      ...{ autocapitalize: "characters", spellcheck: "false", "aria-describedby": "join-said" },
    },
    on: { input: write },
  });
  const said = el("p", { class: "join-said", attrs: { id: "join-said", role: "alert" } });
  const join = el("button", { class: "primary", text: words.join, attrs: { type: "submit" } });
  const alone = el("button", {
    class: "join-alone",
    text: words.alone,
    attrs: { type: "button" },
    on: { click: () => dialog.close() },
  });
  const dialog = el(
    "dialog",
    {
      class: "join",
      attrs: { "aria-labelledby": "join-title" },
      on: { close: end },
    },
    el(
      "form",
      { attrs: { novalidate: true }, on: { submit: enter } },
      el("p", { class: "join-mark", text: "propscope", attrs: { "aria-hidden": "true" } }),
      el("h2", { text: words.title, attrs: { id: "join-title" } }),
      el("label", { text: words.code, attrs: { for: "join-code" } }),
      field,
      said,
      join,
      el("p", { class: "join-privacy", text: words.privacy }),
      alone,
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  field.value = line.whereabouts.room() ?? "";
  if (refusal) tell(refusal);
  field.select();
  let isIn = false;

  function write() {
    const at = field.selectionStart;
    field.value = field.value.toUpperCase();
    field.setSelectionRange(at, at);
    say("");
  }

  /** @param {Event} event */
  async function enter(event) {
    event.preventDefault();
    const code = codeIn(field.value);
    if (code === null) return say(words.noCode(field.value.replace(/\s/g, "")));
    join.disabled = true;
    line.whereabouts.goTo(code);
    const answer = await line.go();
    join.disabled = false;
    if (answer?.type === "error") return tell(answer);
    isIn = true;
    dialog.close();
  }

  /** @param {Refusal} answer */
  function tell(answer) {
    store.set({ failure: null });
    say(
      answer.code === "too_often"
        ? words.tooOften(Number(answer.limit))
        : words.noClass(line.whereabouts.room() ?? ""),
    );
    field.focus();
  }

  /** @param {string} text */
  function say(text) {
    said.textContent = text;
    field.setAttribute("aria-invalid", String(text !== ""));
  }

  /** Who comes in nowhere goes on alone. */
  function end() {
    dialog.remove();
    if (isIn) return;
    const wasAlone = line.whereabouts.room() === null;
    line.whereabouts.goHome();
    if (!wasAlone) void line.go();
  }
}
