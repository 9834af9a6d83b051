/** What the chart offers to whatever is drawn over it, or changes what it shows. */

import type { Range, Scale } from "./scale.js";

/** What this page shows of the run; nobody else's page does. */
export interface View {
  /** Of epochs; null is all of them. */
  range: Range | null;
  /** Whether the axis of losses is logarithmic. */
  log: boolean;
}

export interface Chart {
  root: HTMLElement;
  /** What takes the hand. */
  slider: HTMLElement;
  view: () => View;
  show: (next: Partial<View>) => void;
  /** Null until there are curves. */
  scale: () => Scale | null;
  /** The last epoch that is recorded of, begun or whole. */
  end: () => number;
  travel: (index: number) => Promise<void>;
}
