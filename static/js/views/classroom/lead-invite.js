/** What others need to come in: the code, the address to type, and both as a picture to be scanned. */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { codeOf } from "../../line/room.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { linkTo, typed } from "./lead-told.js";

const words = spoken(classroom).lead;

/** @typedef {{ code: string, addresses: readonly string[] | null, at: string | null }} Invitation addresses are null until they are known, `at` is the chosen one */

/** The picture of a link; nothing where there is no way in. */
export function createPicture() {
  const root = el("img", { class: "room-picture", attrs: { hidden: true } });
  return {
    root,
    /** @param {Invitation} invitation */
    paint({ code, at }) {
      root.hidden = at === null;
      if (at === null || root.dataset.of === linkTo(at, code)) return;
      root.dataset.of = linkTo(at, code);
      root.alt = words.picture(linkTo(at, code));
      root.src = codeOf(code, at);
    },
  };
}

/**
 * @param {(address: string) => void} choose another address
 * @param {() => void} showLarge
 * @param {() => void} copy the class's link
 */
export function createInvite(choose, showLarge, copy) {
  const picture = createPicture();
  const code = el("p", { class: "room-letters" });
  const address = el("p", { class: "room-address" });
  const others = el("select", {
    attrs: { "aria-label": words.address },
    on: { change: () => choose(others.value) },
  });
  const onlyHere = el(
    "p",
    { class: "room-only-here", attrs: { hidden: true } },
    `${words.onlyHere} `,
    el("code", { text: words.startCommand }),
  );
  const large = el(
    "button",
    { attrs: { type: "button", title: words.largeHint }, on: { click: showLarge } },
    icon("enlarge"),
    el("span", { text: words.showLarge }),
  );
  const row = el(
    "div",
    { class: "room-row" },
    large,
    el("button", {
      text: words.copyClassLink,
      attrs: { type: "button" },
      on: { click: copy },
    }),
  );
  const root = el(
    "section",
    { class: "room-invite", attrs: { "aria-label": words.invite } },
    picture.root,
    el("div", { class: "room-invite-words" }, code, address, others, onlyHere, row),
  );

  return {
    root,
    large,
    row,
    /** @param {Invitation} invitation */
    paint(invitation) {
      const { addresses, at } = invitation;
      picture.paint(invitation);
      put(code, invitation.code);
      const several = (addresses?.length ?? 0) > 1;
      address.hidden = at === null || several;
      put(address, at === null ? "" : typed(at));
      others.hidden = !several;
      if (several && others.options.length !== addresses?.length)
        others.replaceChildren(
          ...(addresses ?? []).map((one) =>
            el("option", { text: typed(one), attrs: { value: one } }),
          ),
        );
      if (at !== null) others.value = at;
      onlyHere.hidden = addresses === null || at !== null;
    },
  };
}
