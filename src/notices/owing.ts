import type { SQL } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { oweAll } from '../outbox/owing.ts'
import type { EventName } from './events.ts'
import { nightEnds } from './quiet.ts'

/** What somebody is to be told: of which event, about whom or what, and which time of it. */
export type Notice = { event: EventName; subject: string; occurrence?: string }

export const noticeKey = ({ event, subject, occurrence = '1' }: Notice): string =>
  `${event}:${subject}:${occurrence}`

/** A notice as a row of the outbox. It names its subject and nothing of a person. `nth`: asked for by staff. */
export const noticeEffect = (notice: Notice, now: number, nth = 1) => ({
  kind: 'notice.send' as const,
  subject: { kind: 'notice' as const, id: notice.subject },
  payload: {
    ...{ event: notice.event, subject: notice.subject, occurrence: notice.occurrence ?? '1' },
    nth: String(nth),
  },
  dedupeKey: `notice:${noticeKey(notice)}${nth === 1 ? '' : `:${nth}`}`,
  notBefore: nightEnds(now) ?? now,
})

/**
 * The statement that owes one notice or many, for the batch of the verb; each once, whoever owes it again. `when` is asked
 * inside the batch, behind a statement that may have changed nothing.
 */
export const notice = (db: Db, notices: Notice | Notice[], now: number, when?: SQL) =>
  oweAll(
    db,
    [notices].flat().map((each) => noticeEffect(each, now)),
    now,
    when,
  )
