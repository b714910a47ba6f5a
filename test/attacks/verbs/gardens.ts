import { sql } from 'drizzle-orm'
import { giftToken } from '../../../src/adoption/access-token.ts'
import { judgeBoardName, renameBoard } from '../../../src/adoption/board-approving.ts'
import { keepCampaign, readCampaignTexts } from '../../../src/adoption/campaign-keeping.ts'
import { enterCorrection, planCorrection } from '../../../src/adoption/correcting.ts'
import { keepGardenCover, readGardenCover } from '../../../src/adoption/cover-keeping.ts'
import { changeAddress } from '../../../src/adoption/dispatch-address.ts'
import { makeDispatches, planDispatches } from '../../../src/adoption/dispatching.ts'
import { keepGarden, keepPlots, readGardenRow } from '../../../src/adoption/garden-keeping.ts'
import { enterHarvest, planHarvest } from '../../../src/adoption/harvesting.ts'
import { holdPlot, releaseHold } from '../../../src/adoption/holding.ts'
import { publishOffer } from '../../../src/adoption/publishing.ts'
import { withdrawUpdate, writeUpdate } from '../../../src/adoption/updating.ts'
import { answerVisit, callOffVisit, moveVisit, requestVisit } from '../../../src/adoption/visiting.ts'
import { SAMPLE_OFFER } from '../../../src/db/sample/offers.ts'
import { shipDispatches } from '../../../src/fulfilment/dispatch-shipping.ts'
import { closeSeason } from '../../../src/fulfilment/season-closing.ts'
import { claimGift } from '../../../src/my/gift-claiming.ts'
import { cancelAdoption } from '../../../src/payments/refunds/refunding-plots.ts'
import { type ShortfallChoice, settleShortfall } from '../../../src/payments/refunds/settling-shortfall.ts'
import type { Shop } from '../../../src/shop.ts'
import { adopt, plotOf, SEASON } from '../../support/adoptions.ts'
import { at as atTime } from '../../support/shop.ts'
import { type Drive, editor } from './verb.ts'

let plots = 0
/** The adoption of a plot of garden A nobody has yet. */
const adopted = async (shop: Shop, more: Parameters<typeof plotOf>[1] = {}): Promise<string> => {
  plots += 1
  const { ids } = await adopt(shop, [plotOf(`A-${String(plots).padStart(2, '0')}`, more)])
  return ids[0]!
}

const SPRING = Date.parse('2027-04-10T10:00:00+08:00')
const spring = (shop: Shop) => atTime(shop, SPRING)
const OF = { garden: 'A', season: SEASON, period: 'spring' }
const harvest = () => ({
  ...{ garden: 'A', season: SEASON, grade: 'spring', grams: 5_000, pluckedOn: '2027-04-08', note: '' },
  clientKey: crypto.randomUUID(),
})
const harvested = async (shop: Shop, watched: Shop, staffId: string) => {
  const input = harvest()
  const plan = await planHarvest(shop, input)
  if (!plan.ok) throw new Error(plan.refusal.code)
  return enterHarvest(watched, input, plan.value.seen, staffId)
}
const dispatched = async (shop: Shop, watched: Shop, staffId: string) => {
  const plan = await planDispatches(shop, OF.garden, OF.season, OF.period)
  if (!plan.ok) throw new Error(plan.refusal.code)
  return makeDispatches(watched, OF, plan.value.seen, staffId)
}
const parcels = (shop: Shop) =>
  shop.db.all<{ id: string; adoption: string }>(
    sql`SELECT id, adoption_id adoption FROM dispatches WHERE shipped_at IS NULL ORDER BY id`,
  )
const update = () => ({
  ...{ garden: 'A', plot: null, season: SEASON, phase: 'winter' as const, happenedOn: '2026-11-20' },
  ...{ weather: '', textZh: '修剪', textEn: '', pictures: [], clientKey: crypto.randomUUID() },
})
const visit = { wishedOn: '2027-05-02', guests: 1, note: '' }
const askedVisit = async (shop: Shop) => {
  const adoption = await adopted(shop)
  await requestVisit(shop, adoption, visit)
  const [row] = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM garden_visits WHERE adoption_id = ${adoption}`,
  )
  return { adoption, id: row!.id }
}
const hold = { plot: 'B-01', season: SEASON, visitor: null }

/** The next adopter who has not chosen what a short season is made up with. */
const settled = async (shop: Shop, watched: Shop, choice: ShortfallChoice) => {
  const [short] = await shop.db.all<{ id: string }>(
    sql`SELECT adoption_id id FROM shortfalls WHERE choice IS NULL`,
  )
  return settleShortfall(spring(watched), short!.id, choice)
}

export const GARDENS: Record<string, Drive> = {
  keepCampaign: async (shop, watched, { staffId }) =>
    keepCampaign(watched, await readCampaignTexts(shop.db), await editor(shop, staffId, 'campaign:tea')),
  keepGardenCover: async (shop, watched, { staffId }) =>
    keepGardenCover(watched, 'A', (await readGardenCover(shop.db, 'A'))!.key, '/a.jpg', staffId),
  keepGarden: async (shop, watched, { staffId }) =>
    keepGarden(watched, (await readGardenRow(shop.db, 'A'))!, await editor(shop, staffId, 'garden:A'), false),
  keepPlots: (_shop, watched, { staffId }) => {
    const plot = { code: 'A-98', garden: 'A', areaCmu: 10, u: 0, v: 1, width: 2, height: 1, landRef: '' }
    const shown = { picture: null, pictureAltZh: null, pictureAltEn: null, open: 1, sample: 0 }
    return keepPlots(watched, 'A', [{ ...plot, ...shown, over: 0 }], { staffId, how: 'plot' })
  },
  publishOffer: (_shop, watched, { staffId }) => {
    const offer = { garden: 'A', season: SEASON + 3, content: SAMPLE_OFFER(SEASON + 3) }
    return publishOffer(watched, offer, staffId)
  },
  holdPlot: (_shop, watched) => holdPlot(watched, hold),
  releaseHold: async (shop, watched) => {
    const held = await holdPlot(shop, { ...hold, plot: 'B-02' })
    return held.ok && releaseHold(watched, { plot: 'B-02', id: held.value.id })
  },
  renameBoard: async (shop, watched) => renameBoard(watched, await adopted(shop), '山海'),
  judgeBoardName: async (shop, watched, { staffId }) => {
    const id = await adopted(shop, { boardName: '山海' })
    return judgeBoardName(watched, id, '山海', 'approved', staffId)
  },
  writeUpdate: (_shop, watched, { staffId }) => writeUpdate(watched, update(), staffId),
  withdrawUpdate: async (shop, watched, { staffId }) => {
    const written = await writeUpdate(shop, update(), staffId)
    return written.ok && withdrawUpdate(watched, written.value.id, true, staffId)
  },
  requestVisit: async (shop, watched) => requestVisit(watched, await adopted(shop), visit),
  callOffVisit: async (shop, watched) => {
    const { adoption, id } = await askedVisit(shop)
    return callOffVisit(watched, adoption, id)
  },
  answerVisit: async (shop, watched, { staffId }) =>
    answerVisit(watched, (await askedVisit(shop)).id, 'confirmed', '好', staffId),
  moveVisit: async (shop, watched, { staffId }) => {
    const { id } = await askedVisit(shop)
    await answerVisit(shop, id, 'confirmed', '好', staffId)
    return moveVisit(watched, id, { on: null, answer: '封路' }, staffId)
  },
  cancelAdoption: async (shop, watched) => cancelAdoption(watched, await adopted(shop), { actor: 'shopper' }),
  enterHarvest: async (shop, watched, { staffId }) => {
    await adopted(shop)
    return harvested(spring(shop), spring(watched), staffId)
  },
  enterCorrection: async (shop, watched, { staffId }) => {
    const entered = await harvested(spring(shop), spring(shop), staffId)
    if (!entered.ok) throw new Error(entered.refusal.code)
    const right = { harvestId: entered.value.id, grams: 4_900 }
    const plan = await planCorrection(spring(shop), right)
    if (!plan.ok) throw new Error(plan.refusal.code)
    const input = { ...right, reason: '称重有误', clientKey: crypto.randomUUID() }
    return enterCorrection(spring(watched), input, plan.value.seen, staffId)
  },
  makeDispatches: (shop, watched, { staffId }) => dispatched(spring(shop), spring(watched), staffId),
  changeAddress: async (shop, watched) => {
    const [parcel] = await parcels(shop)
    const to = { name: '林', phone: '13800001111', region: '440114', street: '新华街道公益大道1号' }
    return changeAddress(spring(watched), parcel!.adoption, parcel!.id, to)
  },
  shipDispatches: async (shop, watched, { staffId }) => {
    await shop.db.run(sql`UPDATE dispatches SET street = 'a road'`)
    const sent = (await parcels(shop)).map(({ id }, nth) => ({ id, carrier: 'sf', trackingNo: `SF${nth}` }))
    return shipDispatches(spring(watched), sent, staffId)
  },
  closeSeason: (_shop, watched, { staffId }) => closeSeason(spring(watched), 'A', SEASON, staffId),
  'settleShortfall with a code': (shop, watched) => settled(shop, watched, 'credit'),
  'settleShortfall with money': (shop, watched) => settled(shop, watched, 'refund'),
  'settleShortfall with tea': (shop, watched) => settled(shop, watched, 'tea'),
  // Last: the season of a gift that was taken waits for its receiver's address.
  claimGift: async (shop, watched) => {
    const phone = '13900000001'
    const adoptionId = await adopted(shop, { gift: { phone, message: '' } })
    const token = await giftToken(shop.settings, adoptionId)
    return claimGift(watched, { adoptionId, token, phone, name: '受赠人' })
  },
}
