/** The specification that painted points, a drawn curve or a typed function become: of the run before as much as holds. */

/** @import { FunctionPicture, Run, Spec } from "../../state/types" */
/** @import { Point } from "./brush.js" */
/** @import { Curve, Domain } from "./curve.js" */

import { rowsSeed } from "../../run/spec-edits.js";
import { resampled } from "./curve.js";

/** What stands for the classes, in the order of their numbers. */
export const LETTERS = ["A", "B", "C", "D", "E", "F"];
export const DOMAIN = /** @type {const} */ ([-6, 6]);
const COORDINATES = ["x1", "x2"];
const TRAINED = 0.8;
/** Values within it need no scaling. */
const USUAL_REACH = 1;
const ROWS_OF_A_CURVE = 200;

const OF_TWO = { output_activation: "tanh", loss: "squared_error" };
const OF_MANY = { output_activation: "softmax", loss: "categorical_cross_entropy" };
const OF_VALUES = { output_activation: "linear", loss: "squared_error" };
const CURVED = {
  hidden: ["tanh", "tanh"].map((activation) => ({
    units: 8,
    activation,
    frozen: false,
    dropout: 0,
  })),
  optimizer: { kind: "adam", learning_rate: 0.01 },
  batch_size: 10,
};

/**
 * Points of a plane with their classes, or values where there are 0 of these.
 * @param {readonly Point[]} points
 * @param {number} classes
 * @param {Domain} domain
 * @param {string} label
 * @param {Run} run
 * @returns {Spec}
 */
export function withPoints(points, classes, domain, label, run) {
  const { spec } = run;
  return {
    ...onPlane(run),
    ...endFor(classes, run),
    data: {
      ...plainData(spec),
      kind: "table",
      train_fraction: isOwn(spec) ? spec.data.train_fraction : TRAINED,
      x: points.map(({ x, y }) => [x, y]),
      y: points.map(({ value }) => [value]),
      domain,
      label,
      ...(classes
        ? { classes: LETTERS.slice(0, classes) }
        : { standardize_y: reachOf(points) > USUAL_REACH }),
    },
  };
}

/**
 * What is drawn over a line, in even rows.
 * @param {Curve} curve
 * @param {Domain} domain
 * @param {string} label
 * @param {Run} run
 * @returns {Spec}
 */
export function withCurve(curve, domain, label, run) {
  const { spec } = run;
  return {
    ...onLine(run),
    data: {
      ...plainData(spec),
      kind: "table",
      train_fraction: isOwn(spec) ? spec.data.train_fraction : TRAINED,
      ...resampled(curve, domain, ROWS_OF_A_CURVE),
      x_names: ["x"],
      y_names: ["y"],
      domain,
      label,
      standardize: true,
      standardize_y: true,
    },
  };
}

/**
 * A typed function: of one variable, or of both coordinates.
 * @param {string} expression
 * @param {FunctionPicture} picture
 * @param {Run} run
 * @returns {Spec}
 */
export function withFunction(expression, { variables, compares, domain }, run) {
  const isLine = variables.length === 1;
  return {
    ...(isLine ? onLine(run) : onPlane(run)),
    ...endFor(compares ? 2 : 0, run),
    data: {
      ...plainData(run.spec),
      kind: "function",
      train_fraction: isOwn(run.spec) ? run.spec.data.train_fraction : TRAINED,
      expression,
      domain,
      standardize: isLine,
      standardize_y: !compares,
    },
  };
}

/** The points of a run on a plane, to go on from: none of other runs. @param {Run | null} run @returns {Point[]} */
export function pointsOf(run) {
  if (!run || !isPlane(run)) return [];
  const isClass = run.task === "classification";
  const single = run.layers[run.layers.length - 1].units === 1;
  const [mean, deviation] = [run.target_mean[0], run.target_deviation[0]];
  return [...run.points.train, ...run.points.test].map(([x, y, value]) => ({
    x,
    y,
    value: !isClass ? value * deviation + mean : single ? Number(value >= run.threshold) : value,
  }));
}

/** The rows of a curve that was drawn, as x and height, to go on from: none of other runs. @param {Run | null} run @returns {number[][]} */
export function rowsOf(run) {
  if (!run?.interval || run.spec.data.kind !== "table" || !isOwn(run.spec)) return [];
  const [mean, deviation] = [run.mean[0], run.deviation[0]];
  const [targetMean, targetDeviation] = [run.target_mean[0], run.target_deviation[0]];
  return [...run.points.train, ...run.points.test].map(([x, y]) => [
    x * deviation + mean,
    y * targetDeviation + targetMean,
  ]);
}

/** What points of a run on a plane are made from: not how they are split and scaled. @param {Spec} spec */
export function pointDataOf(spec) {
  const { seed: _, train_fraction, standardize, standardize_y, ...rows } = spec.data;
  return { ...rows, seed: rows.kind === "table" ? null : rowsSeed(spec) };
}

/** What the curve of a run on a line is made from. @param {Spec} spec */
export function curveDataOf({ data: { x, y, domain, expression } }) {
  return { x, y, domain, expression };
}

/** The function of a line that a run was typed as; empty for other runs. @param {Run | null} run */
export function expressionOf(run) {
  return (run?.interval && run.spec.data.expression) || "";
}

/** The largest value of painted points, by its size; at least the usual. @param {readonly Point[]} points */
export function reachOf(points) {
  return points.reduce((most, { value }) => Math.max(most, Math.abs(value)), USUAL_REACH);
}

/** Painted points as a table to keep. @param {readonly Point[]} points @param {number} classes */
export function csvOf(points, classes) {
  const rows = points.map(({ x, y, value }) => [x, y, classes ? LETTERS[value] : value].join(","));
  return ["x1,x2,y", ...rows, ""].join("\n");
}

/** How many classes a run tells apart, 0 where its targets are values. @param {Run} run */
export function classesOf({ classes }) {
  return classes.length;
}

/** Whether the inputs are made of a point's coordinates. @param {Run} run */
export function isPlane({ plane, axes }) {
  return plane !== null && axes.every((axis, at) => axis === COORDINATES[at]);
}

/** Painted, drawn or typed. @param {Spec} spec */
function isOwn({ data }) {
  return data.domain !== undefined;
}

/** What data of any kind have. @param {Spec} spec */
function plainData({ data: { samples, noise } }) {
  return { samples, noise, standardize: false, standardize_y: false };
}

/** @param {Run} run @returns {Omit<Spec, "data">} */
function onPlane(run) {
  // Exact starting weights were given for other data.
  const { parameters: _, ...spec } = run.spec;
  return isPlane(run) ? spec : { ...spec, inputs: COORDINATES };
}

/** @param {Run} run @returns {Omit<Spec, "data">} */
function onLine(run) {
  const { parameters: _, ...spec } = run.spec;
  const isLine = run.interval !== null && run.task === "regression";
  return { ...spec, ...(isLine ? {} : CURVED), ...OF_VALUES, inputs: ["x"] };
}

/** The network's end that goes with so many classes: as it is where the run before has one for these. @param {number} classes @param {Run} run */
function endFor(classes, run) {
  const { output_activation, loss } = run.spec;
  const same = { output_activation, loss };
  if (classes === 0) return run.task === "regression" ? same : OF_VALUES;
  if (run.task === "regression") return classes === 2 ? OF_TWO : OF_MANY;
  return classes > 2 === run.classes.length > 2 ? same : classes === 2 ? OF_TWO : OF_MANY;
}
