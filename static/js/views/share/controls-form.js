/** The form of what a link shows: each control by name is shown, locked or hidden. */

/** @import { Wishes } from "./wishes.js" */

import { el } from "../../draw/dom.js";
import { CONTROLS, goneBy, partsOf } from "../../run/controls.js";
import { share } from "../../words/en-share.js";
import { spoken } from "../../words/words.js";
import { hiddenBy } from "./wishes.js";

const words = spoken(share);
/** @typedef {"shown" | "locked" | "hidden"} Is */
/** @typedef {(hide: string[], lock: string[]) => void} Choose */

const GROUPS = /** @type {const} */ (["build", "transport", "output", "panel", "header"]);
const OTHERS = Object.keys(CONTROLS).filter(
  (name) => !CONTROLS[name].of && !GROUPS.some((group) => group === name),
);

/** @param {Choose} choose */
export function controlsForm(choose) {
  /** @type {Map<string, HTMLSelectElement>} */
  const menus = new Map();

  function tell() {
    const are = (/** @type {Is} */ is) =>
      [...menus].filter(([, select]) => select.value === is).map(([name]) => name);
    choose(are("hidden"), are("locked"));
  }

  const groups = [
    ...GROUPS.map((group) => foldOf(words.groups[group], [group, ...allParts(group)], menus, tell)),
    foldOf(words.other, OTHERS, menus, tell),
  ];
  return {
    element: el(
      "div",
      { class: "share-controls", attrs: { role: "group", "aria-labelledby": "share-shown" } },
      el("h3", { class: "eyebrow", text: words.shown, attrs: { id: "share-shown" } }),
      ...groups.map(({ element }) => element),
    ),
    /** @param {Wishes} wishes */
    paint(wishes) {
      const hidden = hiddenBy(wishes);
      const gone = goneBy(hidden);
      for (const [name, select] of menus) {
        const is = hidden.includes(name)
          ? "hidden"
          : wishes.lock.includes(name)
            ? "locked"
            : "shown";
        select.value = is;
        select.dataset.is = is;
        // It is gone with the whole that it is a part of.
        select.disabled = is !== "hidden" && gone.includes(name);
      }
      for (const group of groups) group.paint();
    },
  };
}

/**
 * @param {string} title
 * @param {readonly string[]} names
 * @param {Map<string, HTMLSelectElement>} menus
 * @param {() => void} tell
 */
function foldOf(title, names, menus, tell) {
  const sum = el("span", { class: "share-sum" });
  const rows = names.map((name) => rowOf(name, menus, tell));
  return {
    element: el(
      "details",
      {},
      el("summary", {}, el("span", { text: title }), sum),
      el("ul", {}, ...rows),
    ),
    paint() {
      const are = names.map((name) => menus.get(name)?.value);
      const count = (/** @type {Is} */ is) => are.filter((one) => one === is).length;
      sum.textContent = words.sum(count("hidden"), count("locked"));
    },
  };
}

/**
 * @param {string} name
 * @param {Map<string, HTMLSelectElement>} menus
 * @param {() => void} tell
 */
function rowOf(name, menus, tell) {
  const label = words.controls[/** @type {keyof typeof words.controls} */ (name)];
  const offered = /** @type {Is[]} */ (
    CONTROLS[name].text ? ["shown", "hidden"] : ["shown", "locked", "hidden"]
  );
  const select = el(
    "select",
    { attrs: { "aria-label": words.isOf(label), name }, on: { change: tell } },
    ...offered.map((is) => el("option", { text: words.is[is], attrs: { value: is } })),
  );
  menus.set(name, select);
  return el("li", { attrs: { "data-depth": depthOf(name) } }, el("span", { text: label }), select);
}

/** @param {string} name @returns {string[]} */
function allParts(name) {
  return partsOf(name).flatMap((part) => [part, ...allParts(part)]);
}

/** @param {string} name */
function depthOf(name) {
  let depth = 0;
  for (let { of } = CONTROLS[name]; of; { of } = CONTROLS[of]) depth += 1;
  return depth;
}
