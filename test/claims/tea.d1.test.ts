import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { grantClaim, proposeSum, sendAgain } from '../../src/claims/answering.ts'
import { claimTea } from '../../src/claims/asking.ts'
import { readClaimDesk } from '../../src/claims/reading.ts'
import { acceptProposal } from '../../src/claims/replying.ts'
import { sweepClaims } from '../../src/claims/sweeping.ts'
import { readTeaParcel, teaUntil } from '../../src/claims/tea-parcel.ts'
import { shipDispatches } from '../../src/fulfilment/dispatch-shipping.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { exportPersonalData } from '../../src/orders/personal-data.ts'
import { deadlinesOf } from '../../src/settings/deadlines.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { broken, brokenAdoptions } from '../support/invariants.ts'
import { jpegOf } from '../support/pictures.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const paths = pathsFor('zh')

let shop: Shop
let clerk: string
let adoption: string
let holder: ReturnType<typeof browser>
let parcel: { id: string; number: string }
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  clerk = await idOf(shop, 'manager')
  const { number, ids } = await adopt(shop, [plotOf('A-07')])
  adoption = ids[0]!
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
  holder = browser()
  await holder.get(paths.order(number, { key: await accessToken(shop.settings, row!.id) }))
  parcel = await sentTea()
})

/** The spring tea of the garden is harvested, planned, and sent. */
async function sentTea() {
  const spring = at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
  const input = {
    ...{ garden: 'A', season: SEASON, grade: 'spring', grams: 5_000, pluckedOn: '2027-04-08', note: '' },
    clientKey: 'the-harvest-of-spring',
  }
  const plan = await planHarvest(spring, input)
  if (!plan.ok) throw new Error('no harvest')
  await enterHarvest(spring, input, plan.value.seen, clerk)
  const parcels = await planDispatches(spring, 'A', SEASON, 'spring')
  if (!parcels.ok) throw new Error('no parcels')
  const of = { garden: 'A', season: SEASON, period: 'spring' }
  await makeDispatches(spring, of, parcels.value.seen, clerk)
  await shop.db.run(sql`UPDATE dispatches SET street = '新华街道1号'`)
  const [row] = await shop.db.all<{ id: string; number: string }>(
    sql`SELECT id, number FROM dispatches WHERE adoption_id = ${adoption}`,
  )
  await shipDispatches(spring, [{ id: row!.id, carrier: 'sf', trackingNo: 'SF300' }], clerk)
  return row!
}

async function claim(by = holder): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries({
    reason: 'damaged',
    kind: 'resend',
    quantity: '1',
    words: '袋子破了',
  }))
    body.append(name, value)
  body.append('photos', new File([jpegOf(64, 48)], 'a.jpg'))
  return by.send(paths.myClaim(adoption, parcel.id), { method: 'POST', body })
}
const idAt = (answer: Response): string => answer.headers.get('Location')!.split('/').at(-1)!

test('a parcel of tea is claimed from 我的园, sent again by the shop’s silence, and its number is there', async () => {
  expect(await (await holder.get(paths.myGarden(adoption))).text()).toContain('这个包裹有问题')
  const answer = await claim()
  const id = idAt(answer)
  expect(await (await holder.get(answer.headers.get('Location')!)).text()).toContain(
    `认购茶包裹 ${formatOrderNumber(parcel.number)}`,
  )
  // Asked for again it leads to the claim there is.
  expect((await holder.get(paths.myClaim(adoption, parcel.id))).headers.get('Location')).toBe(
    paths.myClaimed(adoption, id),
  )
  await sweepClaims(at(shop, shop.now + 3 * DAY_MS), { rows: 10, ms: 20_000 })
  expect((await readClaimDesk(shop, id))!.claim.state).toBe('resending')
  expect((await sendAgain(shop, id, { carrier: 'sf', trackingNo: 'SF301' }, clerk)).ok).toBe(true)
  expect(await (await holder.get(paths.myClaimed(adoption, id))).text()).toContain(
    '补发的包裹：顺丰速运 SF301',
  )
  expect([await broken(shop), await brokenAdoptions(shop)]).toEqual([[], []])
})

test('money for tea is a sum both sides agree on, and the plot stays adopted', async () => {
  const id = idAt(await claim())
  expect((await proposeSum(shop, id, 3000, '补发不了，退一部分', clerk)).ok).toBe(true)
  expect((await acceptProposal(shop, id, 3000)).ok).toBe(true)
  expect(await shop.db.all(sql`SELECT amount_fen fen FROM refunds`)).toEqual([{ fen: 3000 }])
  expect([await broken(shop), await brokenAdoptions(shop)]).toEqual([[], []])
  expect((await grantClaim(shop, id, '', clerk)).ok).toBe(false)
})

test('a stranger claims no parcel and reads no claim of one', async () => {
  const id = idAt(await claim())
  const stranger = browser()
  for (const path of [
    paths.myClaim(adoption, parcel.id),
    paths.myClaimed(adoption, id),
    paths.myClaimPhoto(adoption, id, '1'),
  ])
    expect((await stranger.get(path)).status).toBe(404)
  expect((await claim(stranger)).status).toBe(404)
})

test('what the receiver of a gift claims is read by the receiver, not by whoever gave it', async () => {
  const id = idAt(await claim())
  const [{ number } = { number: '' }] = await shop.db.all<{ number: string }>(sql`SELECT number FROM orders`)
  expect((await holder.get(paths.claim(number, id))).status).toBe(200)
  await shop.db.run(sql`
    INSERT INTO adoption_gifts (adoption_id, phone_sealed, phone_hmac, message, claimed_at)
    VALUES (${adoption}, '', '', '', ${shop.now})`)
  for (const path of [paths.claim(number, id), paths.claimPhoto(number, id, '1')])
    expect([path, (await holder.get(path)).status]).toEqual([path, 404])
  expect((await holder.post(paths.claim(number, id), { act: 'withdraw' })).status).toBe(404)
  expect(await (await holder.get(paths.claims(number))).text()).not.toContain(id)
  expect((await exportPersonalData(shop, number))!.claims).toEqual([])
})

test('tea is claimed while others would be, not years after it was sent', async () => {
  const row = (await readTeaParcel(shop.db, adoption, parcel.id))!
  const end = teaUntil(row, deadlinesOf(undefined))
  const asked = {
    ...{ kind: 'resend' as const, reason: 'damaged' as const, quantity: 1, words: '', photos: [] },
    clientKey: 'a-form-sent-too-late',
  }
  expect((await claimTea(at(shop, end + 1), row, asked)).ok).toBe(false)
  expect((await claimTea(at(shop, end), row, asked)).ok).toBe(true)
})
