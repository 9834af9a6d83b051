/** The build rail: the whole specification as a form, made from the catalogue and its bounds. */

/** @import { Catalog, Run, Send, State } from "../../state/types" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { words } from "../../words/words.js";
import { compareButton } from "../compare.js";
import { galleryButton } from "../gallery.js";
import { myRunsButton } from "../my-runs.js";
import { sweepButton } from "../sweep.js";
import { themeSwitch } from "../theme-switch.js";
import { dataSection } from "./data.js";
import { createEditor } from "./editor.js";
import { inputsSection } from "./inputs.js";
import { learningSection } from "./learning.js";
import { networkSection } from "./network.js";
import { ownData } from "./ways.js";

/** @type {import("../../state/types").Mount} */
export function mountRail(root, store, send, line) {
  /** @type {Part[]} */
  let parts = [];
  const editor = createEditor(store, send, paint);
  const foot = footer(send);
  const kept = myRunsButton(store, line);

  /** @param {Catalog} catalog */
  function build(catalog) {
    parts = [
      dataSection(catalog, editor, ownData(store, send)),
      ...[inputsSection, networkSection, learningSection].map((make) => make(catalog, editor)),
    ];
    const rule = el("p", { class: "small-print rail-rule", text: words.rail.rule });
    const ways = el("div", { class: "rail-ways" }, galleryButton(store, send), kept.root);
    const sweep = sweepButton(store, send);
    const compare = compareButton(store, send);
    const sections = parts.map((part) => part.element);
    root.replaceChildren(ways, ...sections, sweep, compare, rule, foot.element);
  }

  function paint() {
    const state = store.get();
    const { catalog, run } = state;
    const spec = editor.spec();
    if (!catalog || !run || !spec) return;
    if (parts.length === 0) build(catalog);
    for (const part of parts) part.paint({ spec, run, refusal: editor.refusal() });
    foot.paint(run);
    kept.paint(state);
    root.setAttribute("aria-busy", String(editor.busy()));
  }

  paint();
  const unsubscribe = store.subscribe((state, previous) => {
    if (state.run !== previous.run) editor.forgive();
    if (concerns(state, previous)) paint();
  });
  return () => {
    unsubscribe();
    for (const part of parts) part.dispose?.();
  };
}

/** @param {State} state @param {State} previous */
function concerns(state, previous) {
  return (
    state.run !== previous.run ||
    state.catalog !== previous.catalog ||
    state.classroom !== previous.classroom ||
    state.failure !== previous.failure
  );
}

/** @param {Send} send */
function footer(send) {
  const size = el("p", { class: "rail-size" });
  const reset = el(
    "button",
    {
      class: "rail-reset",
      attrs: { type: "button", title: words.rail.resetHint },
      on: { click: () => void send({ type: "reset" }) },
    },
    icon("reset"),
    words.rail.reset,
  );
  return {
    element: el("div", { class: "rail-foot" }, size, themeSwitch(), reset),
    /** @param {Run} run */
    paint({ parameters }) {
      const [number, word] = words.rail.parameters(parameters);
      size.replaceChildren(el("strong", { text: number }), word);
    },
  };
}
