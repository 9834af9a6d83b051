/** A preset's small picture: its data, where they have one, and its network. */

/** @import { DatasetInfo, PresetInfo } from "../../state/types" */

import { el, svg } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { paintThumbnail } from "../rail/thumbnails.js";

const WIDTH = 76;
const HEIGHT = 48;
const MARGIN = 5;
/** Of a larger layer so many neurons are drawn. */
const MOST_DRAWN = 6;

/** @typedef {readonly [number, number]} Point */

/**
 * @param {PresetInfo} preset
 * @param {readonly DatasetInfo[]} datasets
 * @returns {{ element: HTMLElement, dispose: () => void }}
 */
export function picture(preset, datasets) {
  const element = el("span", { class: "preset-picture", attrs: { "aria-hidden": "true" } });
  const dataset = datasets.find(({ name }) => name === preset.spec.data?.kind);
  let dispose = () => {};
  if (dataset) {
    const canvas = el("canvas");
    const repaint = () => paintThumbnail(canvas, dataset.thumbnail);
    repaint();
    dispose = onRepaint(repaint);
    element.append(canvas);
  }
  element.append(network(preset.units));
  return { element, dispose };
}

/** @param {readonly number[]} units */
function network(units) {
  const layers = placed(units);
  const lines = layers
    .slice(1)
    .flatMap((layer, at) => layer.flatMap((to) => layers[at].map((from) => line(from, to))));
  const d = lines.join("");
  return svg(
    "svg",
    { attrs: { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT } },
    svg("path", { class: "preset-lines", attrs: { d } }),
    ...layers.flat().map(([cx, cy]) => svg("circle", { attrs: { cx, cy, r: 2.25 } })),
  );
}

/**
 * Where each neuron that is drawn stands, layer by layer.
 * @param {readonly number[]} units
 * @returns {Point[][]}
 */
export function placed(units) {
  const pitch = (WIDTH - 2 * MARGIN) / Math.max(1, units.length - 1);
  return units.map((all, layer) => {
    const drawn = Math.min(all, MOST_DRAWN);
    const gap = (HEIGHT - 2 * MARGIN) / Math.max(1, MOST_DRAWN - 1);
    const top = HEIGHT / 2 - (gap * (drawn - 1)) / 2;
    return Array.from({ length: drawn }, (_, unit) => [MARGIN + layer * pitch, top + unit * gap]);
  });
}

/** @param {Point} from @param {Point} to */
function line([x1, y1], [x2, y2]) {
  return `M${x1} ${y1}L${x2} ${y2}`;
}
