/** Lights up what is pointed at, here or in the maths panel. */

/** @import { EdgeRef, State } from "../../state/types" */
/** @import { Scene } from "./scene.js" */

import { between, pathOf } from "./curves.js";
import { findEdge } from "./gaps.js";

/** @param {Scene} scene @param {State} state */
export function paintHover(scene, { hoveredEdge, hoveredUnit }) {
  for (const hot of scene.world.querySelectorAll(".hot")) hot.classList.remove("hot");
  paintHalo(scene, hoveredEdge);
  if (hoveredUnit)
    scene.neurons[hoveredUnit.layer]?.[hoveredUnit.unit]?.button.classList.add("hot");
}

/**
 * The halo is drawn even where the connection itself has no line of its own.
 * @param {Scene} scene
 * @param {EdgeRef | null} edge
 */
function paintHalo({ layout, gaps, halo }, edge) {
  halo.classList.toggle("shown", edge !== null);
  const [before, after] = edge ? [layout.columns[edge.layer - 1], layout.columns[edge.layer]] : [];
  if (!edge || !before?.places[edge.from] || !after?.places[edge.to]) return;
  halo.setAttribute("d", pathOf(between(before, edge.from, after, edge.to)));
  const gap = gaps[edge.layer];
  if (gap) findEdge(gap, edge.from, edge.to)?.group.classList.add("hot");
}
