import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int, remove, select } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { hmac, seal, unseal } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { userAddresses } from './schema.ts'

/** Addresses one account keeps; a trigger insists on it. */
export const MOST_ADDRESSES = 20

/** As an order's recipient: `region` is a 6-digit division code, `phone` is canonical. */
export type Address = { name: string; phone: string; region: string; street: string }
export type KeptAddress = Address & { id: string }

/** Keeps an address for further orders; one that is there already, or one too many, changes nothing. */
export async function keepAddress({ db, settings, now }: Shop, userId: string, address: Address) {
  const { name, phone, region, street } = address
  const text = JSON.stringify({ name, phone, region, street })
  const mark = await hmac(settings.phonePepper, `address:${userId}:${text}`)
  await db.run(sql`INSERT INTO user_addresses (id, user_id, sealed, mark, at)
    SELECT ${newId('adr', now)}, id, ${await seal(settings.phoneKey, text)}, ${mark}, ${int(now)}
    FROM users WHERE id = ${userId} AND (SELECT count(*) FROM user_addresses WHERE user_id = ${userId}) < ${MOST_ADDRESSES}
    ON CONFLICT (user_id, mark) DO NOTHING`)
}

/** Somebody's addresses, the newest first. */
export async function readAddresses({ db, settings }: Shop, userId: string): Promise<KeptAddress[]> {
  const { id, sealed } = userAddresses
  const rows = await db.all(
    select({ id, sealed }).from(userAddresses).where(eq(userAddresses.userId, userId)),
  )
  const read = rows.map(async (row) => ({
    id: row.id,
    ...(JSON.parse(await unseal(settings.phoneKey, row.sealed)) as Address),
  }))
  return (await Promise.all(read)).sort((a, b) => b.id.localeCompare(a.id))
}

/** Forgets one of somebody's own addresses. */
export const dropAddress = (db: Db, userId: string, id: string) =>
  db.run(remove(userAddresses).where(and(eq(userAddresses.id, id), eq(userAddresses.userId, userId))))

/** The statement that forgets all of them. */
export const dropAddresses = (db: Db, userId: string) =>
  db.run(remove(userAddresses).where(eq(userAddresses.userId, userId)))
