import { sql } from 'drizzle-orm'
import type { CartItem } from '../cart/quote.ts'
import { failedOn } from '../db/failures.ts'
import type { Language } from '../i18n/texts.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { hmac, seal, sha256 } from '../kernel/secrets.ts'
import { CONSENT_VERSIONS, logConsents } from '../orders/consents.ts'
import { INSTITUTION_CHANNEL } from '../orders/order.ts'
import type { Shop } from '../shop.ts'
import { quotationToken } from './access.ts'
import type { Purpose } from './quotation.ts'

export type QuotationRequest = {
  unitName: string
  contactName: string
  /** Canonical, mobile or landline. */
  phone: string
  items: CartItem[]
  /** Goods and quantities in the unit's own words. */
  wanted: string
  /** Civil date. */
  deliverOn: string | null
  purpose: Purpose
  /** Province, six digits. */
  region: string
  note: string
  language: Language
}

export type Requested = { number: string; token: string }

/**
 * Keeps a unit's request. The same key makes one request, however often and however parallel it is sent; the privacy
 * consent is stored with the version of the text agreed to.
 */
export async function requestQuotation(
  shop: Shop,
  request: QuotationRequest,
  key: string,
): Promise<Requested> {
  const { db, settings, now } = shop
  const requestKey = await sha256(key)
  const id = newId('quo', now)
  const number = newOrderNumber()
  const consents = JSON.stringify([{ code: 'privacy', version: CONSENT_VERSIONS.privacy, at: now }])
  try {
    await db.batch([
      db.run(sql`
        INSERT INTO quotations (id, number, state, seq, request_key, language, unit_name, contact_name, phone_sealed,
          phone_hmac, items, wanted, deliver_on, purpose, region_code, note, consents, requested_at)
        VALUES (${id}, ${number}, 'draft', 1, ${requestKey}, ${request.language}, ${request.unitName},
          ${request.contactName}, ${await seal(settings.phoneKey, request.phone)},
          ${await hmac(settings.phonePepper, request.phone)}, ${JSON.stringify(request.items)}, ${request.wanted},
          ${request.deliverOn}, ${request.purpose}, ${request.region}, ${request.note}, ${consents}, ${now})`),
      db.run(sql`INSERT INTO quotation_events (quotation_id, seq, kind, at, actor, note)
        VALUES (${id}, 1, 'requested', ${now}, 'customer', '')`),
      logConsents(db, `quotation:${id}`, ['privacy'], INSTITUTION_CHANNEL, now),
    ])
  } catch (error) {
    if (!failedOn(error, 'quotations.request_key')) throw error
    const [known] = await db.all<{ id: string; number: string }>(
      sql`SELECT id, number FROM quotations WHERE request_key = ${requestKey}`,
    )
    if (!known) throw error
    return { number: known.number, token: await quotationToken(settings, known.id) }
  }
  return { number, token: await quotationToken(settings, id) }
}
