import { dayStart, HOUR_MS, MINUTE_MS, minuteOfDay } from '../kernel/time.ts'

const BEGINS_MIN = 22 * 60
const ENDS_MIN = 8 * 60

/** When the night is over in which nobody's phone rings (UTC ms); null by day, 8:00 to 22:00 in Shanghai. */
export function nightEnds(at: number): number | null {
  const minute = minuteOfDay(at)
  if (minute >= ENDS_MIN && minute < BEGINS_MIN) return null
  const midnight = dayStart(at) + (minute >= BEGINS_MIN ? 24 * HOUR_MS : 0)
  return midnight + ENDS_MIN * MINUTE_MS
}
