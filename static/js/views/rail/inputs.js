/** Which inputs the network sees: a chip each, or a folded grid when there are many. */

/** @import { Catalog, Run } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Part, Shown } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { picturedBy } from "../../run/pieces.js";
import { inputsOnOffer, takesFormulas, withInputToggled } from "../../run/spec-edits.js";
import { isStandardised } from "../../run/standardisation.js";
import { pretty } from "../../words/names.js";
import { refusalOf, specPath } from "../../words/refusals.js";
import { words } from "../../words/words.js";
import { lessonsOf } from "./lessons.js";
import { section } from "./section.js";
import { typedInput } from "./typed-input.js";

/** More than this, as the pixels of an image, and the chips fold away behind one line. */
const MOST_OPEN = 16;
/** Cells in a row of the grid, but for pictures, where they are as many as pixels. */
const ACROSS = 8;

/**
 * @param {Catalog} catalog
 * @param {Editor} editor
 * @returns {Part}
 */
export function inputsSection(catalog, editor) {
  const chips = el("div", {
    class: "chips",
    attrs: { role: "group", "aria-label": words.rail.inputs },
  });
  const fold = el("summary", { class: "chips-fold" });
  const folded = el("details", { class: "chips-folded" }, fold);
  const error = el("p", { class: "field-error", attrs: { hidden: true } });
  const typed = typedInput(editor);
  const element = el("div", {}, chips, folded, typed, error);
  /** @type {Map<string, HTMLButtonElement>} */
  let buttons = new Map();
  let offered = "";

  /** @param {readonly string[]} names */
  function rebuild(names) {
    buttons = new Map(names.map((name) => [name, chip(name, names, editor)]));
    const many = names.length > MOST_OPEN;
    chips.classList.toggle("chips-grid", many);
    chips.replaceChildren(...buttons.values());
    folded.hidden = !many;
    if (many) folded.append(chips);
    else element.prepend(chips);
  }

  /** @param {Shown} shown */
  function paint({ spec, run, refusal }) {
    const dataset = catalog.datasets.find(({ name }) => name === spec.data.kind);
    const names = inputsOnOffer(spec, catalog.datasets);
    if (offered !== names.join("\n")) rebuild(names);
    offered = names.join("\n");
    for (const [name, button] of buttons) paintChip(button, name, spec.inputs, run);
    typed.hidden = !takesFormulas(spec, catalog.datasets);
    const picture = dataset?.thumbnail.kind === "image" ? dataset.thumbnail.pixels : null;
    const pictured = picture ? (picturedBy(run) ?? "image") : null;
    chips.style.setProperty("--across", String(picture?.[0].length ?? ACROSS));
    fold.textContent = words.rail.inputsChosen(names.length, spec.inputs.length, pictured);
    paintError(refusal);
  }

  /** @param {Shown["refusal"]} refusal */
  function paintError(refusal) {
    const ours = refusal && specPath(refusal.field).startsWith("inputs");
    const refused = ours ? refusalOf(refusal) : null;
    error.hidden = refused === null;
    error.textContent = refused;
  }

  return section(
    "inputs",
    words.rail.inputs,
    [{ element, paint }, lessonsOf(catalog, "inputs")],
    true,
  );
}

/** @param {string} name @param {readonly string[]} names @param {Editor} editor */
function chip(name, names, editor) {
  return el("button", {
    class: "chip",
    text: names.length > MOST_OPEN ? "" : pretty(name),
    attrs: { type: "button", "aria-label": pretty(name) },
    on: { click: () => editor.edit((spec) => withInputToggled(spec, name, names)) },
  });
}

/** @param {HTMLButtonElement} button @param {string} name @param {readonly string[]} chosen @param {Run} run */
function paintChip(button, name, chosen, run) {
  const on = chosen.includes(name);
  const last = on && chosen.length === 1;
  button.setAttribute("aria-pressed", String(on));
  button.setAttribute("aria-disabled", String(last));
  const hint = last
    ? words.rail.lastInput(pretty(name))
    : words.rail.switchInput(pretty(name), !on);
  const unit = run.spec.inputs.indexOf(name);
  button.title =
    unit >= 0 && isStandardised(run)
      ? words.rail.standardised(hint, run.mean[unit], run.deviation[unit])
      : hint;
}
