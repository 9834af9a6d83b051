/** What travels along the connections: circles forward, diamonds back. */

/** @import { Selection } from "../../state/types" */
/** @import { Curve } from "./curves.js" */
/** @import { Edge } from "./gaps.js" */
/** @import { Scene } from "./scene.js" */

/**
 * @typedef {object} Packet
 * @property {SVGElement} shape
 * @property {(p: number) => {x: number, y: number} | null} at null while it is not under way
 */

import { svg } from "../../draw/dom.js";
import { travelled } from "../../draw/motion.js";
import { number } from "../../words/numbers.js";
import { pointAt } from "./curves.js";
import { signOf } from "./marks.js";

const RADIUS = 4;
const DIAMOND = "M0-6L6 0L0 6L-6 0Z";
const MOST_LABELLED = 8;
const FROM_LOSS = 74;
const LABEL_ABOVE = -10;

/**
 * Circles into a layer, one on each of its lines.
 * @param {Scene} scene
 * @param {number} layer
 * @param {(edge: Edge) => number} termOf
 */
export function circles(scene, layer, termOf) {
  const gap = scene.gaps[layer];
  const edges = gap?.edges ?? [];
  const count = gap?.before.places.length ?? 0;
  return launch(
    scene,
    edges.map((edge) => ({
      shape: svg("circle", { class: signed("packet", termOf(edge)), attrs: { r: RADIUS } }),
      at: (p) => along(edge.curve, travelled(p, edge.from, count), false),
    })),
  );
}

/**
 * Diamonds out of a layer, back along each of its lines, labelled where there is room to read.
 * @param {Scene} scene
 * @param {number} layer
 * @param {Selection | null} selected
 * @param {(edge: Edge) => number} termOf
 */
export function diamonds(scene, layer, selected, termOf) {
  const gap = scene.gaps[layer];
  const edges = gap?.edges ?? [];
  const count = gap?.after.places.length ?? 0;
  return launch(
    scene,
    edges.map((edge) => {
      const value = termOf(edge);
      const chosen = selected?.layer === layer - 1 && selected.unit === edge.from;
      const labelled = selected?.layer === layer - 1 ? chosen : edges.length <= MOST_LABELLED;
      return {
        shape: diamond(value, labelled),
        at: (p) => along(edge.curve, travelled(p, edge.to, count), true),
      };
    }),
  );
}

/**
 * A diamond from the loss into each output neuron.
 * @param {Scene} scene
 * @param {number} layer
 * @param {readonly number[]} delta
 */
export function drops(scene, layer, delta) {
  const { places, cellWidth, beside } = scene.layout.columns[layer];
  return launch(
    scene,
    places.map(({ x, y }, unit) => {
      const edge = x + cellWidth / 2 + beside;
      const curve = { x0: edge, y0: y, x1: edge + FROM_LOSS, y1: y };
      return {
        shape: diamond(delta[unit], false),
        at: (p) => along(curve, travelled(p, 0, 1), true),
      };
    }),
  );
}

/** @param {number} value @param {boolean} labelled */
function diamond(value, labelled) {
  const group = svg(
    "g",
    { class: signed("packet", value) },
    svg("path", { attrs: { d: DIAMOND } }),
  );
  if (labelled)
    group.append(svg("text", { text: `w·δ ${number(value)}`, attrs: { y: LABEL_ABOVE } }));
  return group;
}

/**
 * @param {Curve} curve
 * @param {number} t
 * @param {boolean} back
 */
function along(curve, t, back) {
  return t <= 0 || t >= 1 ? null : pointAt(curve, back ? 1 - t : t);
}

/**
 * @param {Scene} scene
 * @param {readonly Packet[]} packets
 * @returns {(p: number) => void}
 */
function launch({ packets: group }, packets) {
  group.replaceChildren();
  return (p) => {
    for (const { shape, at } of packets) {
      const point = at(p);
      if (point) {
        shape.setAttribute("transform", `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`);
        if (!shape.parentNode) group.append(shape);
      } else if (shape.parentNode) shape.remove();
    }
  };
}

/** @param {string} name @param {number} value */
function signed(name, value) {
  return `${name} ${signOf(value)}`;
}
