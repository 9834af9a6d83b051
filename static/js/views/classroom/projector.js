/** The class's big screen: the network as the teacher looks at it, to be read from the back row, and nothing to press. */

/** @import { State, Store } from "../../state/types" */
/** @import { Invitation } from "./lead-invite.js" */

import { el, put } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken, words } from "../../words/words.js";
import { styled } from "../styled.js";
import { shownBoard } from "./challenge.js";
import { pinnedForks } from "./forks.js";
import { makeStep } from "./present-step.js";
import { makeProjectorCard } from "./projector-card.js";
import { addressOf, makeLargeCode, makeWayIn } from "./projector-code.js";
import { keepSight } from "./projector-sight.js";

const STYLE = "static/css/classroom-projector.css";
const LIGHT = "light";
const said = spoken(classroom).present;

/** @param {Store} store */
export async function mount(store) {
  await styled(STYLE);
  const page = document.documentElement;
  page.dataset.view = "projector";
  document.getElementById("stage")?.toggleAttribute("data-projected", true);

  const large = makeLargeCode();
  const card = makeProjectorCard();
  const parts = [
    makeHead(large.toggle),
    card,
    makeOver(pinnedForks),
    makeOver(shownBoard),
    makeFoot(),
    makeVeil(),
    large,
  ];
  document.body.append(...parts.map(({ root }) => root));

  function paint() {
    const state = store.get();
    page.dataset.beside = card.wanted(state) ? "card" : "";
    const invitation = way.of(state.classroom?.code);
    for (const part of parts) part.paint(state, invitation);
  }
  const way = makeWayIn(paint);
  paint();
  const stops = [
    stayLight(page),
    large.listen(),
    keepSight(store),
    way.stop,
    store.subscribe(paint),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const { root } of parts) root.remove();
    delete page.dataset.view;
  };
}

/** A dark picture is lost in a lit room, whatever this visitor likes elsewhere. @param {HTMLElement} page */
function stayLight(page) {
  const light = () => {
    if (page.dataset.theme !== LIGHT) page.dataset.theme = LIGHT;
  };
  light();
  return onRepaint(light);
}

/** Which step it is, and how to come in. @param {() => void} enlarge */
function makeHead(enlarge) {
  const step = makeStep();
  const address = el("span");
  const code = el("strong", { class: "projector-code" });
  const room = el(
    "button",
    {
      class: "projector-room",
      attrs: { type: "button", title: said.large },
      on: { click: enlarge },
    },
    address,
    code,
  );
  const line = el("p", { class: "projector-line", attrs: { role: "status" } });
  const root = el("header", { class: "projector-head" }, step.root, line, room);
  return {
    root,
    /** @param {State} state @param {Invitation | null} invitation */
    paint(state, invitation) {
      step.paint(state);
      put(address, said.at(addressOf(invitation)));
      put(code, state.classroom?.code ?? "");
      room.hidden = !state.classroom;
      put(line, lineOf(state));
    },
  };
}

/** @param {State} state */
function lineOf({ connection, closed }) {
  if (closed) return said.closed;
  return connection === "lost" || connection === "refused" ? words.header.lost : "";
}

/** What the class looks at over its own run, while there is any: forks that are pinned, a board. @param {(root: HTMLElement, state: State) => void} show */
function makeOver(show) {
  const root = el("section", { class: "projector-over", attrs: { hidden: true } });
  return {
    root,
    /** @param {State} state */
    paint: (state) => show(root, state),
  };
}

/** Over all of it while the class is paused. */
function makeVeil() {
  const root = el("p", {
    class: "projector-veil",
    attrs: { role: "status", hidden: true },
  });
  return {
    root,
    /** @param {State} state */
    paint({ classroom: held }) {
      root.hidden = !held?.paused;
      put(root, held?.paused ? said.paused : "");
    },
  };
}

/** What hue and dash mean. */
function makeFoot() {
  return {
    root: el(
      "footer",
      { class: "projector-foot" },
      el("span", { class: "sign-plus", text: said.positive }),
      el("span", { class: "sign-minus", text: said.negative }),
      el("span", { text: said.thickness }),
    ),
    paint() {},
  };
}
