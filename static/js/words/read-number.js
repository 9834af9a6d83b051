/** Numbers as people type them: in any usual way of writing, refused where one could be read in two ways. */

/**
 * What was read: a value, or why there is none. `readings` are the numbers that an unclear text may mean.
 * @typedef {{ readonly value: number }} Read
 * @typedef {{ readonly problem: "empty" | "no_number" | "unclear" | "too_large", readonly readings: readonly number[] }} Unread
 */

/** Zeros of the decimal digits that people write numbers in: Western, Arabic, Persian, Devanagari, full width. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10];
/** Signs that look the same and mean the same: what keyboards, books and word processors make of them. */
const SAME = [
  [/[\u2010-\u2013\u2212\ufe63\uff0d]/g, "-"],
  [/\uff0b/g, "+"],
  [/[\uff0e\u066b]/g, "."],
  [/\uff0c/g, ","],
  [/\u066c/g, "'"],
  [/[\u2044\u2215\uff0f]/g, "/"],
  [/[\u066a\uff05]/g, "%"],
  [/[Ee\uff25\uff45]/g, "e"],
  [/[\u2019_]/g, "'"],
  [/\s/g, " "],
];
const NUMBER = /^([+-]?) ?([\d., ']*\d[.,]?)(?:e([+-]?\d+))?$/;
/** One comma, or in a whole number one point, before three digits: decimals or thousands? */
const UNCLEAR = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Read a number. A point is always the decimal sign where decimals make sense, as the page writes them itself; a
 * comma is one too, unless what it parts could as well be thousands ("1,500"). Of a fraction both parts are read.
 * @param {string} text
 * @param {{ whole?: boolean, unit?: string }} [options] whether only whole numbers make sense; what may stand behind
 * @returns {Read | Unread}
 */
export function readNumber(text, { whole = false, unit = "" } = {}) {
  const plain = withoutUnit(plainly(text), unit);
  if (plain === "") return unread("empty");
  const [over, under, ...more] = plain.split("/");
  if (under === undefined) return readOne(plain, whole);
  if (more.length > 0) return unread("no_number");
  return quotient(readOne(over.trim(), false), readOne(under.trim(), false));
}

/** The usual signs and digits in place of their likes. @param {string} text */
function plainly(text) {
  const digits = text.replace(/\p{Nd}/gu, toDigit);
  return SAME.reduce((made, [like, sign]) => made.replace(like, String(sign)), digits).trim();
}

/** @param {string} letter */
function toDigit(letter) {
  const code = letter.codePointAt(0) ?? 0;
  const zero = ZEROS.find((zero) => code >= zero && code < zero + 10);
  return zero === undefined ? letter : String(code - zero);
}

/** @param {string} text @param {string} unit */
function withoutUnit(text, unit) {
  return unit && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
}

/** @param {string} text @param {boolean} whole @returns {Read | Unread} */
function readOne(text, whole) {
  const [, sign, digits, exponent = "0"] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return unread("no_number");
  const ways = waysOf(digits, whole).map((way) => Number(`${sign}${way}e${exponent}`));
  if (ways.length === 0) return unread("no_number");
  const fitting = whole && ways.some(Number.isInteger) ? ways.filter(Number.isInteger) : ways;
  if (fitting.length > 1) return { problem: "unclear", readings: fitting };
  const [value] = fitting;
  const beyond = whole && Number.isInteger(value) && !Number.isSafeInteger(value);
  return beyond || !Number.isFinite(value) ? unread("too_large") : { value };
}

/**
 * Digits with their separators, as JavaScript writes them: one way, two where it is unclear, none where it is wrong.
 * @param {string} digits
 * @param {boolean} whole
 * @returns {string[]}
 */
function waysOf(digits, whole) {
  if (UNCLEAR.test(digits) && (whole || digits.includes(",")))
    return [digits.replace(",", "."), digits.replace(/[.,]/, "")];
  const [decimalSign] = /[.,](?=\d*$)/.exec(digits) ?? [""];
  const decimal = decimalSign !== "" && digits.split(decimalSign).length === 2;
  const [before, after = ""] = decimal ? digits.split(decimalSign) : [digits];
  const thousands = withoutGroups(before);
  return thousands === null ? [] : [`${thousands || "0"}.${after}`];
}

/** Thousands without what parts them; null where the groups are not of three, or parted in two ways. @param {string} text */
function withoutGroups(text) {
  if (/^\d*$/.test(text)) return text;
  const [, sign] = /([., '])\d{3}$/.exec(text) ?? [];
  if (sign === undefined) return null;
  const [first, ...groups] = text.split(sign);
  const good = /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  return good ? first + groups.join("") : null;
}

/** @param {Read | Unread} over @param {Read | Unread} under @returns {Read | Unread} */
function quotient(over, under) {
  const value = "value" in over && "value" in under ? over.value / under.value : Number.NaN;
  return Number.isFinite(value) ? { value } : unread("no_number");
}

/** @param {Unread["problem"]} problem @returns {Unread} */
function unread(problem) {
  return { problem, readings: [] };
}

/**
 * The next number up or down, by one in the last digit the value is written with: 0.03 → 0.04, 250 → 251. Below the
 * last step that is above a zero which is not allowed itself, it goes on ten times finer: 0.01 → 0.009.
 * @param {number} value
 * @param {1 | -1} direction
 * @param {{ whole: boolean, low: number | null, high: number | null, openLow: boolean }} bounds
 * @param {number} [first] the step from zero
 */
export function stepped(value, direction, { whole, low, high, openLow }, first = 1) {
  const step = value === 0 ? first : ownStep(value);
  const next = tidy(value + direction * step);
  if (low !== null && (openLow ? next <= low : next < low))
    return openLow && low === 0 && !whole ? tidy(value - step / 10) : value;
  return high !== null && next > high ? value : next;
}

/** One in the last digit of a number, at most 1. @param {number} value */
function ownStep(value) {
  const [mantissa, exponent] = value.toExponential().split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  return 10 ** Math.min(0, Number(exponent) - decimals);
}

/**
 * A number without the dust of binary fractions: 0.29 × 100 is 29, not 28.999999999999996.
 * @param {number} value
 */
export function tidy(value) {
  return Number(value.toPrecision(12));
}
