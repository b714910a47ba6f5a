import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { keepGarden } from '../../src/adoption/garden-keeping.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { formIn, typedOver, valueIn } from '../support/forms.ts'
import { staffIdOf } from '../support/listings.ts'
import { paidOrder } from '../support/orders.ts'
import { pngOf } from '../support/pictures.ts'
import { draftOf, lineOf, sentQuotation } from '../support/quotations.ts'
import { availableOf, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

type Fields = Record<string, string | null>
type Case = {
  page: string
  /** Where its form goes; the page itself when not said. */
  to?: string
  /** What one person changes, another one meanwhile, and a slip of the first that is refused. */
  mine: Fields
  theirs: Fields
  slip: Fields
  /** The button that keeps it. */
  act?: Fields
  roles?: [first: string, second: string]
}

const idOf = async (query: ReturnType<typeof sql>) => (await shop.db.all<{ id: string }>(query))[0]!.id

/** Each form of the desk that carries what it does not change: two fields of it, and what it refuses. */
const FORMS: Record<string, () => Promise<Case>> = {
  'shop and licences': async () => ({
    page: adminPaths.shopSettings,
    mine: { operator: '普定示例商行' },
    theirs: { wechat: 'puding-shop' },
    slip: { phone: '12' },
  }),
  deadlines: async () => ({
    page: adminPaths.deadlines,
    mine: { payMinutes: '41' },
    theirs: { lateHours: '50' },
    slip: { receiptColdDays: '9999' },
  }),
  'the banner': async () => {
    const form = { textZh: '国庆照常发货', textEn: 'Open', firstOn: '2026-11-24', lastOn: '2026-11-25' }
    await (await signedIn('owner')).post(adminPaths.banner, form)
    return {
      page: adminPaths.banner,
      mine: { textZh: '元旦照常发货' },
      theirs: { textEn: 'Open all days' },
      slip: { lastOn: '2026-11-01' },
    }
  },
  'a holiday': async () => {
    const firstOn = await idOf(sql`SELECT min(first_on) id FROM holidays`)
    return {
      page: `${adminPaths.holidays}?on=${firstOn}`,
      to: adminPaths.holidays,
      mine: { nameZh: '新年' },
      theirs: { nameEn: 'New Year' },
      slip: { lastOn: '2020-01-01' },
      act: { act: 'correct' },
    }
  },
  'a freight template': async () => ({
    page: adminPaths.freightTemplate('ambient'),
    mine: { nameZh: '常温快递新' },
    theirs: { 'zone0-firstFee': '7.5' },
    slip: { leadFirst: 'x' },
  }),
  'a sourced fact': async () => ({
    page: adminPaths.fact(await idOf(sql`SELECT min(id) id FROM impact_facts`)),
    mine: { labelZh: '个村' },
    theirs: { labelEn: 'hamlets' },
    slip: { asOf: '3000' },
  }),
  'the words of a page': async () => ({
    page: adminPaths.pageText('story'),
    mine: { bodyZh: '山里的茶。\n\n第二段。' },
    theirs: { bodyEn: 'Tea of the hills.\n\nMore.' },
    slip: { bodyZh: '' },
  }),
  'a garden': async () => ({
    page: adminPaths.editGarden('A'),
    mine: { placeZh: '化处镇水井村' },
    theirs: { storyZh: '山坡上的茶园。\n第二行。', listed: null },
    slip: { position: 'x' },
  }),
  'the campaign': async () => ({
    page: adminPaths.campaign,
    mine: { sloganZh: '认购一块园' },
    theirs: { open: '0', titleEn: 'A garden of my own' },
    slip: { titleZh: '' },
  }),
  'a plot': async () => ({
    page: adminPaths.gardenPlot('A', 'A-07'),
    mine: { landRef: '合同 7' },
    theirs: { open: null },
    slip: { width: 'x' },
  }),
  'an offer': async () => ({
    page: adminPaths.gardenOffers('A', { season: 2027 }),
    mine: { updatesPromised: '6' },
    theirs: { fullUntil: '2027-03-02', 'tier.0.price': '399' },
    slip: { salesUntil: '2020-01-01' },
  }),
  'a producer': async () => ({
    page: adminPaths.producer('prc_tea'),
    mine: { addressZh: '穿洞街道' },
    theirs: { nameEn: 'Tea House', 'permit.0.number': 'SC11452042200009', 'permit.0.kind': 'production' },
    slip: { giAuthorised: 'yes', giCertificate: '' },
  }),
  'what a picture shows': async () => {
    const form = new FormData()
    form.append('picture', new File([pngOf(40, 30)], 'a.png', { type: 'image/png' }))
    form.append('pictureAltZh', '茶行')
    const manager = await signedIn('manager', { IMAGES: undefined })
    await manager.send(adminPaths.media(), { method: 'POST', body: form })
    const id = await idOf(sql`SELECT id FROM media`)
    return {
      page: adminPaths.mediaItem(id),
      to: adminPaths.mediaAlt(id),
      mine: { pictureAltZh: '坡上的茶行' },
      theirs: { pictureAltEn: 'Rows of tea' },
      slip: { pictureAltZh: '' },
    }
  },
  'a tracking number': async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const owner = await signedIn('owner')
    await owner.post(adminPaths.orderShipments(number), {
      ...{ storage: 'ambient', carrier: 'sf', trackingNo: 'SF100001', 'line-0': '1', 'line-1': '1' },
    })
    const parcel = await idOf(sql`SELECT id FROM shipments`)
    return {
      page: adminPaths.order(number),
      to: adminPaths.parcelNumber(number, parcel),
      mine: { trackingNo: 'SF100002' },
      theirs: { carrier: 'jd' },
      slip: { trackingNo: '?' },
      roles: ['owner', 'fulfilment'],
    }
  },
  'a quotation': async () => {
    const number = await sentQuotation(
      shop,
      await staffIdOf(shop, 'manager'),
      draftOf([lineOf('TEA-GC-250', 30, 15_000)]),
    )
    return {
      page: adminPaths.quotation(number),
      to: adminPaths.quotationVersion(number),
      mine: { payWithinDays: '20' },
      theirs: { 'price-TEA-GC-250': '148.5', note: '含税。\n送货上门。' },
      slip: { freight: 'x' },
      act: { act: 'save' },
    }
  },
}

/** One thing of two fields: a number belongs to its courier, and is asked about. */
const ASKED = ['a tracking number']

const wished = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, (value ?? '').replace(/\n/g, '\r\n')]),
  )
const held = (form: [string, string][], fields: Fields) =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, valueIn(form, name)]))

/** Offers are looked at and published by typing the season; other forms are kept by one press. */
async function press(visitor: Awaited<ReturnType<typeof signedIn>>, to: string, form: [string, string][]) {
  const first = await visitor.post(to, form)
  if (!to.includes('/offers') || first.status !== 200) return first
  const looked = formIn(await first.text(), to)
  return visitor.post(to, typedOver(looked, { step: 'publish', typed: '2027' }))
}

test.each(Object.keys(FORMS))(
  '%s: refused for a slip and saved again, it is merged with what a colleague changed meanwhile, without a question',
  async (name) => {
    const {
      page,
      to = page,
      mine,
      theirs,
      slip,
      act = {},
      roles = ['owner', 'manager'],
    } = await FORMS[name]!()
    const [first, second] = [await signedIn(roles[0]), await signedIn(roles[1])]
    const opened = formIn(await (await first.get(page)).text(), to)
    const other = formIn(await (await second.get(page)).text(), to)
    expect((await press(second, to, typedOver(other, { ...theirs, ...act }))).status).toBe(303)

    const slipped = await first.post(to, typedOver(opened, { ...mine, ...slip, ...act }))
    expect(slipped.status).toBe(422)
    const redrawn = formIn(await slipped.text(), to)
    const right = Object.fromEntries(
      Object.keys(slip).map((field) => [field, valueIn(opened, field) || null]),
    )
    const late = await press(first, to, typedOver(redrawn, { ...right, ...mine, ...act }))
    if (ASKED.includes(name)) {
      const html = await late.text()
      expect([late.status, html.includes('role="alert"')]).toEqual([409, true])
      // Nothing is lost of either: what was typed is in its boxes, what was not is theirs.
      const both = formIn(html, to)
      expect({ ...held(both, mine), ...held(both, theirs) }).toEqual({ ...wished(mine), ...wished(theirs) })
      expect((await press(first, to, typedOver(both, act))).status).toBe(303)
    } else expect(late.status).toBe(303)
    const kept = formIn(await (await second.get(page)).text(), to)
    expect({ ...held(kept, mine), ...held(kept, theirs) }).toEqual({ ...wished(mine), ...wished(theirs) })
  },
)

test.each(Object.keys(FORMS).filter((name) => !ASKED.includes(name)))(
  '%s: where both changed one field it is asked about, and only what was typed is in its box',
  async (name) => {
    const { page, to = page, mine, theirs, act = {}, roles = ['owner', 'manager'] } = await FORMS[name]!()
    const [first, second] = [await signedIn(roles[0]), await signedIn(roles[1])]
    const opened = formIn(await (await first.get(page)).text(), to)
    const other = formIn(await (await second.get(page)).text(), to)
    const [field = '', typed = ''] = Object.entries(mine)[0]!
    // One word more keeps a text, a number or a date what it is.
    const also = { [field]: /^\d+$/.test(typed ?? '') ? String(Number(typed) + 1) : `${typed}了` }
    expect((await press(second, to, typedOver(other, { ...theirs, ...also, ...act }))).status).toBe(303)
    const late = await press(first, to, typedOver(opened, { ...mine, ...act }))
    const html = await late.text()
    expect([late.status, html.includes('role="alert"')]).toEqual([409, true])
    const both = formIn(html, to)
    expect({ ...held(both, mine), ...held(both, theirs) }).toEqual({ ...wished(mine), ...wished(theirs) })
    expect((await press(first, to, typedOver(both, act))).status).toBe(303)
    const kept = formIn(await (await second.get(page)).text(), to)
    expect({ ...held(kept, mine), ...held(kept, theirs) }).toEqual({ ...wished(mine), ...wished(theirs) })
  },
)

test('a role given over one that was seen does not put somebody back who was shut out meanwhile', async () => {
  const [one, two] = [await signedIn('owner'), await signedIn('owner')]
  const html = await (await two.get(adminPaths.staff)).text()
  const seen = [
    ...html.matchAll(/name="login" value="viewer"[^>]*><input type="hidden" name="over" value="(\d+)"/g),
  ][0]![1]!
  await one.post(adminPaths.staffRole, { login: 'viewer', role: 'disabled', over: seen })
  const late = await two.post(adminPaths.staffRole, { login: 'viewer', role: 'finance', over: seen })
  expect([late.status, (await late.text()).includes('刚有同事改过 viewer 的角色')]).toEqual([409, true])
  expect(await shop.db.all(sql`SELECT role FROM staff WHERE login = 'viewer'`)).toEqual([
    { role: 'disabled' },
  ])
})

test('a price for a time stands beside the usual price it was first typed beside, through a refusal', async () => {
  const id = await idOf(sql`SELECT product_id id FROM variants WHERE sku = 'TEA-GC-100'`)
  const [path, visitor] = [adminPaths.listingPromotion(id), await signedIn('manager')]
  const opened = formIn(await (await visitor.get(path)).text(), path)
  const by = await staffIdOf(shop, 'owner')
  await changePrices(shop, [{ sku: 'TEA-GC-100', seenFen: 6800, fen: 9900 }], by)
  const typed = { 'price-TEA-GC-100': '60', act: 'look' }
  const wrong = await visitor.post(path, typedOver(opened, { ...typed, ends: '2020-01-01T00:00' }))
  const again = formIn(await wrong.text(), path)
  expect([wrong.status, valueIn(again, 'seen-TEA-GC-100')]).toEqual([422, '6800'])
  const late = await visitor.post(path, typedOver(again, { ...typed, ends: valueIn(opened, 'ends') }))
  const told = await late.text()
  expect([late.status, told.includes('平时价刚被同事改过')]).toEqual([409, true])
  const decided = await visitor.post(path, typedOver(formIn(told, path), { act: 'look' }))
  expect([decided.status, (await decided.text()).includes('确认限时价')]).toEqual([200, true])
})

test('pieces to add, refused for a reason and sent again, come on top of what was sold meanwhile', async () => {
  const [path, visitor] = [adminPaths.stockOf('TEA-GC-100'), await signedIn('manager')]
  const opened = formIn(await (await visitor.get(path)).text(), path)
  const before = await availableOf(shop.db, 'TEA-GC-100')
  await placeOrder(shop, orderOf([['TEA-GC-100', 3]]), crypto.randomUUID())
  const refused = await visitor.post(path, typedOver(opened, { pieces: '20', reason: '' }))
  expect(refused.status).toBe(422)
  const again = typedOver(formIn(await refused.text(), path), { reason: '补货' })
  expect((await visitor.post(path, again)).status).toBe(303)
  expect(await availableOf(shop.db, 'TEA-GC-100')).toBe(before - 3 + 20)
})

test('a sheet of plots is looked at once more when a plot in it was saved since; each change is told', async () => {
  const [one, two] = [await signedIn('owner'), await signedIn('manager')]
  const csv = await (await one.get(adminPaths.gardenPlotsCsv('B'))).text()
  const sheet = new TextEncoder().encode(csv.replace(/(B-01,.*),是,/, '$1,否,'))
  const looked = await (await one.upload(adminPaths.gardenPlotSheet('B'), 'sheet', sheet)).text()
  expect(looked).toContain('开放：是 → 否')
  const [path, rows] = [
    adminPaths.gardenPlotRows('B'),
    valueIn(formIn(looked, adminPaths.gardenPlotRows('B')), 'rows'),
  ]
  const plot = adminPaths.gardenPlot('B', 'B-01')
  const form = formIn(await (await two.get(plot)).text(), plot)
  expect((await two.post(plot, typedOver(form, { landRef: '合同 9' }))).status).toBe(303)
  const late = await one.upload(path, 'rows', rows)
  const told = await late.text()
  expect([late.status, told.includes('土地文件：合同 9 → （空）')]).toEqual([409, true])
  expect(await shop.db.all(sql`SELECT open, land_ref ref FROM plots WHERE code = 'B-01'`)).toEqual([
    { open: 1, ref: '合同 9' },
  ])
  expect((await one.upload(path, 'rows', valueIn(formIn(told, path), 'rows'))).status).toBe(303)
})

test('of two people who make a garden under one code at once one is told, and the other’s stands', async () => {
  const made = {
    slug: 'new-garden',
    position: '4',
    nameEn: 'N',
    placeZh: '化处',
    placeEn: 'H',
    originCode: 'huachu',
  }
  const garden = {
    ...made,
    storyZh: '茶园。',
    storyEn: 'Tea.',
    keeperZh: null,
    keeperEn: null,
    scene: 'scene-garden-a',
  }
  const by = { staffId: await staffIdOf(shop, 'owner'), over: 0 }
  const keep = (nameZh: string) =>
    keepGarden(shop, { ...garden, code: 'D', position: 4, nameZh, listed: 0, sample: 0 }, by, true)
  const both = await Promise.all([keep('甲'), keep('乙')])
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(await shop.db.all(sql`SELECT name_zh name FROM gardens WHERE code = 'D'`)).toEqual([
    { name: both[0]!.ok ? '甲' : '乙' },
  ])
})
