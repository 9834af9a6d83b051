/** The page as it was saved: it plays what it has in itself, with no server. */

import { bringAlong } from "./line/home.js";
import { start } from "./page.js";
import { readChoices } from "./run/choices.js";
import { fromHash, holdsRun } from "./run/link.js";
import { WRITTEN_HERE } from "./run/trail.js";
import { addressFor } from "./saved/address.js";
import { replay } from "./saved/source.js";
import { unpack } from "./saved/unpack.js";

const { files, run } = /** @type {{ files: Record<string, string>, run: string }} */ (
  /** @type {any} */ (globalThis).propscopeSaved
);
bringAlong(files);
void open();

async function open() {
  const saved = await unpack(run);
  const { head } = saved;
  const left = holdsRun(location.hash) ? fromHash(location.hash) : null;
  // What the page has written there since is what it was left at.
  if (history.state !== WRITTEN_HERE)
    history.replaceState(null, "", addressFor(head.address, location.hash));
  const { choices } = readChoices(location.hash);
  const { speed, unit, play: playing, until: until_epoch, accuracy: until_accuracy } = choices;
  const pace = { speed, unit, playing, until_epoch, until_accuracy };
  start((store) => replay(store, saved, { begin: { ...pace, index: left?.step ?? head.start } }));
}
