import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { enterCorrection, planCorrection } from '../../src/adoption/correcting.ts'
import { changeAddress } from '../../src/adoption/dispatch-address.ts'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { shipDispatches } from '../../src/fulfilment/dispatch-shipping.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { cancelAdoption } from '../../src/payments/refunds/refunding-plots.ts'
import { settleShortfall } from '../../src/payments/refunds/settling-shortfall.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { broken, brokenAdoptions } from '../support/invariants.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'
import { type Acts, describeMeetings } from './meeting.ts'

const OF = { garden: 'A', season: SEASON, period: 'spring' }
const SPRING = Date.parse('2027-04-10T10:00:00+08:00')
const GIFT = { phone: '13900001111', message: '' }

/** A garden of two adopters, the second one's plot a gift nobody has received yet. */
type Scene = { own: string; gift: string; staffId: string }
type Stage = 'growing' | 'harvested' | 'planned' | 'sent' | 'closed'

let shop: Shop

const harvest =
  (grams: number) =>
  async (by: Shop, { staffId }: Scene) => {
    const input = {
      ...{ garden: OF.garden, season: OF.season, grade: 'spring', grams, pluckedOn: '2027-04-08', note: '' },
      clientKey: crypto.randomUUID(),
    }
    const plan = await planHarvest(by, input)
    return plan.ok ? enterHarvest(by, input, plan.value.seen, staffId) : plan
  }
const settle =
  (choice: 'refund' | 'credit' | 'tea') =>
  (by: Shop, { own }: Scene) =>
    settleShortfall(by, own, choice)

const ACTS: Acts<Scene> = {
  'is harvested': harvest(101),
  'has a harvest corrected': async (by, { staffId }) => {
    const [first] = await by.db.all<{ id: string }>(sql`SELECT id FROM harvests ORDER BY id LIMIT 1`)
    if (!first) return null
    const input = { harvestId: first.id, grams: 77, reason: '称错', clientKey: crypto.randomUUID() }
    const plan = await planCorrection(by, input)
    return plan.ok ? enterCorrection(by, input, plan.value.seen, staffId) : plan
  },
  'has its parcels planned': async (by, { staffId }) => {
    const plan = await planDispatches(by, OF.garden, OF.season, OF.period)
    return plan.ok ? makeDispatches(by, OF, plan.value.seen, staffId) : plan
  },
  'has its parcels sent': async (by, { staffId }) => {
    const rows = await by.db.all<{ id: string }>(sql`
      SELECT id FROM dispatches WHERE shipped_at IS NULL AND called_off_at IS NULL AND street IS NOT NULL ORDER BY id`)
    return shipDispatches(
      by,
      rows.map(({ id }, row) => ({ id, carrier: 'sf', trackingNo: `SF${row}` })),
      staffId,
    )
  },
  'has a parcel sent elsewhere': async (by, { own }) => {
    const [row] = await by.db.all<{ id: string }>(
      sql`SELECT id FROM dispatches WHERE adoption_id = ${own} LIMIT 1`,
    )
    const to = { name: '王小满', phone: '13800138000', region: '440114', street: '新华街道公益大道9号' }
    return row ? changeAddress(by, own, row.id, to) : null
  },
  'has a plot given back': (by, { own }) => cancelAdoption(by, own, { actor: 'shopper' }),
  'has a plot given back by staff': (by, { gift, staffId }) =>
    cancelAdoption(by, gift, { actor: 'staff', staffId }),
  'has a gift received': async (by, { gift }) => {
    const token = await giftToken(by.settings, gift)
    return claimGift(by, { adoptionId: gift, token, phone: GIFT.phone, name: '王小满' })
  },
  'is closed': (by, { staffId }) => closeSeason(by, OF.garden, OF.season, staffId),
  'pays back what is short': settle('refund'),
  'gives a code for what is short': settle('credit'),
  'sends more for what is short': settle('tea'),
}

const BEFORE: Record<Stage, string[]> = {
  growing: [],
  harvested: ['is harvested'],
  planned: ['is harvested', 'has its parcels planned'],
  sent: ['is harvested', 'has its parcels planned', 'has its parcels sent'],
  closed: ['is harvested', 'is closed'],
}

async function sceneAt(stage: Stage): Promise<Scene> {
  const opened = await openShop()
  await fillStaff(opened)
  const [own] = (await adopt(opened, [plotOf('A-01')])).ids
  const [gift] = (await adopt(opened, [plotOf('A-17', { gift: GIFT })])).ids
  shop = at(opened, SPRING)
  const scene = { own: own!, gift: gift!, staffId: await idOf(opened, 'owner') }
  for (const act of BEFORE[stage]) expect(await ACTS[act]!(shop, scene), act).toMatchObject({ ok: true })
  return scene
}

/** Adoptions that got more than their share, or something after they were given back; shares that are more than was weighed. */
const astray = () =>
  shop.db.all<object>(sql`
    WITH share AS (
      SELECT adoption_id id, sum(grams) grams FROM (
        SELECT adoption_id, grams FROM harvest_shares UNION ALL SELECT adoption_id, grams FROM correction_shares)
      GROUP BY 1
    ), parcel AS (
      SELECT d.adoption_id id, sum(CASE WHEN d.period = 'spring' THEN g.value END) grams,
        sum(d.shipped_at IS NULL AND d.called_off_at IS NULL) open
      FROM dispatches d JOIN json_each(d.grams) g WHERE d.called_off_at IS NULL GROUP BY 1
    )
    SELECT a.plot, share.grams shared, parcel.grams parcelled, a.released_at released FROM adoptions a
    LEFT JOIN share ON share.id = a.id LEFT JOIN parcel ON parcel.id = a.id
    WHERE coalesce(parcel.grams, 0) > coalesce(share.grams, 0) OR (a.released_at IS NOT NULL AND parcel.open > 0)`)

describeMeetings<Scene, Stage>(
  'a season',
  {
    acts: ACTS,
    stages: Object.keys(BEFORE) as Stage[],
    shop: () => shop,
    scene: sceneAt,
    look: async (_, told) => {
      expect([await broken(shop), await brokenAdoptions(shop), await astray()], told).toEqual([[], [], []])
    },
  },
  [
    ['planned', 'has a plot given back', 'has its parcels sent'],
    ['closed', 'pays back what is short', 'gives a code for what is short'],
  ],
  { pairs: 8, threes: 5, deepPairs: 400, deepThrees: 200 },
)
