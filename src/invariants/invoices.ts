import { sql } from 'drizzle-orm'
import type { Rule } from './rule.ts'

/** Sums of a request's blue and red invoices. */
const SUM = (red: 'IS' | 'IS NOT') => sql`(SELECT coalesce(sum(d.amount_fen), 0) FROM invoice_documents d
  WHERE d.request_id = r.id AND d.red_of ${sql.raw(red)} NULL)`
const BLUE = SUM('IS')
const RED = SUM('IS NOT')

/** What must hold of invoices: they say what the order keeps, or what is still to be taken back by a red one. */
export const INVOICES: Rule[] = [
  {
    code: 'I13',
    words: '发票减红字发票，不等于收款减退款',
    find: sql`
      SELECT o.number id FROM invoice_requests r JOIN orders o ON o.id = r.order_id LEFT JOIN captures c ON c.order_id = r.order_id
      WHERE r.state IN ('issued', 'red_pending', 'red') AND ${BLUE} - ${RED} - r.red_due_fen <> coalesce(c.amount_fen, 0) - (
        SELECT coalesce(sum(f.amount_fen), 0) FROM refunds f WHERE f.attempt_id = c.attempt_id)
        -- Of several, the one before was taken back whole; the newest speaks for the order.
        AND r.id = (SELECT n.id FROM invoice_requests n WHERE n.order_id = r.order_id AND n.state IN ('issued', 'red_pending', 'red')
          ORDER BY n.state = 'red', n.requested_at DESC, n.id DESC LIMIT 1)`,
  },
  {
    code: 'I13',
    words: '发票的状态和上传的发票不符',
    find: sql`
      SELECT o.number id FROM invoice_requests r JOIN orders o ON o.id = r.order_id
      WHERE (r.state IN ('issued', 'red_pending', 'red')) <> EXISTS (SELECT 1 FROM invoice_documents d
          WHERE d.request_id = r.id AND d.red_of IS NULL)
        OR (r.state = 'red') <> (${BLUE} > 0 AND ${BLUE} = ${RED})
        OR r.seq <> (SELECT max(e.seq) FROM invoice_events e WHERE e.request_id = r.id)`,
  },
]
