import { MINUTE_MS } from './time.ts'

/** Milliseconds to wait after the first failure, the second, …; after the last of them always as long again. */
export const WAITS_MS = [1, 5, 30, 120, 360].map((minutes) => minutes * MINUTE_MS)

/** How long to wait after `tries` failures, in milliseconds. */
export const waitMs = (tries: number): number => WAITS_MS[Math.min(Math.max(tries, 1), WAITS_MS.length) - 1]!
