/** Whether one of them is a sample: not for sale, and its figures are examples. */
export const anySample = (rows: { sample: number | boolean }[]): boolean =>
  rows.some(({ sample }) => Boolean(sample))

/** Whether samples may be ordered: what is paid in production is real money, and their prices are examples. */
export const sellsSamples = ({ production }: { production: boolean }): boolean => !production
