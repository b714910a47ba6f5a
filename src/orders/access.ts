import { eq, sql } from 'drizzle-orm'
import { signedIn } from '../customers/current.ts'
import { select } from '../db/query.ts'
import type { Ctx } from '../http/context.ts'
import { heldKeys, keepKey } from '../http/keyring.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { parsePhone } from '../kernel/phone.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { sameSecret } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { accessToken, opens } from './access-token.ts'
import { countTry } from './lookup-limits.ts'
import { ownsOrder } from './owning.ts'
import { type Order, orders } from './schema.ts'

export { accessToken } from './access-token.ts'

/** Whether this browser holds the right to read the order: a key of its own, or as whoever is signed in and owns it. */
export async function mayRead(c: Ctx, number: string): Promise<boolean> {
  return (await holdsKey(c, number)) || ownsOrder(c.var.visit.db, await signedIn(c), number)
}

/** Whether this browser has a key of the order, whoever is signed in. */
export async function holdsKey(c: Ctx, number: string): Promise<boolean> {
  const pair = heldKeys(c, 'orders').find((entry) => entry.number === number)
  return pair ? tokenOpens(c.var.visit, number, pair.token) : false
}

/** Whether a token opens an order; the same answer for a wrong token and an unknown number. */
export async function tokenOpens(shop: Shop, number: string, token: string): Promise<boolean> {
  const [row] = await shop.db.all(select({ id: orders.id }).from(orders).where(eq(orders.number, number)))
  return row ? opens(shop.settings, row.id, token) : false
}

/** Remembers the right in an HttpOnly cookie, the last ten orders at most. */
export const grantAccess = (c: Ctx, number: string, token: string): void =>
  keepKey(c, 'orders', number, token)

/** Look-up of an order by number and phone, as `findByPair` does it. */
export async function findByPhone(shop: Shop, number: string, phone: string, ip: string) {
  const found = await findByPair(shop, 'orders', { number, phone }, ip)
  return found === 'rate_limited' || !found
    ? found
    : { number: found.number, token: await accessToken(shop.settings, found.id) }
}

/** What is looked up, and the name its tries are counted under. */
const LOOKED_UP = { orders: 'lookup', quotations: 'quotation-lookup' } as const

/**
 * Look-up by number and phone. One same null for every wrong pair; only wrong tries are counted, so that neither one
 * address nor many get through, and none locks the owner out (decision 0027).
 */
export async function findByPair(
  shop: Shop,
  table: keyof typeof LOOKED_UP,
  { number, phone }: { number: string; phone: string },
  ip: string,
): Promise<{ id: string; number: string } | 'rate_limited' | null> {
  const { db, settings } = shop
  const canonical = parseOrderNumber(number) ?? ''
  const given = await phoneMark(settings.phonePepper, parsePhone(phone) ?? '')
  const counted = await countTry(shop, LOOKED_UP[table], canonical || number, ip)
  if (!counted) return 'rate_limited'
  const [row] = await db.all<Pick<Order, 'id' | 'phoneHmac'>>(
    sql`SELECT id, phone_hmac phoneHmac FROM ${sql.identifier(table)} WHERE number = ${canonical}`,
  )
  const right = sameSecret(row?.phoneHmac ?? given.replace(/./g, '-'), given)
  if (!row || !right) return null
  await counted.takeBack()
  return { id: row.id, number: canonical }
}
