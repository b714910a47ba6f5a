import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { placeOrder } from '../../src/orders/placing.ts'
import { type Deadlines, deadlinesOf } from '../../src/settings/deadlines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { bindings, metered, NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const DAY = 86_400_000
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const CONTACT = {
  operator: '普定县示例商贸有限公司',
  licenceNo: '91350100M000100Y43',
  licenceUntil: '',
  foodLicenceNo: 'JY14401140123456',
  foodLicenceUntil: '2027-06-30',
  icp: '粤ICP备2024012345号-1',
  policeRecord: '粤公网安备44011402000123号',
  phone: '020-86812345',
  wechat: 'puding-shop',
  complaints: '拨打12315',
}
const text = async (path: string, settings = {}) => (await browser(settings).get(path)).text()
const audited = async (object: string) =>
  (
    await shop.db.all<{ verb: string; before: string | null; after: string | null }>(
      sql`SELECT verb, before, after FROM audit_entries WHERE object = ${object} ORDER BY id`,
    )
  ).map((row) => [row.verb, row.before, row.after])

describe('shop and licences', () => {
  test('what staff keep stands in the footer, at /contact and /licences, over the variables; empty falls back', async () => {
    const visitor = await signedIn('manager')
    const kept = await visitor.post(adminPaths.shopSettings, { ...CONTACT, wechat: '' })
    expect(kept.status).toBe(303)
    const settings = { SHOP_ICP: '黔ICP备11111111号', SHOP_WECHAT: 'from-the-variable' }
    const pages = [
      await text('/licences', settings),
      await text('/contact', settings),
      await text('/', settings),
    ]
    expect(pages.map((page) => page.includes(CONTACT.icp))).toEqual([true, true, true])
    expect(pages[0]).toContain(CONTACT.foodLicenceNo)
    expect(pages[0]).toContain(CONTACT.operator)
    expect([pages[1]!.includes('from-the-variable'), pages[1]!.includes(CONTACT.phone)]).toEqual([true, true])
    expect(pages.join()).not.toContain('黔ICP备11111111号')
    await visitor.post(adminPaths.shopSettings, { ...CONTACT, icp: '', over: '1' })
    expect(await text('/cart', settings)).toContain('黔ICP备11111111号')
    expect(await audited('settings:contact')).toMatchObject([
      ['settings.contact_kept', null, expect.stringContaining('JY14401140123456')],
      ['settings.contact_kept', expect.stringContaining('粤ICP备'), expect.any(String)],
    ])
  })

  test.each([
    ['icp', '粤B2-20240001'],
    ['licenceNo', '91350100M000100Y44'],
    ['foodLicenceNo', 'JY1440114012345'],
    ['policeRecord', '44011402000123'],
    ['phone', '12345'],
    ['foodLicenceUntil', '2027-02-30'],
    ['licenceUntil', 'soon'],
  ])('a wrong %s is told at its field, what was typed stays and nothing is kept', async (field, wrong) => {
    const visitor = await signedIn('manager')
    const answer = await visitor.post(adminPaths.shopSettings, { ...CONTACT, [field]: wrong })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(`id="${field}-error"`)
    expect(html).toContain(`value="${wrong}"`)
    expect(html).toContain(`value="${CONTACT.operator}"`)
    expect(await audited('settings:contact')).toEqual([])
  })

  test('a licence that ends within sixty days is a warning, one that ends later is none', async () => {
    const visitor = await signedIn('manager')
    const on = (days: number) => new Date(NOW + days * DAY).toISOString().slice(0, 10)
    let saves = 0
    const overview = async (foodLicenceUntil: string) => {
      await visitor.post(adminPaths.shopSettings, { ...CONTACT, foodLicenceUntil, over: String(saves++) })
      return (await visitor.get(adminPaths.settings)).text()
    }
    expect(await overview(on(61))).not.toContain('食品经营许可证有效期至')
    expect(await overview(on(60))).toContain('请提前办理延续')
    expect(await overview(on(-1))).toContain('请尽快换证')
  })

  test('pages still work with what variables say while the database is away', async () => {
    const away = {
      DB: { ...bindings.DB, prepare: () => ({ first: () => Promise.reject(new Error('away')) }) },
    }
    const page = await browser({ ...away, SHOP_ICP: '粤ICP备2024012345号' }).get('/no-such-page')
    expect([page.status, (await page.text()).includes('粤ICP备2024012345号')]).toEqual([404, true])
  })
})

describe('the banner', () => {
  const banner = {
    textZh: '春节前最后一次发货是2月3日',
    textEn: 'Last dispatch before Spring Festival: 3 February',
    href: '/products?family=tea',
    firstOn: '2026-11-24',
    lastOn: '2026-11-25',
  }
  const at = (on: string) => ({ SHOP_NOW: `${on}+08:00` })

  test('shows on shop pages from its first day to its last in both languages, and cached pages follow', async () => {
    const visitor = await signedIn('manager')
    expect((await visitor.post(adminPaths.banner, banner)).status).toBe(303)
    const seen: [string, boolean][] = []
    const etags = new Set<string | null>()
    for (const on of [
      '2026-11-23T23:59:00',
      '2026-11-24T00:00:00',
      '2026-11-25T23:59:00',
      '2026-11-26T00:00:00',
    ]) {
      const page = await browser(at(on)).get('/')
      etags.add(page.headers.get('ETag'))
      seen.push([on, (await page.text()).includes(banner.textZh)])
    }
    expect(seen.map(([, shown]) => shown)).toEqual([false, true, true, false])
    expect(etags.size).toBe(4)
    const english = await text('/en/cart', at('2026-11-24T12:00:00'))
    expect([english.includes(banner.textEn), english.includes(banner.textZh.slice(0, 4))]).toEqual([
      true,
      true,
    ])
    await visitor.post(adminPaths.bannerRemoval, { over: '1' })
    expect(await text('/', at('2026-11-24T12:00:00'))).not.toContain(banner.textZh)
    expect((await audited('settings:banner')).map(([verb]) => verb)).toHaveLength(2)
  })

  test.each([
    ['firstOn', '2027-02-30'],
    ['lastOn', '2026-11-01'],
    ['href', 'javascript:alert(1)'],
    ['href', '//evil.example'],
    ['href', '/\\evil.example'],
    ['textEn', 'x'.repeat(91)],
    ['textZh', '长'.repeat(41)],
  ])('is refused with a wrong %s (%s)', async (field, wrong) => {
    const visitor = await signedIn('manager')
    const answer = await visitor.post(adminPaths.banner, { ...banner, [field]: wrong })
    expect([answer.status, (await answer.text()).includes(`id="${field}-error"`)]).toEqual([422, true])
    expect(await audited('settings:banner')).toEqual([])
  })

  test('its text is text, never markup', async () => {
    const visitor = await signedIn('manager')
    await visitor.post(adminPaths.banner, {
      ...banner,
      firstOn: '2026-11-23',
      textZh: '<script>alert(1)</script>',
    })
    expect(await text('/')).not.toContain('<script>alert')
  })
})

describe('deadlines', () => {
  const usual = Object.fromEntries(
    Object.entries(deadlinesOf({})).map(([name, value]) => [name, String(value)]),
  ) as Record<keyof Deadlines, string>

  test('minutes to pay hold for the next order and in the terms; orders placed before keep theirs', async () => {
    const payBefore = async (key: string) => {
      const placed = await placeOrder(shop, orderOf([['CIL-CG-B2', 1]]), key)
      return placed.ok ? (placed.value.payBefore - shop.now) / 60_000 : placed.refusal.code
    }
    expect(await payBefore('a')).toBe(30)
    const visitor = await signedIn('manager')
    await visitor.post(adminPaths.deadlines, { ...usual, payMinutes: '45' })
    expect(await payBefore('b')).toBe(45)
    const rows = await shop.db.all<{ minutes: number }>(
      sql`SELECT (pay_before - placed_at) / 60000 minutes FROM orders ORDER BY minutes`,
    )
    expect(rows.map((row) => row.minutes)).toEqual([30, 45])
    expect(await text('/terms')).toContain('45分钟内付款')
    expect(await text('/en/terms')).toContain('within 45 minutes')
    expect((await audited('settings:deadlines')).map(([verb]) => verb)).toEqual(['settings.deadlines_kept'])
  })

  test.each([
    ['payMinutes', '9'],
    ['payMinutes', '121'],
    ['payMinutes', '-30'],
    ['assumedColdDays', '1.5'],
    ['receiptAmbientDays', '6'],
    ['lateHours', ''],
  ])('%s of "%s" is refused, and nothing changes', async (field, wrong) => {
    const visitor = await signedIn('manager')
    const kept = () => shop.db.all<{ shop: string }>(sql`SELECT shop FROM content_version`)
    const before = await kept()
    const answer = await visitor.post(adminPaths.deadlines, { ...usual, [field]: wrong })
    expect([answer.status, (await answer.text()).includes(`id="${field}-error"`)]).toEqual([422, true])
    expect(await kept()).toEqual(before)
  })

  test('the desk names its own hours', async () => {
    const visitor = await signedIn('manager')
    await visitor.post(adminPaths.deadlines, { ...usual, lateHours: '24' })
    expect(await (await visitor.get(adminPaths.orders())).text()).toContain('超24小时')
  })
})

test('terms, privacy, contact and licences are one round trip of one row', { tags: 'workerd' }, async () => {
  for (const path of ['/terms', '/privacy', '/contact', '/licences']) {
    const meter = metered(bindings.DB)
    const page = await browser({ DB: meter.db }).get(path)
    expect([path, page.status, meter.count.trips, meter.count.read]).toEqual([path, 200, 1, 1])
    const again = await browser({ DB: metered(bindings.DB).db }).get(path)
    expect(again.headers.get('ETag')).toBe(page.headers.get('ETag'))
  }
})
