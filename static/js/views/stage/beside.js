/** What the stage shows of another run beside this one: the connections furthest apart, neurons that say the opposite. */

/** @import { State } from "../../state/types" */
/** @import { Scene } from "./scene.js" */

import { el } from "../../draw/dom.js";
import { edgeKey } from "../../state/edge-key.js";
import { words } from "../../words/words.js";
import { present } from "./scene.js";

/** @param {Scene} scene @param {State} state */
export function paintBeside({ world, gaps, neurons }, { beside }) {
  if (!beside && !world.classList.contains("beside")) return;
  world.classList.toggle("beside", Boolean(beside?.furthest));
  for (const { layer, edges } of present(gaps)) {
    for (const { group, from, to } of edges)
      group.classList.toggle(
        "furthest",
        beside?.furthest?.has(edgeKey({ layer, from, to })) ?? false,
      );
  }
  for (const { button, layer, unit } of neurons.flat())
    mark(button, beside?.unlike.has(`${layer}:${unit}`) ?? false);
}

/** @param {HTMLElement} button @param {boolean} isUnlike */
function mark(button, isUnlike) {
  const there = button.querySelector(".unlike");
  if (Boolean(there) === isUnlike) return;
  if (there) there.remove();
  else
    button.append(el("span", { class: "unlike", text: "≠", attrs: { title: words.stage.unlike } }));
}
