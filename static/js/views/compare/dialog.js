/** Asks what a run is to be compared with. */

/** @import { Send, Store } from "../../state/types" */
/** @import { Field } from "./choices.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { watches } from "../../state/whose.js";
import { compare } from "../../words/en-compare.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { branchesOf, CHOICES, linkedValue, madeOf, suggested, valueOfBranch } from "./choices.js";
import { begin, STYLE } from "./compare.js";

const words = spoken(compare);
const LINK = "link";
/** Before its number. */
const BRANCH = "branch-";

/** @param {Store} store @param {Send} send */
export async function openCompare(store, send) {
  await styled(STYLE);
  const state = store.get();
  const { run, catalog } = state;
  if (!run || !catalog || watches(state)) return;
  const fields = /** @type {Field[]} */ (Object.keys(CHOICES));
  const branches = branchesOf(state);
  const which = select([
    ...branches.map(({ id, name }) => [BRANCH + id, words.choices.branch(name)]),
    ...[...fields, LINK].map((name) => [name, words.choices[/** @type {Field} */ (name)]]),
  ]);
  const label = el("span");
  const place = el("span", { class: "compare-value" });
  const setting = el("label", {}, label, place);
  const told = el("p", { class: "compare-told", attrs: { role: "status" } });
  const about = el("p", { class: "small-print" });
  const close = iconButton("close", words.close, () => dialog.close());
  const form = el(
    "form",
    { class: "compare-form", attrs: { method: "dialog" } },
    el("label", {}, el("span", { text: words.which }), which),
    setting,
    told,
    about,
    el("button", { class: "primary", text: words.begin, attrs: { type: "submit" } }),
  );
  const dialog = el(
    "dialog",
    { class: "framed compare-ask", attrs: { "aria-labelledby": "compare-title" } },
    el("header", {}, el("h2", { text: words.ask, attrs: { id: "compare-title" } }), close),
    form,
  );
  /** @type {HTMLInputElement | HTMLSelectElement} */
  let value = el("input");

  function choose() {
    if (!run || !catalog) return;
    const isBranch = which.value.startsWith(BRANCH);
    setting.hidden = about.hidden = isBranch;
    put(told, "");
    if (isBranch) return;
    const field = /** @type {Field} */ (which.value);
    put(label, words.labels[field]);
    put(about, which.value === LINK ? words.aboutLink : words.about);
    const among = CHOICES[field]?.among?.(catalog);
    value = among
      ? select(among.map(({ name, label }) => [name, label]))
      : el("input", {
          attrs: { type: "text", inputmode: which.value === LINK ? "url" : "decimal" },
        });
    if (which.value !== LINK) value.value = String(suggested(field, run.began, catalog));
    place.replaceChildren(value);
  }

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    if (!run || !catalog) return;
    const isLink = which.value === LINK;
    const branch = branches.find(({ id }) => which.value === BRANCH + id);
    const asked = branch
      ? await valueOfBranch(branch, run, send)
      : isLink
        ? await linkedValue(value.value)
        : madeOf(/** @type {Field} */ (which.value), value.value, run, catalog);
    value.setAttribute("aria-invalid", String(!asked));
    put(told, asked ? "" : isLink ? words.noLink : words.noNumber);
    if (!asked) return value.focus();
    dialog.close();
    // On a phone the form is open over what is to be looked at.
    /** @type {HTMLElement | null} */ (document.querySelector(".drawer-close[data-open]"))?.click();
    begin(store, send, asked);
  }

  which.addEventListener("change", choose);
  form.addEventListener("submit", submit);
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  choose();
  document.body.append(dialog);
  dialog.showModal();
  which.focus();
}

/** @param {readonly (readonly string[])[]} choices values and what they are called */
function select(choices) {
  return el(
    "select",
    {},
    ...choices.map(([value, text]) => el("option", { text, attrs: { value } })),
  );
}
