/** The words of the page, in the language it is shown in. */

import { en } from "./en.js";

export const words = en;
