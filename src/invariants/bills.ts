import { sql } from 'drizzle-orm'
import type { Rule } from './rule.ts'

/** What must hold of providers' bills once a day was reconciled: their sums are ours and the differences that are listed. */
export const BILLS: Rule[] = [
  {
    code: 'I11',
    words: '账单的合计不等于它的明细',
    find: sql`
      SELECT b.provider || ' ' || b.day id FROM provider_bills b LEFT JOIN bill_lines l ON l.provider = b.provider AND l.day = b.day
      GROUP BY b.provider, b.day
      HAVING b.payments <> count(CASE l.kind WHEN 'payment' THEN 1 END) OR b.refunds <> count(CASE l.kind WHEN 'refund' THEN 1 END)
        OR b.paid_fen <> coalesce(sum(CASE l.kind WHEN 'payment' THEN l.amount_fen END), 0)
        OR b.refunded_fen <> coalesce(sum(CASE l.kind WHEN 'refund' THEN l.amount_fen END), 0)
        OR b.fee_fen <> coalesce(sum(l.fee_fen), 0)`,
  },
  {
    code: 'I11',
    words: '账单上的一笔与本店不符，却没有列为差异',
    find: sql`
      SELECT l.provider || ' ' || l.day || ' ' || l.out_trade_no id FROM bill_lines l
      WHERE NOT EXISTS (SELECT 1 FROM payment_attempts a WHERE l.kind = 'payment' AND a.out_trade_no = l.out_trade_no
          AND a.paid_at IS NOT NULL AND a.amount_fen = l.amount_fen)
        -- Asked for again, it goes under the number of the next try.
        AND NOT EXISTS (SELECT 1 FROM payment_attempts a JOIN refunds r ON r.attempt_id = a.id
          WHERE l.kind = 'refund' AND a.out_trade_no = l.out_trade_no AND r.amount_fen = l.amount_fen
            AND (r.out_refund_no = l.out_refund_no OR r.out_refund_no GLOB l.out_refund_no || '-*'))
        AND NOT EXISTS (SELECT 1 FROM bill_differences d WHERE d.provider = l.provider AND d.day = l.day
          AND d.out_trade_no = l.out_trade_no AND d.out_refund_no = l.out_refund_no AND d.there_fen = l.amount_fen)`,
  },
]
