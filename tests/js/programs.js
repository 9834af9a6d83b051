/** The programs of runs, as the page makes them: reads {catalog, runs} from standard input and writes a list of texts. */

import { readFileSync } from "node:fs";
import { programText } from "../../static/js/formulas/listing.js";

const { catalog, runs } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(runs.map((run) => programText(run, catalog))));
