/** The tree of branches: go to one, give it another name, delete it, have it back, or begin one here. */

/** @import { BranchInfo, Send, State, Store } from "../../state/types" */
/** @import { Row } from "./rows.js" */

import { el, put } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { epochsAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { branches } from "../../words/en-branches.js";
import { spoken } from "../../words/words.js";
import { nameOf, namesOf } from "./named.js";
import { rowsOf } from "./rows.js";

const words = spoken(branches);
const MOST_NAME = 40;

/** What there is before anything has parted. @type {BranchInfo} */
const MAIN = {
  ...{ id: 1, name: null, parent: null, since: 0, since_epoch: 0 },
  ...{ recorded: null, epochs: null, edit: null, without: null },
};

/** @param {Pick<State, "branches">} state */
export function treeIn(state) {
  return state.branches ?? { branches: [MAIN], current: MAIN.id, deleted: null };
}

/** @param {Store} store @param {Send} send */
export function makeTree(store, send) {
  const list = el("ol", { class: "branch-list", attrs: { "aria-label": words.title } });
  const begin = el(
    "button",
    {
      class: "branch-begin",
      attrs: { type: "button", title: words.branchHint },
      on: { click: () => void send({ type: "branch" }) },
    },
    icon("fork"),
    words.branch,
  );
  const gone = el("p", { attrs: { role: "status" } });
  const undo = el("button", {
    text: words.undo,
    attrs: { type: "button" },
    on: { click: () => void send({ type: "undelete_branch" }) },
  });
  const bar = el("div", { class: "branch-deleted", attrs: { hidden: true } }, gone, undo);
  const root = el("div", { class: "branch-tree" }, list, begin, bar);
  let shown = "";
  /** @type {number | null} whose name is being written */
  let renaming = null;

  /** @param {State} state */
  function paint(state) {
    const { run, catalog, recorded } = state;
    if (!run) return;
    const tree = treeIn(state);
    const led = watches(state);
    const rows = rowsOf(tree, Math.floor(epochsAt(recorded, run)));
    const names = namesOf(tree.branches, run, catalog);
    // How far it is trained is written into the rows that are there: none is made anew under the hand.
    const key = JSON.stringify([
      rows.map((row) => ({ ...row, last: 0 })),
      [...names],
      led,
      renaming,
    ]);
    begin.hidden = led;
    bar.hidden = led || !tree.deleted;
    if (tree.deleted) {
      const [before, name] = words.deleted(nameOf(tree.deleted, run, catalog));
      gone.replaceChildren(before, el("strong", { text: name }));
    }
    if (key === shown) {
      for (const row of rows) tell(row);
      return;
    }
    shown = key;
    const held = document.activeElement?.getAttribute("data-key");
    list.replaceChildren(...rows.map((row) => rowOf(row, names.get(row.info.id) ?? "", led)));
    if (held) focus(held);
  }

  /** @param {Row} row */
  function tell({ info, last }) {
    const epochs = list.querySelector(`[data-key="go-${info.id}"] > .small-print`);
    if (epochs) put(epochs, words.epochs(info.since_epoch, last));
  }

  /** @param {string} key of a button that was made anew, or is gone */
  function focus(key) {
    const found = list.querySelector(`[data-key="${key}"]`);
    if (found instanceof HTMLElement) found.focus();
    else if (!bar.hidden) undo.focus();
  }

  /** @param {Row} row @param {string} name @param {boolean} led */
  function rowOf({ info, depth, last, isHere }, name, led) {
    const { id } = info;
    const texts = [
      el("strong", { text: name }),
      el("span", { class: "small-print", text: words.epochs(info.since_epoch, last) }),
    ];
    const way = el(
      "button",
      {
        class: "branch-way",
        attrs: {
          type: "button",
          title: isHere ? words.here : words.goTo(name),
          "aria-current": isHere && "true",
          "data-key": `go-${id}`,
          disabled: led,
        },
        on: { click: () => isHere || void send({ type: "go_to_branch", branch: id }) },
      },
      ...texts,
    );
    const item = el(
      "li",
      { class: isHere ? "here" : "" },
      el("span", { class: "branch-knot", attrs: { "aria-hidden": "true" } }),
      renaming === id ? nameField(info, name) : way,
    );
    item.style.setProperty("--depth", String(depth));
    if (!led && renaming !== id) item.append(...acts(info, name));
    return item;
  }

  /** @param {BranchInfo} info @param {string} name */
  function acts({ id, parent }, name) {
    const rename = iconButton("rename", words.rename(name), () => write(id));
    const remove = iconButton("bin", words.remove(name), () => {
      void send({ type: "delete_branch", branch: id });
    });
    rename.dataset.key = `rename-${id}`;
    remove.dataset.key = `delete-${id}`;
    return parent === null ? [rename] : [rename, remove];
  }

  /** @param {number | null} id */
  function write(id) {
    const before = renaming;
    renaming = id;
    paint(store.get());
    if (id === null) focus(`rename-${before}`);
    else list.querySelector("input")?.select();
  }

  /** @param {BranchInfo} info @param {string} name */
  function nameField({ id }, name) {
    const input = el("input", {
      attrs: {
        type: "text",
        required: true,
        maxlength: MOST_NAME,
        "aria-label": words.newName(name),
        autocomplete: "off",
        spellcheck: false,
      },
    });
    input.value = name;
    const form = el("form", { class: "branch-name" }, input);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wished = input.value.trim();
      if (wished && wished !== name) void send({ type: "rename_branch", branch: id, name: wished });
      write(null);
    });
    input.addEventListener("blur", () => renaming === id && form.isConnected && write(null));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      write(null);
    });
    return form;
  }

  return { root, paint };
}
