/** The page as it was saved: it plays what it has in itself, with no server. */

/** @import { Head } from "./saved/unpack.js" */

import { bringAlong } from "./line/home.js";
import { start } from "./page.js";
import { readChoices } from "./run/choices.js";
import { fromHash, holdsRun } from "./run/link.js";
import { stepAt } from "./run/positions.js";
import { WRITTEN_HERE } from "./run/trail.js";
import { addressFor } from "./saved/address.js";
import { begin, platformOf, report } from "./saved/scorm.js";
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
  const platform = platformOf(window);
  const linked = holdsRun(location.hash) ? fromHash(location.hash) : null;
  const index = (platform && begin(platform)) ?? linked?.step ?? head.start;
  // What the page has written there since is what it was left at.
  if (history.state !== WRITTEN_HERE)
    history.replaceState(null, "", addressFor(head.address, location.hash));
  const { choices } = readChoices(location.hash);
  const { speed, unit, play: playing, until: until_epoch, accuracy: until_accuracy } = choices;
  const pace = { speed, unit, playing, until_epoch, until_accuracy };
  start((store) => {
    const source = replay(store, saved, { begin: { ...pace, index } });
    if (platform) report(platform, store, { end: endOf(head, until_epoch) });
    return source;
  });
}

/** The step that is the end of the lesson: that of its last epoch, or of the one at which it is to stop. @param {Head} head @param {number | null} epoch */
function endOf({ run: of, last }, epoch) {
  return epoch === null ? last : Math.min(last, stepAt(epoch, of));
}
