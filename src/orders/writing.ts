import { sql } from 'drizzle-orm'
import { adoptionRows, claimPlots, type NewAdoption } from '../adoption/adopting.ts'
import type { QuoteLine } from '../cart/quote.ts'
import type { Db } from '../db/client.ts'
import { insert, int } from '../db/query.ts'
import type { Language } from '../i18n/texts.ts'
import { fen } from '../kernel/money.ts'
import { networkMark } from '../kernel/network.ts'
import { numberOf } from '../kernel/phone.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { seal } from '../kernel/secrets.ts'
import { redeemCode } from '../promotions/redeeming.ts'
import { insistOpen } from '../settings/selling.ts'
import type { Shop } from '../shop.ts'
import { logConsents } from './consents.ts'
import { type Buyer, INSTITUTION_CHANNEL, type Invoice, type OrderFreight } from './order.ts'
import { ownNew } from './owning.ts'
import { idempotencyKeys, orderEvents, orderLines, orders } from './schema.ts'

/** What is written of a line: `priceFen` is the price sold at, which a quotation may have set. */
export type SoldLine = Pick<
  QuoteLine,
  | 'sku'
  | 'slug'
  | 'titleZh'
  | 'titleEn'
  | 'specZh'
  | 'specEn'
  | 'picture'
  | 'family'
  | 'originCode'
  | 'producerId'
  | 'storage'
  | 'returnRule'
  | 'sample'
  | 'quantity'
  | 'priceFen'
  | 'amountFen'
  | 'stock'
> & {
  /** Its share of the order's discount. */
  discountFen?: number
}

/** An order that was decided, whichever door it came through; amounts in fen, `payBefore` in UTC milliseconds. */
export type NewOrder = {
  id: string
  number: string
  /** The key under which it is made once, and what was asked with it. */
  keyHash: string
  requestHash: string
  channel: string
  language: Language
  recipient: { name: string; phone: string; region: string; street: string }
  /** Who orders, where somebody else receives. */
  buyer?: Buyer | null
  shipOn: string | null
  note: string
  invoice: Invoice | null
  consents: string[]
  lines: SoldLine[]
  /** Plots adopted with it; their lines stand after the others. */
  adoptions?: (NewAdoption & { discountFen?: number })[]
  freight: OrderFreight[]
  subtotalFen: number
  freightFen: number
  discountFen: number
  totalFen: number
  /** The code that was used for the discount. */
  code?: string | null
  payBefore: number
}

/**
 * The statements of a new order, for the batch that makes it: key, order, event, adoptions, lines, stock with its
 * ledger, what its network binds, plots, code. They fail on `idempotency_key` (made already), `stock_available` (too
 * little left), `plot_taken`, `guard_holds` (the shop was stopped), `too_many_open`, `pay_sooner` (more than HURRIED_MS to pay), or as redeemCode says.
 */
export async function orderWrites(shop: Shop, order: NewOrder) {
  const { db, settings, now } = shop
  const adoptions = order.adoptions ?? []
  const { id, keyHash, requestHash, recipient, code, payBefore } = order
  const { number, channel, language, shipOn, note } = order
  const { subtotalFen, freightFen, discountFen, totalFen } = order
  const buyer = order.buyer ?? recipient
  const phoneHmac = await phoneMark(settings.phonePepper, buyer.phone)
  const forAnother = phoneHmac !== (await phoneMark(settings.phonePepper, recipient.phone))
  // Staff agreed to an institution's order one by one: it counts against nobody's network.
  const counted = channel !== INSTITUTION_CHANNEL
  const network = counted ? await networkMark(settings.phonePepper, shop.network) : null
  const drawn = drawnStock(order.lines)
  return [
    db.run(insert(idempotencyKeys).values({ keyHash, requestHash, orderId: id, at: now })),
    insistOpen(db),
    db.run(
      insert(orders).values({
        ...{ id, number, channel, language, subtotalFen, freightFen, discountFen, totalFen, payBefore },
        ...{ recipientName: recipient.name, regionCode: recipient.region, street: recipient.street },
        state: 'awaiting_payment',
        seq: 1,
        placedAt: now,
        shipOn,
        note,
        code,
        phoneSealed: await seal(settings.phoneKey, recipient.phone),
        phoneHmac,
        phoneTail: numberOf(buyer.phone).slice(-4),
        buyerSealed: forAnother ? await seal(settings.phoneKey, buyer.phone) : null,
        addressHmac: '',
        networkHmac: network,
        invoice: order.invoice && JSON.stringify(order.invoice),
        consents: JSON.stringify(order.consents),
        freight: JSON.stringify(order.freight),
        plots: adoptions.length,
      }),
    ),
    db.run(insert(orderEvents).values({ orderId: id, seq: 1, kind: 'placed', at: now, actor: 'shopper' })),
    ...(code ? [redeemCode(db, { ...order, code, phoneHmac }, now)] : []),
    logConsents(db, `order:${id}`, order.consents, channel, now),
    ...(shop.userId ? [ownNew(db, id, shop.userId, now)] : []),
    ...adoptionRows(shop, id, adoptions),
    ...order.lines.map((line, index) => insertLine(db, id, index + 1, line)),
    ...adoptions.map((adoption) => insertLine(db, id, adoption.line, adoptionLine(adoption))),
    // One statement a SKU reads exactly the rows it needs; a joined one would read the list again for each.
    ...drawn.map(({ sku, quantity }) =>
      db.run(sql`INSERT INTO stock_draws (sku, order_id, quantity, at, network_hmac, pay_before, counted)
        VALUES (${sku}, ${id}, ${int(quantity)}, ${int(now)}, ${network}, ${payBefore}, ${int(counted ? 1 : 0)})`),
    ),
    ...(network ? [claimForNetwork(db, network, drawn, code)] : []),
    ...(await claimPlots(shop, id, adoptions, payBefore, network)),
  ] as const
}

/** Adds an order, what it draws and its code to what its network binds, after all were held against it. */
function claimForNetwork(
  db: Db,
  network: string,
  drawn: { sku: string; quantity: number }[],
  code: string | null | undefined,
) {
  const pieces = drawn.map(({ sku, quantity }): [string, number] => [sku, quantity])
  const bound = Object.fromEntries(code ? [...pieces, [`code:${code}`, 1]] : pieces)
  return db.run(sql`
    INSERT INTO network_claims (network_hmac, orders, bound)
    VALUES (${network}, 1, ${JSON.stringify(bound)})
    ON CONFLICT (network_hmac) DO UPDATE SET orders = orders + 1, bound = json_patch(bound, (
      SELECT json_group_object(key, value + coalesce(network_claims.bound ->> ('$."' || key || '"'), 0))
      FROM json_each(excluded.bound)))`)
}

type WrittenLine = Omit<SoldLine, 'sku' | 'producerId'> & {
  sku: string | null
  producerId: string | null
  adoptionId?: string
}

/** An adoption as a line: it draws no stock, goes into no parcel and follows its offer's own refund rule. */
const adoptionLine = ({ id, priceFen, ...plot }: NewAdoption & { discountFen?: number }): WrittenLine => ({
  ...plot,
  sku: null,
  adoptionId: id,
  family: 'adoption',
  producerId: null,
  storage: 'adoption',
  returnRule: 'adoption',
  quantity: 1,
  priceFen: fen(priceFen),
  amountFen: fen(priceFen),
  stock: [],
})

/** A line keeps what was sold: title, spec and price as they were. */
const insertLine = (db: Db, orderId: string, line: number, sold: WrittenLine) =>
  db.run(
    insert(orderLines).values({
      ...sold,
      orderId,
      line,
      unitPriceFen: sold.priceFen,
      stock: JSON.stringify(sold.stock),
      adoptionId: sold.adoptionId,
      discountFen: sold.discountFen,
    }),
  )

/** Pieces drawn per stocked SKU over all lines, bundles taken apart. */
export function drawnStock(lines: { quantity: number; stock: { sku: string; quantity: number }[] }[]) {
  const drawn = new Map<string, number>()
  for (const line of lines)
    for (const part of line.stock)
      drawn.set(part.sku, (drawn.get(part.sku) ?? 0) + part.quantity * line.quantity)
  return [...drawn].map(([sku, quantity]) => ({ sku, quantity }))
}
