/** The page on a live line to its server. */

import { connect } from "./line/connection.js";
import { atHome } from "./line/home.js";
import { own } from "./line/mine.js";
import { start } from "./page.js";

const address = atHome("ws");
address.protocol = address.protocol.replace("http", "ws");
start((store, whereabouts) =>
  connect(address, store, whereabouts, () => void own(whereabouts.mine())),
);
