/** What the chart offers to whatever is drawn over it, or changes what it shows. */

/** @import { Range, Scale } from "./scale.js" */

/**
 * @typedef {object} View what this page shows of the run; nobody else's page does
 * @property {Range | null} range of epochs; null is all of them
 * @property {boolean} log whether the axis of losses is logarithmic
 */

/**
 * @typedef {object} Chart
 * @property {HTMLElement} root
 * @property {HTMLElement} slider what takes the hand
 * @property {() => View} view
 * @property {(next: Partial<View>) => void} show
 * @property {() => Scale | null} scale null until there are curves
 * @property {() => number} end the last epoch that is recorded of, begun or whole
 * @property {(index: number) => Promise<void>} travel
 */

export {};
