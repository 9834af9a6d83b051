/** A sweep on the page: a small curve for each run, what most of them come to, and a press opens one. */

/** @import { Send, Spec, State, Store, SweepHere, Swept, SweptField } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { sweep as english } from "../../words/en-sweep.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { segment } from "../segment.js";
import { styled } from "../styled.js";
import { openRun, valueHere, valuesOf, withValue } from "./asking.js";
import { bestOf, finalOf, isTest } from "./geometry.js";
import { largePicture, smallCurve } from "./pictures.js";

const words = spoken(english);
const STYLE = "static/css/sweep.css";
/** What the catalogue calls them. */
const KEYS = /** @type {const} */ ({ seed: "seeds", "optimizer.learning_rate": "rates" });
const FIELDS = /** @type {const} */ (["seed", "optimizer.learning_rate"]);

/** @param {Store} store @param {Send} send */
export async function openSweep(store, send) {
  await styled(STYLE);
  if (document.querySelector("dialog.sweep")) return;
  /** @type {Spec | null} of which the sweep is */
  let spec = null;
  /** @type {SweptField} */
  let vary = FIELDS[0];
  /** @type {number | null} */
  let shown = null;
  let refused = "";
  /** @type {SweepHere["begun"] | null} what this page had asked for before */
  let earlier = null;

  const choice = segment({
    label: words.vary,
    role: "radiogroup",
    choices: FIELDS.map((field) => [field, words.choices[KEYS[field]]]),
    choose: ask,
  });
  choice.root.classList.add("panel-scope", "sweep-choice");
  const about = el("p", { class: "sweep-about" });
  const told = el("p", { class: "sweep-told", attrs: { role: "status" } });
  const halt = el("button", {
    attrs: { type: "button" },
    on: { click: () => (mine()?.ended || refused ? ask(vary) : void send({ type: "stop_sweep" })) },
  });
  const large = el("div", { class: "sweep-picture" });
  const grid = el("ul", { class: "sweep-runs" });
  const close = iconButton("close", words.close, () => dialog.close());
  const dialog = el(
    "dialog",
    { class: "framed filling sweep", attrs: { "aria-labelledby": "sweep-title" } },
    el("header", {}, el("h2", { text: words.title, attrs: { id: "sweep-title" } }), close),
    el("div", { class: "sweep-head" }, choice.root, about, halt),
    told,
    el("div", { class: "sweep-content" }, large, grid),
    el("p", { class: "small-print", text: words.open }),
  );

  /** @param {SweptField} field */
  async function ask(field) {
    const { run } = store.get();
    if (!run) return;
    [vary, spec, shown, refused] = [field, run.spec, null, ""];
    earlier = store.get().sweep?.begun ?? null;
    paint();
    const answer = await send({ type: "sweep", vary: field, values: valuesOf(field, run.spec) });
    if (answer.type === "error") refused = answer.words ?? answer.message;
    paint();
  }

  /** The sweep on screen, once it has begun. */
  function mine() {
    const { sweep } = store.get();
    return sweep && sweep.begun !== earlier ? sweep : null;
  }

  function paint() {
    const sweep = mine();
    choice.paint(vary);
    about.hidden = !sweep;
    put(about, sweep ? aboutOf(sweep) : "");
    put(told, refused || (sweep ? toldOf(sweep) : words.asking));
    put(halt, sweep?.ended || refused ? words.again : words.stop);
    paintGrid(sweep);
    paintLarge();
  }

  /** Cells are made anew, and who stood on one stands there still. @param {SweepHere | null} sweep */
  function paintGrid(sweep) {
    const held = buttons().indexOf(/** @type {any} */ (document.activeElement));
    grid.replaceChildren(...(sweep ? sweep.runs.map((run, at) => cell(sweep, run, at)) : []));
    if (held >= 0) buttons()[held]?.focus();
  }

  const buttons = () => [...grid.querySelectorAll("button")];

  function paintLarge() {
    const sweep = mine();
    large.replaceChildren(...(sweep ? [largePicture(sweep, shown)] : []));
  }

  /** @param {SweepHere} sweep @param {Swept | null} run @param {number} at */
  function cell(sweep, run, at) {
    const value = sweep.begun.values[at];
    const loss = run ? lossWords(run) : words.waiting;
    const isHere = spec !== null && value === valueHere(vary, spec);
    const point = () => show(at);
    return el(
      "li",
      {},
      el(
        "button",
        {
          class: "sweep-run",
          attrs: {
            type: "button",
            disabled: !run || run.refused,
            title: words.openHint,
            "data-best": sweep.ended !== null && bestOf(sweep.runs) === at,
          },
          on: { click: () => choose(sweep, value), pointerenter: point, focus: point },
        },
        el("span", { class: "visually-hidden", text: words.kinds[KEYS[vary]] }),
        el("span", { class: `sweep-value${isHere ? " here" : ""}`, text: String(value) }),
        ...(isHere ? [el("span", { class: "visually-hidden", text: words.here })] : []),
        el("span", { class: "sweep-loss", text: loss }),
        smallCurve(sweep, run),
      ),
    );
  }

  /** @param {number} at */
  function show(at) {
    if (shown === at) return;
    shown = at;
    paintLarge();
  }

  /** @param {SweepHere} sweep @param {number} value */
  function choose({ begun }, value) {
    if (!spec) return;
    dialog.close();
    // On a phone the form is open over what is to be looked at.
    /** @type {HTMLElement | null} */ (document.querySelector(".drawer-close[data-open]"))?.click();
    openRun(withValue(vary, value, spec), begun.epochs, store, send);
  }

  /** @param {State} state @param {State} previous */
  const follow = (state, previous) => {
    if (state.sweep !== previous.sweep) paint();
  };
  const unsubscribe = store.subscribe(follow);
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    unsubscribe();
    if (mine() && !mine()?.ended) void send({ type: "stop_sweep" });
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  choice.buttons[0].focus();
  await ask(vary);
}

/** @param {SweepHere} sweep */
function lossName({ runs }) {
  return runs.some(Boolean) && !isTest(runs) ? words.losses.train : words.losses.test;
}

/** What is shown, and how far it is. @param {SweepHere} sweep */
function aboutOf(sweep) {
  const { runs, ended, begun } = sweep;
  const what = words.of(lossName(sweep), begun.epochs);
  if (ended) return what;
  return `${what} · ${words.progress(runs.filter(Boolean).length, runs.length)}`;
}

/** What it has come to, which is read out once it has. @param {SweepHere} sweep */
function toldOf(sweep) {
  const { ended } = sweep;
  if (!ended) return words.running;
  if (ended.stopped) return words.stopped;
  return sweep.begun.vary === "seed" ? spreadWords(ended) : bestWords(sweep);
}

/** @param {NonNullable<SweepHere["ended"]>} ended */
function spreadWords({ bands }) {
  const last = bands.at(-1);
  if (!last) return words.noBest;
  const { least, lower, median, upper, most } = last;
  const [half, all] = [
    [lower, upper],
    [least, most],
  ].map(([low, high]) => words.between(known(low), known(high)));
  return [`${words.median} ${known(median)}`, `${words.half} ${half}`, `${words.all} ${all}`].join(
    " · ",
  );
}

/** @param {SweepHere} sweep */
function bestWords({ begun, runs }) {
  const at = bestOf(runs);
  if (at < 0) return words.noBest;
  return words.best(words.names[KEYS[begun.vary]](begun.values[at]), known(finalOf(runs[at])));
}

/** @param {Swept} run */
function lossWords(run) {
  if (run.refused) return words.refused;
  return run.diverged === null ? known(finalOf(run)) : words.diverged(run.diverged);
}

/** @param {number | null} loss */
function known(loss) {
  return loss === null ? words.beyond : number(loss);
}
