import { sql } from 'drizzle-orm'
import type { Settings } from '../env.ts'
import { hmac, sameSecret } from '../kernel/secrets.ts'
import type { Shop } from '../orders/order.ts'

/** The right to read and answer one quotation: 256 bits derived from its id, as with orders. */
export const quotationToken = (settings: Settings, quotationId: string): Promise<string> =>
  hmac(settings.sessionSecret, `quotation-access:1:${quotationId}`)

/** Whether a token opens a quotation; the same answer for a wrong token and an unknown number. */
export async function opensQuotation(shop: Shop, number: string, token: string): Promise<boolean> {
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM quotations WHERE number = ${number}`)
  return row ? sameSecret(await quotationToken(shop.settings, row.id), token) : false
}
