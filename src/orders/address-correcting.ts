import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select, selectAll, update } from '../db/query.ts'
import { numberOf } from '../kernel/phone.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { seal, unseal } from '../kernel/secrets.ts'
import { mayUseMore } from '../promotions/redeeming.ts'
import type { Shop } from '../shop.ts'
import { orders } from './schema.ts'
import { step } from './transitions.ts'

export type OrderAddress = { name: string; phone: string; region: string; street: string }

/** Whether an order has an address, nothing of it stands on paper yet, and a buyer may still correct it. */
export const addressOpen = (order: {
  state: string
  cancelled: boolean
  forgotten: boolean
  packingAt: number | null
  parcels: unknown[]
  recipient: { region: string }
}): boolean =>
  order.recipient.region !== '' &&
  (order.state === 'paid' || order.state === 'awaiting_payment') &&
  !order.cancelled &&
  !order.forgotten &&
  order.packingAt === null &&
  !order.parcels.length

/** Where an order goes, whole: for who holds its key. Null once it is forgotten. */
export async function readAddress({ db, settings }: Shop, orderId: string): Promise<OrderAddress | null> {
  const [row] = await db.all(selectAll(orders).where(and(eq(orders.id, orderId), isNull(orders.forgottenAt))))
  return row
    ? {
        ...{ name: row.recipientName, region: row.regionCode, street: row.street },
        phone: await unseal(settings.phoneKey, row.phoneSealed),
      }
    : null
}

/** The buyer's phone of an order that goes to somebody else; '' where the receiver is the buyer. */
export async function readBuyerPhone({ db, settings }: Shop, orderId: string): Promise<string> {
  const { id, buyerSealed } = orders
  const [row] = await db.all(select({ buyerSealed }).from(orders).where(eq(id, orderId)))
  return row?.buyerSealed ? unseal(settings.phoneKey, row.buyerSealed) : ''
}

/**
 * A buyer corrects where an order goes: within its province, which its freight was reckoned for; the phone only once it is
 * paid, since unpaid orders are counted by phone, unless the buyer's is another. Where an account owns the order its phone is
 * the buyer's, and any other is the receiver's alone: it does not change whose order it is. Refusals: not_found; undeliverable (another
 * province); too_late (it is being packed, was sent or called off); conflict (it moved meanwhile, or the phone of an unpaid
 * order differs).
 */
export async function correctAddress(shop: Shop, orderId: string, to: OrderAddress): Promise<Result<null>> {
  const { db, settings, now } = shop
  const phoneHmac = await phoneMark(settings.phonePepper, to.phone)
  const owner = sql`order_owners w CROSS JOIN users u ON u.id = w.user_id
    WHERE w.order_id = ${orderId} AND u.gone_at IS NULL`
  const code = sql`(SELECT code FROM orders WHERE id = ${orderId})`
  const room = mayUseMore(code, sql`coalesce((SELECT u.phone_hmac FROM ${owner}), ${phoneHmac})`)
  const [[order], [own], [asked]] = await db.batch([
    db.all(selectAll(orders).where(eq(orders.id, orderId))),
    db.all<{ mark: string; sealed: string }>(
      sql`SELECT u.phone_hmac mark, u.phone_sealed sealed FROM ${owner}`,
    ),
    db.all<{ room: number }>(sql`SELECT ${room} room`),
  ])
  if (!order) return refuse({ code: 'not_found' })
  if (provinceOf(to.region)?.code !== provinceOf(order.regionCode)?.code)
    return refuse({ code: 'undeliverable', skus: [] })
  const unpaid = order.state === 'awaiting_payment'
  const isBuyer = order.buyerSealed === null
  if (unpaid && isBuyer && phoneHmac !== order.phoneHmac) return refuse({ code: 'conflict' })
  if (!unpaid && order.state !== 'paid') return refuse({ code: 'too_late' })
  const bought = own ? await unseal(settings.phoneKey, own.sealed) : isBuyer ? to.phone : null
  const buyer = bought === null || unpaid ? null : await boughtBy(settings, bought, to.phone)
  // A phone that had the order's code as often as it may gets none of another by a correction: the buyer stays.
  const moves = buyer !== null && buyer.phoneHmac !== order.phoneHmac
  const stays = moves && asked?.room !== 1
  const facts = {
    ...{ recipientName: to.name, regionCode: to.region, street: to.street },
    phoneSealed: await seal(settings.phoneKey, to.phone),
    ...(stays ? (isBuyer ? { buyerSealed: order.phoneSealed } : {}) : buyer),
  }
  try {
    await db.batch([
      insist(
        db,
        sql`(SELECT o.packing_at IS NULL AND o.forgotten_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id)
          AND NOT EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id)
          AND (SELECT u.phone_hmac FROM ${owner}) IS ${own?.mark ?? null}
          AND ${moves && !stays ? room : sql`true`} FROM orders o WHERE o.id = ${orderId})`,
      ),
      ...step(db, order, 'address_corrected', 'shopper', now, facts).statements,
    ])
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'too_late' })
    if (failedOn(error, 'UNIQUE constraint failed')) return refuse({ code: 'conflict' })
    throw error
  }
}

/** Whose order it is by phone, and that phone whole where another receives it. */
async function boughtBy({ phonePepper, phoneKey }: Shop['settings'], buyer: string, receiver: string) {
  const [phoneHmac, other] = [await phoneMark(phonePepper, buyer), await phoneMark(phonePepper, receiver)]
  const buyerSealed = phoneHmac === other ? null : await seal(phoneKey, buyer)
  return { phoneHmac, phoneTail: numberOf(buyer).slice(-4), buyerSealed }
}

/** The statement that says packing has begun: the addresses of these orders stand on paper. */
export const packingBegun = (db: Db, numbers: string[], now: number) =>
  db.run(
    update(orders)
      .set({ packingAt: now })
      .where(
        and(
          inArray(orders.number, sql`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`),
          isNull(orders.packingAt),
        ),
      ),
  )
