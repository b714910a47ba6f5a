import { sql } from 'drizzle-orm'
import { signedIn } from '../../customers/current.ts'
import type { Ctx } from '../../http/context.ts'
import { dropKeys, heldKeys } from '../../http/keyring.ts'

/** Takes the keys of an account's own orders and plots from this browser: what is signed out of opens here no more. */
export async function forgetOnDevice(c: Ctx): Promise<void> {
  const me = await signedIn(c)
  if (!me) return
  const { db } = c.var.visit
  const held = (ring: 'orders' | 'adoptions') => JSON.stringify(heldKeys(c, ring).map(({ number }) => number))
  const [orders, adoptions] = await db.batch([
    db.all<{ number: string }>(sql`
      SELECT o.number FROM json_each(${held('orders')}) j CROSS JOIN orders o ON o.number = j.value
      CROSS JOIN order_owners w ON w.order_id = o.id WHERE w.user_id = ${me.userId}`),
    db.all<{ id: string }>(sql`
      SELECT a.id FROM json_each(${held('adoptions')}) j CROSS JOIN adoptions a ON a.id = j.value
      CROSS JOIN order_owners w ON w.order_id = a.order_id WHERE w.user_id = ${me.userId}`),
  ])
  dropKeys(
    c,
    'orders',
    orders.map(({ number }) => number),
  )
  dropKeys(
    c,
    'adoptions',
    adoptions.map(({ id }) => id),
  )
}
