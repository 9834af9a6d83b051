/** The dialog that brings a table of one's own: first a file or pasted rows, then what they become. */

/** @import { Send } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { table } from "../../words/en-table.js";
import { words as page, spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { button, preview } from "./preview.js";

const words = spoken(table);
const STYLE = "static/css/table.css";
const TYPES = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

/**
 * Open it, in place of one that is open.
 * @param {Send} send
 * @param {File | null} [file] null where it is chosen in the dialog
 */
export async function openTable(send, file = null) {
  await styled(STYLE);
  document.querySelector("dialog.table")?.remove();
  const heading = el("h2", { attrs: { id: "table-title" } });
  const size = el("div", { class: "table-size" });
  const content = el("div", { class: "table-content" });
  const close = iconButton("close", words.close, shut);
  const dialog = el(
    "dialog",
    { class: "framed table", attrs: { "aria-labelledby": "table-title" } },
    el("header", {}, heading, size, close),
    content,
  );

  function shut() {
    dialog.close();
  }

  /** @param {File} chosen */
  function show(chosen) {
    const shown = preview({ file: chosen, send, close: shut });
    dialog.classList.add("table-wide");
    heading.textContent = chosen.name;
    size.replaceChildren(shown.size);
    content.replaceChildren(shown.element);
    close.focus();
  }

  heading.textContent = words.title;
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  if (file) show(file);
  else content.append(bringing(show));
}

/** @param {(file: File) => void} bring */
function bringing(bring) {
  const input = el("input", {
    class: "visually-hidden",
    attrs: { type: "file", accept: TYPES, tabindex: -1, "aria-label": words.choose },
    on: { change: () => input.files?.[0] && bring(input.files[0]) },
  });
  const text = el("textarea", {
    attrs: { id: "table-paste", rows: 7, spellcheck: "false", placeholder: words.example },
  });
  const look = button(words.look, () => {
    if (text.value.trim()) bring(new File([text.value], page.rail.pasted));
    else text.focus();
  });
  return el(
    "div",
    { class: "table-bringing" },
    button(words.choose, () => input.click(), "primary"),
    input,
    el("p", { class: "small-print", text: words.drop }),
    el("label", { text: words.paste, attrs: { for: "table-paste" } }),
    text,
    el("p", { class: "small-print", text: words.pasteHint }),
    look,
  );
}
