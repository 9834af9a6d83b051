/** What stands below the curve or before it, each loaded when it is first asked for: film, overview, table. */

/** @import { Send, State, Store } from "../../state/types" */
/** @import { Scale } from "./scale.js" */
/** @import { Chart } from "./view.js" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { watches } from "../../state/whose.js";
import { charting } from "../../words/en-charting.js";
import { spoken } from "../../words/words.js";
import { onDemand } from "../on-demand.js";

const words = spoken(charting);

/**
 * @param {Chart} chart
 * @param {Store} store
 * @param {Send} send
 */
export function makeBesides(chart, store, send) {
  const page = document.documentElement;
  const below = el("div", { class: "chart-below" });
  const filmButton = iconButton("film", words.filmShow, flipFilm, "chart-film");
  const table = onDemand(store, () => import("./table.js"));
  const tableButton = iconButton("table", words.tableShow, async () => {
    (await table.ask())?.openTable(chart, store, send);
  });
  const root = el("div", { class: "chart-more-room" }, filmButton, tableButton);
  const films = onDemand(store, () => import("./film.js"));
  const overviews = onDemand(store, () => import("./overview.js"));
  /** @type {ReturnType<typeof import("./film.js").makeFilm> | null} */
  let film = null;
  /** @type {ReturnType<typeof import("./overview.js").makeOverview> | null} */
  let overview = null;
  let hasFilm = false;

  function flipFilm() {
    if (!hasFilm && filmButton.hidden) return;
    hasFilm = !hasFilm;
    film?.halt();
    chart.show({});
  }

  const soon = () => chart.show({});

  /** @param {State} state @param {Scale} scale */
  function paint(state, scale) {
    const { run } = state;
    // Who follows a class asks for nothing of its run; and a saved page may have none.
    filmButton.hidden =
      !run || !hasPictures(run) || watches(state) || state.saved?.pictured.length === 0;
    const isThere = hasFilm && !filmButton.hidden;
    page.toggleAttribute("data-film", isThere);
    filmButton.setAttribute("aria-pressed", String(isThere));
    if (isThere) {
      film ??= films.now(soon)?.makeFilm(chart, store, send) ?? null;
      if (film && !film.root.isConnected) below.append(film.root);
    }
    if (film) film.root.hidden = !isThere;
    film?.paint(state, scale);
    page.toggleAttribute("data-overview", chart.view().range !== null);
    if (chart.view().range) {
      overview ??= overviews.now(soon)?.makeOverview(chart) ?? null;
      if (overview && !overview.root.isConnected) below.append(overview.root);
    }
    overview?.paint(state, scale);
  }

  return {
    ...{ root, below, flipFilm, paint },
    dispose() {
      page.removeAttribute("data-film");
      page.removeAttribute("data-overview");
      film?.dispose();
      overview?.dispose();
    },
  };
}

/** As the engine has them: over a plane, along an only input, or of classes. @param {import("../../state/types").Run} run */
function hasPictures({ plane, interval, task }) {
  return plane !== null || interval !== null || task === "classification";
}
