import { sql } from 'drizzle-orm'
import { MAX_LINES, type Quote, type QuoteGroup, type QuoteLine, quote } from '../cart/quote.ts'
import { readShelf, shelfFrom, shelfStatements } from '../cart/shelf.ts'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { findDivision, provinceShortName } from '../kernel/divisions.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts'
import { hmac, seal, sha256 } from '../kernel/secrets.ts'
import { accessToken } from './access-token.ts'
import {
  type OrderFreight,
  PAY_WITHIN_MS,
  type PlacedOrder,
  type PlaceOrderRequest,
  requiredConsents,
  type Shop,
} from './order.ts'

type Known = {
  orderId: string
  requestHash: string
  number: string
  state: string
  totalFen: number
  payBefore: number
}

/**
 * Places an order: one read, one pure decision, one batch (order, lines, stock with its ledger, event, key).
 * Refusals: idempotency_mismatch, price_changed, out_of_stock, undeliverable, out_of_season, by_quotation,
 * not_sold, consent_required, too_many_open. The same key and body answer the same order again.
 */
export async function placeOrder(
  shop: Shop,
  request: PlaceOrderRequest,
  idempotencyKey: string,
): Promise<Result<PlacedOrder>> {
  const keyHash = await sha256(idempotencyKey)
  const requestHash = await sha256(JSON.stringify(request))
  const skus = request.items.map((item) => item.sku)
  const [known, rows, templates, holidays] = await shop.db.batch([
    knownStatement(shop, keyHash),
    ...shelfStatements(shop.db, skus, shop.now),
  ])
  if (known[0]) return replay(shop, known[0], requestHash)

  const division = findDivision(request.recipient.region)
  const province = division ? provinceShortName(division.province.name) : ''
  const decided = quote(
    request.items.slice(0, MAX_LINES),
    shelfFrom(rows, templates, holidays),
    province,
    shop.now,
  )
  const refusal = refusalOf(decided, request)
  if (refusal) return refuse(refusal)

  const id = newId('ord', shop.now)
  const number = newOrderNumber()
  try {
    await shop.db.batch(await writes(shop, request, decided, { id, number, keyHash, requestHash, province }))
  } catch (error) {
    return afterFailedWrite(shop, error, keyHash, requestHash, decided)
  }
  const token = await accessToken(shop.settings, id)
  const payBefore = shop.now + PAY_WITHIN_MS
  return ok({
    number,
    state: 'awaiting_payment',
    totalFen: decided.totalFen,
    payBefore,
    accessToken: token,
    replayed: false,
  })
}

const knownStatement = (shop: Shop, keyHash: string) =>
  shop.db.all<Known>(sql`
    SELECT k.order_id orderId, k.request_hash requestHash, o.number, o.state, o.total_fen totalFen,
      o.pay_before payBefore
    FROM idempotency_keys k JOIN orders o ON o.id = k.order_id WHERE k.key_hash = ${keyHash}`)

async function replay(shop: Shop, known: Known, requestHash: string): Promise<Result<PlacedOrder>> {
  if (known.requestHash !== requestHash) return refuse({ code: 'idempotency_mismatch' })
  return ok({
    number: known.number,
    state: known.state as PlacedOrder['state'],
    totalFen: known.totalFen,
    payBefore: known.payBefore,
    accessToken: await accessToken(shop.settings, known.orderId),
    replayed: true,
  })
}

function refusalOf(decided: Quote, request: PlaceOrderRequest): Refusal | null {
  const by = (reason: string) => decided.problems.filter((problem) => problem.reason === reason)
  for (const code of ['not_sold', 'by_quotation', 'out_of_season', 'undeliverable'] as const) {
    const skus = by(code).map((problem) => problem.sku)
    if (skus.length) return { code, skus }
  }
  const short = by('out_of_stock')
  if (short.length)
    return { code: 'out_of_stock', items: short.map(({ sku, available }) => ({ sku, available })) }
  const lines = decided.groups.flatMap((group) => group.lines)
  const missing = requiredConsents(lines).filter((consent) => !request.consents.includes(consent))
  if (missing.length) return { code: 'consent_required', consents: missing }
  if (request.expectedTotalFen !== null && request.expectedTotalFen !== decided.totalFen)
    return { code: 'price_changed', totalFen: decided.totalFen }
  return null
}

/** The batch failed as a whole: a constraint says why. Another order's key, the last piece, or the open limit. */
async function afterFailedWrite(
  shop: Shop,
  error: unknown,
  keyHash: string,
  requestHash: string,
  decided: Quote,
): Promise<Result<PlacedOrder>> {
  if (failedOn(error, 'too_many_open')) return refuse({ code: 'too_many_open' })
  if (failedOn(error, 'stock_available')) return refuse(await shortage(shop, decided))
  const [known] = await knownStatement(shop, keyHash)
  if (known) return replay(shop, known, requestHash)
  throw error
}

async function shortage(shop: Shop, decided: Quote): Promise<Refusal> {
  const lines = decided.groups.flatMap((group) => group.lines)
  const skus = lines.map((line) => line.sku)
  const shelf = await readShelf(shop.db, skus, shop.now)
  const items = lines
    .map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      available: shelf.sellables.get(line.sku)?.available ?? 0,
    }))
    .filter((line) => line.available < line.quantity)
    .map(({ sku, available }) => ({ sku, available }))
  // Lines that share a component can each look fine and still be too much together: then all are named.
  const named = lines.map((line) => ({
    sku: line.sku,
    available: shelf.sellables.get(line.sku)?.available ?? 0,
  }))
  return { code: 'out_of_stock', items: items.length ? items : named }
}

type Made = { id: string; number: string; keyHash: string; requestHash: string; province: string }

async function writes(shop: Shop, request: PlaceOrderRequest, decided: Quote, made: Made) {
  const { db, settings, now } = shop
  const { recipient } = request
  const lines = decided.groups.flatMap((group) => group.lines)
  const freight: OrderFreight[] = decided.groups.map((group) => ({
    template: group.template.code,
    nameZh: group.template.nameZh,
    nameEn: group.template.nameEn,
    storage: group.storage,
    feeFen: group.freightFen,
    shipOn: shipOnOf(group, request.shipOn),
    skus: group.lines.map((line) => line.sku),
  }))
  const address = `${recipient.region}|${recipient.street.normalize('NFKC').replace(/\s/g, '')}`
  const drawn = drawnStock(lines)
  return [
    db.run(sql`INSERT INTO idempotency_keys (key_hash, request_hash, order_id, at)
      VALUES (${made.keyHash}, ${made.requestHash}, ${made.id}, CAST(${now} AS INTEGER))`),
    db.run(sql`
      INSERT INTO orders (id, number, state, seq, channel, language, subtotal_fen, freight_fen, discount_fen,
        total_fen, recipient_name, phone_sealed, phone_hmac, address_hmac, region_code, street, ship_on, note,
        invoice, consents, freight, placed_at, pay_before, phone_tail)
      VALUES (${made.id}, ${made.number}, 'awaiting_payment', 1, ${request.channel}, ${request.language},
        ${decided.subtotalFen}, ${decided.freightFen}, ${decided.discountFen}, ${decided.totalFen},
        ${recipient.name}, ${await seal(settings.phoneKey, recipient.phone)},
        ${await hmac(settings.phonePepper, recipient.phone)}, ${await hmac(settings.phonePepper, address)},
        ${recipient.region}, ${recipient.street}, ${request.shipOn}, ${request.note},
        ${request.invoice ? JSON.stringify(request.invoice) : null}, ${JSON.stringify(request.consents)},
        ${JSON.stringify(freight)}, ${now}, ${now + PAY_WITHIN_MS}, ${recipient.phone.slice(-4)})`),
    db.run(sql`INSERT INTO order_events VALUES (${made.id}, 1, 'placed', ${now}, 'shopper')`),
    ...lines.map((line, index) => insertLine(db, made.id, index + 1, line)),
    // One statement a SKU reads exactly the row it changes; a joined update would read the list again for each.
    ...drawn.flatMap(({ sku, quantity }) => [
      db.run(
        sql`UPDATE variants SET available = available - CAST(${quantity} AS INTEGER) WHERE sku = ${sku}`,
      ),
      db.run(sql`INSERT INTO stock_movements VALUES (${sku}, ${made.id}, 'reserved', ${quantity}, ${now})`),
    ]),
  ] as const
}

/** A line keeps what was sold: title, spec and price as they were. */
const insertLine = (db: Db, orderId: string, line: number, sold: QuoteLine) =>
  db.run(sql`
    INSERT INTO order_lines (order_id, line, sku, slug, title_zh, title_en, spec_zh, spec_en, picture, family,
      origin_code, storage, return_rule, sample, quantity, unit_price_fen, amount_fen, stock)
    VALUES (${orderId}, ${line}, ${sold.sku}, ${sold.slug}, ${sold.titleZh}, ${sold.titleEn}, ${sold.specZh},
      ${sold.specEn}, ${sold.picture}, ${sold.family}, ${sold.originCode}, ${sold.storage}, ${sold.returnRule},
      ${sold.sample}, ${sold.quantity}, ${sold.priceFen}, ${sold.amountFen}, ${JSON.stringify(sold.stock)})`)

/** The day chosen for cold goods; otherwise the last day of the lead time the cart promised. */
function shipOnOf(group: QuoteGroup, chosen: string | null): string | null {
  if (group.storage === 'cold' && chosen && group.shipDates.includes(chosen)) return chosen
  const { rules } = group.template
  const spread = rules.kind === 'weight' ? rules.leadDays[1] - rules.leadDays[0] : 0
  return group.shipDates[spread] ?? null
}

/** Pieces drawn per stocked SKU over all lines, bundles taken apart. */
export function drawnStock(lines: { quantity: number; stock: { sku: string; quantity: number }[] }[]) {
  const drawn = new Map<string, number>()
  for (const line of lines)
    for (const part of line.stock)
      drawn.set(part.sku, (drawn.get(part.sku) ?? 0) + part.quantity * line.quantity)
  return [...drawn].map(([sku, quantity]) => ({ sku, quantity }))
}
