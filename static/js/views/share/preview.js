/** What is seen at an address: the page itself, drawn small, in a room of its own. */

/** @import { Wishes } from "./wishes.js" */

import { el } from "../../draw/dom.js";
import { share } from "../../words/en-share.js";
import { spoken } from "../../words/words.js";
import { SIZES } from "./wishes.js";

const words = spoken(share);
/** What a link is seen at. */
const WINDOW = /** @type {const} */ ([1280, 760]);
const WIDEST = 760;

export function previewOf() {
  const frame = el("iframe", {
    class: "share-frame",
    attrs: { title: words.preview, tabindex: -1 },
  });
  // A picture of the page: who wants to use it opens the address.
  const picture = el("div", { class: "share-picture", attrs: { inert: true } }, frame);
  const element = el(
    "figure",
    { class: "share-preview" },
    el("figcaption", { class: "eyebrow", text: words.preview }),
    picture,
    el("p", { class: "small-print", text: words.previewHint }),
  );
  let wanted = "";
  let shown = "";
  let begun = false;
  /** @type {readonly [number, number]} */
  let size = WINDOW;
  const resized = new ResizeObserver(fit);
  resized.observe(picture);

  function fit() {
    const [width, height] = size;
    const share = Math.min(1, picture.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${height}px`;
    frame.style.transform = `scale(${share})`;
    picture.style.height = `${height * share}px`;
  }

  function show() {
    if (!begun || wanted === shown) return;
    // The same page goes on with another address, as it would for who changes it by hand.
    if (shown) frame.contentWindow?.location.replace(wanted);
    else frame.src = wanted;
    shown = wanted;
  }

  return {
    element,
    begin() {
      begun = true;
      show();
    },
    /** @param {string} address @param {Wishes} wishes */
    paint(address, wishes) {
      const [width, height] = SIZES[wishes.size];
      size = wishes.kind === "embed" ? [width || WIDEST, height] : WINDOW;
      wanted = inOwnRoom(address);
      fit();
      show();
    },
  };
}

/** @param {string} address */
function inOwnRoom(address) {
  const url = new URL(address);
  url.searchParams.delete("room");
  return url.href;
}
