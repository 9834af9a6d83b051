/** What the data tab lists beside its picture: features, and outputs against targets. */

/** @import { State } from "../../state/types" */
/** @import { Section } from "../../formulas/parts.js" */

import { focusOn, numberOf, tensorsOf } from "../../formulas/focus.js";
import { given, plain, row, section, text } from "../../formulas/parts.js";
import { isStandardised, originals } from "../../run/standardisation.js";
import { targetsOf } from "../../state/select.js";
import { pretty } from "../../words/names.js";
import { number } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { outputName, targetClass } from "../stage/names.js";

/** The sample's feature values; of a sentence those of the parts it has. @param {State} state @returns {Section[]} */
export function featuresOf(state) {
  const { run } = state;
  if (!run || !state.layers[0]?.a) return [];
  const focus = focusOn(state, run, 0, 0);
  const fed = run.layers[0].names.map((_, unit) => numberOf(focus, "a", 0, unit));
  const held = isStandardised(run) ? originals(run, fed) : null;
  const written = fed.flatMap((value, unit) => (run.said && value === 0 ? [] : [unit]));
  const rows = written.map((unit) =>
    row(pretty(run.layers[0].names[unit]), [
      ...(held ? [text(`${number(held[unit])} → `)] : []),
      plain(fed[unit]),
    ]),
  );
  return [section(words.panel.features(state.scope === "batch"), { rows })];
}

/** Each output beside its target, where it has one; shares of one get a bar. @param {State} state @returns {Section[]} */
export function outputsOf(state) {
  const { run } = state;
  if (!run) return [];
  const last = run.layers.length - 1;
  const focus = focusOn(state, run, last, 0);
  const isOwn = !targetsOf(state);
  if (isOwn && !state.own) return [];
  const known = tensorsOf(focus).a !== undefined;
  const areShares = run.layers[last].activation === "softmax";
  const names = run.layers[last].names;
  const said = names.map((_, unit) => numberOf(focus, "a", last, unit));
  const targets = isOwn ? said : names.map((_, unit) => numberOf(focus, "y", last, unit));
  const most = Math.max(...targets);
  const rows = targets.map((target, unit) => {
    const meant = state.scope === "batch" || Number.isNaN(target) ? "" : targetClass(run, target);
    return row(
      outputName(run, unit),
      [
        ...(known ? [given(said[unit])] : [text("·")]),
        ...(isOwn ? [] : [text(words.panel.target), plain(target)]),
        ...(meant ? [text(isOwn ? ` → ${meant}` : ` ${meant}`)] : []),
      ],
      {
        share: areShares ? (known ? said[unit] : 0) : null,
        marked: run.classes.length > 1 && targets.length > 1 && target === most,
      },
    );
  });
  return [
    section(words.panel.outputs(areShares, isOwn ? "own" : state.scope), {
      rows,
    }),
  ];
}
