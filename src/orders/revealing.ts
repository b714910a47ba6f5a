import { eq } from 'drizzle-orm'
import { select } from '../db/query.ts'
import { unseal } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { orders } from './schema.ts'

/** Whom an order goes to and who ordered it, unmasked; that a person of the staff looked is recorded in the same batch. */
export async function revealAddress(
  { db, now, settings }: Shop,
  order: { id: string; number: string },
  by: string,
) {
  const { recipientName: name, phoneSealed, buyerSealed, street } = orders
  const [[row]] = await db.batch([
    db.all(select({ name, phoneSealed, buyerSealed, street }).from(orders).where(eq(orders.id, order.id))),
    audit(db, { staffId: by, verb: 'order.address_seen', object: `order:${order.number}` }, now),
  ])
  const whole = (sealed: string) => unseal(settings.phoneKey, sealed)
  return {
    ...{ name: row!.name, street: row!.street, phone: await whole(row!.phoneSealed) },
    buyer: row!.buyerSealed ? { phone: await whole(row!.buyerSealed) } : null,
  }
}
