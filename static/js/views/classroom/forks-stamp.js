/** A fork as a stamp: its network, how its losses went, and what it has come to. It is pressed to be chosen. */

/** @import { Stamp } from "../../state/types" */

import { el, put, svg } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import {
  CURVE_HEIGHT,
  curveOf,
  edgesOf,
  NETWORK_HEIGHT,
  tilesOf,
  WIDTH,
} from "./forks-geometry.js";

const words = spoken(classroom).forks;
const PERCENT = 100;
const SIGNS = { "-1": "minus", 0: "zero", 1: "plus" };

/** @param {() => void} press */
export function createStamp(press) {
  const picture = svg("svg", {
    class: "fork-picture",
    attrs: { viewBox: `0 0 ${WIDTH} ${NETWORK_HEIGHT}`, "aria-hidden": "true" },
  });
  const line = svg("polyline", { class: "fork-line" });
  const curve = svg(
    "svg",
    {
      class: "fork-curve",
      attrs: {
        viewBox: `0 -1 ${WIDTH} ${CURVE_HEIGHT + 2}`,
        preserveAspectRatio: "none",
        "aria-hidden": "true",
      },
    },
    line,
  );
  const name = el("strong");
  const came = el("span", { class: "fork-came" });
  const place = el("span", { class: "fork-chosen", attrs: { "aria-hidden": "true" } });
  const root = el(
    "button",
    {
      class: "fork-stamp",
      attrs: { type: "button", "aria-pressed": "false" },
      on: { click: press },
    },
    picture,
    curve,
    el("span", { class: "fork-foot" }, name, came),
    place,
  );
  /** @type {Stamp | null} */
  let drawn = null;

  return {
    root,
    /** @param {Stamp} stamp @param {number} chosen its place among those that are chosen, from 0 */
    paint(stamp, chosen) {
      root.setAttribute("aria-pressed", String(chosen >= 0));
      put(place, chosen >= 0 ? String(chosen + 1) : "");
      if (stamp === drawn) return;
      drawn = stamp;
      picture.replaceChildren(...networkOf(stamp));
      line.setAttribute("points", curveOf(stamp.curve ?? []));
      put(name, stamp.name);
      put(came, cameTo(stamp));
      root.setAttribute(
        "aria-label",
        words.stamp(stamp.name, stamp.layers, stamp.epoch, cameTo(stamp)),
      );
    },
  };
}

/** @param {Stamp} stamp */
function networkOf(stamp) {
  const edges = edgesOf(stamp).map(({ path, width, sign }) =>
    svg("path", {
      class: `fork-edge ${SIGNS[/** @type {-1 | 0 | 1} */ (sign)]}`,
      attrs: { d: path, "stroke-width": width },
    }),
  );
  const tiles = tilesOf(stamp.layers)
    .flat()
    .map(({ x, y, size }) =>
      svg("rect", {
        class: "fork-tile",
        attrs: { x: x - size / 2, y: y - size / 2, width: size, height: size, rx: size / 4 },
      }),
    );
  return [...edges, ...tiles];
}

/** Its loss and its accuracy. @param {Stamp} stamp */
function cameTo({ test_loss, train_loss, accuracy }) {
  const loss = test_loss ?? train_loss ?? null;
  const told = [
    loss !== null && number(loss),
    accuracy !== undefined && accuracy !== null && `${Math.round(PERCENT * accuracy)} %`,
  ];
  return told.filter(Boolean).join(" · ");
}
