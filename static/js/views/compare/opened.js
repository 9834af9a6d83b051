/** Two runs side by side as an address says, or no more. */

/** @import { Send, Store } from "../../state/types" */

import { opening } from "../../words/en-opening.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { fromText } from "./address.js";
import { begin, endBeside, STYLE } from "./compare.js";

const words = spoken(opening);

/**
 * @param {Store} store
 * @param {Send} send
 * @param {string | null} text what the address says of the other run; null where there is none
 * @param {string} tab the panel's page
 */
export async function showBeside(store, send, text, tab) {
  if (text === null) return endBeside();
  await styled(STYLE);
  const { run } = store.get();
  const said = run && fromText(text, run);
  if (!said) return store.set({ notice: { words: words.unknown(`beside=${text}`) } });
  begin(store, send, said.value, { text, nameHere: said.nameHere });
  store.set({ tab });
}
