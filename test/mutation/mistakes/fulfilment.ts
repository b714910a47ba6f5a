import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/fulfilment/${file}.ts`

/** Parcels: sending, receiving, what time decides, and the end of a garden’s season. */
export const FULFILMENT: Mistake[] = [
  {
    file: at('shipping'),
    was: 'AND l.quantity > ${settledPieces',
    is: 'AND 0 > ${settledPieces',
    breaks: 'an order of which something is left to send stays on the desk',
  },
  {
    file: at('shipping'),
    was: "      rows.map(({ number, carrier, trackingNo, lines }) => ({\n        staffId,\n        verb: 'order.shipped',\n        object: `order:${number}`,\n        after: { carrier, trackingNo, lines },\n      })),",
    is: '      [],',
    breaks: 'whoever sends a parcel stands in the log with its number',
  },
  {
    file: at('receiving'),
    was: "step(shop.db, order, 'completed', 'shopper', shop.now).statements : []",
    is: "step(shop.db, order, 'completed', 'shopper', shop.now).statements.slice(1) : []",
    breaks: 'of two receipts at the same moment one ends the order, as one event',
  },
  {
    file: at('receiving'),
    was: "if (!failedOn(error, 'order_events.order_id')) throw error",
    is: 'throw error',
    breaks: 'who confirms a receipt twice at once is told twice that it came',
  },
  {
    file: at('receiving'),
    was: 'allSent(order) ? step',
    is: 'order.parcels.length ? step',
    breaks: 'an order of which something still waits is not ended by a receipt',
  },
  {
    file: at('receiving'),
    was: 'deliveredAt: sql`coalesce(${shipments.deliveredAt}, ${int(now)})`',
    is: 'deliveredAt: now',
    breaks: 'a receipt leaves the day on which a parcel was said to have come',
  },
  {
    file: at('receiving'),
    was: 'and(eq(shipments.id, parcelId), isNull(shipments.deliveredAt))',
    is: 'eq(shipments.id, parcelId)',
    breaks: 'the first who says that a parcel came counts',
  },
  {
    file: at('sweeping'),
    was: 'deliveredAt: sql`${shipments.shippedAt} + ${waitOf(ASSUMED)}`',
    is: 'deliveredAt: now',
    breaks: 'a parcel counts as delivered when its days were over, whenever the clock came by',
  },
  {
    file: at('sweeping'),
    was: '    AND l.quantity > ${settledPieces(sql`l.order_id`, sql`l.line`)})`',
    is: '    AND 0 > ${settledPieces(sql`l.order_id`, sql`l.line`)})`',
    breaks: 'an order is not over while something of it waits to be sent',
  },
  {
    file: at('season-closing'),
    was: 'Math.ceil(((grams[code] ?? 0) * valueFenPer100g) / 100)',
    is: 'Math.floor(((grams[code] ?? 0) * valueFenPer100g) / 100)',
    breaks: 'half a fen of missing tea is the adopter’s',
    alsoIn: [
      'test/adoption/refund-rule.test.ts',
      'test/adoption/season.d1.test.ts',
      'test/my/my-garden.d1.test.ts',
    ],
  },
  {
    file: at('season-closing'),
    was: 'Math.min(row.priceFen, worthOf(content, short))',
    is: 'worthOf(content, short)',
    breaks: 'missing tea is worth no more than was paid',
    alsoIn: ['test/adoption/season.d1.test.ts', 'test/my/my-garden.d1.test.ts'],
  },
  {
    file: at('season-closing'),
    was: '${seasonOpen(garden, season)} AND ${standing(garden, season)} = ${plan.seen}',
    is: '${seasonOpen(garden, season)}',
    breaks: 'a season is closed by what was sent when it closes',
    alsoIn: ['test/adoption/season.d1.test.ts', 'test/attacks/meanwhile.d1.test.ts'],
  },
  {
    file: at('season-closing'),
    was: '      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),\n',
    is: '',
    breaks: 'whoever closes a season stands in the log',
    alsoIn: [
      'test/adoption/acts-logged.d1.test.ts',
      'test/adoption/season.d1.test.ts',
      'test/admin/audit-log.d1.test.ts',
    ],
  },
  {
    file: at('dispatch-shipping'),
    was: '      ...enterTea(db, parcels, total, now),\n',
    is: '',
    breaks: 'tea that was sent stands in the impact ledger',
    alsoIn: ['test/adoption/season.d1.test.ts', 'test/impact/counters.d1.test.ts'],
  },
  {
    file: at('sheet-shipping'),
    was: "if (cancelled || state === 'cancelled')",
    is: "if (state === 'cancelled')",
    breaks: 'a sheet says of an order that was called off that nothing is to be sent',
  },
  {
    file: at('correcting'),
    was: '      takeEdit(db, form, editor, now),\n',
    is: '',
    breaks: 'of two who correct a parcel’s number at once the second looks again',
    alsoIn: ['test/settings/edit-lock.d1.test.ts', 'test/admin/order-desk.d1.test.ts'],
  },
  {
    file: at('shipment'),
    was: 'left: most - half }]',
    is: 'left: half }]',
    breaks: 'boxes of one line send each of its pieces once',
  },
  {
    file: at('shipping'),
    was: '      ...boxes.map((further) => ({ ...box, trackingNo: further, lines: [] })),\n',
    is: '',
    breaks: 'a parcel in two boxes keeps both of their numbers',
  },
  {
    file: at('adding-boxes'),
    was: "AND state = 'paid')",
    is: ')',
    breaks: 'no box is added to an order that has ended',
  },
  {
    file: at('finding'),
    was: '!text || textsOf(',
    is: 'true || textsOf(',
    breaks: 'a street or a number that holds the parts of what was typed and not the whole is not found',
  },
  {
    file: at('finding'),
    was: 'return whole.length ? whole : held',
    is: 'return held',
    breaks: 'a whole tracking number finds its own order, not those whose number goes on',
  },
  {
    file: 'src/orders/search-terms.ts',
    was: '...(own.length > 1 ? together(own) : [])',
    is: '',
    breaks: 'the end of a phone and a street typed together find the order that has both',
    alsoIn: ['test/fulfilment/finding.d1.test.ts'],
  },
  {
    file: at('desk-lists'),
    was: 'AND n.id > s.id AND n.received_at IS NULL)',
    is: 'AND n.id > s.id AND n.received_at IS NOT NULL)',
    breaks: 'an order in two parcels stands in the list of what is on its way once',
    alsoIn: ['test/fulfilment/standing.d1.test.ts'],
  },
  {
    file: at('printing'),
    was: 'return numbers.length ? readWaiting(db, { ...query, numbers }) : []',
    is: 'return waiting',
    breaks: 'an address that was corrected while slips were made is the one on paper',
  },
]
