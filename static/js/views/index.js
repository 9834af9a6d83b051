/** Which view stands in which region of the page. */

import { mountChart } from "./chart.js";
import { mountHeader } from "./header.js";
import { mountLive } from "./live.js";
import { mountNotices } from "./notices.js";
import { mountOutput } from "./output/output.js";
import { mountPanel } from "./panel/panel.js";
import { mountRail } from "./rail/rail.js";
import { mountStage } from "./stage/stage.js";
import { mountTransport } from "./transport.js";

/** @type {Record<string, import("../state/types").Mount>} keyed by the id of the region */
export const VIEWS = {
  header: mountHeader,
  rail: mountRail,
  stage: mountStage,
  output: mountOutput,
  panel: mountPanel,
  transport: mountTransport,
  chart: mountChart,
  live: mountLive,
  notices: mountNotices,
};
