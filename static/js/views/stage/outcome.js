/** What stands beside the output neurons: their names, the target, the loss, and which class was said. */

/** @import { Column, Layout } from "./layout/geometry.js" */
/** @import { Run, State } from "../../state/types" */
/** @import { Box } from "./curves.js" */

import { el, put } from "../../draw/dom.js";
import { lossOf, penaltyOf, perOutput, perUnit } from "../../state/select.js";
import { full, number } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { rightOf } from "./layout/geometry.js";
import { spaced } from "./layout/outcomes.js";
import { outputName, targetClass } from "./names.js";
import { UNKNOWN } from "./neurons.js";
import { classOf } from "./reading.js";

/** Beyond an output's middle: clear of its delta's number, and of the tint behind its column. */
const BESIDE = {
  wide: { outside: 66, closer: 60 },
  narrow: { outside: 54, closer: 44 },
  numbers: 22,
};
const BELOW = 22;
/** What stands below the one output of a narrow stage, and how far from the stage's edge. */
const BELOW_BOX = { width: 86, height: 98, edge: 6 };
const LOSS_BELOW = 30;
/** On a low stage the loss stands beside its caption; under a strip, beside what picks a neuron of it. */
const LOSS_ASIDE = { low: 90, strip: 118 };
const LOSS_LOW = 3;

/**
 * @param {Run} run
 * @param {Layout} layout
 */
export function makeOutcome(run, layout) {
  const last = run.layers.length - 1;
  const several = run.layers[last].units > 1;
  const loss = numberCell("loss", words.stage.loss);
  const lossBlock = el(
    "div",
    { class: "outcome-loss" },
    el("span", { text: words.stage.loss }),
    loss,
  );
  const outputs = run.layers[last].names.map((_, unit) =>
    makeOutput(outputName(run, unit), unit, several, layout),
  );
  if (several) standApart(lossBlock, layout);
  else outputs[0].block.append(lossBlock);

  return {
    elements: [...outputs.map(({ block }) => block), ...(several ? [lossBlock] : [])],
    loss: lossBlock,
    /** @param {State} state */
    paint(state) {
      const wished = perOutput(state);
      const one = state.scope === "sample";
      const wanted = one ? classOf(run, wished) : null;
      const said = one ? classOf(run, perUnit(state, "a", last)) : null;
      show(loss, lossOf(state, run) ?? undefined);
      if (!one) addPenalty(loss, state, run);
      outputs.forEach(({ block, target, meaning, verdict }, unit) => {
        show(target, wished?.[unit]);
        put(meaning, one ? targetClass(run, wished?.[unit]) : "");
        put(verdict, unit === said ? verdictOn(wanted, said) : "");
        block.classList.toggle("wanted", unit === wanted);
        block.classList.toggle("untold", state.own !== null);
        block.classList.toggle("said", unit === said);
      });
      if (layout.fewOutcomes) tellFew(outputs, layout, [wanted, said, selectedIn(state, last)]);
    },
  };
}

/**
 * @param {string} name
 * @param {number} unit
 * @param {boolean} several
 * @param {Layout} layout
 */
function makeOutput(name, unit, several, { columns, outcomeBeside, low }) {
  const target = numberCell("target", words.stage.target);
  const meaning = el("span", { class: "target-class" });
  const verdict = el("span", { class: "verdict" });
  const block = el(
    "div",
    { class: several ? "outcome several" : "outcome" },
    el("span", { class: "outcome-name", text: name, attrs: { title: name } }),
    verdict,
    el(
      "span",
      { class: "outcome-target" },
      el("span", { text: words.stage.target }),
      target,
      meaning,
    ),
  );
  const { places, cellHeight } = columns[columns.length - 1];
  const { y } = places[unit];
  const beside = several || outcomeBeside;
  block.classList.toggle("below", !beside);
  block.classList.toggle("low", low);
  block.classList.toggle("folding", several && !outcomeBeside);
  if (beside) block.style.left = `${besideOf(columns[columns.length - 1], outcomeBeside)}px`;
  block.style.top = `${beside ? y : y + cellHeight / 2 + BELOW}px`;
  return { block, target, meaning, verdict, top: y };
}

/**
 * Where outputs are close, words are beside those only that are asked for: no two of them touch.
 * @param {readonly {block: HTMLElement, top: number}[]} outputs
 * @param {Layout} layout
 * @param {readonly (number | null)[]} asked
 */
function tellFew(outputs, layout, asked) {
  const units = [...new Set(asked)].filter((unit) => unit !== null);
  const tops = new Map(spaced(layout, units).map((top, at) => [units[at], top]));
  for (const [unit, output] of outputs.entries()) {
    const top = tops.get(unit);
    const isHidden = top === undefined;
    if (output.block.hidden !== isHidden) output.block.hidden = isHidden;
    if (isHidden || output.top === top) continue;
    output.top = top;
    output.block.style.top = `${top}px`;
  }
}

/**
 * Where labels of the connections into the outputs may not stand: on the target and the loss of a narrow stage.
 * @param {Layout} layout
 * @returns {Box[]}
 */
export function outcomeBoxes({ columns, outcomeBeside, width }) {
  const { places, cellHeight } = columns[columns.length - 1];
  if (outcomeBeside || places.length > 1) return [];
  const { edge, ...size } = BELOW_BOX;
  const top = places[0].y + cellHeight / 2 + BELOW;
  return [{ ...size, x: width - edge - size.width / 2, y: top + size.height / 2 }];
}

/** @param {Column} column @param {boolean} wide */
function besideOf(column, wide) {
  if (column.beside > 0) return rightOf(column) + BESIDE.numbers;
  const { outside, closer } = wide ? BESIDE.wide : BESIDE.narrow;
  return column.x + (column.arrangement === "outside" ? outside : closer);
}

/**
 * With several outputs the loss is of none of them: it stands under the column.
 * @param {HTMLElement} block
 * @param {Layout} layout
 */
function standApart(block, { columns, bottom, low }) {
  const { x, kind } = columns[columns.length - 1];
  const aside = low ? LOSS_ASIDE.low : kind === "strip" ? LOSS_ASIDE.strip : 0;
  block.classList.add("apart");
  block.style.left = `${x + aside}px`;
  block.style.top = `${bottom + (low ? LOSS_LOW : LOSS_BELOW)}px`;
}

/** @param {string} what @param {string} name */
function numberCell(what, name) {
  return el("output", { class: `${what}-value`, text: UNKNOWN, attrs: { "aria-label": name } });
}

/** The mini-batch's loss says what the penalty makes of it to whoever points at it. @param {HTMLElement} loss @param {State} state @param {Run} run */
function addPenalty(loss, state, run) {
  const [value, penalty] = [lossOf(state, run), penaltyOf(state, run)];
  if (value === null || penalty === null) return;
  loss.title = words.stage.penalised(full(value), full(penalty), full(value + penalty));
}

/** @param {number | null} wanted @param {number | null} said */
function verdictOn(wanted, said) {
  if (wanted === null) return words.stage.said;
  return wanted === said ? words.stage.saidRight : words.stage.saidWrong;
}

/** @param {State} state @param {number} layer */
function selectedIn({ selected }, layer) {
  return selected?.layer === layer ? selected.unit : null;
}

/** @param {HTMLElement} element @param {number | undefined} value */
function show(element, value) {
  put(element, value === undefined ? UNKNOWN : number(value));
  element.title = value === undefined ? "" : full(value);
}
