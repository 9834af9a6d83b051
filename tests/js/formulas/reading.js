/** Reading a formula as it stands on the page, and reckoning it again. */

import assert from "node:assert/strict";
import { precise } from "../../../static/js/words/numbers.js";

/** All parts of a formula, whatever they are nested in. */
export function partsOf(formula) {
  const nested = (parts) => parts.flatMap((part) => [part, ...nested(part.parts ?? [])]);
  const rows = formula.sections.flatMap((section) => section.rows.flatMap((row) => row.parts));
  const lines = [...formula.lines, ...formula.sections.flatMap((section) => section.lines)];
  return nested([...formula.words, ...lines.flatMap((line) => line.parts), ...rows]);
}

export function numbersOf(formula) {
  return partsOf(formula)
    .filter(({ kind }) => kind === "number")
    .map(({ value }) => value);
}

export function edgesOf(formula) {
  return partsOf(formula)
    .filter(({ kind }) => kind === "term")
    .map(({ edge }) => edge);
}

export function wordsOf(parts) {
  return parts.map((part) => part.text ?? wordsOf(part.parts ?? [])).join("");
}

/** A line as it stands on the page. */
export function shownOf(parts) {
  return parts
    .map((part) => {
      if (part.kind === "number") return `${precise(part.value, part.digits)}${part.power}`;
      if (part.kind === "symbol") return `${part.text}${part.sub}${part.sup && `^${part.sup}`}`;
      if (part.kind === "power") return `e^${precise(part.value, part.digits)}`;
      if (part.kind === "raised") {
        const power = shownOf(part.parts);
        return power.includes("·") ? `^(${power})` : `^${power}`;
      }
      return part.text ?? shownOf(part.parts ?? []);
    })
    .join("");
}

/**
 * A reader with a calculator: takes the last two sides of "x = 0.2 − 0.5 · 0.3 = 0.05" as they are
 * shown, and reckons the former in as many digits as the latter has.
 */
export function reckonedAgain(parts) {
  const [shown, result] = shownOf(parts)
    .replace(/.*, so /, "")
    .split(" = ")
    .slice(-2);
  const digits = result
    .replace(/e.*/, "")
    .replace(/^[−0.]*/, "")
    .replace(".", "").length;
  return { again: precise(reckoned(shown), digits), result };
}

/** What a calculator makes of what is shown; NaN where it has letters that no key stands for. */
export function reckoned(shown) {
  const code = shown
    .replace(/^= /, "")
    .replaceAll("−", "-")
    .replaceAll("\u202f·\u202f", " * ")
    .replaceAll(" · ", " * ")
    .replaceAll(") (", ") * (")
    .replace(/√([\d.e-]+)/g, "Math.sqrt($1)")
    .replaceAll("^", "**")
    .replace(/\be\*\*/g, "Math.E**")
    .replace(/\b(tanh|sin|cos|max|min|sign)\(/g, "Math.$1(")
    .replace(/\b(tanh|sin|cos) ([\d.e-]+)/g, "Math.$1($2)")
    .replace(/ln ([\d.e-]+)/g, "Math.log($1)")
    .replaceAll("ln(", "Math.log(")
    .replace(/\|(.*?)\|/g, "Math.abs($1)")
    .replaceAll("π", "Math.PI")
    .replaceAll("½(", "0.5 * (")
    .replaceAll("½", "0.5")
    .replaceAll("²", "**2")
    .replace(/(?<!\.)sign/g, "Math.sign")
    .replaceAll("- -", "+ ");
  const isArithmetic = /^[\d.\s+*/(),-]+$/.test(
    code.replace(/Math\.\w+/g, "").replace(/(\d)e(-?\d)/g, "$1$2"),
  );
  return isArithmetic ? Number(new Function(`return ${code}`)()) : Number.NaN;
}

export function close(actual, expected) {
  assert.ok(Math.abs(actual - expected) < 1e-8, `${actual} is not ${expected}`);
}

export function has(formula, expected) {
  const found = numbersOf(formula).some((value) => Math.abs(value - expected) < 1e-8);
  assert.ok(found, `${expected} is not among ${numbersOf(formula)}`);
}
