/** The style of a part that is loaded on demand, which comes with it. A part without it can still be used. */

import { el } from "../draw/dom.js";
import { atHome } from "../line/home.js";

/** @type {Map<string, Promise<void>>} */
const coming = new Map();

/** Wait until a stylesheet is there, or known not to come. @param {string} style its address */
export function styled(style) {
  const known = coming.get(style);
  if (known) return known;
  const come = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      const attrs = { rel: "stylesheet", href: atHome(style).href };
      const link = el("link", {
        attrs,
        on: {
          load: () => resolve(),
          error() {
            // The server may be gone for a moment: who needs it next asks again.
            coming.delete(style);
            link.remove();
            resolve();
          },
        },
      });
      document.head.append(link);
    })
  );
  coming.set(style, come);
  return come;
}
