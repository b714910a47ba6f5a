import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { acceptQuotation } from '../../src/institutions/accepting.ts'
import { declineQuotation } from '../../src/institutions/declining.ts'
import { type Draft, writeVersion } from '../../src/institutions/drafting.ts'
import { expireQuotations } from '../../src/institutions/expiring.ts'
import { type QuotationView, readQuotation } from '../../src/institutions/queries.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { broken, misbound } from '../support/invariants.ts'
import { acceptanceOf, draftOf, lineOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { type Acts, describeMeetings } from './meeting.ts'

const SKU = 'TEA-DH-100'

type Scene = { number: string }
type Stage = 'sent' | 'drafted anew' | 'declined' | 'accepted'

let shop: Shop
let staffId: string
const open = async () => {
  shop = await openShop()
  staffId = await staffOf(shop)
}

const draft = (unitPriceFen: number): Draft => draftOf([lineOf(SKU, 3, unitPriceFen)])
/** What a route does: reads the quotation for its page, then calls the verb with it. */
const read = async (by: Shop, { number }: Scene): Promise<QuotationView> => (await readQuotation(by, number))!
const write = (unitPriceFen: number, send: boolean) => async (by: Shop, scene: Scene) => {
  const quotation = await read(by, scene)
  return writeVersion(by, quotation, draft(unitPriceFen), { staffId, seq: quotation.seq, send })
}

const ACTS: Acts<Scene> = {
  'is accepted': (by, { number }) => acceptQuotation(by, number, acceptanceOf({ version: 1 })),
  'is accepted as quoted anew': (by, { number }) => acceptQuotation(by, number, acceptanceOf({ version: 2 })),
  'is declined by its customer': async (by, scene) =>
    declineQuotation(by, await read(by, scene), '太贵', null),
  'is closed by staff': async (by, scene) => declineQuotation(by, await read(by, scene), '缺货', staffId),
  'is quoted anew': write(5_500, true),
  'is kept as a draft': write(6_500, false),
  'runs out': (by) => expireQuotations(by.db, by.now + 40 * DAY_MS),
  'loses its stock to a shopper': (by) =>
    placeOrder({ ...by, network: null }, orderOf([[SKU, 2]]), crypto.randomUUID()),
  'has its order called off': async (by, scene) => {
    const { order } = await read(by, scene)
    return order && cancelOrder(by, order.number, { staffId })
  },
}
const BEFORE: Record<Stage, string[]> = {
  sent: [],
  'drafted anew': ['is kept as a draft'],
  declined: ['is declined by its customer'],
  accepted: ['is accepted'],
}

/** How often a quotation became an order, and whether what it says of itself is so. */
async function lookAt(scene: Scene, told: string) {
  const quotation = await read(shop, scene)
  const events = await shop.db.all<{ seq: number; kind: string }>(sql`
    SELECT e.seq, e.kind FROM quotation_events e JOIN quotations q ON q.id = e.quotation_id
    WHERE q.number = ${scene.number} ORDER BY e.seq`)
  const kinds = events.map(({ kind }) => kind)
  expect(
    events.map(({ seq }) => seq),
    told,
  ).toEqual(events.map((_, at) => at + 1))
  const accepted = kinds.filter((kind) => kind === 'accepted').length
  expect([accepted, quotation.stored === 'accepted'], told).toEqual(quotation.order ? [1, true] : [0, false])
  // Nothing comes after an order was made of it.
  if (accepted) expect(kinds.at(-1), told).toBe('accepted')
  if (!quotation.order) return
  const [order] = await shop.db.all<{ totalFen: number; versionFen: number }>(sql`
    SELECT o.total_fen totalFen, v.total_fen versionFen FROM orders o JOIN quotation_orders qo ON qo.order_id = o.id
    JOIN quotations q ON q.id = qo.quotation_id
    JOIN quotation_versions v ON v.quotation_id = q.id AND v.version = q.version WHERE q.number = ${scene.number}`)
  expect(order!.totalFen, told).toBe(order!.versionFen)
}

describeMeetings<Scene, Stage>(
  'a quotation',
  {
    acts: ACTS,
    stages: Object.keys(BEFORE) as Stage[],
    shop: () => shop,
    open,
    scene: async (stage) => {
      const scene = { number: await sentQuotation(shop, staffId, draft(6_000)) }
      for (const act of BEFORE[stage]) await ACTS[act]!(shop, scene)
      return scene
    },
    look: async (scene, told) => {
      await lookAt(scene, told)
      expect([await broken(shop), await misbound(shop)], told).toEqual([[], []])
      const { order } = await read(shop, scene)
      if (order) expect(await cancelOrder(shop, order.number, { staffId }), told).toMatchObject({ ok: true })
      await shop.db.batch([
        shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 40
          WHERE cause = 'opening' AND sku = ${SKU} AND (SELECT available FROM variants v WHERE v.sku = ${SKU}) < 20`),
        shop.db.run(
          sql`UPDATE variants SET available = available + 40 WHERE sku = ${SKU} AND available < 20`,
        ),
      ])
    },
  },
  [
    ['sent', 'is accepted', 'is accepted'],
    ['sent', 'is accepted', 'is quoted anew'],
  ],
  { pairs: 12, threes: 8, deepPairs: 500, deepThrees: 300 },
)
