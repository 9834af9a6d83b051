/** Predicting together, for who leads: the poll that is on, those prepared, and what is taken home of them. */

/** @import { Send, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { leadsClass } from "../../state/whose.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { askAbout } from "./poll-lead-ask.js";
import { pollCard } from "./poll-lead-card.js";
import { preparedPolls } from "./poll-lead-prepared.js";
import { saveLesson } from "./poll-lead-save.js";

const STYLE = "static/css/classroom-poll-lead.css";
const words = spoken(classroom).pollLead;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {{ covered: boolean }} [options] covered: the class may see this screen
 */
export function pollsLead(store, send, options = { covered: false }) {
  void styled(STYLE);
  const ask = el(
    "button",
    {
      class: "ask-open",
      attrs: { type: "button", "aria-haspopup": "dialog" },
      on: { click: () => askAbout(store, send) },
    },
    icon("plus"),
    el("span", { text: words.ask }),
  );
  const card = pollCard(store, send, options);
  const list = preparedPolls(store, send, ask);
  return {
    root: el("div", { class: "polls-lead" }, card.root, list.root, saveLesson(store)),
    stop() {
      card.stop();
      list.stop();
    },
  };
}

/** @type {(() => void) | null} what puts away the card that is shown */
let away = null;

/** On the teacher's own page: beside the network, which can still be pointed at. @param {Store} store @param {Send} send */
export async function toggleSide(store, send) {
  if (away) return away();
  await styled(STYLE);
  if (away) return;
  const polls = pollsLead(store, send, { covered: true });
  const close = iconButton("close", words.closeSide, hide);
  const root = el(
    "section",
    {
      class: "polls-side",
      attrs: { "aria-labelledby": "polls-side" },
      on: { keydown: (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && hide() },
    },
    el(
      "div",
      { class: "polls-side-head" },
      el("h2", { text: words.side, attrs: { id: "polls-side" } }),
      close,
    ),
    polls.root,
  );
  const unsubscribe = store.subscribe((state) => {
    if (!leadsClass(state)) hide();
  });

  function hide() {
    const had = root.contains(document.activeElement);
    unsubscribe();
    polls.stop();
    root.remove();
    away = null;
    const opener = document.querySelector(".header-ask");
    if (had && opener instanceof HTMLElement) opener.focus();
  }

  away = hide;
  document.body.append(root);
  close.focus();
}
