import { sql } from 'drizzle-orm'
import { BILLS } from '../../src/invariants/bills.ts'
import { BOOKS } from '../../src/invariants/books.ts'
import { findBroken } from '../../src/invariants/checking.ts'
import { INVOICES } from '../../src/invariants/invoices.ts'
import { MONEY } from '../../src/invariants/money.ts'
import { plotRules } from '../../src/invariants/plots.ts'
import type { Rule } from '../../src/invariants/rule.ts'
import { STOCK } from '../../src/invariants/stock.ts'
import type { Shop } from '../../src/shop.ts'

const told = async ({ db }: Shop, rules: Rule[]): Promise<string[]> =>
  (await findBroken(db, rules)).map(({ code, words, ids }) => `${code} ${words} ${ids.join(' ')}`)

/** What docs/invariants.md names of money and pieces, as the shop itself checks it each night. */
export const broken = (shop: Shop): Promise<string[]> =>
  told(shop, [...STOCK, ...MONEY, ...BILLS, ...BOOKS, ...INVOICES])

/** The same of plots. */
export const brokenAdoptions = (shop: Shop): Promise<string[]> => told(shop, plotRules(shop.now))

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
