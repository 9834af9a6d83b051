/** What is copied of a formula: the same line as a person and Python can read it, exponents and all. */

const NUMBER = String.raw`-?\d[\d.]*(?:e-?\d+)?`;
const OPERAND = `(${NUMBER}|[^\\W\\d_]\\w*)`;
const RAISED = new Map(Array.from("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹ᶻᵗ", (sign, at) => [sign, "-+0123456789zt"[at]]));
const RAISED_RUN = new RegExp(`[${[...RAISED.keys()].join("")}]+`, "g");
const FUNCTIONS = { ln: "log", tanh: "tanh", sin: "sin", cos: "cos" };

/** In the order in which they are replaced. @type {[RegExp, string | ((...found: string[]) => string)][]} */
const REPLACED = [
  [/[\u202f\u2009\u00a0]/g, " "],
  [/−/g, "-"],
  [RAISED_RUN, (run) => raised(Array.from(run, (sign) => RAISED.get(sign)).join(""))],
  [/ ?[·×] ?/g, " * "],
  [/½(?=\s*[(|Σ\p{L}])\s*/gu, "0.5 * "],
  [/½/g, "0.5"],
  [new RegExp(`√\\s*${OPERAND}`, "gu"), "sqrt($1)"],
  [/√/g, "sqrt"],
  [/\be\*\*\((.*?)\)/g, "exp($1)"],
  [/\be\*\*([\w.]+)/g, "exp($1)"],
  [/\bln\(/g, "log("],
  [
    new RegExp(`\\b(${Object.keys(FUNCTIONS).join("|")}) ${OPERAND}`, "gu"),
    (_, name, of) => `${FUNCTIONS[/** @type {keyof typeof FUNCTIONS} */ (name)]}(${of})`,
  ],
  [/\|([^|]+)\|/g, "abs($1)"],
];

/**
 * @param {string} shown with `raised` where something is set higher
 */
export function copied(shown) {
  return REPLACED.reduce(
    (text, [found, made]) => text.replace(found, /** @type {string} */ (made)),
    shown,
  ).trim();
}

/** A power as Python has it, with brackets where it needs them. @param {string} power */
export function raised(power) {
  return /^[\w.]+$/.test(power) ? `**${power}` : `**(${power})`;
}
