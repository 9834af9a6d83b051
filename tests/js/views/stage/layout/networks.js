/** Stages of some sizes, and networks to be laid out on them. */

export const DESKTOP = { width: 846, height: 668 };
export const LAPTOP = { width: 686, height: 488 };
export const PHONE = { width: 390, height: 520 };
export const SIDEWAYS = { width: 844, height: 178 };
export const NETWORKS = [
  [2, 1],
  [2, 4, 2, 1],
  [7, 8, 8, 1],
  [2, 8, 8, 8, 8, 8, 8, 1],
  [13, 8, 3],
  [64, 32, 16, 10],
  [64, 128, 64, 10],
];
