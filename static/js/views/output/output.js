/** What the network says, always in sight: over the plane of two inputs, or along the only one. */

/** @import { Mount, Selection, State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { tell } from "../../draw/told.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { neuronName } from "../stage/names.js";
import { makeGraph } from "./graph-view.js";
import { makeLens } from "./lens.js";
import { makePlane } from "./plane-view.js";

/** @type {Mount} */
export function mountOutput(root, store, send, line) {
  const gone = new AbortController();
  const title = el("h2", { class: "output-title" });
  const trainKey = el("span", { class: "point-train", text: words.output.train });
  const testKey = el("span", { class: "point-test", text: words.output.test });
  const key = el("p", { class: "point-key small-print" }, trainKey, testKey);
  const lit = el("p", { class: "point-lit small-print" });
  const close = iconButton("close", words.output.close, () => open(false));
  close.classList.add("output-close");
  // Where there is little room the picture is small, and all of it opens it.
  const opener = el("button", {
    class: "output-open",
    attrs: { type: "button", "aria-label": words.output.open, "aria-expanded": "false" },
    on: { click: () => open(true) },
  });
  const large = onDemand(store, () => import("./large.js"));
  const enlarge = iconButton("enlarge", words.output.enlarge, async () =>
    (await large.ask())?.openLarge(mountOutput, store, send, line),
  );
  enlarge.classList.add("output-enlarge");
  const plane = makePlane(store, send, gone.signal, paint);
  const graph = makeGraph(store, gone.signal);
  const tests = option("test-data", words.output.showTests, (tests) => store.set({ tests }));
  const discrete = option("discretize", words.output.discretize, (discrete) =>
    store.set({ discrete }),
  );
  const options = el("div", { class: "plane-options" }, discrete.label, tests.label, plane.outputs);
  root.replaceChildren(
    el("div", { class: "output-head" }, title, key, lit, enlarge, close),
    plane.root,
    graph.root,
    options,
    opener,
  );
  // In the dialog it is the picture alone.
  const lens = root.id ? makeLens(root) : null;
  let due = 0;

  function paint() {
    due = 0;
    const state = store.get();
    const { run } = state;
    root.hidden = !run?.plane && !run?.interval;
    plane.root.hidden = !run?.plane;
    graph.root.hidden = !run?.interval;
    discrete.label.hidden = !run?.plane;
    testKey.hidden = !state.tests;
    key.hidden = state.lit !== null;
    lit.hidden = !key.hidden;
    title.hidden = !lit.hidden;
    if (lit.title !== state.lit?.name) lit.title = state.lit?.name ?? "";
    if (lit.textContent !== state.lit?.short) lit.textContent = state.lit?.short ?? "";
    tests.box.checked = state.tests;
    discrete.box.checked = state.discrete;
    tests.label.hidden = !run?.points.test.length;
    if (root.hidden) {
      lens?.paint(state, null);
      return;
    }
    const asked = run?.plane ? askedFor(state) : null;
    const name = asked && run ? neuronName(run, asked.layer, asked.unit) : words.output.title;
    if (title.textContent !== name) title.textContent = name;
    plane.paint(state, asked);
    graph.paint(state);
    const units = run?.layers[run.layers.length - 1].units ?? 1;
    lens?.paint(state, asked ? null : run?.plane ? Math.min(state.output, units - 1) : 0);
    tell(root, state);
  }

  function soon() {
    due ||= requestAnimationFrame(paint);
  }

  /** @param {string} name @param {string} text @param {(on: boolean) => void} choose */
  function option(name, text, choose) {
    const box = el("input", { attrs: { type: "checkbox" } });
    box.addEventListener("change", () => {
      choose(box.checked);
      paint();
    });
    return { box, label: el("label", { attrs: { "data-control": name } }, box, text) };
  }

  /** @param {boolean} isOpen */
  function open(isOpen) {
    document.body.toggleAttribute("data-output-open", isOpen);
    opener.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? close : opener).focus();
  }

  paint();
  const unsubscribe = store.subscribe(soon);
  return () => {
    gone.abort();
    unsubscribe();
    lens?.dispose();
    cancelAnimationFrame(due);
  };
}

/** The neuron that is pointed at, else the selected one; none where that no longer is. @param {State} state @returns {Selection | null} */
function askedFor({ run, hoveredUnit, selected }) {
  const asked = hoveredUnit ?? selected;
  return asked && run && asked.unit < (run.layers[asked.layer]?.units ?? 0) ? asked : null;
}
