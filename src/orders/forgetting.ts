import { sql } from 'drizzle-orm'
import { seal } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'

/**
 * Statements that take name, phone, street, notes and a person's invoice title out of orders, as one batch. Goods, sums,
 * province and consents stay. Random marks replace the old ones: nothing links the order to a phone or an address any
 * more. `seq` is the one that was read; the batch breaks when it has moved on.
 */
export async function forgetStatements(
  { db, settings, now }: Shop,
  orders: { id: string; seq: number }[],
  actor: 'shopper' | 'retention',
) {
  const rows = JSON.stringify(orders.map(({ id, seq }) => ({ id, seq: seq + 1 })))
  const ids = sql`SELECT value ->> 'id' FROM json_each(${rows})`
  return [
    db.run(sql`INSERT INTO order_events (order_id, seq, kind, at, actor)
      SELECT value ->> 'id', value ->> 'seq', 'personal_data_deleted', CAST(${now} AS INTEGER), ${actor}
      FROM json_each(${rows})`),
    db.run(sql`UPDATE orders SET seq = seq + 1, recipient_name = '—', phone_sealed = ${await seal(settings.phoneKey, '')},
      phone_hmac = hex(randomblob(32)), address_hmac = '', phone_tail = NULL, street = '', note = '',
      region_code = substr(region_code, 1, 2) || '0000',
      invoice = CASE invoice ->> 'kind' WHEN 'personal' THEN json_set(invoice, '$.email', '', '$.title', '')
        ELSE json_set(invoice, '$.email', '') END,
      forgotten_at = ${now} WHERE id IN (${ids})`),
    // Certificates stay verifiable; a gift's receiver keeps the name given there, and only there.
    db.run(sql`UPDATE certificates SET holder = '—' WHERE adoption_id IN (
        SELECT adoption_id FROM order_lines WHERE order_id IN (${ids}) AND adoption_id IS NOT NULL)
      AND (superseded_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM adoption_gifts g
        WHERE g.adoption_id = certificates.adoption_id AND g.claimed_at IS NOT NULL))`),
    // Tea of these adoptions was sent or never will be; a receiver's own address goes with the gift.
    db.run(sql`UPDATE dispatches SET recipient_name = '—', phone_sealed = NULL, street = '',
      region_code = substr(region_code, 1, 2) || '0000' WHERE street IS NOT NULL AND adoption_id IN (
        SELECT adoption_id FROM order_lines WHERE order_id IN (${ids}) AND adoption_id IS NOT NULL)`),
    db.run(sql`UPDATE adoption_gifts SET phone_sealed = '', phone_hmac = hex(randomblob(32)), message = ''
      WHERE adoption_id IN (
        SELECT adoption_id FROM order_lines WHERE order_id IN (${ids}) AND adoption_id IS NOT NULL)`),
    // What staff wrote to each other about the buyer goes too; it was for the order's time.
    db.run(sql`DELETE FROM order_notes WHERE order_id IN (${ids})`),
  ] as const
}
