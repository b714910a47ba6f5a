import { addDays, weekday } from '../kernel/time.ts'
import type { Holiday } from './freight.ts'

/** The civil date so many working days after another: weekends and holidays do not count, make-up workdays do. Pure. */
export function workdayAfter(on: string, days: number, calendar: Holiday[]): string {
  const is = (kind: Holiday['kind'], day: string) =>
    calendar.some((own) => own.kind === kind && own.firstOn <= day && day <= own.lastOn)
  const works = (day: string) => !is('rest', day) && (weekday(day) <= 5 || is('work', day))
  let day = on
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (works(day)) left -= 1
  }
  return day
}
