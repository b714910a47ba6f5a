import { sql } from 'drizzle-orm'
import type { Shop } from '../../src/shop.ts'
import { unreconciled } from './shop.ts'

/** What docs/invariants.md names, read from the database itself: I1, I3 to I5, I7 to I9. */
export async function broken(shop: Shop): Promise<string[]> {
  const names = (rows: { id: string }[], what: string) => rows.map((row) => `${what} ${row.id}`)
  const [unpaidCapture, overRefunded, wrongTotal, openAndPaid, twice, backwards, codes] = await shop.db.batch(
    [
      shop.db.all<{ id: string }>(sql`
      SELECT o.id FROM orders o LEFT JOIN captures c ON c.order_id = o.id
      WHERE (o.state IN ('paid', 'completed')) <> (c.order_id IS NOT NULL) OR c.amount_fen <> o.total_fen`),
      shop.db.all<{ id: string }>(sql`
      SELECT a.id FROM payment_attempts a WHERE (
        SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r WHERE r.attempt_id = a.id AND r.failed = 0) > a.amount_fen`),
      shop.db.all<{ id: string }>(sql`
      SELECT o.id FROM orders o WHERE o.total_fen <> o.freight_fen - o.discount_fen + (
        SELECT sum(l.amount_fen) FROM order_lines l WHERE l.order_id = o.id) OR o.discount_fen <> (
        SELECT sum(l.discount_fen) FROM order_lines l WHERE l.order_id = o.id)`),
      shop.db.all<{ id: string }>(sql`
      SELECT a.id FROM payment_attempts a WHERE a.paid_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.attempt_id = a.id)
        AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.attempt_id = a.id)`),
      shop.db.all<{ id: string }>(sql`
      SELECT m.sku || m.cause id FROM stock_movements m JOIN orders o ON o.id = m.cause
      GROUP BY m.sku, m.cause HAVING sum(m.kind = 'returned') > 0
        OR sum(m.kind = 'released') + sum(m.kind = 'sold') > 1 OR sum(m.kind = 'reserved') <> 1
      UNION ALL SELECT m.sku || r.order_id FROM stock_movements m JOIN refunds r ON r.id = m.cause
      GROUP BY m.sku, r.order_id HAVING sum(m.kind <> 'returned') > 0 OR sum(m.quantity) > (
        SELECT s.quantity FROM stock_movements s WHERE (s.sku, s.cause, s.kind) = (m.sku, r.order_id, 'sold'))`),
      // The event says paid once at most, nothing but the first is "placed", and no state is left behind it.
      shop.db.all<{ id: string }>(sql`
      SELECT o.id FROM orders o JOIN order_events e ON e.order_id = o.id GROUP BY o.id
      HAVING sum(e.kind = 'paid') > 1 OR sum(e.kind = 'placed') <> 1 OR max(e.seq) <> count(*)
        OR min(CASE e.kind WHEN 'placed' THEN e.seq END) <> 1 OR (max(e.kind = 'paid') = 1 AND o.state = 'awaiting_payment')
        OR (o.state = 'awaiting_payment' AND max(e.kind = 'cancelled') = 1)`),
      // A code counts its uses, never past its limit; what closed unpaid has given it back, the rest has not.
      shop.db.all<{ id: string }>(sql`
      SELECT c.code id FROM promo_codes c WHERE c.used > c.limit_total OR c.used <> (
          SELECT count(*) FROM code_redemptions r WHERE r.code = c.code AND r.given_back_at IS NULL)
      UNION ALL SELECT o.id FROM orders o LEFT JOIN code_redemptions r ON r.order_id = o.id
      WHERE (o.code IS NOT NULL) <> (r.order_id IS NOT NULL) OR (o.discount_fen > 0) <> (o.code IS NOT NULL)
        OR r.discount_fen <> o.discount_fen OR (o.closed_at IS NOT NULL) <> (r.given_back_at IS NOT NULL)
          AND r.order_id IS NOT NULL`),
    ],
  )
  return [
    ...(await unreconciled(shop.db)).map((sku) => `I1 ${sku}`),
    ...(await givenAway(shop)).map((id) => `I9 ${id}`),
    ...names(unpaidCapture, 'I3 capture'),
    ...names(openAndPaid, 'I3 unexplained'),
    ...names(overRefunded, 'I4'),
    ...names(backwards, 'I5'),
    ...names(wrongTotal, 'I7'),
    ...names(twice, 'I8'),
    ...names(codes, 'code'),
  ]
}

/**
 * I9: what went back was given back. Money of an accepted capture leaves for pieces, freight or a recorded allowance
 * only, never more for pieces than was paid for them; and what was called off is not packed, sent, adopted or certified.
 */
async function givenAway({ db }: Shop): Promise<string[]> {
  const back = (table: string, column: string, of: string) =>
    sql.raw(`(SELECT coalesce(sum(b.${column}), 0) FROM ${table} b WHERE b.order_id = ${of})`)
  const found = await db.batch([
    db.all<{ id: string }>(sql`
      SELECT c.order_id id FROM captures c WHERE (
        SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r WHERE r.attempt_id = c.attempt_id AND r.failed = 0)
        > ${back('refund_lines', 'amount_fen', 'c.order_id')} + ${back('refund_freight', 'amount_fen', 'c.order_id')}
          + ${back('refund_allowances', 'amount_fen', 'c.order_id')}`),
    db.all<{ id: string }>(sql`
      SELECT l.order_id || ':' || l.line id FROM order_lines l JOIN refund_lines b ON b.order_id = l.order_id AND b.line = l.line
      GROUP BY l.order_id, l.line HAVING sum(b.amount_fen) * l.quantity > (l.amount_fen - l.discount_fen) * sum(b.quantity)`),
    // Neither do pieces and allowances of a line together.
    db.all<{ id: string }>(sql`
      SELECT l.order_id || ':' || l.line id FROM order_lines l WHERE l.amount_fen - l.discount_fen < (
        SELECT coalesce(sum(b.amount_fen), 0) FROM refund_lines b WHERE b.order_id = l.order_id AND b.line = l.line) + (
        SELECT coalesce(sum(a.amount_fen), 0) FROM refund_allowances a WHERE a.order_id = l.order_id AND a.line = l.line)`),
    db.all<{ id: string }>(sql`
      SELECT o.id FROM orders o JOIN order_cancellations c ON c.order_id = o.id
      WHERE EXISTS (SELECT 1 FROM dispatch_queue d WHERE d.order_id = o.id)
        OR EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id)
        OR EXISTS (SELECT 1 FROM adoptions a WHERE a.order_id = o.id AND a.released_at IS NULL)
        OR EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.quantity > (
          SELECT coalesce(sum(b.quantity), 0) FROM refund_lines b WHERE b.order_id = o.id AND b.line = l.line)
          AND l.adoption_id IS NULL)`),
    // Packing waits for pieces that are still to be sent, and for no others.
    db.all<{ id: string }>(sql`
      SELECT d.order_id || ':' || d.storage id FROM dispatch_queue d WHERE NOT EXISTS (
        SELECT 1 FROM order_lines l WHERE l.order_id = d.order_id AND l.storage = d.storage AND l.quantity > (
          SELECT coalesce(sum(s.quantity), 0) FROM settled_pieces s WHERE s.order_id = l.order_id AND s.line = l.line))`),
    db.all<{ id: string }>(sql`
      SELECT f.order_id || ' freight' id FROM refund_freight f JOIN orders o ON o.id = f.order_id
      JOIN shipment_lines s ON s.order_id = o.id JOIN order_lines l ON l.order_id = o.id AND l.line = s.line
      WHERE l.sku IN (SELECT value FROM json_each(o.freight, '$[' || f.place || '].skus'))`),
  ])
  return found.flat().map(({ id }) => id)
}

/** I2 and what hangs on it: claims, adoptions, orders, certificates, counters and impact tell one story. */
export async function brokenAdoptions(shop: Shop): Promise<string[]> {
  const live = sql`a.adopted_at IS NOT NULL AND a.released_at IS NULL`
  const [orphans, unclaimed, unheld, wrongState, certificates, gifts, counters, tiers, impact, refunds] =
    await shop.db.batch([
      shop.db.all<{ id: string }>(sql`
        SELECT c.plot || c.season id FROM plot_claims c LEFT JOIN adoptions a ON a.id = c.adoption_id
        WHERE c.expires_at IS NULL AND (a.id IS NULL OR NOT (${live}) OR a.plot <> c.plot OR a.season <> c.season)`),
      shop.db.all<{ id: string }>(sql`
        SELECT a.id FROM adoptions a LEFT JOIN plot_claims c ON c.adoption_id = a.id AND c.expires_at IS NULL
        WHERE ${live} AND c.plot IS NULL`),
      // Until its deadline nobody takes what an open order named.
      shop.db.all<{ id: string }>(sql`
        SELECT a.id FROM adoptions a JOIN orders o ON o.id = a.order_id LEFT JOIN plot_claims c ON c.adoption_id = a.id
        WHERE o.state = 'awaiting_payment' AND o.pay_before > ${shop.now} AND (a.state <> 'held' OR c.plot IS NULL)`),
      shop.db.all<{ id: string }>(sql`
        SELECT a.id FROM adoptions a JOIN orders o ON o.id = a.order_id
        WHERE (o.state IN ('awaiting_payment', 'cancelling')) <> (a.state = 'held')
          OR (o.state = 'cancelled') <> (a.released_why IN ('expired', 'cancelled') AND a.released_at IS NOT NULL)
          OR (a.state = 'released') <> (a.released_at IS NOT NULL)`),
      shop.db.all<{ id: string }>(sql`
        SELECT a.id FROM adoptions a LEFT JOIN certificates c ON c.adoption_id = a.id
        GROUP BY a.id HAVING sum(c.code IS NOT NULL AND c.superseded_at IS NULL) <> (a.adopted_at IS NOT NULL)`),
      shop.db.all<{ id: string }>(sql`
        SELECT a.id FROM adoptions a LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
        WHERE (g.claimed_at IS NOT NULL) <> (
          SELECT count(*) FROM certificates c WHERE c.adoption_id = a.id AND c.superseded_at IS NOT NULL)`),
      shop.db.all<{ id: string }>(sql`
        SELECT s.garden || s.season id FROM garden_seasons s WHERE s.adopted <> (
            SELECT count(*) FROM adoptions a WHERE a.garden = s.garden AND a.season = s.season AND ${live})
          OR s.adopted_cmu <> (
            SELECT coalesce(sum(a.area_cmu), 0) FROM adoptions a WHERE a.garden = s.garden AND a.season = s.season AND ${live})`),
      shop.db.all<{ id: string }>(sql`
        SELECT s.garden || s.season id FROM season_tiers s WHERE s.adopted <> (SELECT count(*) FROM adoptions a
          WHERE a.garden = s.garden AND a.season = s.season AND a.area_cmu = s.area_cmu AND ${live})`),
      shop.db.all<{ id: string }>(sql`
        SELECT 'sums' id FROM impact_sums WHERE adoptions <> (SELECT count(*) FROM adoptions a WHERE ${live})
          OR area_cmu <> (SELECT coalesce(sum(a.area_cmu), 0) FROM adoptions a WHERE ${live})
          OR amount_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM impact_entries)
          OR adoptions <> (SELECT coalesce(sum(adoptions), 0) FROM impact_entries)`),
      // What was given back got its money back, once.
      shop.db.all<{ id: string }>(sql`
        SELECT a.id FROM adoptions a WHERE a.released_why = 'refunded' AND (
          SELECT count(*) FROM refunds r WHERE r.order_id = a.order_id AND r.reason IN ('plot', 'cancelled')) = 0`),
    ])
  const names = (rows: { id: string }[], what: string) => rows.map((row) => `${what} ${row.id}`)
  return [
    ...names(orphans, 'I2 claim without its adoption'),
    ...names(unclaimed, 'I2 adoption without its claim'),
    ...names(unheld, 'I2 open order without its plot'),
    ...names(wrongState, 'I8 state'),
    ...names(certificates, 'certificate'),
    ...names(gifts, 'transfer'),
    ...names(counters, 'counter'),
    ...names(tiers, 'tier counter'),
    ...names(impact, 'impact'),
    ...names(refunds, 'I8 refund'),
  ]
}

/** What unpaid orders bind by SKU and by network, counted from the orders, against what is kept for the budgets. */
export async function misbound({ db }: Pick<Shop, 'db'>): Promise<object[]> {
  const [skus, networks] = await db.batch([
    db.all<object>(sql`
      SELECT sku, unpaid, bound FROM (SELECT v.sku, v.unpaid, (
          SELECT coalesce(sum(l.quantity * (s.value ->> 'quantity')), 0) FROM orders o
          JOIN order_lines l ON l.order_id = o.id JOIN json_each(l.stock) s ON s.value ->> 'sku' = v.sku
          WHERE o.paid_at IS NULL AND o.closed_at IS NULL AND o.channel <> 'institution') bound FROM variants v)
      WHERE unpaid <> bound`),
    db.all<object>(sql`
      WITH open AS (
        SELECT o.network_hmac mark, o.id FROM orders o
        WHERE o.paid_at IS NULL AND o.closed_at IS NULL AND o.network_hmac IS NOT NULL
      ), bound AS (
        SELECT mark, s.value ->> 'sku' sku, sum(l.quantity * (s.value ->> 'quantity')) pieces
        FROM open JOIN order_lines l ON l.order_id = open.id JOIN json_each(l.stock) s GROUP BY 1, 2
        UNION ALL SELECT o.network_hmac, 'code:' || o.code, count(*) FROM open JOIN orders o ON o.id = open.id
        WHERE o.code IS NOT NULL GROUP BY 1, 2
      ), kept AS (SELECT network_hmac mark, key sku, value pieces FROM network_claims, json_each(bound))
      SELECT * FROM (SELECT * FROM bound EXCEPT SELECT * FROM kept)
      UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM bound)
      UNION ALL SELECT * FROM (
        SELECT mark, 'orders', count(*) FROM open GROUP BY 1 EXCEPT SELECT network_hmac, 'orders', orders FROM network_claims)
      UNION ALL SELECT id, 'settled with a network', 0 FROM orders
        WHERE network_hmac IS NOT NULL AND (paid_at IS NOT NULL OR closed_at IS NOT NULL)
      UNION ALL SELECT plot, 'adopted with a network', 0 FROM plot_claims
        WHERE expires_at IS NULL AND (network_hmac IS NOT NULL OR visitor_hmac IS NOT NULL)`),
  ])
  return [...skus, ...networks]
}
