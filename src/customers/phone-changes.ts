import { eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, int, remove } from '../db/query.ts'
import { seal } from '../kernel/secrets.ts'
import { DAY_MS } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { type PhoneChange, phoneChanges } from './schema.ts'

/** Whoever has the old phone has so long to object. */
export const OBJECTION_MS = DAY_MS
/** What nobody took after its day is void. */
const STANDS_MS = 7 * DAY_MS
const KEPT_MS = 180 * DAY_MS

const WAITS = sql`ended_at IS NULL`
const end = (db: Db, outcome: PhoneChange['outcome'], which: ReturnType<typeof sql>, now: number) =>
  db.run(
    sql`UPDATE phone_changes SET ended_at = ${int(now)}, outcome = ${outcome}, new_hmac = NULL WHERE ${WAITS} AND ${which}`,
  )

/** The statements that note a change; its day begins once the old phone was told. One of the account that is void makes room. */
export const noteChange = (
  db: Db,
  change: Pick<PhoneChange, 'id' | 'userId' | 'newHmac' | 'tail' | 'staffId'>,
  now: number,
) =>
  [
    end(db, 'stopped', sql`user_id = ${change.userId} AND due_at <= ${int(now - STANDS_MS)}`, now),
    db.run(insert(phoneChanges).values({ ...change, askedAt: now })),
  ] as const

export const noteTold = (db: Db, id: string, now: number) =>
  db.run(
    sql`UPDATE phone_changes SET due_at = ${int(now + OBJECTION_MS)} WHERE id = ${id} AND ${WAITS} AND due_at IS NULL`,
  )

/** The statement of a change that is called off; `untold`: the old phone could not be told. */
export const stopChange = (db: Db, id: string, outcome: 'stopped' | 'untold', now: number) =>
  end(db, outcome, sql`id = ${id}`, now)

/** The statement by which an account's own owner objects. */
export const objectTo = (db: Db, userId: string, now: number) =>
  end(db, 'objected', sql`user_id = ${userId}`, now)

/**
 * The statements of whoever proved a phone, before they are let in. The new phone of a change whose day is over takes its
 * account: no session goes on, and no WeChat, which may be on the lost phone. An old phone that is there after all objects.
 */
export async function settleChanges({ db, settings, now }: Shop, phone: string, phoneHmac: string) {
  const due = sql`new_hmac = ${phoneHmac} AND ${WAITS} AND due_at BETWEEN ${int(now - STANDS_MS)} AND ${int(now)}`
  const moved = sql`(SELECT p.user_id FROM phone_changes p CROSS JOIN users u ON u.id = p.user_id
    WHERE ${due} AND u.phone_hmac = ${phoneHmac})`
  return [
    db.run(sql`UPDATE users SET phone_hmac = ${phoneHmac}, phone_sealed = ${await seal(settings.phoneKey, phone)}
      WHERE id = (SELECT user_id FROM phone_changes WHERE ${due}) AND gone_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM users u WHERE u.phone_hmac = ${phoneHmac})`),
    db.run(sql`DELETE FROM user_sessions WHERE user_id = ${moved}`),
    db.run(sql`DELETE FROM user_wechats WHERE user_id = ${moved}`),
    end(db, 'taken', sql`user_id = ${moved}`, now),
    end(db, 'objected', sql`user_id = (SELECT id FROM users WHERE phone_hmac = ${phoneHmac})`, now),
  ] as const
}

/** The change that waits of an account; null when none does. */
export async function readWaiting(db: Db, userId: string) {
  const [row] = await db.all<Pick<PhoneChange, 'id' | 'tail' | 'dueAt'>>(
    sql`SELECT id, tail, due_at dueAt FROM phone_changes WHERE user_id = ${userId} AND ${WAITS}`,
  )
  return row ?? null
}

/** The newest changes with who noted them. */
export const listChanges = (db: Db, limit: number) =>
  db.all<Pick<PhoneChange, 'id' | 'tail' | 'askedAt' | 'dueAt' | 'endedAt' | 'outcome'> & { by: string }>(sql`
    SELECT p.id, p.tail, p.asked_at askedAt, p.due_at dueAt, p.ended_at endedAt, p.outcome, s.name "by"
    FROM phone_changes p CROSS JOIN staff s ON s.id = p.staff_id ORDER BY p.id DESC LIMIT ${int(limit)}`)

/** The statement that forgets them with their account. */
export const dropChanges = (db: Db, userId: string) =>
  db.run(remove(phoneChanges).where(eq(phoneChanges.userId, userId)))

export const forgetOldChanges = (db: Db, now: number) =>
  db.run(remove(phoneChanges).where(lt(phoneChanges.endedAt, now - KEPT_MS)))
