import type { Holiday } from '../catalog/freight.ts'
import { addDays, civilDate, DAY_MS, HOUR_MS } from '../kernel/time.ts'
import type { Deadlines } from '../settings/deadlines.ts'
import { type ClaimEventKind, type ClaimState, isOver, silence } from './claim.ts'
import type { Claim } from './schema.ts'

export type Clocks = { deadlines: Deadlines; holidays: Holiday[] }

/** A buyer who declined a proposal waits no longer than this for the next word. */
const SECOND_ANSWER_MS = DAY_MS
/** A parcel that was signed for is looked at within this. */
const SIGNED_MS = 3 * DAY_MS

/** Until when the one whose turn it is may speak after an event at `at` (UTC ms); null when the claim is over. */
export function dueAfter(
  event: ClaimEventKind,
  next: ClaimState,
  before: Pick<Claim, 'dueAt'>,
  at: number,
  { deadlines, holidays }: Clocks,
): number | null {
  if (isOver(next)) return null
  if (event === 'person_asked') return before.dueAt
  const byShop = (ms: number) => withHolidays(at, ms, holidays)
  switch (next) {
    case 'asked':
      return byShop(event === 'declined' ? SECOND_ANSWER_MS : deadlines.claimAnswerHours * HOUR_MS)
    case 'proposed':
      return at + deadlines.claimProposalHours * HOUR_MS
    case 'awaiting_return':
    case 'refused':
      return at + deadlines[next === 'refused' ? 'claimAppealDays' : 'claimReturnDays'] * DAY_MS
    case 'returning':
      return event === 'signed'
        ? Math.min(before.dueAt ?? Number.POSITIVE_INFINITY, byShop(SIGNED_MS))
        : byShop(deadlines.claimReceiptDays * DAY_MS)
    default:
      return byShop(deadlines.claimAnswerHours * HOUR_MS)
  }
}

/** An instant `ms` after another, a day later for each day of rest on the way: holidays stretch the shop's time alone. */
export function withHolidays(at: number, ms: number, holidays: Holiday[]): number {
  const rests = (day: string) =>
    holidays.some(({ kind, firstOn, lastOn }) => kind === 'rest' && firstOn <= day && day <= lastOn)
  let due = at + ms
  for (let day = civilDate(at); day <= civilDate(due); day = addDays(day, 1)) if (rests(day)) due += DAY_MS
  return due
}

/** Whether a parcel that was promised did not leave in time, so that the buyer may have its money; tea has no price. */
export const isLate = (
  { state, dispatchId, dueAt }: Pick<Claim, 'state' | 'dispatchId' | 'dueAt'>,
  now: number,
): boolean => state === 'resending' && dispatchId === null && dueAt !== null && dueAt <= now

/** What silence has already decided at `now`, though nobody wrote it down yet; null when nothing. */
export const overdueEvent = (
  { state, kind, dueAt }: Pick<Claim, 'state' | 'kind' | 'dueAt'>,
  now: number,
): ReturnType<typeof silence> => (dueAt !== null && dueAt <= now ? silence(state, kind) : null)
