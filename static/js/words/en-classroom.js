/** What the page says in a class, in English: loaded with the first part that is shown of one. */

export const classroom = {
  lead: {},
  follow: {},
  present: {
    /** @param {string} address */
    at: (address) => `propscope · ${address} ·`,
    join: "To follow along, open",
    typeCode: "and type the code",
    large: "Code of this class, full screen",
    closeLarge: "Back to the network",
    letterKeys: "Key C shows and hides this",
    closed: "This class is over.",
    positive: "positive",
    negative: "negative",
    thickness: "thickness |w|",
  },
  poll: {},
  fork: {},
};
