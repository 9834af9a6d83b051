/** A teacher's second window: drives the run, leads the class, and has what belongs to the room, all at once. */

/** @import { Send, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { challengeCard } from "./challenge.js";
import { makeConsoleClass } from "./console-class.js";
import { makeClock, makeNotes } from "./console-notes.js";
import { forksCard } from "./forks.js";
import { typedAddress } from "./projector-code.js";

const STYLE = "static/css/classroom-console.css";
const said = spoken(classroom).present;

/**
 * @param {Store} store
 * @param {Send} send
 */
export async function mount(store, send) {
  await styled(STYLE);
  const page = document.documentElement;
  page.dataset.view = "console";
  const people = makeConsoleClass(send);
  const forks = forksCard(store, send);
  const challenge = challengeCard(store, send);
  const clock = makeClock();
  const code = el("strong", { class: "console-code" });
  const barred = el("p", { class: "console-barred", text: said.needsKey, attrs: { hidden: true } });
  const roots = [
    el(
      "header",
      { class: "console-head" },
      el("p", { class: "wordmark", text: "propscope" }),
      el("h1", { class: "console-name", text: said.console }),
      barred,
      clock.root,
    ),
    makeNotes(),
    el("div", { class: "console-middle" }, people.root, challenge.root),
    el(
      "div",
      { class: "console-end" },
      el(
        "section",
        { class: "console-part console-way", attrs: { "aria-label": said.wayIn } },
        code,
        el("span", { class: "console-address", text: typedAddress() }),
      ),
      forks.root,
    ),
  ];
  document.body.append(...roots);

  function paint() {
    const state = store.get();
    put(code, state.classroom?.code ?? "");
    barred.hidden = state.role === "drive" || state.role === null;
    people.paint(state);
  }
  paint();
  const unsubscribe = store.subscribe((state, before) => {
    const isSame =
      state.classroom === before.classroom &&
      state.crowd === before.crowd &&
      state.role === before.role;
    if (!isSame) paint();
  });
  return () => {
    unsubscribe();
    clock.stop();
    forks.stop();
    challenge.stop();
    for (const root of roots) root.remove();
    delete page.dataset.view;
  };
}
