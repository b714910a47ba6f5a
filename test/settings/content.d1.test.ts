import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import type { Shop } from '../../src/shop.ts'
import { type AuditEntry, audit, readAudit } from '../../src/staff/auditing.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { bareCells } from '../support/forms.ts'
import { bindings, metered, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})
const text = async (path: string) => (await browser().get(path)).text()
const version = async () =>
  (await shop.db.all<{ version: number }>(sql`SELECT version FROM content_version`))[0]!.version
const audited = (object: string) =>
  shop.db.all<{ verb: string; before: string | null; after: string | null }>(
    sql`SELECT verb, before, after FROM audit_entries WHERE object = ${object} ORDER BY id`,
  )

describe('freight', () => {
  const ambient = adminPaths.freightTemplate('ambient')
  /** What the browser would post of the form as it stands, with some fields changed. */
  const formOf = (html: string, change: Record<string, string> = {}): [string, string][] => {
    const fields = [...html.matchAll(/<input\b[^>]*>/g)]
      .map(([tag]) => ({
        name: / name="([^"]*)"/.exec(tag)?.[1] ?? '',
        value: / value="([^"]*)"/.exec(tag)?.[1] ?? '',
        off: /type="checkbox"/.test(tag) && !/ checked/.test(tag),
      }))
      .filter(({ name, off }) => name && !off)
      .map(({ name, value }): [string, string] => [name, value])
    const selects = [...html.matchAll(/<select\b[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs)].map(
      ([, name, options]): [string, string] => [
        name!,
        /<option[^>]*value="([^"]*)"[^>]*selected/.exec(options!)?.[1] ?? '',
      ],
    )
    return [...fields, ...selects].filter(([name]) => !(name in change)).concat(Object.entries(change))
  }

  type Zones = { zones: { provinces: string[] }[] }
  const sorted = (rules: Zones) => ({
    ...rules,
    zones: rules.zones.map((zone) => ({ ...zone, provinces: zone.provinces.toSorted() })),
  })

  test('a saved form without a change keeps the template; a new fee is what the cart counts at once', async () => {
    const visitor = await signedIn('manager')
    const html = await (await visitor.get(ambient)).text()
    const rules = async () =>
      (
        await shop.db.all<{ rules: string }>(sql`SELECT rules FROM freight_templates WHERE code = 'ambient'`)
      )[0]!.rules
    const before = JSON.parse(await rules())
    expect((await visitor.post(ambient, formOf(html))).status).toBe(303)
    expect(sorted(JSON.parse(await rules()))).toEqual(sorted(before))
    const seen = await version()
    await visitor.post(ambient, formOf(html, { 'zone0-firstFee': '12.5', over: '1' }))
    expect(await version()).toBe(seen + 1)
    const buyer = browser()
    await buyer.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
    expect(await (await buyer.get('/cart')).text()).toContain('12.5')
    expect(await text('/')).toContain('常温 ¥12.5 起')
    const [, entry] = await audited('freight:ambient')
    expect([entry!.verb, JSON.parse(entry!.before!).rules.zones[0].firstFen]).toEqual(['freight.kept', 800])
    expect(JSON.parse(entry!.after!).rules.zones[0].firstFen).toBe(1250)
  })

  test('a trial counts what was typed and keeps nothing; a province twice or a negative fee is refused', async () => {
    const visitor = await signedIn('manager')
    const html = await (await visitor.get(ambient)).text()
    expect(html).toContain('广东 2.3 kg，货款 ¥50 → ¥8')
    const tried = await visitor.post(
      ambient,
      formOf(html, { 'zone0-firstFee': '12', tryKg: '3.5', act: 'try' }),
    )
    expect(await tried.text()).toContain('广东 3.5 kg，货款 ¥50 → ¥14（再买 ¥49 免运费）')
    const twice = await visitor.post(ambient, [...formOf(html), ['zone1-provinces', '广东']])
    expect([twice.status, (await twice.text()).includes('广东同时在分区1和分区2')]).toEqual([422, true])
    const negative = await visitor.post(ambient, formOf(html, { 'zone0-firstFee': '-8' }))
    const page = await negative.text()
    expect([negative.status, page.includes('value="-8"'), page.includes('不能为负')]).toEqual([
      422,
      true,
      true,
    ])
    expect(await audited('freight:ambient')).toEqual([])
    expect((await visitor.post(adminPaths.freightTemplate('none'), {})).status).toBe(404)
  })

  test('a shop that has kept no freight yet is told so, and what it keeps then is what listings and the strip have', async () => {
    const listings = ['bundle_components', 'stock_movements', 'stock_sums', 'product_versions', 'variants']
    for (const table of [...listings, 'products', 'freight_templates'])
      await shop.db.run(sql.raw(`DELETE FROM ${table}`))
    const visitor = await signedIn('manager')
    const told = async (path: string) => (await visitor.get(path)).text()
    expect(await told(adminPaths.settings)).toContain('还没有设运费')
    const asked = [...(await told(adminPaths.freight)).matchAll(/<strong>([^<]+)<\/strong><span>还没有设/g)]
    expect(asked.map(([, name]) => name)).toEqual(['常温快递', '冷链快递', '单位采购（报价）'])

    const html = await told(ambient)
    const without = await visitor.post(ambient, formOf(html))
    expect([without.status, (await without.text()).includes('至少要有一个分区')]).toEqual([422, true])
    const zone = { firstKg: '3', firstFee: '9', stepKg: '1', stepFee: '2', free: 'template' }
    const typed = Object.fromEntries(Object.entries(zone).map(([name, value]) => [`zone0-${name}`, value]))
    const form: [string, string][] = [...formOf(html, typed), ['zone0-provinces', '广东']]
    expect((await visitor.post(ambient, form)).status).toBe(303)

    const rows = await shop.db.all<{ code: string }>(sql`SELECT code FROM freight_templates`)
    expect(rows).toEqual([{ code: 'ambient' }])
    expect(await text('/')).toContain('常温 ¥9 起')
    expect(await told(adminPaths.settings)).not.toContain('还没有设运费')
    expect(await told(adminPaths.newListing)).toContain('新建商品')
    const [entry] = await audited('freight:ambient')
    expect([entry!.verb, entry!.before, JSON.parse(entry!.after!).rules.zones[0].firstFen]).toEqual([
      'freight.kept',
      null,
      900,
    ])
  })
})

describe('facts', () => {
  const fact = {
    valueZh: '20个村',
    valueEn: '20 villages',
    labelZh: '结对的村',
    labelEn: 'paired villages',
    asOf: '2023',
    sourceZh: '《示例来源》',
    sourceEn: 'Sample source',
  }
  const added = async () =>
    (await shop.db.all<{ id: string }>(sql`SELECT id FROM impact_facts WHERE value_zh = ${fact.valueZh}`))[0]!
      .id

  test('one is added hidden, shown, fixed, moved to the front of the home page and hidden, each act in the log', async () => {
    const visitor = await signedIn('manager')
    await visitor.post(adminPaths.facts, fact)
    expect(await text('/impact')).not.toContain('20个村')
    const id = await added()
    await visitor.post(adminPaths.factVisibility(id), { visible: '1' })
    expect(await text('/impact')).toContain('来源：《示例来源》')
    expect(await text('/')).not.toContain('20个村')
    await visitor.post(adminPaths.fact(id), { ...fact, valueEn: 'twenty villages' })
    for (let up = 0; up < 8; up += 1) await visitor.post(adminPaths.factMove(id), { by: 'up' })
    expect(await text('/en')).toContain('twenty villages')
    await visitor.post(adminPaths.factVisibility(id), { visible: '0' })
    expect(await text('/impact')).not.toContain('20个村')
    const verbs = (await audited(`fact:${id}`)).map((row) => row.verb)
    expect(verbs.slice(0, 3)).toEqual(['fact.added', 'fact.shown', 'fact.kept'])
    expect(verbs.at(-1)).toBe('fact.hidden')
    expect(verbs.filter((verb) => verb === 'fact.moved')).toHaveLength(5)
  })

  test.each([
    ['sourceZh', ''],
    ['sourceEn', 'x'.repeat(241)],
    ['asOf', '2027'],
    ['asOf', '二〇二三'],
    ['valueEn', 'x'.repeat(31)],
    ['labelZh', '长'.repeat(61)],
  ])('one with a wrong %s (%s) is refused, what was typed stays', async (field, wrong) => {
    const visitor = await signedIn('manager')
    const answer = await visitor.post(adminPaths.facts, { ...fact, [field]: wrong })
    const html = await answer.text()
    expect([answer.status, html.includes(`id="${field}-error"`)]).toEqual([422, true])
    expect(html).toContain(field === 'labelEn' ? fact.labelZh : fact.labelEn)
    expect(await shop.db.all(sql`SELECT 1 FROM impact_facts WHERE label_en = ${fact.labelEn}`)).toEqual([])
  })
})

describe('page texts', () => {
  const story = adminPaths.pageText('story')
  const words = {
    bodyZh: '## 新的开头\n\n<script>alert(1)</script>',
    bodyEn: '## New start\n\n[x](javascript:alert(1))',
  }

  test('the shop’s own words stand until staff write; a preview keeps nothing; markup stays text', async () => {
    const visitor = await signedIn('manager')
    expect(await text('/story')).toContain('<h2>在喀斯特的山间</h2>')
    expect(await (await visitor.get(story)).text()).toContain('## 在喀斯特的山间')
    const preview = await (await visitor.post(story, { ...words, over: '0', act: 'try' })).text()
    expect([preview.includes('<h2>新的开头</h2>'), preview.includes('<script>alert')]).toEqual([true, false])
    expect(await text('/story')).toContain('<h2>在喀斯特的山间</h2>')
    expect((await visitor.post(story, { ...words, over: '0' })).status).toBe(303)
    const [zh, en] = [await text('/story'), await text('/en/story')]
    expect([zh.includes('<h2>新的开头</h2>'), zh.includes('<script>alert')]).toEqual([true, false])
    expect([en.includes('<h2>New start</h2>'), en.includes('href="javascript:')]).toEqual([true, false])
    expect(await text('/producers')).toContain('生产者的名称与证照正在逐家核对')
    expect((await audited('page:story')).map((row) => row.verb)).toEqual(['page.written'])
  })

  test('of two editors the second sees the first’s text, loses nothing typed, and may then save', async () => {
    const [first, second] = [await signedIn('manager'), await signedIn('owner')]
    await first.post(story, { bodyZh: '第一人的文字', bodyEn: 'By the first', over: '0' })
    const late = await second.post(story, { bodyZh: '第二人的文字', bodyEn: 'By the second', over: '0' })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toContain('第一人的文字')
    expect(html).toContain('第二人的文字</textarea>')
    expect(await text('/story')).toContain('第一人的文字')
    const over = /name="over" value="(\d+)"/.exec(html)![1]!
    await second.post(story, { bodyZh: '第一人和第二人', bodyEn: 'Both', over })
    expect(await text('/story')).toContain('第一人和第二人')
    expect(await (await first.get(adminPaths.pageText('story', { revision: '1' }))).text()).toContain(
      '第一人的文字</textarea>',
    )
  })

  test('twenty who save over the same text at once make one revision and nineteen conflicts', async () => {
    const visitor = await signedIn('manager')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        visitor.post(story, { bodyZh: `文字${at}`, bodyEn: 'x', over: '0' }),
      ),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, ...Array(19).fill(409)])
    expect(await audited('page:story')).toHaveLength(1)
  })

  test('an empty or endless text and a page that is none are refused', async () => {
    const visitor = await signedIn('manager')
    expect((await visitor.post(story, { bodyZh: '', bodyEn: 'x', over: '0' })).status).toBe(422)
    const long = await visitor.post(story, { bodyZh: '字'.repeat(20_001), bodyEn: 'x', over: '0' })
    expect(long.status).toBe(422)
    expect((await visitor.post(adminPaths.pageText('terms'), words)).status).toBe(404)
  })
})

describe('the audit log', () => {
  const DAY = 86_400_000
  const fill = async (staffId: string, verb: string, count: number, now: number) => {
    const entry: AuditEntry = { staffId, verb, object: 'order:X' }
    await audit(shop.db, Array(count).fill(entry), now)
  }
  const staffId = async (login: string) =>
    (await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = ${login}`))[0]!.id

  test('is filtered by person, verb and days, on the page and in the export', async () => {
    const [one, other] = [await staffId('fulfilment'), await staffId('finance')]
    await fill(one, 'order.shipped', 3, shop.now - 3 * DAY)
    await fill(one, 'order.cancelled', 2, shop.now - DAY)
    await fill(other, 'order.shipped', 4, shop.now - DAY)
    const owner = await signedIn('owner')
    const rows = async (query: Record<string, string>) =>
      ((await (await owner.get(adminPaths.auditExport(query))).text()).match(/order:X/g) ?? []).length
    expect(await rows({ staff: one })).toBe(5)
    expect(await rows({ verb: 'order.shipped' })).toBe(7)
    expect(await rows({ staff: one, verb: 'order.shipped' })).toBe(3)
    expect(await rows({ from: '2026-11-22', to: '2026-11-22' })).toBe(6)
    expect(await rows({ from: '2026-11-20', to: '2026-11-20', staff: one })).toBe(3)
    const page = await (await owner.get(adminPaths.audit({ staff: other, verb: 'order.shipped' }))).text()
    expect(bareCells(page).match(/<td>发货<\/td>/g)).toHaveLength(4)
    expect((await owner.get(adminPaths.audit({ from: '2026-02-30' }))).status).toBe(422)
  })

  test('reads no more rows for one person’s page with ten times the entries, and finds what is rare by going on', async () => {
    const [one, other] = [await staffId('fulfilment'), await staffId('finance')]
    await fill(other, 'order.noted', 1, shop.now - 9 * DAY)
    const cost = async (filter: Parameters<typeof readAudit>[1]) => {
      const meter = metered(bindings.DB)
      const { rows, next } = await readAudit(database(meter.db), filter, 50)
      return { read: meter.count.read, found: rows.length, next }
    }
    const filters = [{ staffId: one }, { verb: 'order.shipped' }, { staffId: one, verb: 'order.shipped' }]
    await fill(one, 'order.shipped', 1100, shop.now - 8 * DAY)
    const few = await Promise.all(filters.map(cost))
    await fill(one, 'order.shipped', 9000, shop.now - 7 * DAY)
    await fill(other, 'order.refunded', 1500, shop.now - 6 * DAY)
    const many = await Promise.all(filters.map(cost))
    expect(many.map((row) => row.read)).toEqual(few.map((row) => row.read))
    expect(many.map((row) => row.found)).toEqual([50, 50, 50])
    let before: string | undefined
    let found = 0
    for (let pages = 0; pages < 5; pages += 1) {
      const { rows, next } = await readAudit(shop.db, { staffId: other, verb: 'order.noted' }, 50, before)
      found += rows.length
      if (!next) break
      before = next
    }
    expect(found).toBe(1)
  })
})
