import { eq, sql } from 'drizzle-orm'
import { select } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { hmac, sameSecret } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import { findByPair } from '../orders/access.ts'
import type { Shop } from '../shop.ts'
import { type QuotationState, stateOn } from './quotation.ts'
import { type QuotationRow, quotations } from './schema.ts'

/** The right to read and answer one quotation: 256 bits derived from its id, as with orders. */
export const quotationToken = (settings: Settings, quotationId: string): Promise<string> =>
  hmac(settings.sessionSecret, `quotation-access:1:${quotationId}`)

/** Whether a token opens a quotation; the same answer for a wrong token and an unknown number. */
export async function opensQuotation(shop: Shop, number: string, token: string): Promise<boolean> {
  const [row] = await shop.db.all(
    select({ id: quotations.id }).from(quotations).where(eq(quotations.number, number)),
  )
  return row ? sameSecret(await quotationToken(shop.settings, row.id), token) : false
}

/** Look-up of a request or quotation by number and phone, with the limits of an order's. */
export async function findQuotation(shop: Shop, number: string, phone: string, ip: string) {
  const found = await findByPair(shop, 'quotations', { number, phone }, ip)
  return found === 'rate_limited' || !found
    ? found
    : { number: found.number, token: await quotationToken(shop.settings, found.id) }
}

export type HeldQuotation = Pick<QuotationRow, 'number' | 'unitName' | 'requestedAt'> & {
  state: QuotationState
}

/** The requests a browser holds the right to, newest first, in one round trip; a wrong token shows nothing. */
export async function readHeldQuotations(
  shop: Shop,
  held: { number: string; token: string }[],
): Promise<HeldQuotation[]> {
  if (!held.length) return []
  type Row = HeldQuotation & Pick<QuotationRow, 'id' | 'validUntil'>
  const rows = await shop.db.all<Row>(sql`
    SELECT q.id, q.number, q.unit_name unitName, q.state, q.valid_until validUntil, q.requested_at requestedAt
    FROM json_each(${JSON.stringify(held.map(({ number }) => number))}) j
    CROSS JOIN quotations q ON q.number = j.value ORDER BY q.id DESC`)
  const tokens = await Promise.all(rows.map(({ id }) => quotationToken(shop.settings, id)))
  return rows
    .filter(({ number }, at) =>
      sameSecret(tokens[at]!, held.find((key) => key.number === number)?.token ?? ''),
    )
    .map((row) => ({ ...row, state: stateOn(row, civilDate(shop.now)) }))
}
