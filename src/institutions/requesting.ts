import { eq } from 'drizzle-orm'
import type { CartItem } from '../cart/quote.ts'
import { failedOn } from '../db/failures.ts'
import { insert, select } from '../db/query.ts'
import type { Language } from '../i18n/texts.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { seal, sha256 } from '../kernel/secrets.ts'
import { CONSENT_VERSIONS, logConsents } from '../orders/consents.ts'
import { INSTITUTION_CHANNEL } from '../orders/order.ts'
import type { Shop } from '../shop.ts'
import { quotationToken } from './access.ts'
import type { Purpose } from './quotation.ts'
import { quotationEvents, quotations } from './schema.ts'

export type QuotationRequest = {
  unitName: string
  contactName: string
  /** Canonical. */
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

const requested = { seq: 1, kind: 'requested', actor: 'customer', note: '' } as const

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
  const { language, unitName, contactName, wanted, deliverOn, purpose, note } = request
  const requestKey = await sha256(key)
  const id = newId('quo', now)
  const number = newOrderNumber()
  const consents = JSON.stringify([{ code: 'privacy', version: CONSENT_VERSIONS.privacy, at: now }])
  try {
    await db.batch([
      db.run(
        insert(quotations).values({
          ...{ id, number, requestKey, language, unitName, contactName, wanted, purpose, note, consents },
          state: 'draft',
          seq: 1,
          phoneSealed: await seal(settings.phoneKey, request.phone),
          phoneHmac: await phoneMark(settings.phonePepper, request.phone),
          items: JSON.stringify(request.items),
          deliverOn,
          regionCode: request.region,
          requestedAt: now,
        }),
      ),
      db.run(insert(quotationEvents).values({ ...requested, quotationId: id, at: now })),
      logConsents(db, `quotation:${id}`, ['privacy'], INSTITUTION_CHANNEL, now),
    ])
  } catch (error) {
    if (!failedOn(error, 'quotations.request_key')) throw error
    const [known] = await db.all(
      select({ id: quotations.id, number: quotations.number })
        .from(quotations)
        .where(eq(quotations.requestKey, requestKey)),
    )
    if (!known) throw error
    return { number: known.number, token: await quotationToken(settings, known.id) }
  }
  return { number, token: await quotationToken(settings, id) }
}
