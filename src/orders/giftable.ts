import type { OrderView } from './queries.ts'

type Given = Pick<OrderView, 'paidAt' | 'cancelled' | 'lines'>

/** The goods of an order; its plots have gift cards of their own. */
export const goodsOf = <Line extends { sku: string | null }>({ lines }: { lines: Line[] }): Line[] =>
  lines.filter(({ sku }) => sku !== null)

/** Goods are handed over with a card once they are paid for and nothing calls them back. */
export const canBeGiven = (order: Given): boolean =>
  order.paidAt !== null && !order.cancelled && goodsOf(order).length > 0
