import type { VisitLine } from '../../adoption/season-queries.ts'
import { addDays, weekday } from '../../kernel/time.ts'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** The weeks of a month from Monday on; days of its neighbours are null. Pure. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`
  const start = addDays(first, 1 - weekday(first))
  const weeks: (string | null)[][] = []
  for (let monday = start; monday.slice(0, 7) <= month; monday = addDays(monday, 7))
    weeks.push(
      WEEKDAYS.map((_, day) => addDays(monday, day)).map((on) => (on.slice(0, 7) === month ? on : null)),
    )
  return weeks
}

type Props = { month: string; visits: VisitLine[]; today: string }

/** Who comes on which day, in numbers; a day with anything in it leads to its list below. */
export const VisitCalendar = ({ month, visits, today }: Props) => (
  <table class="visit-calendar">
    <caption class="visually-hidden">{month} 到园参观</caption>
    <thead>
      <tr>
        {WEEKDAYS.map((name) => (
          <th scope="col" abbr={`星期${name}`}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeksOf(month).map((week) => (
        <tr>{week.map((on) => (on === null ? <td /> : <Day on={on} visits={visits} today={today} />))}</tr>
      ))}
    </tbody>
  </table>
)

function Day({ on, visits, today }: { on: string } & Omit<Props, 'month'>) {
  const own = visits.filter((visit) => visit.wishedOn === on)
  const coming = own.filter(({ state }) => state === 'confirmed').reduce((sum, { guests }) => sum + guests, 0)
  const waiting = own.filter(({ state }) => state === 'requested').length
  const day = Number(on.slice(8))
  return (
    <td aria-current={on === today ? 'date' : undefined}>
      {own.length ? (
        <a href={`#day-${on}`}>
          <b>{day}</b>
          {coming ? <span>{coming}人来</span> : null}
          {waiting ? <span class="visit-waiting">{waiting}待回复</span> : null}
        </a>
      ) : (
        <span>{day}</span>
      )}
    </td>
  )
}
