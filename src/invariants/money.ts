import { sql } from 'drizzle-orm'
import { sumBack, UNSENT } from './parts.ts'
import type { Rule } from './rule.ts'

/** What must hold of orders, payments and refunds. */
export const MONEY: Rule[] = [
  {
    code: 'I3',
    words: '订单状态与收款不符，或收款金额不是应付金额',
    find: sql`
      SELECT o.number id FROM orders o LEFT JOIN captures c ON c.order_id = o.id
      WHERE (o.state IN ('paid', 'completed')) <> (c.order_id IS NOT NULL) OR c.amount_fen <> o.total_fen`,
  },
  {
    code: 'I3',
    words: '收到了钱，既没有记为收款，也没有退回',
    find: sql`
      SELECT o.number id FROM payment_attempts a JOIN orders o ON o.id = a.order_id WHERE a.paid_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.attempt_id = a.id)
        AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.attempt_id = a.id)`,
  },
  {
    code: 'I3',
    words: '记为收款的那一次并没有付成，或不留下的钱只退了一部分',
    find: sql`
      SELECT o.number id FROM captures c JOIN payment_attempts a ON a.id = c.attempt_id JOIN orders o ON o.id = c.order_id
      WHERE a.paid_at IS NULL OR a.order_id <> c.order_id
      UNION ALL SELECT o.number FROM payment_attempts a JOIN orders o ON o.id = a.order_id
      WHERE a.paid_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.attempt_id = a.id)
        AND a.amount_fen <> (SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r WHERE r.attempt_id = a.id)`,
  },
  {
    code: 'I5',
    words: '退款的状态和它的时间、标记不符',
    find: sql`
      SELECT o.number id FROM refunds r JOIN orders o ON o.id = r.order_id WHERE (r.state = 'failed') <> r.failed
        OR (r.state IN ('requested', 'processing')) <> (r.settled_at IS NULL)`,
  },
  {
    code: 'I5',
    words: '登记过转账的退款没有算作退还，或反过来',
    find: sql`
      SELECT o.number id FROM refunds r JOIN orders o ON o.id = r.order_id LEFT JOIN refund_transfers t ON t.refund_id = r.id
      WHERE (r.state = 'repaid') <> (t.refund_id IS NOT NULL)`,
  },
  {
    code: 'I4',
    words: '退款超过了收款',
    find: sql`
      SELECT o.number id FROM payment_attempts a JOIN orders o ON o.id = a.order_id WHERE (
        SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r WHERE r.attempt_id = a.id AND r.failed = 0) > a.amount_fen`,
  },
  {
    code: 'I5',
    words: '订单的状态倒退了，或同一件事记了两次',
    // Its history told again: each kind at most once, but refunds and gifts; counted without a gap; and where it ends.
    find: sql`
      SELECT number id FROM (
        SELECT o.number, o.state, o.seq, count(*) steps, max(e.seq) last, min(CASE e.kind WHEN 'placed' THEN e.seq END) first,
          sum(e.kind = 'placed') placed, sum(e.kind = 'paid') paid, sum(e.kind = 'completed') completed,
          sum(e.kind = 'cancel_requested') asked, sum(e.kind = 'close_confirmed') closed,
          sum(e.kind = 'personal_data_deleted') forgotten
        FROM orders o JOIN order_events e ON e.order_id = o.id GROUP BY o.id)
      WHERE placed <> 1 OR first <> 1 OR last <> steps OR seq <> last OR max(paid, completed, asked, closed, forgotten) > 1
        OR state <> CASE WHEN completed THEN 'completed' WHEN paid THEN 'paid' WHEN closed THEN 'cancelled'
          WHEN asked THEN 'cancelling' ELSE 'awaiting_payment' END`,
  },
  {
    code: 'I6',
    words: '要退的钱没有退，也没有人去催',
    // What nobody gave up waits in the outbox until its provider has answered for good.
    find: sql`
      SELECT o.number id FROM refunds r JOIN orders o ON o.id = r.order_id WHERE r.settled_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.subject_id = r.order_id AND b.kind = 'gateway.refund'
          AND b.payload ->> 'refundId' = r.id AND b.ended_at IS NULL)`,
  },
  {
    code: 'I7',
    words: '应付金额不等于商品减优惠加运费',
    find: sql`
      SELECT o.number id FROM orders o WHERE o.total_fen <> o.freight_fen - o.discount_fen + (
        SELECT sum(l.amount_fen) FROM order_lines l WHERE l.order_id = o.id) OR o.discount_fen <> (
        SELECT sum(l.discount_fen) FROM order_lines l WHERE l.order_id = o.id)`,
  },
  {
    code: 'I7',
    words: '优惠码的使用次数与订单不符',
    // A code counts its uses, never past its limit; what closed unpaid has given it back, the rest has not.
    find: sql`
      SELECT c.code id FROM promo_codes c WHERE c.used > c.limit_total OR c.used <> (
          SELECT count(*) FROM code_redemptions r WHERE r.code = c.code AND r.given_back_at IS NULL)
      UNION ALL SELECT o.number FROM orders o LEFT JOIN code_redemptions r ON r.order_id = o.id
      WHERE (o.code IS NOT NULL) <> (r.order_id IS NOT NULL) OR (o.discount_fen > 0) <> (o.code IS NOT NULL)
        OR r.discount_fen <> o.discount_fen OR (o.closed_at IS NOT NULL) <> (r.given_back_at IS NOT NULL)
          AND r.order_id IS NOT NULL`,
  },
  {
    code: 'I9',
    words: '退出的钱没有说明退的是什么',
    // Money of an accepted capture leaves for pieces, freight or a recorded allowance only.
    find: sql`
      SELECT o.number id FROM captures c JOIN orders o ON o.id = c.order_id WHERE (
        SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r WHERE r.attempt_id = c.attempt_id AND r.failed = 0)
        > ${sumBack('refund_lines')} + ${sumBack('refund_freight')} + ${sumBack('refund_allowances')}`,
  },
  {
    code: 'I9',
    words: '退给一行商品的钱超过了为它付的钱',
    find: sql`
      SELECT o.number || '：' || l.line id FROM order_lines l JOIN orders o ON o.id = l.order_id
      JOIN refund_lines b ON b.order_id = l.order_id AND b.line = l.line
      GROUP BY l.order_id, l.line HAVING sum(b.amount_fen) * l.quantity > (l.amount_fen - l.discount_fen) * sum(b.quantity)
      UNION ALL SELECT o.number || '：' || l.line FROM order_lines l JOIN orders o ON o.id = l.order_id
      WHERE l.amount_fen - l.discount_fen < (
        SELECT coalesce(sum(b.amount_fen), 0) FROM refund_lines b WHERE b.order_id = l.order_id AND b.line = l.line) + (
        SELECT coalesce(sum(a.amount_fen), 0) FROM refund_allowances a WHERE a.order_id = l.order_id AND a.line = l.line)`,
  },
  {
    code: 'I9',
    words: '退款少于或多于它所退的商品、运费和补偿',
    // A refund of a capture is the sum of its parts; only one that gives back the last of it may be less.
    find: sql`
      SELECT o.number id FROM refunds r JOIN captures c ON c.attempt_id = r.attempt_id JOIN orders o ON o.id = r.order_id
      WHERE sign(r.amount_fen - (SELECT coalesce(sum(b.amount_fen), 0) FROM refund_lines b WHERE b.refund_id = r.id)
        - (SELECT coalesce(sum(b.amount_fen), 0) FROM refund_freight b WHERE b.refund_id = r.id)
        - (SELECT coalesce(sum(b.amount_fen), 0) FROM refund_allowances b WHERE b.refund_id = r.id))
        NOT IN (0, CASE WHEN c.amount_fen = (SELECT sum(f.amount_fen) FROM refunds f
          WHERE f.attempt_id = c.attempt_id AND f.failed = 0) THEN -1 ELSE 0 END)`,
  },
  {
    code: 'I9',
    words: '已经取消的订单还在发货、还有地块，或没有退全',
    find: sql`
      SELECT o.number id FROM orders o JOIN order_cancellations c ON c.order_id = o.id
      WHERE EXISTS (SELECT 1 FROM dispatch_queue d WHERE d.order_id = o.id)
        OR EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id)
        OR EXISTS (SELECT 1 FROM adoptions a WHERE a.order_id = o.id AND a.released_at IS NULL)
        OR EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.quantity > (
          SELECT coalesce(sum(b.quantity), 0) FROM refund_lines b WHERE b.order_id = o.id AND b.line = l.line)
          AND l.adoption_id IS NULL)`,
  },
  {
    code: 'I9',
    words: '运费退了，同一组商品却发出了',
    find: sql`
      SELECT o.number id FROM refund_freight f JOIN orders o ON o.id = f.order_id
      JOIN shipment_lines s ON s.order_id = o.id JOIN order_lines l ON l.order_id = o.id AND l.line = s.line
      WHERE l.sku IN (SELECT value FROM json_each(o.freight, '$[' || f.place || '].skus'))`,
  },
  {
    code: 'I10',
    words: '没有发出的商品，剩下的钱不够退',
    find: sql`
      SELECT o.number id FROM captures c JOIN orders o ON o.id = c.order_id
      WHERE c.amount_fen - (
        SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r WHERE r.attempt_id = c.attempt_id AND r.failed = 0) < (
        SELECT coalesce(sum(max(0, (l.amount_fen - l.discount_fen) * ${UNSENT} / l.quantity - (
          SELECT coalesce(sum(a.amount_fen), 0) FROM refund_allowances a
          WHERE a.order_id = l.order_id AND (a.line = l.line OR a.line IS NULL)))), 0)
        FROM order_lines l WHERE l.order_id = o.id AND l.sku IS NOT NULL AND ${UNSENT} > 0)`,
  },
  {
    code: 'I3',
    words: '对公转账的到账和付款对不上',
    // What an arrival has left is what no order and no return took; a paid transfer is its money to the fen, an open one no more.
    find: sql`
      SELECT a.bank_serial id FROM bank_arrivals a WHERE a.rest_fen <> a.amount_fen - (
          SELECT coalesce(sum(l.amount_fen), 0) FROM arrival_allocations l WHERE l.arrival_id = a.id AND l.freed_at IS NULL) - (
          SELECT coalesce(sum(r.amount_fen), 0) FROM arrival_returns r WHERE r.arrival_id = a.id)
        OR a.rest_fen < a.amount_fen AND (a.voided_at IS NOT NULL OR a.held = 1 AND a.confirmed_at IS NULL)
      UNION ALL SELECT o.number FROM payment_attempts t JOIN orders o ON o.id = t.order_id CROSS JOIN (
          SELECT t.id, (SELECT coalesce(sum(l.amount_fen), 0) FROM arrival_allocations l
            WHERE l.attempt_id = t.id AND l.freed_at IS NULL) fen FROM payment_attempts t WHERE t.method = 'bank_transfer') s ON s.id = t.id
        WHERE CASE WHEN t.paid_at IS NOT NULL THEN s.fen <> t.amount_fen WHEN t.closed_at IS NOT NULL THEN s.fen <> 0
          ELSE s.fen >= t.amount_fen END`,
  },
]
