/** Expressions as a person would write them at this spot: branches taken, guards gone, what no calculator has as its number. */

/** @import { Expr, Operation } from "../state/types" */
/** @import { Values } from "./expression.js" */

import { evaluate, isOperation, isOverUnits, keyOfExpr, reckon, remembered } from "./expression.js";

/**
 * A number of a formula. A literal stands in the formula itself; a constant has a name and is written as it
 * was typed; the old weight is written in as many digits as the new one; all else is an amount.
 * @typedef {object} Leaf
 * @property {string} key what it stands for: a name, or the expression whose number it is
 * @property {number} value
 * @property {"literal" | "constant" | "old" | "amount"} kind
 * @property {boolean} opaque whether it is the number of something that no calculator has
 */
/** @typedef {Leaf | {op: string, args: Tree[]}} Tree */

/**
 * Where an expression is filled in.
 * @typedef {object} Spot
 * @property {Values} values
 * @property {number} unit of those that are one number a unit
 * @property {(name: string, value: number) => Leaf["kind"]} kindOf
 * @property {boolean} [signs] whether a sign is written with what it is of, instead of as the number it is
 */

/** A limit this large is there only so that nothing leaves the range of doubles. */
const LEAST_GUARD = 100;
/** What is left out must not be seen in the result. */
const SAME = 1e-9;
/** Fewer operations are written out every time they occur; one is written as three. */
const LEAST_REPEATED = 3;
/** @type {Record<string, number>} */
const WRITTEN_AS = { logaddexp: 3 };

const CHOICES = new Set(["maximum", "minimum", "fmax", "fmin", "clip"]);
const DISCRETE = new Set([
  ...["sign", "ceil", "floor", "rint", "heaviside", "logical_and", "logical_or"],
  ...["greater", "greater_equal", "less", "less_equal", "equal", "not_equal"],
]);
const OPAQUE = new Set(["erf", "erfc"]);

/** @param {number} value @returns {Leaf} */
export const literal = (value) => ({ key: String(value), value, kind: "literal", opaque: false });

/** @param {Tree} tree @returns {tree is Leaf} */
export const isLeaf = (tree) => "key" in tree;

/** @param {Tree} tree @param {number} [value] */
export const isLiteral = (tree, value) =>
  isLeaf(tree) && tree.kind === "literal" && (value === undefined || tree.value === value);

/**
 * @param {Expr} expr
 * @param {Spot} spot
 * @param {boolean} [keeps] whether a largest or smallest that is the whole of it stays as it is written
 * @returns {Tree}
 */
export function treeAt(expr, spot, keeps = false) {
  const plain = unguarded(expr, spot);
  return new Filling(plain, spot).tree(plain, keeps);
}

/** The same in symbols: every name stays what it is. @param {Expr} expr @returns {Tree} */
export function symbolTree(expr) {
  if (typeof expr === "number") return literal(expr);
  if (typeof expr === "string")
    return { key: expr, value: Number.NaN, kind: "amount", opaque: false };
  const plain = withoutShift(expr);
  if (!isOperation(plain)) return symbolTree(plain);
  const [op, ...args] = plain;
  const kept = CHOICES.has(op) ? args.filter((arg) => !isGuard(arg)) : args;
  if (kept.length === 1 && args.length > 1) return symbolTree(kept[0]);
  return made(op, args.map(symbolTree), false);
}

/** The number a tree makes; `read` gives what a reader has of a leaf. @param {Tree} tree @param {(leaf: Leaf) => number} [read] @returns {number} */
export function worthOf(tree, read = ({ value }) => value) {
  return isLeaf(tree) ? read(tree) : reckon(tree.op, ...tree.args.map((arg) => worthOf(arg, read)));
}

/** Its numbers that are rounded when they are written, each once. @param {Tree} tree @returns {Leaf[]} */
export function amountsIn(tree) {
  if (!isLeaf(tree)) return [...new Set(tree.args.flatMap(amountsIn))];
  return tree.kind === "amount" || tree.kind === "old" ? [tree] : [];
}

/** What tells two trees apart, whatever their numbers. @param {Tree} tree @returns {string} */
export function keyOf(tree) {
  return isLeaf(tree) ? tree.key : `${tree.op}(${tree.args.map(keyOf).join()})`;
}

/** Whether an expression is made of parts at all. @param {Expr} expr @returns {boolean} */
export function hasParts(expr) {
  if (!isOperation(expr)) return false;
  const [op, ...args] = expr;
  if (op === "where" || DISCRETE.has(op)) return true;
  return (CHOICES.has(op) && !args.some(isGuard)) || args.some(hasParts);
}

/** @param {Expr} arg */
function isGuard(arg) {
  return typeof arg === "number" && Math.abs(arg) >= LEAST_GUARD;
}

class Filling {
  /** @param {Expr} expr @param {Spot} spot */
  constructor(expr, spot) {
    this.spot = spot;
    this.repeated = isOperation(expr) ? repeatedIn(expr) : NOTHING;
    /** @type {Map<string, Leaf>} */
    this.leaves = new Map();
  }

  /** @param {Expr} expr @param {boolean} [keeps] @returns {Tree} */
  tree(expr, keeps = false) {
    if (typeof expr === "number") return literal(expr);
    if (typeof expr === "string") return this.named(expr);
    const [op, ...args] = expr;
    if (isOverUnits(op) || this.isRepeated(expr)) return this.number(expr);
    if (OPAQUE.has(op)) return { ...this.number(expr), opaque: true };
    if (op === "sign" && this.spot.signs) return made(op, [this.tree(args[0])], true);
    if (DISCRETE.has(op)) return literal(this.value(expr));
    if (op === "where") return this.tree(this.value(args[0]) ? args[1] : args[2], keeps);
    if (op === "clip" && keeps)
      return this.tree(["maximum", ["minimum", args[0], args[2]], args[1]], true);
    if (CHOICES.has(op) && !keeps) return this.tree(this.chosen(expr, args));
    const filled = args.map((arg) => this.tree(arg, keeps && CHOICES.has(op)));
    const tree = made(op, filled, true);
    return isPlainPower(tree) ? tree : { ...this.number(expr), opaque: true };
  }

  /** A choice is not written out: what is chosen is. @param {Operation} expr */
  isRepeated(expr) {
    return !CHOICES.has(expr[0]) && expr[0] !== "where" && this.repeated.has(keyOfExpr(expr));
  }

  /** A constant of 1 changes no product. @param {string} name */
  named(name) {
    const value = this.value(name);
    const kind = this.spot.kindOf(name, value);
    return this.leaf(name, kind === "constant" && value === 1 ? "literal" : kind, name);
  }

  /** @param {Expr} expr */
  value(expr) {
    const { values, unit } = this.spot;
    const value = evaluate(expr, values);
    return typeof value === "number" ? value : value[unit];
  }

  /** The one of several that decides. @param {Expr} expr @param {Expr[]} args */
  chosen(expr, args) {
    const value = this.value(expr);
    return (
      args.find((arg) => Object.is(this.value(arg), value) || this.value(arg) === value) ?? args[0]
    );
  }

  /** What stands as its number only. @param {Expr} expr */
  number(expr) {
    return this.leaf(isOperation(expr) ? keyOfExpr(expr) : String(expr), "amount", expr);
  }

  /** @param {string} key @param {Leaf["kind"]} kind @param {Expr} expr @returns {Leaf} */
  leaf(key, kind, expr) {
    const known = this.leaves.get(key);
    if (known) return known;
    const value = this.value(expr);
    const leaf = { key: kind === "literal" ? String(value) : key, value, kind, opaque: false };
    this.leaves.set(key, leaf);
    return leaf;
  }
}

/** Of powers of e a person reckons those of a number, not those of a formula. @param {Tree} tree */
function isPlainPower(tree) {
  if (isLeaf(tree) || tree.op !== "exp") return true;
  const [power] = tree.args;
  return isLeaf(power) || (power.op === "negative" && isLeaf(power.args[0]));
}

/** An operation as it is written: what changes nothing is left out. @param {string} op @param {Tree[]} args @param {boolean} counts whether numbers are known @returns {Tree} */
function made(op, args, counts) {
  const rule = RULES[op];
  return rule ? rule(args, counts) : { op, args };
}

/** @type {Record<string, (args: Tree[], counts: boolean) => Tree>} */
const RULES = {
  positive: ([x]) => x,
  add([x, y]) {
    if (isLiteral(x, 0)) return y;
    return isLiteral(y, 0) ? x : folded("add", [x, y]);
  },
  subtract([x, y], counts) {
    const share = shareOf(y, x);
    if (share) return RULES.multiply([literal(1 - share), x], counts);
    if (isLiteral(y, 0)) return x;
    return isLiteral(x, 0) ? RULES.negative([y], counts) : folded("subtract", [x, y]);
  },
  negative([x]) {
    if (!isLeaf(x) && x.op === "negative") return x.args[0];
    return isLiteral(x) ? literal(-worthOf(x)) : { op: "negative", args: [x] };
  },
  multiply([x, y], counts) {
    if (isLiteral(x, 0) || isLiteral(y, 0)) return literal(0);
    if (isLiteral(x, 1)) return y;
    if (isLiteral(y, 1)) return x;
    if (isLiteral(x, -1)) return RULES.negative([y], counts);
    if (isLiteral(y, -1)) return RULES.negative([x], counts);
    if (counts && isOpaque(x) && isLiteral(y)) return scaled(x, y);
    if (counts && isOpaque(y) && isLiteral(x)) return scaled(y, x);
    if (keyOf(x) === keyOf(y)) return RULES.square([x], counts);
    const share = shareOf(y, x);
    if (share) return RULES.multiply([literal(share), RULES.square([x], counts)], counts);
    return folded("multiply", [x, y]);
  },
  divide([x, y], counts) {
    if (isLiteral(y, 1)) return x;
    if (counts && isOpaque(x) && isLiteral(y)) return scaled(x, literal(1 / worthOf(y)));
    return { op: "divide", args: [x, y] };
  },
  true_divide: (args, counts) => RULES.divide(args, counts),
  reciprocal: ([x], counts) => RULES.divide([literal(1), x], counts),
  square: (args, counts) => RULES.power([args[0], literal(2)], counts),
  power([x, y], counts) {
    if (isLiteral(y, 2) && !isLeaf(x) && x.op === "absolute")
      return RULES.power([x.args[0], y], counts);
    if (isLiteral(y, 1)) return x;
    return isLiteral(y, 0.5) ? { op: "sqrt", args: [x] } : { op: "power", args: [x, y] };
  },
  exp: ([x]) => (isLiteral(x, 0) ? literal(1) : { op: "exp", args: [x] }),
  expm1: ([x], counts) => RULES.subtract([RULES.exp([x], counts), literal(1)], counts),
  log1p: ([x], counts) => ({ op: "log", args: [RULES.add([literal(1), x], counts)] }),
  logaddexp: ([x, y], counts) => ({
    op: "log",
    args: [RULES.add([RULES.exp([x], counts), RULES.exp([y], counts)], counts)],
  }),
  fabs: ([x]) => ({ op: "absolute", args: [x] }),
  fmax: (args) => ({ op: "maximum", args }),
  fmin: (args) => ({ op: "minimum", args }),
};

/** What a tree is multiplied by to be another: 0.5 of ½x and x; 0 where it is no such thing. @param {Tree} tree @param {Tree} of */
function shareOf(tree, of) {
  if (isLeaf(tree) || tree.op !== "multiply" || !isLiteral(tree.args[0])) return 0;
  return keyOf(tree.args[1]) === keyOf(of) && !isLiteral(of) ? worthOf(tree.args[0]) : 0;
}

/** @param {string} op @param {Tree[]} args @returns {Tree} */
function folded(op, args) {
  const tree = { op, args };
  return args.every((arg) => isLiteral(arg)) ? literal(worthOf(tree)) : tree;
}

/** @param {Tree} tree @returns {tree is Leaf} */
const isOpaque = (tree) => isLeaf(tree) && tree.opaque;

/** @param {Leaf} leaf @param {Tree} by @returns {Leaf} */
function scaled(leaf, by) {
  return { ...leaf, key: `${leaf.key}*${keyOf(by)}`, value: leaf.value * worthOf(by) };
}

/** @type {Set<string>} */
const NOTHING = new Set();

/** Longer parts that occur more than once. */
const repeatedIn = remembered((/** @type {Operation} */ expr) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {(part: Expr) => number} */
  const count = (part) => {
    if (!isOperation(part)) return 0;
    const [op, ...args] = part;
    const size = args.reduce(
      (/** @type {number} */ sum, arg) => sum + count(arg),
      WRITTEN_AS[op] ?? 1,
    );
    const key = keyOfExpr(part);
    if (size >= LEAST_REPEATED) counts.set(key, (counts.get(key) ?? 0) + 1);
    return size;
  };
  count(expr);
  return new Set([...counts].filter(([, times]) => times > 1).map(([key]) => key));
});

/** Without the shift by the largest, where it cancels. @param {Expr} expr @param {Spot} spot */
function unguarded(expr, { values, unit }) {
  const plain = isOperation(expr) ? plainly(expr) : expr;
  if (plain === expr) return expr;
  const [with_, without] = [expr, plain].map((one) => {
    const value = evaluate(one, values);
    return typeof value === "number" ? value : value[unit];
  });
  return Math.abs(with_ - without) <= SAME * Math.abs(with_) ? plain : expr;
}

const plainly = remembered((/** @type {Operation} */ expr) => withoutShiftAnywhere(expr));

/** @param {Expr} expr @returns {Expr} */
function withoutShiftAnywhere(expr) {
  if (!isOperation(expr)) return expr;
  const plain = withoutShift(expr);
  if (!isOperation(plain)) return plain;
  const [op, ...args] = plain;
  const inner = args.map(withoutShiftAnywhere);
  return plain === expr && inner.every((arg, place) => arg === args[place]) ? expr : [op, ...inner];
}

/** x − max x is x, shifted so that its powers stay in the range of doubles. @param {Operation} expr @returns {Expr} */
function withoutShift(expr) {
  const [op, x, largest] = expr;
  const isShift =
    op === "subtract" &&
    isOperation(largest) &&
    largest[0] === "max" &&
    JSON.stringify(largest[1]) === JSON.stringify(x);
  return isShift ? x : expr;
}
