/** A page shown inside another site's page: it says where it is from, and its run ends with it. */

/** Whether this page is shown inside another. */
export const isEmbedded = () => window.parent !== window;
