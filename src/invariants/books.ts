import { type SQL, sql } from 'drizzle-orm'
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
]
