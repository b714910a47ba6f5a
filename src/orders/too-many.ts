import { sql } from 'drizzle-orm'
import type { Variant } from '../catalog/schema.ts'
import { networkMark } from '../kernel/network.ts'
import type { Shop } from '../shop.ts'
import { drawnStock } from './writing.ts'

type Line = { sku: string; quantity: number; stock: { sku: string; quantity: number }[] }

/**
 * Lines of a refused order of which its network cannot bind as many pieces without paying, each with what it still can.
 * What the trigger `stock_drawn` decides, read again after it refused.
 */
export async function roomFor(shop: Shop, lines: Line[]): Promise<{ sku: string; most: number }[]> {
  const mark = await networkMark(shop.settings.phonePepper, shop.network)
  const skus = JSON.stringify(drawnStock(lines).map(({ sku }) => sku))
  const rows = await shop.db.all<Pick<Variant, 'sku'> & { room: number }>(sql`
    SELECT v.sku, max(20, (v.available + v.unpaid) / 10,
        CASE WHEN n.network_hmac IS NULL THEN (v.available + v.unpaid) / 2 ELSE 0 END)
      - coalesce(n.bound ->> ('$."' || v.sku || '"'), 0) room
    FROM json_each(${skus}) j CROSS JOIN variants v ON v.sku = j.value
    LEFT JOIN network_claims n ON n.network_hmac = ${mark}`)
  const room = new Map(rows.map((row) => [row.sku, Math.max(0, row.room)]))
  return lines
    .map(({ sku, quantity, stock }) => ({
      sku,
      quantity,
      most: Math.min(...stock.map((part) => Math.floor((room.get(part.sku) ?? 0) / part.quantity))),
    }))
    .filter(({ quantity, most }) => most < quantity)
    .map(({ sku, most }) => ({ sku, most }))
}
