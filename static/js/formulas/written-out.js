/** A call of one of the engine's functions written out: its own lines, with what it is called with in them. */

/** @import { Python } from "./python.js" */

import { bodyOf } from "./python.js";

/** A name that is read: not an attribute, not what an argument is called. */
const NAME = /(?<![\w.])[A-Za-z_]\w*\b(?!\s*=[^=])/g;
const BEGINS_AS_ATOM = /^[\w.]+(?=[([]|$)/;
const ASSIGNMENT = /^ {4}(\w+) = (.*)$/;
const RETURN = /^ {4}return (.*)$/;
const COMMENT = /^ *#/;

/**
 * @typedef {object} Calling
 * @property {readonly string[]} targets what its results are called
 * @property {readonly string[]} args
 * @property {Readonly<Record<string, string>>} [chosen] constants that are not the usual ones
 * @property {number} layer whose number ends the names of intermediate results
 * @property {ReadonlySet<string>} taken what intermediate results may not be called
 */

/**
 * Null where the function is not one name after the other given to an expression.
 * @param {Python} python
 * @param {Calling} calling
 * @returns {string[] | null}
 */
export function writtenOut(python, calling) {
  const { targets, args, chosen = {}, taken } = calling;
  const statements = bodyOf(python)
    .slice(1)
    .filter((line) => !COMMENT.test(line));
  const [, results] = RETURN.exec(statements.at(-1) ?? "") ?? [];
  if (results === undefined) return null;
  const isShort = statements.length === 1;
  const constants = Object.entries({ ...python.constants, ...chosen });
  const values = new Map([
    ...python.parameters.map((name, place) => /** @type {const} */ ([name, args[place]])),
    ...constants.map(([name, value]) => /** @type {const} */ ([name, isShort ? value : name])),
  ]);
  const inner = innerLines(statements.slice(0, -1), values, python, calling);
  const made = splitAtCommas(results).map((result) => put(result, values));
  const isClear = isShort || constants.every(([name]) => !taken.has(name));
  if (!inner || !isClear || made.length !== targets.length) return null;
  const before = isShort || !constants.length ? [] : [constantsLine(constants)];
  return [...before, ...inner, ...assigned(targets, made)];
}

/**
 * The lines before the last; `values` learns what each name stands for from there.
 * @param {readonly string[]} statements
 * @param {Map<string, string>} values
 * @param {Python} python
 * @param {Calling} calling
 */
function innerLines(statements, values, { parameters, constants }, { targets, layer, taken }) {
  const lines = [];
  for (const statement of statements) {
    const [, name, expression] = ASSIGNMENT.exec(statement) ?? [];
    const own = `${name}${layer}`;
    // A new value of what it was given is known outside only where it is one of the results.
    const isFree = parameters.includes(name)
      ? values.get(name) === own && targets.includes(own)
      : !taken.has(name) && !(name in constants);
    if (!name || !isFree || !isWhole(expression)) return null;
    lines.push(`${own} = ${put(expression, values)}`);
    values.set(name, own);
  }
  return lines;
}

/** What is not called so already is given its name, all at once. @param {readonly string[]} targets @param {readonly string[]} made */
function assigned(targets, made) {
  const open = targets.flatMap((target, place) =>
    made[place] === target ? [] : [[target, made[place]]],
  );
  const side = (/** @type {0 | 1} */ at) => open.map((pair) => pair[at]).join(", ");
  return open.length ? [`${side(0)} = ${side(1)}`] : [];
}

/** @param {readonly (readonly [string, string])[]} constants */
function constantsLine(constants) {
  const [names, values] = [0, 1].map((side) => constants.map((pair) => pair[side]).join(", "));
  return `${names} = ${values}`;
}

/** An expression with what its names stand for. @param {string} expression @param {ReadonlyMap<string, string>} values */
function put(expression, values) {
  if (values.has(expression)) return /** @type {string} */ (values.get(expression));
  return expression.replace(NAME, (name) => {
    const value = values.get(name) ?? name;
    return isAtom(value) ? value : `(${value})`;
  });
}

/** Whether it needs no brackets wherever it is put: a name, a number, one call. @param {string} expression */
function isAtom(expression) {
  const [name] = BEGINS_AS_ATOM.exec(expression) ?? [];
  return (
    name !== undefined &&
    depths(expression)
      .slice(name.length, -1)
      .every((depth) => depth > 0)
  );
}

/** Whether all brackets that are opened are closed. @param {string} expression */
function isWhole(expression) {
  return depths(expression).at(-1) === 0;
}

/** @param {string} expression @returns {string[]} */
function splitAtCommas(expression) {
  const depth = depths(expression);
  const commas = Array.from(expression).flatMap((sign, at) =>
    sign === "," && depth[at] === 0 ? [at] : [],
  );
  return [-1, ...commas].map((at, place) =>
    expression.slice(at + 1, commas[place] ?? expression.length).trim(),
  );
}

/** How many brackets are open after each sign. @param {string} expression */
function depths(expression) {
  let depth = 0;
  return Array.from(expression, (sign) => {
    if ("([{".includes(sign)) depth += 1;
    if (")]}".includes(sign)) depth -= 1;
    return depth;
  });
}
