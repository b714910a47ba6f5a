import { type SQL, sql } from 'drizzle-orm'
import { sha256Hex } from '../kernel/hashing.ts'
import type { Rule } from './rule.ts'

const dayOf = (at: SQL): SQL => sql`strftime('%Y-%m-%d', ${at} / 1000 + 28800, 'unixepoch')`

/** What must hold of the books: the overview, which counts as it goes, and the rows of money tell one story. */
export const BOOKS: Rule[] = [
  {
    code: 'I8',
    words: '概览的货款与账目不符',
    find: sql`
      SELECT day || ' ' || family id FROM (
        SELECT ${dayOf(sql`c.at`)} day, l.family, l.amount_fen - l.discount_fen fen
        FROM captures c JOIN order_lines l ON l.order_id = c.order_id
        UNION ALL SELECT ${dayOf(sql`r.created_at`)}, l.family, -b.amount_fen
        FROM refund_lines b JOIN refunds r ON r.id = b.refund_id JOIN order_lines l ON l.order_id = b.order_id AND l.line = b.line
        UNION ALL SELECT ${dayOf(sql`r.created_at`)}, l.family, -b.amount_fen FROM refund_allowances b
        JOIN refunds r ON r.id = b.refund_id JOIN order_lines l ON l.order_id = b.order_id AND l.line = b.line
        UNION ALL SELECT day, value, -amount_fen FROM sales_by_day WHERE dimension = 'family')
      GROUP BY day, family HAVING sum(fen) <> 0`,
  },
  {
    code: 'I12',
    words: '封存的结算单和它的校验码不符',
    find: sql`SELECT month || ' ' || producer_id id, content, hash FROM settlement_sheets`,
    holds: ({ content, hash }) => sha256Hex(String(content)) === hash,
  },
  {
    code: 'I12',
    words: '封存的结算单加起来不等于应付',
    find: sql`
      SELECT s.month || ' ' || s.producer_id id FROM settlement_sheets s WHERE s.due_fen IS NOT s.content ->> '$.dueFen'
        OR s.due_fen <> (SELECT coalesce(sum(r.value ->> 'soldFen'), 0) - coalesce(sum(r.value ->> 'returnedFen'), 0)
            FROM json_each(s.content, '$.rows') r) - (s.content ->> '$.commissionFen')
          + (SELECT coalesce(sum(a.value ->> 'amountFen'), 0) FROM json_each(s.content, '$.adjustments') a)
        OR s.content ->> '$.producerId' <> s.producer_id OR s.content ->> '$.month' <> s.month`,
  },
]
