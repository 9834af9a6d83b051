/** How well a saved run does, as the page has it: at the ends of epochs, and on which rows at the last of them. */

/** @import { Measured, ResultRow } from "../state/types" */
/** @import { Head } from "./unpack.js" */

/** As many as a server tells at a time. */
const MOST_ROWS = 48;

/** @param {Pick<Head, "results" | "rows">} head @returns {Measured} */
export function measured({ results, rows }) {
  return {
    rowsAt: rows.train ? (results.at(-1)?.index ?? null) : null,

    at: (index) => results.filter((told) => told.index <= index).at(-1) ?? null,

    /** Null where it does not have them. */
    rows(of, { half, question, target, said, wrong }) {
      if (!rows.train || of !== results.at(-1)) return null;
      const counts = (half === "test" ? of.test : of.train)?.confusions[question];
      const classes = counts?.map((_, at) => at) ?? [];
      const cells = classes.flatMap((is) => classes.map((says) => ({ is, says }))).filter(isAsked);
      const total = counts
        ? cells.reduce((sum, { is, says }) => sum + counts[is][says], 0)
        : (half === "test" ? of.test : of.train)?.rows;
      const found = (rows[half] ?? []).filter((row) => !counts || isAsked(cellOf(row)));
      return { run: of.run, index: of.index, total: total ?? 0, rows: found.slice(0, MOST_ROWS) };

      /** @param {{ is: number | null, says: number | null }} cell */
      function isAsked({ is, says }) {
        return (
          (target === null || is === target) &&
          (said === null || says === said) &&
          (!wrong || is !== says)
        );
      }
    },
  };
}

/** @param {ResultRow} row */
function cellOf({ target, said }) {
  return { is: target, says: said };
}
