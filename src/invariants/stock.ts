import { sql } from 'drizzle-orm'
import { UNSENT } from './parts.ts'
import type { Rule } from './rule.ts'

/** What must hold of pieces: their ledger, and what waits to be packed. */
export const STOCK: Rule[] = [
  {
    code: 'I1',
    words: '可售数量与库存流水不符',
    find: sql`
      SELECT v.sku id FROM variants v WHERE v.components IS NULL AND v.available <> (
        SELECT coalesce(sum(CASE m.kind WHEN 'reserved' THEN -m.quantity WHEN 'sold' THEN 0 ELSE m.quantity END), 0)
        FROM stock_movements m WHERE m.sku = v.sku)`,
  },
  {
    code: 'I8',
    words: '同一张订单的库存动了两次，或退回的比卖出的多',
    find: sql`
      SELECT o.number || '：' || m.sku id FROM stock_movements m JOIN orders o ON o.id = m.cause
      GROUP BY m.sku, m.cause HAVING sum(m.kind = 'returned') > 0
        OR sum(m.kind = 'released') + sum(m.kind = 'sold') > 1 OR sum(m.kind = 'reserved') <> 1
      UNION ALL SELECT o.number || '：' || m.sku FROM stock_movements m JOIN refunds r ON r.id = m.cause
      JOIN orders o ON o.id = r.order_id
      GROUP BY m.sku, r.order_id HAVING sum(m.kind <> 'returned') > 0 OR sum(m.quantity) > (
        SELECT s.quantity FROM stock_movements s WHERE (s.sku, s.cause, s.kind) = (m.sku, r.order_id, 'sold'))`,
  },
  {
    code: 'I8',
    words: '未付款订单的占用没有放回，或已付款的没有记为售出',
    // A reservation ends with its order: released when it closed unpaid, sold when it was paid.
    find: sql`
      SELECT o.number || '：' || m.sku id FROM stock_movements m JOIN orders o ON o.id = m.cause
      GROUP BY m.sku, m.cause HAVING sum(m.kind = 'released') <> (o.state = 'cancelled')
        OR sum(m.kind = 'sold') <> (o.state IN ('paid', 'completed'))`,
  },
  {
    code: 'I8',
    words: '退回货架的件数与扣下没发的不符',
    // A SKU withheld from a parcel stands on the shelf again; a box gives back what lies in it.
    find: sql`
      SELECT o.number id FROM refunds r JOIN orders o ON o.id = r.order_id
      WHERE EXISTS (SELECT 1 FROM refund_lines b JOIN order_lines l ON l.order_id = b.order_id AND l.line = b.line
          WHERE b.refund_id = r.id AND l.sku IS NOT NULL AND b.withheld > 0)
        <> EXISTS (SELECT 1 FROM stock_movements m WHERE m.cause = r.id AND m.kind = 'returned')`,
  },
  {
    code: 'I9',
    words: '发出和扣下的比买的多，或退的比买的多',
    find: sql`
      SELECT o.number || '：' || l.line id FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE ${UNSENT} < 0
        OR l.quantity < (SELECT coalesce(sum(b.quantity), 0) FROM refund_lines b WHERE b.order_id = l.order_id AND b.line = l.line)`,
  },
  {
    code: 'I8',
    words: '订单已完成，还有东西没发',
    find: sql`
      SELECT DISTINCT o.number id FROM orders o JOIN order_lines l ON l.order_id = o.id
      WHERE o.state = 'completed' AND l.sku IS NOT NULL AND ${UNSENT} > 0`,
  },
  {
    code: 'I9',
    words: '待发货里有已经没有东西可发的订单',
    find: sql`
      SELECT o.number || '：' || d.storage id FROM dispatch_queue d JOIN orders o ON o.id = d.order_id
      WHERE NOT EXISTS (SELECT 1 FROM order_lines l
        WHERE l.order_id = d.order_id AND l.storage = d.storage AND ${UNSENT} > 0)`,
  },
  {
    code: 'I9',
    words: '已付款的订单有东西没发，却不在待发货里',
    find: sql`
      SELECT DISTINCT o.number || '：' || l.storage id FROM orders o JOIN order_lines l ON l.order_id = o.id
      WHERE o.state = 'paid' AND l.sku IS NOT NULL AND ${UNSENT} > 0
        AND NOT EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id)
        AND NOT EXISTS (SELECT 1 FROM dispatch_queue d WHERE d.order_id = o.id AND d.storage = l.storage)`,
  },
]
