/** A part of the page as a drawing of its own: boxes, texts and canvases where they stand, colours and fonts inside. */

import { svg } from "../../draw/dom.js";

/** What a drawing takes from the style sheet. */
const PRESENTED = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"],
  ...["stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "opacity", "visibility", "color"],
  ...["font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline"],
];
const HIDDEN_PX = 1;
const CLEAR = /^(?:transparent|rgba\(.*, 0\))$/;

/**
 * SVG that shows an element as it is on screen. Marks that only the style sheet draws are not in it.
 * @param {HTMLElement} root
 */
export function pictureOf(root) {
  const frame = root.getBoundingClientRect();
  const { width, height } = frame;
  const picture = svg(
    "svg",
    {
      attrs: {
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        xmlns: "http://www.w3.org/2000/svg",
      },
    },
    svg("rect", { attrs: { width, height, fill: groundOf(root) } }),
    ...drawn(root, frame),
  );
  return new XMLSerializer().serializeToString(picture);
}

/** The colour behind an element. @param {Element | null} element @returns {string} */
function groundOf(element) {
  if (!element) return "white";
  const { backgroundColor } = getComputedStyle(element);
  return CLEAR.test(backgroundColor) ? groundOf(element.parentElement) : backgroundColor;
}

/** @param {Element} element @param {DOMRect} frame @returns {SVGElement[]} */
function drawn(element, frame) {
  const style = getComputedStyle(element);
  const place = element.getBoundingClientRect();
  if (style.display === "none" || Number(style.opacity) === 0) return [];
  if (style.clipPath !== "none" && place.width <= HIDDEN_PX) return [];
  const shown = style.visibility === "visible";
  const own = shown ? ownOf(element, style, place, frame) : [];
  const inside = [...element.childNodes].flatMap((child) => {
    if (child instanceof Text) return shown ? written(child, style, frame) : [];
    if (child instanceof SVGSVGElement) return inlined(child, frame);
    return child instanceof HTMLElement ? drawn(child, frame) : [];
  });
  const all = [...own, ...clipped(inside, style, place, frame)];
  if (style.opacity === "1" || !all.length) return all;
  return [svg("g", { attrs: { opacity: style.opacity } }, ...all)];
}

/** What stands inside an element that shows nothing beyond its edge. @param {SVGElement[]} inside @param {CSSStyleDeclaration} style @param {DOMRect} place @param {DOMRect} frame */
function clipped(inside, style, place, frame) {
  if (!inside.length || !["hidden", "clip"].includes(style.overflow)) return inside;
  const id = `edge-${inside.length}-${place.left}-${place.top}`;
  const edge = {
    x: place.left - frame.left,
    y: place.top - frame.top,
    width: place.width,
    height: place.height,
    rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
  };
  return [
    svg("clipPath", { attrs: { id } }, svg("rect", { attrs: edge })),
    svg("g", { attrs: { "clip-path": `url(#${id})` } }, ...inside),
  ];
}

/** A drawing of the page with what the style sheet says of it written into it. @param {SVGSVGElement} drawing @param {DOMRect} frame @returns {SVGElement[]} */
function inlined(drawing, frame) {
  const place = drawing.getBoundingClientRect();
  if (!place.width || !place.height) return [];
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const copies = [copy, ...copy.querySelectorAll("*")];
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const gone = originals.map((original, at) => dress(copies[at], getComputedStyle(original)));
  copies.filter((_, at) => gone[at]).map((each) => each.remove());
  if (gone[0]) return [];
  if (!copy.hasAttribute("viewBox"))
    copy.setAttribute("viewBox", `0 0 ${drawing.clientWidth} ${drawing.clientHeight}`);
  const { width, height } = place;
  const at = { x: place.left - frame.left, y: place.top - frame.top, width, height };
  for (const [name, value] of Object.entries(at)) copy.setAttribute(name, String(value));
  copy.setAttribute("overflow", "visible");
  return [copy];
}

/** Write its style into an element; say whether it is not shown at all. @param {Element} copy @param {CSSStyleDeclaration} style */
function dress(copy, style) {
  for (const name of PRESENTED) copy.setAttribute(name, style.getPropertyValue(name));
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  return style.display === "none";
}

/** @param {Element} element @param {CSSStyleDeclaration} style @param {DOMRect} place @param {DOMRect} frame */
function ownOf(element, style, place, frame) {
  const at = { x: place.left - frame.left, y: place.top - frame.top };
  if (!(element instanceof HTMLCanvasElement)) return boxOf(element, style, place, at);
  if (!element.width || !element.height) return [];
  const { width, height } = place;
  const href = element.toDataURL();
  return [svg("image", { attrs: { ...at, width, height, href, preserveAspectRatio: "none" } })];
}

/** @param {Element} element @param {CSSStyleDeclaration} style @param {DOMRect} place @param {{x: number, y: number}} at */
function boxOf(element, style, place, at) {
  const stroke = Number.parseFloat(style.borderTopWidth);
  const framed = stroke > 0 && style.borderTopStyle !== "none" && !CLEAR.test(style.borderTopColor);
  const filled = !CLEAR.test(style.backgroundColor);
  if ((!framed && !filled) || !(element instanceof HTMLElement)) return [];
  const turn = new DOMMatrix(style.transform);
  const isTurned = turn.b !== 0;
  // What is turned takes more room than it is large.
  const width = isTurned ? element.offsetWidth : place.width;
  const height = isTurned ? element.offsetHeight : place.height;
  const middle = { x: at.x + place.width / 2, y: at.y + place.height / 2 };
  const inset = framed ? stroke / 2 : 0;
  const degrees = (Math.atan2(turn.b, turn.a) * 180) / Math.PI;
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2);
  return [
    svg("rect", {
      attrs: {
        x: middle.x - width / 2 + inset,
        y: middle.y - height / 2 + inset,
        width: Math.max(0, width - 2 * inset),
        height: Math.max(0, height - 2 * inset),
        rx: radius,
        fill: filled ? style.backgroundColor : "none",
        stroke: framed ? style.borderTopColor : "none",
        "stroke-width": framed ? stroke : 0,
        ...(isTurned ? { transform: `rotate(${degrees} ${middle.x} ${middle.y})` } : {}),
      },
    }),
  ];
}

/** A text, word by word, so that lines break where they do. @param {Text} text @param {CSSStyleDeclaration} style @param {DOMRect} frame */
function written(text, style, frame) {
  return [...text.data.matchAll(/\S+/g)].flatMap((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    const place = range.getBoundingClientRect();
    if (!place.width) return [];
    return [
      svg("text", {
        text: word[0],
        attrs: {
          x: place.left - frame.left,
          y: place.top - frame.top + place.height / 2,
          textLength: place.width,
          lengthAdjust: "spacingAndGlyphs",
          "dominant-baseline": "central",
          fill: style.color,
          "font-family": style.fontFamily,
          "font-size": style.fontSize,
          "font-style": style.fontStyle,
          "font-weight": style.fontWeight,
        },
      }),
    ];
  });
}
