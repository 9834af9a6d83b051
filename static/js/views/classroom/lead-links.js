/** The links that give a role: who has one leads too, or shows the class on the big screen. */

/** @import { Link, State } from "../../state/types" */
/** @import { Ask } from "./lead-class.js" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { askFirst } from "./lead-ask.js";
import { placed } from "./lead-told.js";

const words = spoken(classroom).lead;
const ROLES = /** @type {const} */ (["drive", "present"]);

/**
 * @param {Ask} ask
 * @param {(link: Pick<Link, "role" | "key">, name: string) => void} copy
 */
export function createLinks(ask, copy) {
  /** @type {Map<string, ReturnType<typeof createRow>>} by the link's name */
  const rows = new Map();
  const list = el("ul", { class: "room-links-list" });
  const make = ROLES.map((role) =>
    el("button", {
      text: words.makeLink[role],
      attrs: { type: "button" },
      on: { click: () => ask({ type: "make_link", role }, words.made[role]) },
    }),
  );
  const root = el(
    "section",
    { class: "room-links", attrs: { "aria-labelledby": "room-links" } },
    el("h3", { class: "eyebrow", text: words.links, attrs: { id: "room-links" } }),
    el("p", { class: "small-print", text: words.linksHint }),
    list,
    el("div", { class: "room-row" }, ...make),
  );

  /** @param {string} link @param {string} name */
  function revoke(link, name) {
    make[0].focus();
    ask({ type: "revoke_link", link }, words.revoked(name));
  }

  return {
    root,
    /** @param {State} state */
    paint({ links }) {
      const isLast = links.filter(({ role }) => role === "drive").length < 2;
      for (const [name, { row }] of rows) {
        if (links.some(({ link }) => link === name)) continue;
        row.remove();
        rows.delete(name);
      }
      for (const link of placed(links)) {
        const known = rows.get(link.link) ?? createRow(link, copy, revoke);
        rows.set(link.link, known);
        if (!known.row.isConnected) list.append(known.row);
        known.paint(link, link.role === "drive" && isLast);
      }
    },
  };
}

/**
 * @param {Link & { place: number }} link
 * @param {(link: Link, name: string) => void} copy
 * @param {(link: string, name: string) => void} revoke
 */
function createRow(link, copy, revoke) {
  const name = words.linkName[link.role](link.place);
  const here = el("span", { class: "small-print" });
  const question = askFirst({
    text: words.revoke,
    name: words.revokeNamed(name),
    question: words.revokeQuestion[link.role],
    yes: words.revokeYes,
    no: words.keep,
    act: () => revoke(link.link, name),
  });
  const row = el(
    "li",
    {},
    el("span", { class: "room-link-name", text: name }),
    here,
    el("button", {
      text: words.copy,
      attrs: { type: "button", "aria-label": words.copyNamed(name) },
      on: { click: () => copy(link, name) },
    }),
    question,
  );
  return {
    row,
    /** @param {Link} now @param {boolean} isLast somebody has to lead */
    paint(now, isLast) {
      put(here, words.hereBy(now.here));
      question.hidden = isLast;
    },
  };
}
