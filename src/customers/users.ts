import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, remove, select, update } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { seal } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { users } from './schema.ts'

/** The statement that makes whoever has this phone a user, or notes that they came again. */
export async function welcome({ db, settings, now }: Shop, phone: string, phoneHmac: string) {
  const phoneSealed = await seal(settings.phoneKey, phone)
  return [
    db.run(
      insert(users)
        .values({ id: newId('usr', now), phoneSealed, phoneHmac, createdAt: now, seenAt: now })
        .onConflictDoUpdate({ target: users.phoneHmac, set: { seenAt: now } }),
    ),
  ] as const
}

/** When whoever has this phone was last here (UTC ms); null when nobody has it. */
export async function lastSeen(db: Db, phoneHmac: string): Promise<{ id: string; seenAt: number } | null> {
  const [row] = await db.all(
    select({ id: users.id, seenAt: users.seenAt }).from(users).where(eq(users.phoneHmac, phoneHmac)),
  )
  return row ?? null
}

/** The statement that takes a user's phone away for ever; what they own stays theirs and nobody's. */
export const letGo = (db: Db, userId: string, now: number) =>
  db.run(update(users).set({ phoneHmac: null, phoneSealed: null, goneAt: now }).where(eq(users.id, userId)))

/** The statement that deletes a user who owns nothing any more. */
export const forgetUser = (db: Db, userId: string) => db.run(remove(users).where(eq(users.id, userId)))

/** The statement that gives a user another phone, which was just proven; it breaks its batch on `user_phone_once` where somebody else has it. */
export async function takePhone(
  { db, settings, now }: Shop,
  userId: string,
  phone: string,
  phoneHmac: string,
) {
  const phoneSealed = await seal(settings.phoneKey, phone)
  return [
    db.run(update(users).set({ phoneSealed, phoneHmac, seenAt: now }).where(eq(users.id, userId))),
  ] as const
}
