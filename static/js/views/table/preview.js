/** A file before it is used: what was found in it, what becomes of it, and the choices one has; nothing changes before the one button. */

/** @import { Send, TableChoices, TableDescription } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { describe, makeRun } from "../../line/csv.js";
import { table } from "../../words/en-table.js";
import { spoken } from "../../words/words.js";
import { NOTHING_CHOSEN, usualTarget } from "./choices.js";
import { columns } from "./columns.js";
import { flagged, gets } from "./outcome.js";
import { reading } from "./reading.js";
import { refusalOfTable } from "./refusal.js";
import { rows } from "./rows.js";

const words = spoken(table);

/**
 * @typedef {object} Options
 * @property {File} file
 * @property {Send} send
 * @property {() => void} close called when it is used, or not
 * @property {typeof fetch} [ask]
 *
 * @param {Options} options
 */
export function preview({ file, send, close, ask = fetch }) {
  /** @type {TableChoices} */
  let choices = NOTHING_CHOSEN;
  /** @type {TableDescription | null} */
  let found = null;
  /** @type {string | null} why the table cannot be used; null where it can */
  let refused = words.reading;
  let asked = 0;

  const size = el("p", { class: "small-print" });
  const top = el("div", {});
  const left = scroller("table-left", words.columns);
  const right = scroller("table-right", words.outcome);
  const bottom = scroller("table-rows", words.preview);
  const status = el("p", { class: "table-status", attrs: { role: "status" } });
  const use = button(words.use, () => void take(), "primary");
  const body = el("div", { class: "table-body" }, left, right);
  const unread = el("p", { class: "table-unread", attrs: { "aria-hidden": "true" } });
  const element = el(
    "div",
    { class: "table-preview", attrs: { "aria-busy": "true" } },
    top,
    body,
    bottom,
    unread,
    el("footer", {}, status, button(words.cancel, close), use),
  );

  /** @param {TableChoices} chosen @param {boolean} [isReadAnew] then a target is taken until one is chosen */
  async function choose(chosen, isReadAnew = false) {
    choices = chosen;
    asked += 1;
    const mine = asked;
    element.setAttribute("aria-busy", "true");
    const answer = await describe(file, chosen, ask);
    if (mine !== asked) return;
    if ("columns" in answer) {
      const usual = isReadAnew && chosen.target?.length === 0 ? usualTarget(answer) : null;
      if (usual !== null) return choose({ ...chosen, target: [usual] });
      found = answer;
      refused = whyNot(answer);
    } else {
      found = null;
      refused = refusalOfTable(answer, file.name);
    }
    paint();
  }

  /** @param {TableDescription} description */
  function whyNot({ never, problem, aim, name }) {
    const wrong = never ?? problem;
    if (wrong) return refusalOfTable(wrong, name);
    return aim === null ? words.needsTarget : null;
  }

  function paint() {
    const focused = document.activeElement?.id ?? "";
    element.setAttribute("aria-busy", "false");
    size.textContent = found ? words.size(found) : "";
    top.replaceChildren(reading(found, choices, (chosen) => choose(chosen, true)));
    body.hidden = bottom.hidden = found === null;
    unread.textContent = found === null ? refused : "";
    if (found) {
      const wrong = flagged(found, choices, choose);
      left.replaceChildren(
        columns(found, choices, choose),
        el("p", { class: "small-print", text: words.rule }),
      );
      right.replaceChildren(...(wrong ? [wrong] : []), gets(found, choices, choose));
      bottom.replaceChildren(rows(found));
    }
    tell();
    if (focused.startsWith("table-")) document.getElementById(focused)?.focus();
  }

  function tell() {
    status.textContent = refused ?? words.stays;
    status.classList.toggle("table-refused", refused !== null);
    use.setAttribute("aria-disabled", String(refused !== null));
  }

  async function take() {
    if (refused !== null || element.getAttribute("aria-busy") === "true") return;
    element.setAttribute("aria-busy", "true");
    const made = await makeRun(file, choices, ask);
    const answer = "uploaded" in made ? await send({ type: "configure", ...made }) : made;
    element.setAttribute("aria-busy", "false");
    if (answer.type !== "error") return close();
    refused = refusalOfTable(answer, file.name);
    tell();
  }

  tell();
  const ready = choose(choices, true);
  return { element, size, ready };
}

/** A part that scrolls by itself, by keys too. @param {string} kind @param {string} label */
function scroller(kind, label) {
  return el("div", {
    class: kind,
    attrs: { id: kind, role: "region", "aria-label": label, tabindex: 0 },
  });
}

/** @param {string} text @param {() => void} act @param {string} [kind] */
export function button(text, act, kind = "") {
  return el("button", { class: kind, text, attrs: { type: "button" }, on: { click: act } });
}
