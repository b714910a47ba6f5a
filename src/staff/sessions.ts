import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, remove, select, update } from '../db/query.ts'
import { newSecret, sha256 } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { audit } from './auditing.ts'
import { type Staff, staff, staffSessions } from './schema.ts'

/** Staff leave by themselves after half an hour without a click and after eight hours in any case. */
const IDLE_MS = 30 * MINUTE_MS
const LONGEST_MS = 8 * 60 * MINUTE_MS

export type StaffSession = Pick<Staff, 'name' | 'login' | 'role' | 'sample'> & { staffId: string }

/** The statement that opens a session, and the secret for the cookie: 256 random bits, of which we keep the hash. */
export async function openSession(db: Db, { id, epoch }: Pick<Staff, 'id' | 'epoch'>, now: number) {
  const token = newSecret()
  const session = { idHash: await sha256(token), staffId: id, epoch, createdAt: now, seenAt: now }
  const statement = db.run(insert(staffSessions).values(session))
  return { token, statement }
}

/** Who a cookie stands for, with the role of this very moment; null when it no longer does. One row read. */
export async function readSession(db: Db, token: string, now: number): Promise<StaffSession | null> {
  const hash = await sha256(token)
  const { idHash, seenAt, createdAt } = staffSessions
  const { id: staffId, name, login, role, sample } = staff
  const [row] = await db.all(
    select({ staffId, name, login, role, sample, seenAt })
      .from(staffSessions)
      .innerJoin(staff, and(eq(staff.id, staffSessions.staffId), eq(staff.epoch, staffSessions.epoch)))
      .where(and(eq(idHash, hash), gt(seenAt, now - IDLE_MS), gt(createdAt, now - LONGEST_MS))),
  )
  if (!row) return null
  // Written once a minute at most, so that reading a page does not always write.
  if (row.seenAt < now - MINUTE_MS)
    await db.run(update(staffSessions).set({ seenAt: now }).where(eq(idHash, hash)))
  const { seenAt: _seen, ...session } = row
  return session
}

export const closeSession = async (db: Db, token: string) =>
  db.run(remove(staffSessions).where(eq(staffSessions.idHash, await sha256(token))))

/** Ends every session of somebody at once, on whatever machine. */
export const closeAllSessions = (db: Db, staffId: string) => [
  db.run(
    update(staff)
      .set({ epoch: sql`${staff.epoch} + 1` })
      .where(eq(staff.id, staffId)),
  ),
  db.run(remove(staffSessions).where(eq(staffSessions.staffId, staffId))),
]

export const forgetOldSessions = (db: Db, now: number) =>
  db.run(remove(staffSessions).where(lt(staffSessions.createdAt, now - LONGEST_MS)))

/** Ends one's own sessions, on whatever machine, and records it. */
export const signOutEverywhere = ({ db, now }: { db: Db; now: number }, staffId: string) =>
  db.batch([
    ...closeAllSessions(db, staffId),
    audit(db, { staffId, verb: 'staff.signed_out_everywhere', object: `staff:${staffId}` }, now),
  ])
