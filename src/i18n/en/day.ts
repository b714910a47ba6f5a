import { monthName } from './months.ts'

/** A civil date in full, a time behind it kept: 28 February 2027. */
export const day = (on: string): string =>
  `${Number(on.slice(8, 10))} ${monthName(Number(on.slice(5, 7)))} ${on.slice(0, 4)}${on.slice(10)}`
