import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { freightForm } from '../../src/catalog/freight-form.ts'
import { readTemplates } from '../../src/catalog/freight-keeping.ts'
import { deadlinesOf } from '../../src/settings/deadlines.ts'
import { keepShopPart } from '../../src/settings/keeping.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { bareCells } from '../support/forms.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

/** The save the page's form stands on: the last one, for lists above it carry their own. */
const overIn = (html: string): string => [...html.matchAll(/name="over" value="(\d+)"/g)].at(-1)?.[1] ?? ''

type Pairs = [string, string][]
type Case = { address: string; form: Pairs; field: string; kept: () => Promise<unknown> }

const storedShop = (part: string) => async () =>
  (await shop.db.all<{ value: string }>(sql`SELECT shop ->> ${`$.${part}`} value FROM content_version`))[0]!
    .value

/** Each form that staff share: its address, all its fields, the one the two change, and how to read what is kept. */
const FORMS: Record<string, () => Promise<Case>> = {
  'shop and licences': async () => ({
    address: adminPaths.shopSettings,
    form: [
      ...['licenceNo', 'licenceUntil', 'foodLicenceNo', 'foodLicenceUntil', 'icp', 'policeRecord'],
      ...['phone', 'wechat', 'complaints'],
    ].map((name): [string, string] => [name, '']),
    field: 'operator',
    kept: storedShop('contact.operator'),
  }),
  deadlines: async () => ({
    address: adminPaths.deadlines,
    form: Object.entries(deadlinesOf({})).map(([name, value]): [string, string] => [name, String(value)]),
    field: 'payMinutes',
    kept: storedShop('deadlines.payMinutes'),
  }),
  'the banner': async () => ({
    address: adminPaths.banner,
    form: Object.entries({ textEn: 'Notice', href: '', firstOn: '2026-11-24', lastOn: '2026-11-25' }),
    field: 'textZh',
    kept: storedShop('banner.textZh'),
  }),
  'a freight template': async () => {
    const template = (await readTemplates(shop.db)).find(({ code }) => code === 'ambient')!
    const { zones, shipDays, neverBeforeHoliday, nameZh: _, ...plain } = freightForm(template)
    return {
      address: adminPaths.freightTemplate('ambient'),
      form: [
        ...Object.entries(plain),
        ...shipDays.map((day): [string, string] => ['shipDays', day]),
        ...zones.flatMap(
          ({ provinces, ...zone }, at): Pairs => [
            ...provinces.map((name): [string, string] => [`zone${at}-provinces`, name]),
            ...Object.entries(zone).map(([name, value]): [string, string] => [`zone${at}-${name}`, value]),
          ],
        ),
        ...(neverBeforeHoliday ? ([['neverBeforeHoliday', 'yes']] as Pairs) : []),
      ],
      field: 'nameZh',
      kept: async () => (await readTemplates(shop.db)).find(({ code }) => code === 'ambient')!.nameZh,
    }
  },
  'a sourced fact': async () => {
    const [fact] = await shop.db.all<{ id: string }>(sql`SELECT min(id) id FROM impact_facts`)
    return {
      address: adminPaths.fact(fact!.id),
      form: Object.entries({
        ...{
          valueEn: '20',
          labelZh: '村',
          labelEn: 'villages',
          asOf: '2023',
          sourceZh: '《来源》',
          sourceEn: 'S',
        },
      }),
      field: 'valueZh',
      kept: async () =>
        (
          await shop.db.all<{ value: string }>(
            sql`SELECT value_zh value FROM impact_facts WHERE id = ${fact!.id}`,
          )
        )[0]!.value,
    }
  },
  'a holiday': async () => {
    const [known] = await shop.db.all<{ firstOn: string }>(sql`SELECT min(first_on) firstOn FROM holidays`)
    const { firstOn } = known!
    return {
      address: adminPaths.holidays,
      form: Object.entries({ firstOn, lastOn: '2028-01-01', nameEn: 'Day', act: 'correct' }),
      field: 'nameZh',
      kept: async () =>
        (
          await shop.db.all<{ value: string }>(
            sql`SELECT name_zh value FROM holidays WHERE first_on = ${firstOn}`,
          )
        )[0]!.value,
    }
  },
}
/** Words or, where the form wants a number, numbers: the first editor's, the second's. */
const WORDS = (field: string): [string, string] =>
  field === 'payMinutes' ? ['41', '57'] : ['第一人写的', '第二人写的']

test.each(Object.keys(FORMS))(
  '%s: of two editors the second sees what the first kept beside the own words, and may then save',
  async (name) => {
    const { address, form, field, kept } = await FORMS[name]!()
    const [mine, yours] = WORDS(field)
    const [first, second] = [await signedIn('manager'), await signedIn('owner')]
    const over = overIn(await (await second.get(address)).text())
    const typed = (word: string, edit: string): Pairs => [...form, [field, word], ['over', edit]]
    expect((await first.post(address, typed(mine, over))).status).toBe(303)
    const late = await second.post(address, typed(yours, over))
    const html = await late.text()
    expect([late.status, await kept()]).toEqual([409, field === 'payMinutes' ? Number(mine) : mine])
    expect(html).toContain('示例商品员 在 2026-11-23 10:00 先保存了')
    expect([
      bareCells(html).includes(`<td>${mine}</td><td>${yours}</td>`),
      html.includes(`value="${yours}"`),
    ]).toEqual([true, true])
    expect((await second.post(address, typed(yours, overIn(html)))).status).toBe(303)
    expect(await kept()).toBe(field === 'payMinutes' ? Number(yours) : yours)
  },
)

test('of two editors at the very same moment one save is kept, the other is told', async () => {
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'manager'`)
  const editor = { staffId: row!.id, over: 0 }
  const both = await Promise.all(
    [40, 50].map((payMinutes) => keepShopPart(shop, editor, 'deadlines', deadlinesOf({ payMinutes }))),
  )
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(await shop.db.all(sql`SELECT edit FROM form_edits`)).toEqual([{ edit: 1 }])
})

test('an edit nobody made yet is an old one, and a form that is fixed keeps the one it began from', async () => {
  const { address, form } = await FORMS.deadlines!()
  const visitor = await signedIn('manager')
  const typed = (payMinutes: string, over: string): Pairs => [
    ...form,
    ['payMinutes', payMinutes],
    ['over', over],
  ]
  expect((await visitor.post(address, typed('45', '7'))).status).toBe(409)
  const wrong = await visitor.post(address, typed('4500', '0'))
  expect([wrong.status, overIn(await wrong.text())]).toEqual([422, '0'])
})

test('a second holiday on one day does not overwrite the first; one corrected meanwhile is not deleted', async () => {
  const [manager, owner] = [await signedIn('manager'), await signedIn('owner')]
  const day = {
    firstOn: '2027-06-09',
    lastOn: '2027-06-11',
    nameZh: '端午节',
    nameEn: 'Dragon Boat Festival',
  }
  await manager.post(adminPaths.holidays, day)
  const twice = await owner.post(adminPaths.holidays, { ...day, nameZh: '端午' })
  const html = await twice.text()
  expect([twice.status, bareCells(html).includes('<td>端午节</td><td>端午</td>'), overIn(html)]).toEqual([
    409,
    true,
    '1',
  ])
  await owner.post(adminPaths.holidays, { ...day, nameZh: '端午', over: '1', act: 'correct' })
  expect((await manager.post(adminPaths.holidayRemoval, { firstOn: day.firstOn, over: '1' })).status).toBe(
    409,
  )
  expect((await manager.post(adminPaths.holidayRemoval, { firstOn: day.firstOn, over: '2' })).status).toBe(
    303,
  )
  expect((await manager.post(adminPaths.holidays, day)).status).toBe(303)
})
