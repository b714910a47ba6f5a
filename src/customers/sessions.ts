import { and, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int, remove, select, update } from '../db/query.ts'
import { newSecret, sha256 } from '../kernel/secrets.ts'
import { DAY_MS, HOUR_MS } from '../kernel/time.ts'
import { userSessions, users } from './schema.ts'

/** A shopper leaves by itself after 30 days without a visit, and after 90 in any case. */
const IDLE_MS = 30 * DAY_MS
export const LONGEST_MS = 90 * DAY_MS

export type Customer = { userId: string; phoneSealed: string; phoneHmac: string }

/** The statement that opens a session of whoever has this phone, and the secret for the cookie, of which the hash is kept. */
export async function openUserSession(
  db: Db,
  phoneHmac: string,
  now: number,
  by: 'phone' | 'wechat' = 'phone',
) {
  const token = newSecret()
  const statement = db.run(sql`INSERT INTO user_sessions (id_hash, user_id, created_at, seen_at, opened_by)
    SELECT ${await sha256(token)}, id, ${int(now)}, ${int(now)}, ${by} FROM users WHERE phone_hmac = ${phoneHmac}`)
  return { token, statement }
}

/** Whom a cookie stands for at this moment; null when for nobody any more. One row read. */
export async function readUserSession(db: Db, token: string, now: number): Promise<Customer | null> {
  const hash = await sha256(token)
  const { idHash, userId, seenAt, createdAt, openedBy } = userSessions
  const { phoneSealed, phoneHmac } = users
  const [row] = await db.all(
    select({ userId, seenAt, openedBy, phoneSealed, phoneHmac })
      .from(userSessions)
      .innerJoin(users, and(eq(users.id, userId), isNull(users.goneAt)))
      .where(and(eq(idHash, hash), gt(seenAt, now - IDLE_MS), gt(createdAt, now - LONGEST_MS))),
  )
  if (!row || row.phoneSealed === null || row.phoneHmac === null) return null
  // Written once an hour at most, so that reading a page does not always write. WeChat says nothing of who has the phone.
  if (row.seenAt < now - HOUR_MS)
    await db.batch([
      db.run(update(userSessions).set({ seenAt: now }).where(eq(idHash, hash))),
      ...(row.openedBy === 'phone'
        ? [db.run(update(users).set({ seenAt: now }).where(eq(users.id, row.userId)))]
        : []),
    ])
  return { userId: row.userId, phoneSealed: row.phoneSealed, phoneHmac: row.phoneHmac }
}

export const closeUserSession = async (db: Db, token: string) =>
  db.run(remove(userSessions).where(eq(userSessions.idHash, await sha256(token))))

/** The statement that ends every session of somebody, on whatever device. */
export const closeUserSessions = (db: Db, userId: string) =>
  db.run(remove(userSessions).where(eq(userSessions.userId, userId)))

/** The statement that ends what somebody's WeChat opened, but for the session of this secret, where they are now. */
export const closeWechatSessions = async (db: Db, userId: string, here: string) => {
  const { idHash, openedBy } = userSessions
  const opened = and(eq(userSessions.userId, userId), eq(openedBy, 'wechat'), ne(idHash, await sha256(here)))
  return [db.run(remove(userSessions).where(opened))] as const
}

export const forgetOldUserSessions = (db: Db, now: number) =>
  db.run(
    remove(userSessions).where(
      or(lt(userSessions.createdAt, now - LONGEST_MS), lt(userSessions.seenAt, now - IDLE_MS)),
    ),
  )
