/** The panel's page of differences: both losses, both maps, the weights furthest apart, what is set differently. */

/** @import { RunHere, Store, State } from "../../state/types" */
/** @import { Part, Together } from "./compare.js" */
/** @import { Apart } from "./differences.js" */
/** @import { Parting } from "./parting.js" */

import { el, put } from "../../draw/dom.js";
import { isTurn } from "../../draw/paced.js";
import { tooFastTo } from "../../state/pace.js";
import { compare } from "../../words/en-compare.js";
import { pretty } from "../../words/names.js";
import { count, full, number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { pointHere } from "../chart/losses.js";
import { badge } from "./badge.js";
import { makeMaps } from "./maps.js";
import { makeSettings } from "./settings.js";

const words = spoken(compare);

/** Where the rail is open, where they part and what is set differently stand in its place. */
const WITH_RAIL = "(min-width: 85.01em)";

/**
 * @param {Parting} parting
 * @param {Store} store
 * @returns {Part}
 */
export function makePage(parting, store) {
  const gone = new AbortController();
  const losses = makeLosses();
  const maps = makeMaps();
  const weights = makeWeights(store);
  const settings = makeSettings();
  const root = el("div", { class: "compare-page" }, losses.root, maps.root, weights.root);
  const aside = el("div", { class: "compare-rail" }, parting.root, settings.root);
  const withRail = matchMedia(WITH_RAIL);

  function place() {
    const rail = document.getElementById("rail");
    if (withRail.matches && rail) rail.prepend(aside);
    else root.append(aside);
  }

  document.getElementById("panel-differences")?.append(root);
  place();
  withRail.addEventListener("change", place, { signal: gone.signal });
  return {
    paint(together) {
      const isFast = tooFastTo("read", together.ours.playback);
      if (isFast && !isTurn(performance.now())) return;
      losses.paint(together);
      maps.paint(together, isFast);
      weights.paint(together);
      settings.paint(together);
    },
    dispose() {
      gone.abort();
      root.remove();
      aside.remove();
    },
  };
}

function makeLosses() {
  const cells = Array.from({ length: 4 }, () => el("td"));
  const epoch = el("th", { attrs: { scope: "col" } });
  const test = row(words.test, cells[2], cells[3]);
  const root = el(
    "table",
    { class: "compare-losses" },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        epoch,
        el("th", { attrs: { scope: "col" } }, badge("a")),
        el("th", { attrs: { scope: "col" } }, badge("b")),
      ),
    ),
    el("tbody", {}, row(words.train, cells[0], cells[1]), test),
  );
  return {
    root,
    /** @param {Together} together */
    paint({ ours, theirs }) {
      const points = [ours, theirs].map((state) => pointHere(state));
      put(epoch, words.epoch(count(points[0]?.epoch ?? 0)));
      test.hidden = points.every((point) => (point?.test_loss ?? null) === null);
      for (const [at, loss] of [
        ...points.map((point) => point?.train_loss),
        ...points.map((point) => point?.test_loss),
      ].entries()) {
        put(cells[at], typeof loss === "number" ? number(loss) : "–");
        cells[at].title = typeof loss === "number" ? full(loss) : "";
      }
    },
  };
}

/** @param {string} name @param {...HTMLElement} cells */
function row(name, ...cells) {
  return el("tr", {}, el("th", { text: name, attrs: { scope: "row" } }), ...cells);
}

/** @param {Store} store */
function makeWeights(store) {
  const list = el("ul", { class: "compare-weights" });
  const none = el("p", { class: "small-print" });
  const root = el(
    "section",
    { attrs: { "aria-label": words.furthest } },
    el(
      "h2",
      { class: "eyebrow" },
      words.furthest,
      el("span", { class: "small-print", text: words.unlike }),
    ),
    list,
    none,
  );
  const rows = Array.from({ length: MOST }, () => makeWeight(store));
  return {
    root,
    /** @param {Together} together */
    paint({ ours, alike, apart, isThere }) {
      const shown = ours.run ? apart : [];
      list.replaceChildren(...shown.slice(0, MOST).map((one, at) => rows[at].paint(one, ours)));
      put(
        none,
        !isThere ? words.coming : alike ? (shown.length ? "" : words.none) : words.otherShape,
      );
      none.hidden = none.textContent === "";
    },
  };
}

const MOST = 6;

/** In the fewest letters: x₁, h1.3, the output's own. @param {RunHere} run @param {number} layer @param {number} unit */
function nodeName({ layers }, layer, unit) {
  if (layer > 0 && layer < layers.length - 1) return words.hidden(layer, unit + 1);
  return layer > 0 && layers[layer].units === 1 ? words.output : pretty(layers[layer].names[unit]);
}

/** @param {Store} store */
function makeWeight(store) {
  const sign = el("span", { class: "compare-unlike" });
  const name = el("span", { class: "compare-edge" });
  const [here, there] = [el("span", { class: "num" }), el("span", { class: "num" })];
  /** @type {Apart | null} */
  let shown = null;
  const point = (/** @type {boolean} */ on) =>
    store.set({
      hoveredEdge: on && shown ? { layer: shown.layer, from: shown.from, to: shown.to } : null,
    });
  const root = el(
    "li",
    {},
    el(
      "button",
      {
        attrs: { type: "button" },
        on: {
          click: () => shown && store.set({ selected: { layer: shown.layer, unit: shown.to } }),
          pointerenter: () => point(true),
          pointerleave: () => point(false),
          focus: () => point(true),
          blur: () => point(false),
        },
      },
      sign,
      name,
      here,
      there,
    ),
  );
  return {
    /** @param {Apart} one @param {State} state */
    paint(one, { run }) {
      shown = one;
      if (!run) return root;
      put(sign, one.unlike ? "≠" : "");
      sign.title = one.unlike ? words.isUnlike : "";
      put(
        name,
        words.edge(nodeName(run, one.layer - 1, one.from), nodeName(run, one.layer, one.to)),
      );
      for (const [element, value] of /** @type {const} */ ([
        [here, one.here],
        [there, one.there],
      ])) {
        put(element, number(value));
        element.title = full(value);
        element.classList.toggle("minus", value < 0);
        element.classList.toggle("plus", value > 0);
      }
      return root;
    },
  };
}
