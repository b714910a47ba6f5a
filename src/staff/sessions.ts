import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { sha256 } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { audit } from './auditing.ts'

/** Staff leave by themselves after half an hour without a click and after eight hours in any case. */
const IDLE_MS = 30 * MINUTE_MS
const LONGEST_MS = 8 * 60 * MINUTE_MS

export type StaffSession = { staffId: string; name: string; login: string; role: string; sample: number }

/** The statement that opens a session, and the secret for the cookie: 256 random bits, of which we keep the hash. */
export async function openSession(db: Db, staff: { id: string; epoch: number }, now: number) {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const token = btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
  const statement = db.run(sql`
    INSERT INTO staff_sessions VALUES (${await sha256(token)}, ${staff.id}, ${staff.epoch}, ${now}, ${now})`)
  return { token, statement }
}

/** Who a cookie stands for, with the role of this very moment; null when it no longer does. One row read. */
export async function readSession(db: Db, token: string, now: number): Promise<StaffSession | null> {
  const hash = await sha256(token)
  const [row] = await db.all<StaffSession & { seenAt: number }>(sql`
    SELECT s.id staffId, s.name, s.login, s.role, s.sample, t.seen_at seenAt FROM staff_sessions t
    JOIN staff s ON s.id = t.staff_id AND s.epoch = t.epoch
    WHERE t.id_hash = ${hash} AND t.seen_at > ${now - IDLE_MS} AND t.created_at > ${now - LONGEST_MS}`)
  if (!row) return null
  // Written once a minute at most, so that reading a page does not always write.
  if (row.seenAt < now - MINUTE_MS)
    await db.run(sql`UPDATE staff_sessions SET seen_at = ${now} WHERE id_hash = ${hash}`)
  const { seenAt: _seen, ...session } = row
  return session
}

export const closeSession = async (db: Db, token: string) =>
  db.run(sql`DELETE FROM staff_sessions WHERE id_hash = ${await sha256(token)}`)

/** Ends every session of somebody at once, on whatever machine. */
export const closeAllSessions = (db: Db, staffId: string) => [
  db.run(sql`UPDATE staff SET epoch = epoch + 1 WHERE id = ${staffId}`),
  db.run(sql`DELETE FROM staff_sessions WHERE staff_id = ${staffId}`),
]

export const forgetOldSessions = (db: Db, now: number) =>
  db.run(sql`DELETE FROM staff_sessions WHERE created_at < ${now - LONGEST_MS}`)

/** Ends one's own sessions, on whatever machine, and records it. */
export const signOutEverywhere = ({ db, now }: { db: Db; now: number }, staffId: string) =>
  db.batch([
    ...closeAllSessions(db, staffId),
    audit(db, { staffId, verb: 'staff.signed_out_everywhere', object: `staff:${staffId}` }, now),
  ])
