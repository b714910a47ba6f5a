import { HOLD_MINUTES } from '../kernel/limits.ts'
import { MINUTE_MS } from '../kernel/time.ts'

/** How long a plot is kept for somebody who is still choosing. */
export const HOLD_MS = HOLD_MINUTES * MINUTE_MS

export type PlotState = 'available' | 'held' | 'adopted'

/** What stands between a plot and a buyer in one season, as queries read it. */
export type ClaimRow = {
  open: number
  /** Null without a claim. */
  claimedAt: number | null
  /** Null without a claim, or when it is for good. */
  expiresAt: number | null
  /** The plot was adopted the season before and its adopter comes first until the window ends. */
  reserved: number
}

/** Pure; time decides, no job: a claim past its end is no claim. A plot kept back or reserved counts as held. */
export function plotState(row: ClaimRow, now: number): PlotState {
  if (row.claimedAt !== null && row.expiresAt === null) return 'adopted'
  if (row.expiresAt !== null && row.expiresAt > now) return 'held'
  return row.open === 1 && row.reserved === 0 ? 'available' : 'held'
}
