/** The style of what rows say, and of what a visitor says, which comes with the first of either. */

import { styled } from "../styled.js";

export function dressed() {
  void styled("static/css/saying.css");
}
