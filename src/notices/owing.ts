import type { SQL } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Effect } from '../outbox/effect.ts'
import { oweAll } from '../outbox/owing.ts'
import { EVENTS, type EventName } from './events.ts'
import { nightEnds } from './quiet.ts'

/** What somebody is to be told: of which event, about whom or what, and which time of it. */
export type Notice = { event: EventName; subject: string; occurrence?: string }

/** A route's place is part of its key: of an event that has been owed, further routes are added at the end. */
export const noticeKey = ({ event, subject, occurrence = '1' }: Notice, route = 0): string =>
  `${event}:${subject}:${occurrence}${route ? `#${route}` : ''}`
export const routeOf = (key: string): number => Number(/#(\d+)$/.exec(key)?.[1] ?? 0)

/** One route of a notice as a row of the outbox. It names its subject and nothing of a person. `nth`: asked for by staff. */
export const noticeEffect = (notice: Notice, now: number, { route = 0, nth = 1 } = {}): Effect => ({
  kind: 'notice.send',
  subject: { kind: 'notice', id: notice.subject },
  payload: {
    ...{ event: notice.event, subject: notice.subject, occurrence: notice.occurrence ?? '1' },
    ...{ nth: String(nth), ...(route ? { route: String(route) } : {}) },
  },
  dedupeKey: `notice:${noticeKey(notice, route)}${nth === 1 ? '' : `:${nth}`}`,
  notBefore: nightEnds(now) ?? now,
})

/**
 * The statement that owes one notice or many, for the batch of the verb; each once by each of its routes, whoever owes it
 * again. `when` is asked inside the batch, behind a statement that may have changed nothing.
 */
export const notice = (db: Db, notices: Notice | Notice[], now: number, when?: SQL) =>
  oweAll(
    db,
    [notices]
      .flat()
      .flatMap((each) => EVENTS[each.event].routes.map((_, route) => noticeEffect(each, now, { route }))),
    now,
    when,
  )
