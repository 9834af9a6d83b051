/** How the classes stand at the head of a confusion matrix, so that every name is read whole. */

/** Of the panel's text size: the matrix, a column of its cells with the gap, a letter, and the least for row heads. */
const REM = { matrix: 17.25, column: 1.5, letter: 0.4, least: 1.75 };

/** Level, turned over their columns where these are narrower, or numbered where rows have no room for them either. @typedef {"level" | "turned" | "numbered"} Heading */

/**
 * @param {readonly string[]} names
 * @returns {Heading}
 */
export function headingOf(names) {
  const longest = REM.letter * Math.max(0, ...names.map((name) => name.length));
  const room = REM.matrix - names.length * REM.column;
  if (longest > Math.max(REM.least, room)) return "numbered";
  const column = Math.max(REM.column, (REM.matrix - longest) / names.length);
  return longest <= column - REM.letter / 2 ? "level" : "turned";
}
