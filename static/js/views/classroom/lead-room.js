/** The dialog of a class for who leads it: who comes in and how, who is there, how far they may go, the links. */

/** @import { Command, Send, State, Store } from "../../state/types" */
/** @import { Invitations } from "./lead-part.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { atHome } from "../../line/home.js";
import { classroom } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { askFirst } from "./lead-ask.js";
import { copied } from "./lead-copy.js";
import { createInvite } from "./lead-invite.js";
import { createLinks } from "./lead-links.js";
import { createPacing } from "./lead-pacing.js";
import { createPeople } from "./lead-people.js";
import { linkTo } from "./lead-told.js";

const words = spoken(classroom).lead;

/** @typedef {(command: Command, done?: string) => void} Ask asks the server, and says what came of it */

/**
 * @param {Store} store
 * @param {Send} send
 * @param {Invitations} invitations
 * @param {() => void} showLarge
 */
export function openRoomDialog(store, send, invitations, showLarge) {
  const code = store.get().classroom?.code ?? "";
  const told = el("p", { class: "room-told", attrs: { role: "status" } });
  const byHand = el("input", {
    class: "room-by-hand",
    attrs: { readonly: true, "aria-label": words.byHand, hidden: true },
  });
  const invite = createInvite(invitations.choose, showLarge, () =>
    copy(linkTo(invitations.get().at ?? atHome("").href, code), words.classLink),
  );
  const people = createPeople();
  const pacing = createPacing(store, ask);
  const links = createLinks(ask, (link, name) =>
    copy(linkTo(invitations.get().at ?? atHome("").href, code, link), name),
  );
  const end = askFirst({
    text: words.closeRoom,
    question: words.closeQuestion,
    yes: words.closeYes,
    no: words.stayOpen,
    act: () => ask({ type: "close_room" }),
  });
  const dialog = el(
    "dialog",
    { class: "room room-leading", attrs: { "aria-labelledby": "room-title" } },
    el(
      "div",
      { class: "room-head" },
      el("h2", { text: words.title(code), attrs: { id: "room-title" } }),
      iconButton("close", words.close, () => dialog.close()),
    ),
    el(
      "div",
      { class: "room-body", attrs: { tabindex: -1 } },
      el("div", { class: "room-half" }, invite.root, people.root, pacing.root),
      el("div", { class: "room-half" }, links.root),
    ),
    el("div", { class: "room-foot" }, el("div", { class: "room-said" }, told, byHand), end),
  );

  /** @type {Ask} */
  async function ask(command, done = "") {
    const answer = await send(command);
    if (answer.type === "error") store.set({ failure: null });
    tell(answer.type === "error" ? refusalOf(answer) : done);
  }

  /** @param {string} text @param {string} [link] what is to be copied by hand */
  function tell(text, link = "") {
    put(told, text);
    byHand.hidden = !link;
    byHand.value = link;
    if (link) byHand.select();
  }

  /** @param {string} link @param {string} name */
  async function copy(link, name) {
    if (await copied(link, dialog)) tell(words.copied(name));
    else tell(words.inField, link);
  }

  /** @param {State} state */
  function paint(state) {
    if (!state.classroom || state.role !== "drive") return dialog.close();
    people.paint(state);
    pacing.paint(state);
    links.paint(state);
  }

  const invited = () => invite.paint(invitations.get());
  const stopHearing = invitations.subscribe(invited);
  const unsubscribe = store.subscribe((state, previous) => {
    const { classroom: held, crowd, links: known, role } = previous;
    const isSame =
      state.classroom === held &&
      state.crowd === crowd &&
      state.links === known &&
      state.role === role;
    if (!isSame) paint(state);
  });
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    unsubscribe();
    stopHearing();
    dialog.remove();
  });
  document.body.append(dialog);
  invited();
  paint(store.get());
  dialog.showModal();
  invite.large.focus();
}
