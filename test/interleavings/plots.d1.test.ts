import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { judgeBoardName, renameBoard } from '../../src/adoption/board-approving.ts'
import { holdPlot, releaseHold } from '../../src/adoption/holding.ts'
import { DAY_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { drain } from '../../src/outbox/draining.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects } from '../../src/payments/effects.ts'
import { cancelAdoption } from '../../src/payments/refunds/refunding-plots.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { adoptionIds, adoptionOrder, plotOf, SEASON } from '../support/adoptions.ts'
import { broken, brokenAdoptions, misbound } from '../support/invariants.ts'
import { provider } from '../support/provider.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'
import { type Acts, describeMeetings } from './meeting.ts'

const PLOTS = ['C-01', 'C-02', 'C-11', 'C-15']
const GIFT = { phone: '13900001111', message: '' }
const METHOD = 'wechat_native'

/** One plot; whose order it is, or whose hold. */
type Scene = { plot: string; hold: string; number: string; adoption: string; trade: string; orders: string[] }
type Stage = 'free' | 'held' | 'ordered' | 'overdue' | 'adopted' | 'given to another'

let shop: Shop
/** By the clock of the acts of a run. */
let acting: Shop
let staffId: string
const bank = provider()
const open = async () => {
  const opened = await openShop()
  await fillStaff(opened)
  staffId = await idOf(opened, 'owner')
  shop = { ...opened, gateways: { [METHOD]: bank.gateway } }
}

async function order(by: Shop, scene: Scene, holdId: string | null, gift: typeof GIFT | null = null) {
  const request = adoptionOrder([plotOf(scene.plot, { holdId, gift, boardName: '春风' })])
  const placed = await placeOrder({ ...by, network: null }, request, crypto.randomUUID())
  if (placed.ok) scene.orders.push(placed.value.number)
  return placed
}
/** The buyer pays on the provider's page, whose callback comes at once. */
async function pays(by: Shop, { trade }: Scene) {
  bank.pay(trade)
  const paid = bank.trades.get(trade)
  if (paid?.state !== 'paid') return null
  return settlePayment(by, {
    provider: METHOD,
    eventId: `success:${trade}`,
    outTradeNo: trade,
    amountFen: paid.fen,
  })
}
const late = (by: Shop): Shop => at(by, by.now + 31 * MINUTE_MS)

const ACTS: Acts<Scene> = {
  'is kept by another': (by, { plot }) =>
    holdPlot({ ...by, network: null }, { plot, season: SEASON, visitor: crypto.randomUUID() }),
  'is let go': (by, { plot, hold }) => releaseHold(by, { plot, id: hold }),
  'is ordered by its keeper': (by, scene) => order(by, scene, scene.hold || null),
  'is ordered by another': (by, scene) => order(by, scene, null),
  'is ordered by another, later': (by, scene) => order(late(by), scene, null),
  'is paid': pays,
  'is paid too late': (by, scene) => pays(late(by), scene),
  'runs out of time': (by) => sweep(late(by)),
  'is called off': (by, { number }) => cancelOrder(by, number, 'shopper'),
  'is called off by staff': (by, { number }) => cancelOrder(by, number, { staffId }),
  'is given back': (by, { adoption }) => cancelAdoption(by, adoption, { actor: 'shopper' }),
  'is given back by staff': (by, { adoption }) => cancelAdoption(by, adoption, { actor: 'staff', staffId }),
  'is received as a gift': async (by, { adoption }) => {
    const token = await giftToken(by.settings, adoption)
    return claimGift(by, { adoptionId: adoption, token, phone: GIFT.phone, name: '王小满' })
  },
  'has its board renamed': (by, { adoption }) => renameBoard(by, adoption, '秋水'),
  'has its board approved': (by, { adoption }) => judgeBoardName(by, adoption, '春风', 'approved', staffId),
  'has its outbox drained': (by) => drain(at(by, by.now + 2 * MINUTE_MS), paymentEffects),
}

const turns = (text: string): number[] => [...text].map(Number)

let scenes = 0
async function sceneAt(stage: Stage): Promise<Scene> {
  scenes += 1
  acting = stage === 'overdue' ? late(shop) : shop
  const plot = PLOTS[scenes % PLOTS.length]!
  const scene: Scene = { plot, hold: '', number: '', adoption: '', trade: '', orders: [] }
  if (stage === 'free') return scene
  if (stage === 'held') {
    const held = await holdPlot(shop, { plot, season: SEASON, visitor: crypto.randomUUID() })
    if (!held.ok) throw new Error(held.refusal.code)
    return { ...scene, hold: held.value.id }
  }
  const placed = await order(shop, scene, null, stage === 'given to another' ? GIFT : null)
  if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
  scene.number = placed.value.number
  scene.adoption = (await adoptionIds(shop, scene.number))[0]!
  const started = await startPayment(shop, scene.number, METHOD)
  if (!started.ok) throw new Error(started.refusal.code)
  scene.trade = started.value.outTradeNo
  if (stage === 'adopted' || stage === 'given to another') await pays(shop, scene)
  // Its provider does not answer, so that the order stays while its time is over.
  if (stage === 'overdue') {
    bank.moods.push('dead')
    await sweep(acting)
  }
  return scene
}

describeMeetings<Scene, Stage>(
  'a plot',
  {
    acts: ACTS,
    stages: ['free', 'held', 'ordered', 'overdue', 'adopted', 'given to another'],
    shop: () => acting,
    open,
    scene: sceneAt,
    look: async (scene, told) => {
      await drain(at(shop, shop.now + DAY_MS), paymentEffects)
      // By the clock of whoever acted last: what an order names is kept for it until its own deadline only.
      const says = async () => [
        await broken(shop),
        await brokenAdoptions(late(late(shop))),
        await misbound(shop),
      ]
      expect(await says(), told).toEqual([[], [], []])
      const owners =
        await shop.db.all(sql`SELECT 1 FROM adoptions WHERE plot = ${scene.plot} AND season = ${SEASON}
        AND adopted_at IS NOT NULL AND released_at IS NULL`)
      expect(owners.length, told).toBeLessThan(2)
      // Staff give everything back, or wait until it has run out; the plot is free again and nobody's money stays.
      for (const number of [scene.number, ...scene.orders])
        if (number) await cancelOrder(shop, number, { staffId })
      await drain(at(shop, shop.now + 2 * DAY_MS), paymentEffects)
      await shop.db.run(sql`DELETE FROM plot_claims WHERE adoption_id IS NULL`)
      const kept = await shop.db.all<{ fen: number }>(sql`
        SELECT c.amount_fen - (SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r
          WHERE r.attempt_id = c.attempt_id AND r.failed = 0) fen
        FROM captures c JOIN orders o ON o.id = c.order_id WHERE o.number IN (
          SELECT value FROM json_each(${JSON.stringify([scene.number, ...scene.orders])}))`)
      expect(
        kept.filter(({ fen }) => fen !== 0),
        told,
      ).toEqual([])
      expect(await says(), told).toEqual([[], [], []])
    },
  },
  [
    ['free', 'is ordered by another', 'is ordered by another'],
    ['overdue', 'is paid', 'is ordered by another, later'],
    ['given to another', 'is received as a gift', 'is given back'],
  ],
  {
    ...{ pairs: 16, threes: 10, deepPairs: 1000, deepThrees: 600 },
    // Somebody moved the order between losing the plot and closing for it.
    kept: [
      [
        'overdue',
        ['is ordered by its keeper', 'runs out of time', 'is paid'],
        turns('011001122202122110211102'),
      ],
      [
        'ordered',
        ['is called off', 'is paid', 'is ordered by another, later'],
        turns('02220102100002100010000'),
      ],
    ],
  },
)
