/** The parts of a class for who leads it, wherever they stand: the way in, who is there, how far they may go, the links, the end. */

/** @import { Command, Link, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { atHome } from "../../line/home.js";
import { leadsClass } from "../../state/whose.js";
import { classroom } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { askFirst } from "./lead-ask.js";
import { begunAt } from "./lead-begun.js";
import { copied } from "./lead-copy.js";
import { invitationsOf } from "./lead-invitations.js";
import { createInvite } from "./lead-invite.js";
import { showLarge } from "./lead-large.js";
import { createLinks } from "./lead-links.js";
import { createPacing } from "./lead-pacing.js";
import { createPeople } from "./lead-people.js";
import { linkTo } from "./lead-told.js";

const words = spoken(classroom).lead;

/** @typedef {(command: Command, done?: string) => void} Ask asks the server, and says what came of it */

/**
 * Of a class that is led here, as long as it is.
 * @param {Store} store
 * @param {Send} send
 */
export function createClass(store, send) {
  const code = store.get().classroom?.code ?? "";
  const invitations = invitationsOf(code);
  const told = el("p", { class: "room-told", attrs: { role: "status" } });
  const byHand = el("input", {
    class: "room-by-hand",
    attrs: { readonly: true, "aria-label": words.byHand, hidden: true },
  });
  const said = el("div", { class: "room-said" }, told, byHand);
  const invite = createInvite(
    invitations.choose,
    () => showLarge(code),
    () => copy(words.classLink),
  );
  const people = createPeople();
  const pacing = createPacing(store, ask);
  const links = createLinks(ask, (link, name) => copy(name, link));
  const end = askFirst({
    text: words.closeRoom,
    question: words.closeQuestion,
    yes: words.closeYes,
    no: words.stayOpen,
    act: () => ask({ type: "close_room" }),
  });

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

  /** @param {string} name @param {Pick<Link, "role" | "key">} [link] the class's where there is none */
  async function copy(name, link) {
    const text = linkTo(invitations.get().at ?? atHome("").href, code, link);
    if (await copied(text, said.closest("dialog") ?? document.body)) tell(words.copied(name));
    else tell(words.inField, text);
  }

  /** @param {State} state */
  function paint(state) {
    if (!leadsClass(state)) return;
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
  invited();
  paint(store.get());
  return {
    code,
    begun: begunAt(code),
    said,
    invite,
    people: people.root,
    pacing: pacing.root,
    links: links.root,
    end,
    stop() {
      unsubscribe();
      stopHearing();
    },
  };
}
