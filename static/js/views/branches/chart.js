/** Over the curves: how the losses went on the other branches, and where each parts. */

/** @import { Scale } from "../chart/scale.js" */
/** @import { BranchInfo, HistoryPoint, Send, State } from "../../state/types" */

import { el, svg } from "../../draw/dom.js";
import { watches } from "../../state/whose.js";
import { branches } from "../../words/en-branches.js";
import { spoken } from "../../words/words.js";
import { STYLE } from "../branches.js";
import { firstAfter } from "../chart/losses.js";
import { styled } from "../styled.js";
import { namesOf } from "./named.js";
import { partsAt } from "./rows.js";

const words = spoken(branches);
/** From a line's last point, or the edge of the plot, to its name. */
const NAME_CLEAR = 4;
/** About what a letter takes, and a line of them. In pixels. */
const LETTER = 6.5;
const NAME_HEIGHT = 12;

/** @typedef {{ id: number, path: string, end: { x: number, y: number } | null }} DrawnLine */
/** @typedef {{ text: string, x: number, y: number, left: number, right: number, anchor: "start" | "end" }} Name */
/** @typedef {{ id: number, x: number, y: number, epoch: number, since: number, isHere: boolean }} Fork */

/** @param {HTMLElement} root the chart @param {Send} send */
export function makeBranchesOnChart(root, send) {
  const lines = svg("svg", { class: "branch-lines", attrs: { "aria-hidden": "true" } });
  const forks = el("ol", { class: "branch-forks", attrs: { "aria-label": words.lines } });
  void styled(STYLE).then(() => root.append(lines, forks));
  let shown = "";

  /** @param {State} state @param {Scale} scale */
  function paint(state, scale) {
    const { branches: tree, run, catalog, history } = state;
    const names = tree && run ? namesOf(tree.branches, run, catalog) : new Map();
    const drawn = tree ? linesOf(state, scale) : [];
    const marks = tree ? forksOf(state, scale) : [];
    const led = watches(state);
    const key = JSON.stringify([drawn, marks, [...names], scale.box, led]);
    if (key === shown) return;
    shown = key;
    const { left, top, width, height } = scale.box;
    lines.style.clipPath = `inset(${Math.max(0, top - NAME_CLEAR)}px calc(100% - ${left + width}px) calc(100% - ${top + height}px) ${left}px)`;
    /** @type {Name[]} */
    const said = [];
    const followed =
      drawn.length > 0
        ? history.map(({ epoch, train_loss }) => placeOf(scale, epoch, train_loss))
        : [];
    for (const { id, end } of drawn) {
      if (!end) continue;
      const name = offLine(nameAt(end, names.get(id) ?? "", scale.box), followed, scale.box);
      said.push(clearOf(said, name));
    }
    lines.replaceChildren(
      ...drawn.map(({ path }) => svg("path", { attrs: { d: path } })),
      ...said.map(({ text, x, y, anchor }) =>
        svg("text", { text, attrs: { x, y, "text-anchor": anchor } }),
      ),
    );
    forks.replaceChildren(...marks.map((fork) => markOf(fork, names, tree?.branches ?? [], led)));
  }

  /** @param {Fork} fork @param {Map<number, string>} names @param {readonly BranchInfo[]} all @param {boolean} led */
  function markOf({ id, x, y, epoch, since, isHere }, names, all, led) {
    const parent = all.find((info) => info.id === id)?.parent ?? 0;
    const say = isHere ? words.partsHere : words.parts;
    const name = say(names.get(id) ?? "", names.get(parent) ?? "", epoch);
    const mark = el("button", {
      attrs: { type: "button", "aria-label": name, title: name, disabled: led },
      on: {
        click: () =>
          void send(isHere ? { type: "seek", index: since } : { type: "go_to_branch", branch: id }),
      },
    });
    const item = el("li", {}, mark);
    item.style.transform = `translate(${x}px, ${y}px)`;
    return item;
  }

  return { paint };
}

/**
 * The lines of the branches that are not followed, each from where it is another line than the one that is.
 * @param {Pick<State, "branches" | "branchLines">} state
 * @param {Scale} scale
 * @returns {DrawnLine[]}
 */
export function linesOf({ branches: tree, branchLines }, scale) {
  if (!tree) return [];
  return tree.branches.flatMap((info) => {
    const first = partsAt(info, tree);
    const points = (branchLines[info.id] ?? []).filter(([epoch]) => epoch >= first);
    if (info.id === tree.current || points.length === 0) return [];
    const places = points.map(([epoch, loss]) => placeOf(scale, epoch, loss));
    const path = places.map(({ x, y }, at) => `${at ? "L" : "M"}${x} ${y}`).join("");
    const inSight = places.filter(
      (_, at) => scale.holds(points[at][0]) && places[at].x > scale.box.left,
    );
    return [{ id: info.id, path, end: inSight.at(-1) ?? null }];
  });
}

/**
 * A name at the end of its line, towards the middle of the plot.
 * @param {{ x: number, y: number }} end
 * @param {string} text
 * @param {Scale["box"]} box
 * @returns {Name}
 */
function nameAt(end, text, box) {
  const isLate = end.x > box.left + box.width / 2;
  const x = end.x + (isLate ? -NAME_CLEAR : NAME_CLEAR);
  const width = text.length * LETTER;
  return {
    ...{ text, x, y: Math.max(box.top + NAME_HEIGHT, end.y - NAME_CLEAR) },
    ...{ left: isLate ? x - width : x, right: isLate ? x : x + width },
    anchor: isLate ? "end" : "start",
  };
}

/**
 * Above or below the line that is followed, whichever is nearer: names do not lie on it.
 * @param {Name} name
 * @param {readonly { x: number, y: number }[]} line from left to right
 * @param {Scale["box"]} box
 * @returns {Name}
 */
export function offLine(name, line, box) {
  const before = line.filter(({ x }) => x <= name.left).slice(-1);
  const over = line.filter(({ x }) => x > name.left && x < name.right);
  const after = line.filter(({ x }) => x >= name.right).slice(0, 1);
  const there = [...before, ...over, ...after].map(({ y }) => y);
  const [top, bottom] = [Math.min(...there), Math.max(...there)];
  if (bottom < name.y - NAME_HEIGHT || top > name.y + NAME_CLEAR) return name;
  const clear = [top - NAME_CLEAR, bottom + NAME_HEIGHT]
    .filter((y) => y >= box.top + NAME_HEIGHT && y <= box.top + box.height)
    .sort((one, other) => Math.abs(one - name.y) - Math.abs(other - name.y));
  return { ...name, y: clear[0] ?? name.y };
}

/** Above those that stand in its place already. @param {readonly Name[]} said @param {Name} name @returns {Name} */
export function clearOf(said, name) {
  const isIn = (/** @type {Name} */ { left, right, y }) =>
    left < name.right && name.left < right && Math.abs(y - name.y) < NAME_HEIGHT;
  const other = said.find(isIn);
  return other ? clearOf(said, { ...name, y: other.y - NAME_HEIGHT }) : name;
}

/**
 * Where branches part from their parents, at the loss that both have there.
 * @param {Pick<State, "branches" | "branchLines" | "history">} state
 * @param {Scale} scale
 * @returns {Fork[]}
 */
export function forksOf({ branches: tree, branchLines, history }, scale) {
  if (!tree) return [];
  return tree.branches.flatMap(({ id, parent, since, since_epoch: epoch }) => {
    if (parent === null || !scale.holds(epoch)) return [];
    const isHere = id === tree.current;
    const loss = isHere ? lossAt(history, epoch) : branchLines[id]?.[0]?.[1];
    if (loss === undefined) return [];
    return [{ id, epoch, since, isHere, x: round(scale.x(epoch)), y: round(scale.y(loss)) }];
  });
}

/** @param {readonly HistoryPoint[]} history @param {number} epoch */
function lossAt(history, epoch) {
  return history[firstAfter(history, epoch) - 1]?.train_loss;
}

/** @param {Scale} scale @param {number} epoch @param {number} loss */
function placeOf(scale, epoch, loss) {
  return { x: round(scale.x(epoch)), y: round(scale.y(loss)) };
}

/** @param {number} pixels */
function round(pixels) {
  return Math.round(pixels * 10) / 10;
}
