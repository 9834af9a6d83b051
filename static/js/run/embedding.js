/** A page shown inside another site's page: it says where it is from, and has a room to itself. */

const RANDOM_BYTES = 12;

/** Whether this page is shown inside another. */
export const isEmbedded = () => window.parent !== window;

/** Whether an address is of the view that pages embed: it is alone in its room wherever it is opened. @param {string} hash */
export const asksForEmbed = (hash) => /[#&]embed=1\b/.test(hash);

/**
 * The query of the line: an embedded page that is told no room gets one that nobody else is in.
 * @param {string} search the page's own query
 * @param {boolean} embedded
 * @returns {string}
 */
export function roomQuery(search, embedded) {
  const query = new URLSearchParams(search);
  if (!embedded || query.has("room")) return search;
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  query.set(
    "room",
    `embed-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`,
  );
  return `?${query}`;
}
