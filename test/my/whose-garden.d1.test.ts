import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { withdrawUpdate, writeUpdate } from '../../src/adoption/updating.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { readMyGarden } from '../../src/my/queries.ts'
import { cancelAdoption } from '../../src/payments/refunds/refunding-plots.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { interposed } from '../support/faults.ts'
import { brokenAdoptions } from '../support/invariants.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const paths = pathsFor('zh')
const PHONE = '13900007777'
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

async function given() {
  const { ids } = await adopt(shop, [plotOf('A-07', { gift: { phone: PHONE, message: '' } })])
  const id = ids[0]!
  const claim = { adoptionId: id, token: await giftToken(shop.settings, id), phone: PHONE, name: '小满' }
  return {
    id,
    claim: (by: Shop) => claimGift(by, claim),
    back: (by: Shop) => cancelAdoption(by, id, { actor: 'shopper' }),
  }
}

test('a gift is taken or refunded, whichever comes first at the same moment, and never both', async () => {
  for (const first of ['claim', 'back'] as const)
    for (const call of [1, 2]) {
      shop = await openShop()
      const gift = await given()
      const late = first === 'claim' ? gift.back : gift.claim
      let early: Awaited<ReturnType<typeof gift.claim>> | Awaited<ReturnType<typeof gift.back>> | null = null
      const answer = await late(
        interposed(shop, call, async () => {
          early = await (first === 'claim' ? gift.claim : gift.back)(shop)
        }),
      )
      expect([early, answer]).toMatchObject([{ ok: true }, { ok: false, refusal: { code: 'conflict' } }])
      const [row] = await shop.db.all<{ released: number | null; claimed: number | null }>(sql`
        SELECT a.released_at released, g.claimed_at claimed FROM adoptions a
        JOIN adoption_gifts g ON g.adoption_id = a.id WHERE a.id = ${gift.id}`)
      expect([row!.released === null, row!.claimed === null]).toEqual([first === 'claim', first === 'back'])
      expect(await brokenAdoptions(shop)).toEqual([])
    }
})

test('a stranger does nothing with somebody’s garden, whatever the address', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07', { boardName: '小满' })])
  const id = ids[0]!
  await shop.db.run(sql`INSERT INTO shortfalls (adoption_id, grams, value_fen, noted_at)
    VALUES (${id}, '{"black":20}', 2000, ${shop.now})`)
  const stranger = browser()
  const tries: [string, Record<string, string>][] = [
    [paths.myShortfall(id), { choice: 'refund' }],
    [paths.myBoard(id), { boardName: '改名' }],
    [paths.myVisits(id), { wishedOn: '2027-04-30', guests: '1' }],
    [paths.myVisitCancellation(id, 'vis_1'), {}],
    [paths.myCancellation(id), { sure: '1', seen: '59800' }],
    [paths.myDispatch(id, 'dsp_1'), { name: '别人', phone: PHONE }],
  ]
  for (const [path, form] of tries)
    expect([path, (await stranger.post(path, form)).status]).toEqual([path, 404])
  expect(await shop.db.all(sql`SELECT choice FROM shortfalls`)).toEqual([{ choice: null }])
  expect(await shop.db.all(sql`SELECT board_name name FROM adoptions`)).toEqual([{ name: '小满' }])
  expect(await shop.db.all(sql`SELECT id FROM garden_visits UNION ALL SELECT id FROM refunds`)).toEqual([])
})

test('an update that was withdrawn is shown to no adopter until it is put there again', async () => {
  await fillStaff(shop)
  const by = await idOf(shop, 'manager')
  const { ids } = await adopt(shop, [plotOf('A-07')])
  const written = await writeUpdate(
    shop,
    {
      ...{
        garden: 'A',
        plot: null,
        season: SEASON,
        phase: 'spring',
        happenedOn: '2027-04-09',
        weather: '晴',
      },
      ...{ textZh: '今天开采。', textEn: '', pictures: [], clientKey: 'update-key-00000001' },
    },
    by,
  )
  const shown = async () => (await readMyGarden(shop.db, ids[0]!))!.updates.length
  const seen = [await shown()]
  for (const withdrawn of [true, false]) {
    await withdrawUpdate(shop, written.ok ? written.value.id : '', withdrawn, by)
    seen.push(await shown())
  }
  expect(seen).toEqual([1, 0, 1])
})
