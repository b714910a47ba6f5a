/** Whether one of them is a sample: not for sale, and its figures are examples. */
export const anySample = (rows: { sample: number | boolean }[]): boolean =>
  rows.some(({ sample }) => Boolean(sample))
