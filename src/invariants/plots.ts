import { type SQL, sql } from 'drizzle-orm'
import { int } from '../db/query.ts'
import type { Rule } from './rule.ts'

const LIVE: SQL = sql`a.adopted_at IS NOT NULL AND a.released_at IS NULL`

/** What must hold of plots: claims, adoptions, orders, certificates, counters and impact tell one story. */
export const plotRules = (now: number): Rule[] => [
  {
    code: 'I2',
    words: '地块占用没有对应的认购',
    find: sql`
      SELECT c.plot || ' ' || c.season id FROM plot_claims c LEFT JOIN adoptions a ON a.id = c.adoption_id
      WHERE c.expires_at IS NULL AND (a.id IS NULL OR NOT (${LIVE}) OR a.plot <> c.plot OR a.season <> c.season)`,
  },
  {
    code: 'I2',
    words: '认购没有占住它的地块',
    find: sql`
      SELECT a.plot || ' ' || a.season id FROM adoptions a
      LEFT JOIN plot_claims c ON c.adoption_id = a.id AND c.expires_at IS NULL
      WHERE ${LIVE} AND c.plot IS NULL`,
  },
  {
    code: 'I2',
    words: '未付款订单的地块没有替它留着',
    // Until its deadline nobody takes what an open order named.
    find: sql`
      SELECT o.number id FROM adoptions a JOIN orders o ON o.id = a.order_id
      LEFT JOIN plot_claims c ON c.adoption_id = a.id
      WHERE o.state = 'awaiting_payment' AND o.pay_before > ${int(now)} AND (a.state <> 'held' OR c.plot IS NULL)`,
  },
  {
    code: 'I8',
    words: '认购的状态与订单不符',
    find: sql`
      SELECT o.number id FROM adoptions a JOIN orders o ON o.id = a.order_id
      WHERE (o.state IN ('awaiting_payment', 'cancelling')) <> (a.state = 'held')
        OR (o.state = 'cancelled') <> (a.released_why IN ('expired', 'cancelled') AND a.released_at IS NOT NULL)
        OR (a.state = 'released') <> (a.released_at IS NOT NULL)`,
  },
  {
    code: 'I2',
    words: '认购与证书不是一一对应',
    find: sql`
      SELECT a.plot || ' ' || a.season id FROM adoptions a LEFT JOIN certificates c ON c.adoption_id = a.id
      GROUP BY a.id HAVING sum(c.code IS NOT NULL AND c.superseded_at IS NULL) <> (a.adopted_at IS NOT NULL)`,
  },
  {
    code: 'I2',
    words: '转赠与旧证书不符',
    find: sql`
      SELECT a.plot || ' ' || a.season id FROM adoptions a LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
      WHERE (g.claimed_at IS NOT NULL) <> (
        SELECT count(*) FROM certificates c WHERE c.adoption_id = a.id AND c.superseded_at IS NOT NULL)`,
  },
  {
    code: 'I2',
    words: '茶园的认购数与认购不符',
    find: sql`
      SELECT s.garden || ' ' || s.season id FROM garden_seasons s WHERE s.adopted <> (
          SELECT count(*) FROM adoptions a WHERE a.garden = s.garden AND a.season = s.season AND ${LIVE})
        OR s.adopted_cmu <> (
          SELECT coalesce(sum(a.area_cmu), 0) FROM adoptions a WHERE a.garden = s.garden AND a.season = s.season AND ${LIVE})
      UNION ALL SELECT s.garden || ' ' || s.season || ' ' || s.area_cmu FROM season_tiers s WHERE s.adopted <> (
        SELECT count(*) FROM adoptions a
        WHERE a.garden = s.garden AND a.season = s.season AND a.area_cmu = s.area_cmu AND ${LIVE})`,
  },
  {
    code: 'I8',
    words: '帮扶成效的合计与明细不符',
    find: sql`
      SELECT 'impact' id FROM impact_sums WHERE adoptions <> (SELECT count(*) FROM adoptions a WHERE ${LIVE})
        OR area_cmu <> (SELECT coalesce(sum(a.area_cmu), 0) FROM adoptions a WHERE ${LIVE})
        OR amount_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM impact_entries)
        OR adoptions <> (SELECT coalesce(sum(adoptions), 0) FROM impact_entries)`,
  },
  {
    code: 'I8',
    words: '地块退了，钱没有退',
    find: sql`
      SELECT o.number id FROM adoptions a JOIN orders o ON o.id = a.order_id WHERE a.released_why = 'refunded'
        AND NOT EXISTS (SELECT 1 FROM refund_lines b WHERE b.order_id = a.order_id AND b.line = a.line)`,
  },
  {
    code: 'I9',
    words: '地块退了，茶还在寄',
    find: sql`
      SELECT d.number id FROM dispatches d JOIN adoptions a ON a.id = d.adoption_id
      WHERE a.released_at IS NOT NULL AND d.called_off_at IS NULL
        AND (d.shipped_at IS NULL OR d.shipped_at > a.released_at)`,
  },
]
