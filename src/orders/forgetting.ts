import { inArray, sql } from 'drizzle-orm'
import { forgetAdopters } from '../adoption/forgetting.ts'
import { remove } from '../db/query.ts'
import { seal } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { type Order, orderNotes, orderOwners, orders } from './schema.ts'
import { stepEach } from './transitions.ts'

/**
 * Statements that take name, phone, street, notes and a person's invoice title out of orders, as one batch. Goods, sums,
 * province and consents stay. Random marks replace the old ones: nothing links the order to a phone or an address any
 * more. Orders are given as they were read; the batch breaks when it has moved on.
 */
export async function forgetStatements(
  { db, settings, now }: Shop,
  over: Pick<Order, 'id' | 'seq' | 'state'>[],
  actor: 'shopper' | 'retention',
) {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(over.map(({ id }) => id))}))`
  const adopted = sql`(SELECT adoption_id FROM order_lines WHERE order_id IN ${ids} AND adoption_id IS NOT NULL)`
  const { invoice } = orders
  return [
    ...stepEach(db, over, 'personal_data_deleted', actor, now, {
      recipientName: '—',
      phoneSealed: await seal(settings.phoneKey, ''),
      phoneHmac: sql`hex(randomblob(32))`,
      phoneTail: null,
      buyerSealed: null,
      addressHmac: '',
      // Gifts alone never had one.
      regionCode: sql`iif(${orders.regionCode} = '', '', substr(${orders.regionCode}, 1, 2) || '0000')`,
      street: '',
      note: '',
      forgottenAt: now,
      invoice: sql`CASE ${invoice} ->> 'kind' WHEN 'personal' THEN json_set(${invoice}, '$.email', '', '$.title', '')
        ELSE json_set(${invoice}, '$.email', '') END`,
    }),
    ...forgetAdopters(db, adopted),
    // An account would say whose it was.
    db.run(remove(orderOwners).where(inArray(orderOwners.orderId, ids))),
    // What staff wrote to each other about the buyer goes too; it was for the order's time.
    db.run(remove(orderNotes).where(inArray(orderNotes.orderId, ids))),
  ] as const
}
