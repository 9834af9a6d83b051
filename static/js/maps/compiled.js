/** The engine's formulas over whole arrays: made once into functions that call each other, a loop for each operation. */

/** @import { Expr, Lines } from "../state/types" */

import {
  elementwise,
  inlined,
  isOverUnits,
  overUnits,
  remembered,
} from "../formulas/expression.js";

/** Values of units one after the other, each for all places. @typedef {Float64Array} Values */
/** What stands for a name. @typedef {Readonly<Record<string, Values | number>>} Named */
/**
 * Works out an expression for so many places; a number where it is the same at all of them.
 * @typedef {(named: Named, places: number) => Values | number} Work
 */

/**
 * What the last of several formulas makes.
 * @type {(lines: Lines) => Work}
 */
export const compiled = remembered((/** @type {Lines} */ lines) => compile(inlined(lines)));

/** @param {Expr} expr @returns {Work} */
function compile(expr) {
  if (typeof expr === "number") return () => expr;
  if (typeof expr === "string") return (named) => named[expr] ?? Number.NaN;
  const [op, ...args] = expr;
  const parts = args.map(compile);
  return isOverUnits(op) ? acrossUnits(op, parts[0]) : eachOne(elementwise(op), parts);
}

/**
 * One operation on all values. Of arrays that are not equally long, the shorter has one number a place: it is the
 * same for all units.
 * @param {(...numbers: number[]) => number} operation
 * @param {readonly Work[]} parts
 * @returns {Work}
 */
function eachOne(operation, parts) {
  return (named, places) => {
    const given = parts.map((part) => part(named, places));
    const length = Math.max(...given.map((each) => (typeof each === "number" ? 0 : each.length)));
    if (length === 0) return operation(.../** @type {number[]} */ (given));
    const made = new Float64Array(length);
    const [first, second] = given;
    if (given.length === 1) ofOne(operation, spread(first, length), made);
    else if (given.length === 2 && typeof second === "number")
      ofOne((x) => operation(x, second), spread(first, length), made);
    else if (given.length === 2)
      ofTwo(operation, spread(first, length), spread(second, length), made);
    else ofThree(operation, given, made);
    return made;
  };
}

/** @param {(x: number) => number} operation @param {Values} values @param {Values} made */
function ofOne(operation, values, made) {
  for (let at = 0; at < made.length; at += 1) made[at] = operation(values[at]);
}

/** @param {(x: number, y: number) => number} operation @param {Values} first @param {Values} second @param {Values} made */
function ofTwo(operation, first, second, made) {
  for (let at = 0; at < made.length; at += 1) made[at] = operation(first[at], second[at]);
}

/** @param {(...numbers: number[]) => number} operation @param {(Values | number)[]} given @param {Values} made */
function ofThree(operation, given, made) {
  const [first, second, third] = given.map((each) => spread(each, made.length));
  for (let at = 0; at < made.length; at += 1)
    made[at] = operation(first[at], second[at], third[at]);
}

/** @param {Values | number} values @param {number} length @returns {Values} */
function spread(values, length) {
  if (typeof values === "number") return new Float64Array(length).fill(values);
  if (values.length === length) return values;
  const all = new Float64Array(length);
  for (let at = 0; at < length; at += values.length) all.set(values, at);
  return all;
}

/** One number a place, of those of all units. @param {string} op @param {Work} part @returns {Work} */
function acrossUnits(op, part) {
  const reduce = overUnits(op);
  return (named, places) => {
    const values = part(named, places);
    if (typeof values === "number") return values;
    const made = new Float64Array(places);
    const units = values.length / places;
    for (let place = 0; place < places; place += 1) {
      made[place] = reduce(
        Array.from({ length: units }, (_, unit) => values[unit * places + place]),
      );
    }
    return made;
  };
}
