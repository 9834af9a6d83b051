/** The code of a link, to be scanned from the screen; or why there is none. */

import { el, put } from "../../draw/dom.js";
import { atHome } from "../../line/home.js";
import { linkCode } from "../../line/link-code.js";
import { share } from "../../words/en-share.js";
import { spoken } from "../../words/words.js";

const words = spoken(share);

export function codeView() {
  const image = el("img", { attrs: { alt: words.code, hidden: true } });
  const told = el("p", { class: "small-print" });
  const element = el("figure", { class: "share-code" }, image, told);
  let shown = "";

  /** @param {string | null} address null where there is none to be scanned */
  async function paint(address) {
    element.hidden = address === null;
    if (address === null || address === shown) return;
    shown = address;
    const home = atHome(".").href;
    const answer = address.startsWith(home) ? await linkCode(address.slice(home.length)) : null;
    if (shown !== address) return;
    const { svg = null, address: reached = null } = answer ?? {};
    image.hidden = svg === null;
    if (svg !== null) image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    image.title = reached ?? "";
    put(told, svg === null && answer ? (reached === null ? words.onlyHere : words.tooLong) : "");
  }

  return { element, paint };
}
