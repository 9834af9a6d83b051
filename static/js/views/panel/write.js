/** Parts of a formula as elements: real subscripts, every digit in the title, terms tied to their edge. */

/** @import { EdgeRef } from "../../state/types" */
/** @import { Line, Part, Row, Section } from "../../formulas/parts.js" */

import { el } from "../../draw/dom.js";
import { edgeKey } from "../../state/edge-key.js";
import { full, precise } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { bar } from "./bar.js";

/** @param {readonly Part[]} parts @returns {Node[]} */
export function write(parts) {
  return parts.map(writePart);
}

/** @param {Line} line */
export function writeLine(line) {
  return el("div", { class: `line ${line.kind}` }, ...write(line.parts));
}

/** @param {Section} section */
export function writeSection({ title, of, lines, rows, more }) {
  return el(
    "section",
    { class: "panel-section" },
    el(
      "h3",
      { class: "eyebrow" },
      title,
      ...(of ? [" · ", el("span", { class: "as-written", text: of })] : []),
    ),
    ...lines.map(writeLine),
    el("div", { class: "rows" }, ...rows.map(writeRow)),
    ...(more ? [el("p", { class: "small-print", text: more })] : []),
  );
}

/** @param {Row} row */
function writeRow({ name, parts, edge, marked, share }) {
  const attrs = { "data-edge": edge ? edgeKey(edge) : false };
  return el(
    "div",
    { class: marked ? "row marked" : "row", attrs },
    edge
      ? el("button", {
          class: "row-name",
          text: name,
          attrs: { type: "button", ...edgeAttrs(edge) },
        })
      : el("span", { class: "row-name", text: name, attrs: { title: name } }),
    el("span", { class: "row-value" }, ...write(parts)),
    ...(share === null ? [] : [bar(share)]),
  );
}

/** @param {Part} part @returns {Node} */
function writePart(part) {
  switch (part.kind) {
    case "text":
      return document.createTextNode(part.text);
    case "strong":
      return el("strong", { text: part.text });
    case "note":
      return el("span", { class: "note", text: part.text });
    case "tag":
      return el("span", { class: "tag", text: part.text });
    case "symbol":
      return writeSymbol(part);
    case "number":
      return writeNumber(part);
    case "power":
      return el("var", { class: "symbol" }, "e", writePower(part));
    case "raised":
      return el("sup", { class: "raised" }, ...write(part.parts));
    case "term":
      return writeTerm(part);
    case "group":
      return el("span", { class: "group" }, ...write(part.parts));
    case "rest":
      return el("span", {
        class: "rest",
        text: part.text,
        attrs: { title: full(part.sum), "data-copied": part.copied },
      });
  }
}

/** A term is a button where none of its numbers is one. @param {Extract<Part, {kind: "term"}>} term */
function writeTerm({ parts, edge }) {
  const attrs = edgeAttrs(edge);
  if (!isTraced(parts))
    return el("button", { class: "term", attrs: { type: "button", ...attrs } }, ...write(parts));
  const inside = parts.map((part) =>
    part.kind === "number" ? writeNumber(part, true) : writePart(part),
  );
  return el("span", { class: "term", attrs }, ...inside);
}

/** Whether what made one of its numbers can be asked for. @param {readonly Part[]} parts */
function isTraced(parts) {
  return parts.some((part) => part.kind === "number" && part.of);
}

/** @param {Extract<Part, {kind: "symbol"}>} symbol */
function writeSymbol({ text, sub, sup, mean }) {
  const below = sub ? [el("sub", { text: sub })] : [];
  const above = sup ? [el("sup", { text: sup })] : [];
  const letter = mean
    ? el("span", { class: "mean", text, attrs: { title: words.panel.meanOver } })
    : text;
  return el("var", { class: "symbol" }, letter, ...below, ...above);
}

/** One in a term leads to the other end of its edge, too: the term has no button for that. @param {Extract<Part, {kind: "number"}>} number @param {boolean} [inTerm] */
function writeNumber({ value, role, digits, power, of }, inTerm = false) {
  const sign =
    role === "plain" || value === 0 || Number.isNaN(value) ? "zero" : value > 0 ? "plus" : "minus";
  const known = {
    class: `num ${role} ${sign}`,
    text: `${precise(value, digits)}${power}`,
    attrs: { title: full(value), "data-value": Number.isNaN(value) ? false : String(value) },
  };
  if (!of) return el("span", known);
  const { whatMade, whatMadeOrEnd } = words.panel;
  const attrs = {
    ...known.attrs,
    ...{ type: "button", "data-number": JSON.stringify(of) },
    title: (inTerm ? whatMadeOrEnd : whatMade)(full(value)),
    "aria-keyshortcuts": inTerm && "Shift+Enter",
  };
  return el("button", { ...known, attrs });
}

/** @param {Extract<Part, {kind: "power"}>} power */
function writePower({ value, digits }) {
  return el("sup", {
    text: precise(value, digits),
    attrs: { title: full(value), "data-value": String(value) },
  });
}

/** What lights its edge when pointed at, and goes to the neuron at the edge's other end when pressed. @param {EdgeRef} edge */
function edgeAttrs(edge) {
  const { fromTo, neuron } = words.panel;
  const title = fromTo(neuron(edge.layer - 1, edge.from + 1), neuron(edge.layer, edge.to + 1));
  return { "data-edge": edgeKey(edge), title };
}
