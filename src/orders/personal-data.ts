import { sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { findDivision } from '../kernel/divisions.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { hmac, seal, unseal } from '../kernel/secrets.ts'
import { formatInstant } from '../kernel/time.ts'
import type { Shop } from './order.ts'

type Kept = {
  id: string
  seq: number
  state: string
  number: string
  name: string
  phoneSealed: string
  regionCode: string
  street: string
  note: string
  invoice: string | null
  consents: string
  placedAt: number
  forgottenAt: number | null
}

async function keptOf({ db }: Shop, number: string): Promise<Kept | null> {
  const [row] = await db.all<Kept>(sql`
    SELECT id, seq, state, number, recipient_name name, phone_sealed phoneSealed, region_code regionCode, street, note,
      invoice, consents, placed_at placedAt, forgotten_at forgottenAt FROM orders WHERE number = ${number}`)
  return row ?? null
}

/** Everything an order holds about its buyer, unmasked (个人信息保护法 §45); null when there is no such order. */
export async function exportPersonalData(shop: Shop, number: string) {
  const kept = await keptOf(shop, number)
  if (!kept) return null
  const division = findDivision(kept.regionCode)
  return {
    number: kept.number,
    placedAt: formatInstant(kept.placedAt),
    recipient: {
      name: kept.name,
      phone: await unseal(shop.settings.phoneKey, kept.phoneSealed),
      region: division ? [division.province.name, division.city.name, division.district.name] : [],
      street: kept.street,
    },
    note: kept.note,
    invoice: kept.invoice ? JSON.parse(kept.invoice) : null,
    consents: JSON.parse(kept.consents),
    deletedAt: kept.forgottenAt === null ? null : formatInstant(kept.forgottenAt),
  }
}

/**
 * Takes name, phone, street and note out of an order that is over (个人信息保护法 §47). What was sold, for how much and
 * to which province stays: records of a sale are kept for three years (电子商务法 §31). Refusals: not_found; conflict
 * while the order still needs the address, or when somebody changed it at this moment.
 */
export async function forgetBuyer(shop: Shop, number: string): Promise<Result<null>> {
  const { db, settings, now } = shop
  const kept = await keptOf(shop, number)
  if (!kept) return refuse({ code: 'not_found' })
  if (kept.forgottenAt !== null) return ok(null)
  const [off] = await db.all(sql`SELECT 1 FROM order_cancellations WHERE order_id = ${kept.id}`)
  if (kept.state !== 'completed' && kept.state !== 'cancelled' && !off) return refuse({ code: 'conflict' })
  // Random marks instead of the old ones: nothing links the order to a phone or an address any more.
  const mark = () => hmac(settings.phonePepper, crypto.randomUUID())
  const invoice = kept.invoice
    ? JSON.stringify({ ...JSON.parse(kept.invoice), email: '', ...titleless(kept.invoice) })
    : null
  const seq = kept.seq + 1
  try {
    await db.batch([
      db.run(
        sql`INSERT INTO order_events VALUES (${kept.id}, ${seq}, 'personal_data_deleted', ${now}, 'shopper')`,
      ),
      db.run(sql`UPDATE orders SET seq = ${seq}, recipient_name = '—', phone_sealed = ${await seal(settings.phoneKey, '')},
        phone_hmac = ${await mark()}, address_hmac = ${await mark()}, street = '', note = '', phone_tail = NULL,
        region_code = ${`${kept.regionCode.slice(0, 2)}0000`}, invoice = ${invoice}, forgotten_at = ${now}
        WHERE id = ${kept.id}`),
    ])
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** A person's invoice names the person; a company's is the company's. */
const titleless = (invoice: string): { title?: string } =>
  (JSON.parse(invoice) as { kind: string }).kind === 'personal' ? { title: '' } : {}
