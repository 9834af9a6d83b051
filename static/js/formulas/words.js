/** What the maths say, in the page's language. */

import { formulas as english } from "../words/en-formulas.js";
import { spoken } from "../words/words.js";

export const formulas = spoken(english);
