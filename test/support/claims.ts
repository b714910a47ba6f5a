import { sql } from 'drizzle-orm'
import { claimGoods } from '../../src/claims/asking.ts'
import type { ClaimKind, ClaimReason } from '../../src/claims/claim.ts'
import { readClaimDesk } from '../../src/claims/reading.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'

type Asked = { line?: number; kind?: ClaimKind; reason?: ClaimReason; quantity?: number; key?: string }

/** A claim of an order's line; answers its id, or the refusal's code. */
export async function claimOf(shop: Shop, number: string, asked: Asked = {}): Promise<string> {
  const order = (await readOrder(shop, number))!
  const done = await claimGoods(shop, order, asked.line ?? 1, {
    ...{
      kind: asked.kind ?? 'refund_only',
      reason: asked.reason ?? 'damaged',
      quantity: asked.quantity ?? 1,
    },
    ...{ words: '袋子破了', photos: [{ place: 1, type: 'image/jpeg', bytes: 1 }] },
    clientKey: asked.key ?? crypto.randomUUID(),
  })
  return done.ok ? done.value.id : done.refusal.code
}

export const claimState = async (shop: Shop, id: string) => (await readClaimDesk(shop, id))!.claim

/** Where goods go back to. */
export const setReturns = ({ db }: Pick<Shop, 'db'>) =>
  db.run(sql`UPDATE shop_settings SET shop = json_set(shop, '$.returns',
    json('{"name":"售后","phone":"0851-38221234","address":"普定县某街道1号"}'))`)
