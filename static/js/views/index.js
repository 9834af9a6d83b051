/** Which view stands in which region of the page. */

import { seeingOwn } from "../state/own.js";
import { mountChart } from "./chart.js";
import { mountClass } from "./classroom.js";
import { mountHeader } from "./header.js";
import { mountLive } from "./live.js";
import { mountNotices } from "./notices.js";
import { mountOutput } from "./output/output.js";
import { mountPanel } from "./panel/panel.js";
import { mountRail } from "./rail/rail.js";
import { mountStage } from "./stage/stage.js";
import { mountTransport } from "./transport.js";

/** @import { Mount } from "../state/types" */

/** A view that shows a sample of the visitor's own where there is one. @param {Mount} mount @returns {Mount} */
const own = (mount) => (root, store, send, line) => mount(root, seeingOwn(store), send, line);

/** @type {Record<string, Mount>} keyed by the id of the region */
export const VIEWS = {
  class: mountClass,
  header: mountHeader,
  rail: mountRail,
  stage: own(mountStage),
  output: own(mountOutput),
  panel: own(mountPanel),
  transport: mountTransport,
  chart: mountChart,
  live: mountLive,
  notices: mountNotices,
};
