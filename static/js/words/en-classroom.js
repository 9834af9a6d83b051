/** What the page says in a class, in English: loaded with the first part that is shown of one. */

export const classroom = {
  lead: {},
  follow: {},
  present: {},
  poll: {},
  fork: {},
};
