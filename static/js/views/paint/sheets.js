/** Both sheets, which come together. */

export { openDrawing } from "./drawing.js";
export { openPoints } from "./points.js";
