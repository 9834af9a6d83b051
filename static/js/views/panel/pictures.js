/** The picture that suits the data: the plane, the curve over a single input, or the sample that is an image. */

/** @import { State, Store } from "../../state/types" */
/** @import { Chosen } from "../output/plane-view.js" */

import { el } from "../../draw/dom.js";
import { makeGraph } from "../output/graph-view.js";
import { makePlane } from "../output/plane-view.js";
import { paintPicture } from "./picture.js";

/**
 * @param {Store} store
 * @param {AbortSignal} gone
 * @param {Chosen} chosen
 * @param {boolean} calm while the run plays faster than can be read
 */
export function makePictures(store, gone, chosen, calm) {
  const plane = makePlane(store, gone, chosen, calm);
  const graph = makeGraph(store, gone, calm);
  const image = el("canvas", { class: "picture", attrs: { role: "img" } });
  return {
    elements: [plane.root, graph.root, image],
    /** @param {State} state */
    paint(state) {
      const isImage = Boolean(state.run?.image && state.layers[0]?.a);
      plane.root.hidden = !state.run?.plane;
      graph.root.hidden = !state.run?.interval;
      image.hidden = !isImage;
      plane.paint(state);
      graph.paint(state);
      if (isImage) paintPicture(image, state);
    },
  };
}
