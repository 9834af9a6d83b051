/** Two lines from the output's neuron to its picture beside the network, as from a lens. */

/** @import { State } from "../../state/types" */

import { svg } from "../../draw/dom.js";

/** No picture stands nearer than this beside a tile: then there is nothing to point out. In pixels. */
const NEAREST = 8;

/** @param {HTMLElement} root the region of the picture */
export function makeLens(root) {
  const [upper, lower] = [svg("path"), svg("path")];
  const lines = svg("svg", { class: "lens", attrs: { "aria-hidden": "true" } }, upper, lower);
  const stage = document.getElementById("stage");
  /** Which neuron's picture it is; empty where it is not the output's. */
  let selector = "";
  let due = 0;

  function place() {
    due = 0;
    const tile = selector ? stage?.querySelector(selector)?.getBoundingClientRect() : null;
    const picture = root.querySelector(".plane-map, .line-plot")?.getBoundingClientRect();
    const beside = tile && picture && tile.width > 0 && picture.left - tile.right > NEAREST;
    lines.toggleAttribute("hidden", !beside);
    if (!beside) return;
    upper.setAttribute("d", `M${tile.right} ${tile.top}L${picture.left} ${picture.top}`);
    lower.setAttribute("d", `M${tile.right} ${tile.bottom}L${picture.left} ${picture.bottom}`);
  }

  function soon() {
    due ||= requestAnimationFrame(place);
  }

  const sized = new ResizeObserver(soon);
  const remade = new MutationObserver(soon);
  for (const element of [root, stage]) if (element) sized.observe(element);
  // The stage draws its network anew inside its own frame.
  if (stage?.firstElementChild) remade.observe(stage.firstElementChild, { childList: true });
  document.addEventListener("scroll", soon, { capture: true, passive: true });
  root.after(lines);

  return {
    /** @param {State} state @param {number | null} output null while another neuron is pictured */
    paint({ run }, output) {
      const last = (run?.layers.length ?? 0) - 1;
      const next =
        output === null ? "" : `.neuron[data-layer="${last}"][data-unit="${output}"] .tile`;
      if (next === selector) return;
      selector = next;
      soon();
    },
    dispose() {
      sized.disconnect();
      remade.disconnect();
      document.removeEventListener("scroll", soon, { capture: true });
      cancelAnimationFrame(due);
      lines.remove();
    },
  };
}
