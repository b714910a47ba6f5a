import type { Shelf } from '../cart/quote.ts'
import { shortLines } from '../cart/sharing.ts'
import { readShelf } from '../cart/shelf.ts'
import { failedOn } from '../db/failures.ts'
import { insert } from '../db/query.ts'
import type { Language } from '../i18n/texts.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { allocateFen, fen } from '../kernel/money.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts'
import { sha256, unseal } from '../kernel/secrets.ts'
import { DAY_MS, dayStart, MINUTE_MS } from '../kernel/time.ts'
import { INSTITUTION_CHANNEL, type Invoice, type OrderFreight, requiredConsents } from '../orders/order.ts'
import { type NewOrder, orderWrites, type SoldLine } from '../orders/writing.ts'
import type { Shop } from '../shop.ts'
import { type QuotationView, readQuotation } from './queries.ts'
import type { QuotationVersion } from './quotation.ts'
import { quotationOrders } from './schema.ts'
import { STEP_LOCK, stepQuotation } from './stepping.ts'

export type Acceptance = {
  /** The version the customer read. */
  version: number
  recipient: { name: string; phone: string; region: string; street: string }
  note: string
  invoice: Invoice | null
  consents: string[]
  language: Language
}

/** A step of the quotation and the last piece can each be lost once, and the shop be stopped. */
const AGAIN = [STEP_LOCK, 'stock_available', 'guard_holds'] as const
const TRIES = 3

export type AcceptedOrder = { id: string; number: string }

/**
 * Turns a quotation into an order at the quoted prices, once, with the days staff gave for paying: one read, one
 * decision, one batch. Accepting again answers the same order. Refusals: not_found; closed_for_now; too_late (its last day is over);
 * conflict (declined, or another version stands now); undeliverable (another province than quoted); consent_required;
 * not_sold; out_of_stock naming what is short.
 */
export async function acceptQuotation(
  shop: Shop,
  number: string,
  acceptance: Acceptance,
): Promise<Result<AcceptedOrder>> {
  // Read again after a lost race: then the other's outcome is the answer.
  for (let tries = 0; tries < TRIES; tries += 1) {
    const quotation = await readQuotation(shop, number)
    if (!quotation) return refuse({ code: 'not_found' })
    if (quotation.order) return ok(quotation.order)
    if (quotation.stopped) return refuse({ code: 'closed_for_now' })
    const { sent } = quotation
    if (quotation.state === 'expired') return refuse({ code: 'too_late' })
    if (!sent || quotation.state !== 'sent' || sent.version !== acceptance.version)
      return refuse({ code: 'conflict' })
    const shelf = await readShelf(
      shop,
      sent.lines.map(({ sku }) => sku),
    )
    const refusal = refusalOf(quotation, sent, shelf, acceptance)
    if (refusal) return refuse(refusal)
    const order = await orderFrom(shop, quotation, sent, shelf, acceptance)
    try {
      await write(shop, quotation, sent.version, order)
      return ok({ id: order.id, number: order.number })
    } catch (error) {
      if (!AGAIN.some((lock) => failedOn(error, lock))) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

async function write(shop: Shop, quotation: QuotationView, version: number, order: NewOrder): Promise<void> {
  const { db, now } = shop
  const at = { id: quotation.id, seq: quotation.seq, state: quotation.stored }
  const [event, state] = stepQuotation(db, at, 'accepted', 'customer', now) ?? []
  if (!event || !state) throw new Error(`a quotation cannot be accepted from ${quotation.stored}`)
  await db.batch([
    event,
    state,
    ...(await orderWrites(shop, order)),
    db.run(insert(quotationOrders).values({ quotationId: quotation.id, version, orderId: order.id })),
  ])
}

/** What was quoted may be sold by quotation only, out of season or off the freight table: staff agreed to it. */
function refusalOf(
  quotation: QuotationView,
  sent: QuotationVersion,
  shelf: Shelf,
  acceptance: Acceptance,
): Refusal | null {
  // The freight was quoted for one province.
  if (provinceOf(acceptance.recipient.region)?.code !== quotation.region.code)
    return { code: 'undeliverable', skus: sent.lines.map(({ sku }) => sku) }
  const gone = sent.lines.filter(({ sku }) => !shelf.sellables.has(sku))
  if (gone.length) return { code: 'not_sold', skus: gone.map(({ sku }) => sku) }
  const samples = sent.lines.filter(({ sku }) => shelf.sellables.get(sku)?.sample === 1)
  if (samples.length && !shelf.sellsSamples) return { code: 'sample', skus: samples.map(({ sku }) => sku) }
  const short = shortLines(sent.lines, shelf)
  if (short.length) return { code: 'out_of_stock', items: short }
  const missing = requiredConsents(sent.lines).filter((consent) => !acceptance.consents.includes(consent))
  return missing.length ? { code: 'consent_required', consents: missing } : null
}

async function orderFrom(
  shop: Shop,
  quotation: QuotationView,
  sent: QuotationVersion,
  shelf: Shelf,
  acceptance: Acceptance,
): Promise<NewOrder> {
  const { version, recipient, note, invoice, consents, language } = acceptance
  const lines = sent.lines.map(({ sku, quantity, unitPriceFen }): SoldLine => {
    const sellable = shelf.sellables.get(sku)!
    return { ...sellable, quantity, priceFen: unitPriceFen, amountFen: fen(quantity * unitPriceFen) }
  })
  return {
    id: newId('ord', shop.now),
    number: newOrderNumber(),
    keyHash: await sha256(`quotation:${quotation.id}`),
    requestHash: await sha256(`version:${version}`),
    channel: INSTITUTION_CHANNEL,
    ...{ recipient, note, invoice, consents, language },
    // Who receives is often another than who asked: a canteen, a warehouse. The order is theirs who asked.
    buyer: { phone: await unseal(shop.settings.phoneKey, quotation.phoneSealed) },
    shipOn: null,
    lines,
    freight: freightOf(lines, shelf, sent.freightFen),
    subtotalFen: sent.subtotalFen,
    freightFen: sent.freightFen,
    discountFen: 0,
    totalFen: sent.totalFen,
    // Whole days: the last one runs to the minute before its midnight.
    payBefore: dayStart(shop.now) + (sent.payWithinDays + 1) * DAY_MS - MINUTE_MS,
  }
}

/** One parcel group a storage, as the desk sends them; the quoted freight is split by weight. */
function freightOf(lines: SoldLine[], shelf: Shelf, freightFen: number): OrderFreight[] {
  const storages = [...new Set(lines.map((line) => line.storage))]
  const groups = storages.map((storage) => lines.filter((line) => line.storage === storage))
  const grams = groups.map((group) =>
    group.reduce((sum, line) => sum + shelf.sellables.get(line.sku)!.grossG * line.quantity, 0),
  )
  const fees = allocateFen(fen(freightFen), grams)
  return groups.map((group, index) => ({
    template: 'quotation',
    nameZh: storages[index] === 'cold' ? '冷链（按报价）' : '常温（按报价）',
    nameEn: storages[index] === 'cold' ? 'Cold chain (as quoted)' : 'Parcel (as quoted)',
    storage: storages[index]!,
    feeFen: fees[index]!,
    shipOn: null,
    skus: group.map((line) => line.sku),
  }))
}
