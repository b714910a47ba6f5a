import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/orders/${file}.ts`

/** Orders: placing, writing, going back, looking up, forgetting. */
export const ORDERS: Mistake[] = [
  {
    file: at('placing'),
    was: 'request.expectedTotalFen !== decided.totalFen',
    is: 'request.expectedTotalFen > decided.totalFen',
    breaks: 'a price that rose is charged only when it was confirmed',
    alsoIn: ['test/attacks/cart.d1.test.ts'],
  },
  {
    file: at('placing'),
    was: "  if (missing.length) return { code: 'consent_required', consents: missing }\n",
    is: '',
    breaks: 'nothing is ordered without the consents it needs',
    alsoIn: ['test/api/orders.d1.test.ts'],
  },
  {
    file: at('placing'),
    was: ' && chosen && group.shipDates.includes(chosen)',
    is: ' && chosen',
    breaks: 'an order names no day on which nothing leaves',
    alsoIn: ['test/api/orders.d1.test.ts'],
  },
  {
    file: at('order'),
    was: 'lines.every((line) => isReturnable(line.returnRule))',
    is: 'lines.some((line) => isReturnable(line.returnRule))',
    breaks: 'one perishable line among others needs the consent that it cannot be sent back',
    alsoIn: ['test/api/orders.d1.test.ts'],
  },
  {
    file: at('writing'),
    was: 'part.quantity * line.quantity',
    is: 'part.quantity',
    breaks: 'each box that is ordered draws what lies in it',
    alsoIn: ['test/cart/shared-stock.d1.test.ts'],
  },
  {
    file: at('writing'),
    was: '    logConsents(db, `order:${id}`, order.consents, channel, now),\n',
    is: '',
    breaks: 'what was agreed to is kept with the version of its text',
  },
  {
    file: at('writing'),
    was: 'const counted = channel !== INSTITUTION_CHANNEL',
    is: 'const counted = true',
    breaks: 'an institution’s order counts against nobody’s network',
    alsoIn: ['test/institutions/accepting.d1.test.ts'],
  },
  {
    file: at('transitions'),
    was: '  db.run(update(orders).set({ overAt: now }).where(eq(orders.id, orderId))),\n',
    is: '',
    breaks: 'personal data of an order that was called off begins to age',
  },
  {
    file: at('transitions'),
    was: 'state: next, overAt: endsAt(next, now) } : {}',
    is: 'state: next } : {}',
    breaks: 'personal data of an order that is over begins to age',
  },
  {
    file: at('going-back'),
    was: "  order.shippingStatus === 'unshipped' &&\n",
    is: '',
    breaks: 'an order of which something was sent is not offered to be called off',
    alsoIn: ['test/my/calling-off.d1.test.ts'],
  },
  {
    file: at('forgetting'),
    was: "      note: '',\n",
    is: '',
    breaks: 'what the buyer wrote is forgotten with the buyer',
  },
  {
    file: at('forgetting'),
    was: "json_set(${invoice}, '$.email', '', '$.title', '')",
    is: "json_set(${invoice}, '$.email', '')",
    breaks: 'a person’s name on an invoice is forgotten with the buyer',
  },
  {
    file: at('forgetting'),
    was: '    db.run(remove(orderNotes).where(inArray(orderNotes.orderId, ids))),\n',
    is: '',
    breaks: 'what staff wrote to each other about a buyer is forgotten with the buyer',
  },
  {
    file: 'src/adoption/forgetting.ts',
    was: "hex(randomblob(32))`, message: '' }",
    is: 'hex(randomblob(32))` }',
    breaks: 'the words with a gift are forgotten with its buyer',
    alsoIn: [
      'test/orders/forgotten-words.d1.test.ts',
      'test/orders/personal-data.d1.test.ts',
      'test/orders/retaining.d1.test.ts',
    ],
  },
  {
    file: 'src/adoption/forgetting.ts',
    was: "        street: '',\n",
    is: '',
    breaks: 'where tea was sent is forgotten with its buyer',
    alsoIn: [
      'test/orders/forgotten-words.d1.test.ts',
      'test/orders/personal-data.d1.test.ts',
      'test/orders/retaining.d1.test.ts',
    ],
  },
  {
    file: at('retaining'),
    was: 'bought: 3 * 365 + 1',
    is: 'bought: 3 * 365 - 1',
    breaks: 'records of a sale are kept for three years',
  },
  {
    file: at('personal-data'),
    was: '      WHERE l.order_id = ${kept.id} AND g.claimed_at IS NULL ORDER BY d.id',
    is: '      WHERE l.order_id = ${kept.id} ORDER BY d.id',
    breaks: 'the buyer of a gift does not read where its receiver lives',
  },
  {
    file: at('personal-data'),
    was: '!over || running.length || !nothingToSend.length',
    is: '!over || !nothingToSend.length',
    breaks: 'an address is kept while a season runs whose tea is to be sent there',
  },
  {
    file: at('access'),
    was: '  await counted.takeBack()\n',
    is: '',
    breaks: 'looking up one’s own order costs no try',
  },
  {
    file: at('revealing'),
    was: "    audit(db, { staffId: by, verb: 'order.address_seen', object: `order:${order.number}` }, now),\n",
    is: '',
    breaks: 'who of the staff looked at an address stands in the log',
    alsoIn: ['test/admin/order-desk.d1.test.ts', 'test/admin/audit-log.d1.test.ts'],
  },
  {
    file: 'src/cart/sharing.ts',
    was: 'part.available -= quantity * pieces',
    is: 'part.available -= pieces',
    breaks: 'a box takes all of its parts from what the other lines may have',
  },
]
