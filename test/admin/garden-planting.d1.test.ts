import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { typedOffer } from '../../src/admin/gardens/offer-form.ts'
import { readVersions } from '../../src/adoption/offer-versions.ts'
import { SAMPLE_OFFER } from '../../src/db/sample/offers.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { adopt, adoptionOrder, plotOf } from '../support/adoptions.ts'
import { hidden } from '../support/browser.ts'
import { NOW, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let manager: Awaited<ReturnType<typeof signedIn>>
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  manager = await signedIn('manager')
})

const GARDEN = {
  code: 'D',
  slug: 'xinyuan',
  position: '4',
  nameZh: '新园',
  nameEn: 'New Garden',
  placeZh: '化处镇',
  placeEn: 'Huachu Town',
  originCode: 'huachu',
  storyZh: '山坡上的茶园。',
  storyEn: 'A garden on a slope.',
  keeperZh: '',
  keeperEn: '',
  scene: 'scene-garden-b',
  listed: '1',
}
const entries = (verb: string) => shop.db.all(sql`SELECT id FROM audit_entries WHERE verb = ${verb}`)

describe('a garden', () => {
  test('is made, changed and logged by staff, and stands once under its code and address', async () => {
    const made = await manager.post(adminPaths.newGarden, GARDEN)
    expect([made.status, made.headers.get('Location')]).toEqual([303, '/admin/gardens/D/edit?saved=1'])
    const changed = await manager.post(adminPaths.editGarden('D'), { ...GARDEN, nameZh: '新坡园', over: '1' })
    expect(changed.status).toBe(303)
    const again = await manager.post(adminPaths.newGarden, { ...GARDEN, slug: 'another' })
    const slug = await manager.post(adminPaths.newGarden, { ...GARDEN, code: 'E' })
    expect([again.status, slug.status]).toEqual([422, 422])
    expect(await shop.db.all(sql`SELECT name_zh n, listed l FROM gardens WHERE code > 'C'`)).toEqual([
      { n: '新坡园', l: 1 },
    ])
    expect(
      [await entries('garden.made'), await entries('garden.changed')].map((rows) => rows.length),
    ).toEqual([1, 1])
  })

  test('with barred words or holes is refused with sentences, and what was typed stays', async () => {
    const wrong = { ...GARDEN, storyZh: '认养一块地,年年分红。', nameZh: '', slug: '不行' }
    const answer = await manager.post(adminPaths.newGarden, wrong)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    for (const sentence of ['分红', '请填写', '网址用小写英文字母', '认养一块地,年年分红。'])
      expect(html).toContain(sentence)
    expect(await shop.db.all(sql`SELECT code FROM gardens WHERE code = 'D'`)).toEqual([])
  })

  test('that is a sample stays one until somebody takes the mark away', async () => {
    const html = await (await manager.get(adminPaths.editGarden('A'))).text()
    expect(html).toMatch(/name="sample" value="1" checked/)
    const wish = { columns: '2', rows: '1', halves: '', wholes: '' }
    const look = await (await manager.post(adminPaths.gardenGrid('A'), { ...wish, step: 'look' })).text()
    await manager.post(adminPaths.gardenGrid('A'), { ...wish, step: 'apply', seen: hidden(look, 'seen') })
    const samples = () =>
      shop.db.all(sql`SELECT sample s, count(*) n FROM plots WHERE garden = 'A' GROUP BY sample`)
    expect(await samples()).toEqual([{ s: 1, n: 26 }])
    const real = { ...GARDEN, slug: 'yunjiao-baicha' }
    expect((await manager.post(adminPaths.editGarden('A'), real)).status).toBe(303)
    expect(await samples()).toEqual([{ s: 0, n: 26 }])
  })

  test('that does not exist is not found, whatever is asked of it', async () => {
    for (const code of ['Z', '(((', 'a'])
      for (const path of [
        adminPaths.gardenPlots(code),
        adminPaths.gardenOffers(code, { season: 2027 }),
        adminPaths.editGarden(code),
      ])
        expect([path, (await manager.get(path)).status]).toEqual([path, 404])
    const wish = { columns: '2', rows: '1', step: 'apply', seen: 'Z-01~Z-02' }
    expect((await manager.post(adminPaths.gardenGrid('Z'), wish)).status).toBe(404)
  })

  test('shows each person only what they may do with it', async () => {
    const html = await (await (await signedIn('viewer')).get(adminPaths.gardens())).text()
    expect(html).toContain('云脚白茶园')
    expect(html).not.toMatch(/新茶园|写动态|地块|认购方案|关季/)
  })
})

describe('plots', () => {
  test('are generated after a look, opened for sale, and counted', async () => {
    await manager.post(adminPaths.newGarden, GARDEN)
    const wish = { columns: '6', rows: '5', halves: '2', wholes: '1' }
    const looked = await manager.post(adminPaths.gardenGrid('D'), { ...wish, step: 'look' })
    const html = await looked.text()
    expect(html).toContain('将新增 13 块')
    expect(await shop.db.all(sql`SELECT code FROM plots WHERE garden = 'D'`)).toEqual([])
    const applied = await manager.post(adminPaths.gardenGrid('D'), {
      ...wish,
      step: 'apply',
      seen: hidden(html, 'seen'),
    })
    expect(applied.status).toBe(303)
    expect(
      await shop.db.all(
        sql`SELECT area_cmu a, plots n FROM garden_tiers WHERE garden = 'D' ORDER BY area_cmu`,
      ),
    ).toEqual([
      { a: 10, n: 10 },
      { a: 50, n: 2 },
      { a: 100, n: 1 },
    ])
    // The same look a second time would make other codes: it is shown again instead.
    const twice = await manager.post(adminPaths.gardenGrid('D'), {
      ...wish,
      step: 'apply',
      seen: hidden(html, 'seen'),
    })
    expect(twice.status).toBe(200)
    expect(await shop.db.all(sql`SELECT code FROM plots WHERE garden = 'D'`)).toHaveLength(13)
  })

  test('somebody claimed keep their size, and may be closed and documented', async () => {
    await adopt(shop, [plotOf('A-01')])
    const html = await (await manager.get(adminPaths.gardenPlot('A', 'A-01'))).text()
    const own = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? ''
    const typed = Object.fromEntries(
      ['area', 'column', 'row', 'width', 'height'].map((name) => [name, own(name)]),
    )
    const larger = await manager.post(adminPaths.gardenPlot('A', 'A-01'), {
      ...typed,
      area: '0.5',
      open: '1',
    })
    expect(larger.status).toBe(422)
    expect(await larger.text()).toContain('面积和茶园不能改')
    const closed = await manager.post(adminPaths.gardenPlot('A', 'A-01'), { ...typed, landRef: '合同 7' })
    expect(closed.status).toBe(303)
    expect(
      await shop.db.all(sql`SELECT area_cmu a, open o, land_ref l FROM plots WHERE code = 'A-01'`),
    ).toEqual([{ a: 10, o: 0, l: '合同 7' }])
  })

  test('are found by their code, and an unknown code stays typed with a sentence', async () => {
    const found = await manager.get(adminPaths.gardenPlots('A', { find: 'a7' }))
    expect([found.status, found.headers.get('Location')]).toEqual([303, adminPaths.gardenPlot('A', 'A-07')])
    const lost = await (await manager.get(adminPaths.gardenPlots('A', { find: 'A-99' }))).text()
    expect(lost).toContain('没有编号“A-99”的地块')
    expect(lost).toMatch(/name="find"[^>]*value="A-99"/)
  })

  test('go out as a sheet and come back through a dry run, all or none', async () => {
    const csv = await (await manager.get(adminPaths.gardenPlotsCsv('B'))).text()
    const changed = csv.replace(/(B-01,.*),是,/, '$1,否,')
    const looked = await (
      await manager.upload(adminPaths.gardenPlotSheet('B'), 'sheet', new TextEncoder().encode(changed))
    ).text()
    expect(looked).toContain('修改 1 块')
    const rows = hidden(looked, 'rows').replaceAll('&quot;', '"')
    expect((await manager.upload(adminPaths.gardenPlotRows('B'), 'rows', rows)).status).toBe(303)
    expect(await shop.db.all(sql`SELECT open FROM plots WHERE code = 'B-01'`)).toEqual([{ open: 0 }])
    const bad = rows.replace('B-01', 'A-01')
    expect((await manager.upload(adminPaths.gardenPlotRows('B'), 'rows', bad)).status).toBe(409)
  })
})

/** The form of an offer as a browser would send it. */
function offerForm(content: ReturnType<typeof SAMPLE_OFFER>, more: Record<string, string> = {}) {
  const typed = typedOffer(content)
  const form: Record<string, string> = {}
  for (const [name, value] of Object.entries(typed)) if (typeof value === 'string') form[name] = value
  form['grade.rows'] = String(typed.grades.length)
  form['tier.rows'] = String(typed.tiers.length)
  form['window.rows'] = String(typed.windows.length)
  typed.grades.forEach((row, n) => {
    Object.assign(form, {
      [`grade.${n}.code`]: row.code,
      [`grade.${n}.zh`]: row.zh,
      [`grade.${n}.en`]: row.en,
    })
    form[`grade.${n}.value`] = row.value
  })
  typed.tiers.forEach((row, n) => {
    Object.assign(form, {
      [`tier.${n}.area`]: row.area,
      [`tier.${n}.price`]: row.price,
      [`tier.${n}.guests`]: row.guests,
    })
    row.grams.forEach((grams, g) => {
      form[`tier.${n}.grams.${g}`] = grams
    })
  })
  typed.windows.forEach((row, n) => {
    Object.assign(form, {
      [`window.${n}.code`]: row.code,
      [`window.${n}.from`]: row.from,
      [`window.${n}.until`]: row.until,
    })
    row.grades.forEach((sent, g) => {
      if (sent) form[`window.${n}.grade.${g}`] = '1'
    })
  })
  for (const choice of typed.choices) form[`choice.${choice}`] = '1'
  if (typed.postageIncluded) form.postageIncluded = '1'
  return { ...form, over: '1', step: 'look', ...more }
}

describe('an offer', () => {
  const URL = adminPaths.gardenOffers('A', { season: 2027 })
  const versions = () => readVersions(shop.db, 'A', 2027)

  test('sent back untouched differs in nothing', async () => {
    const html = await (await manager.post(URL, offerForm(SAMPLE_OFFER(2027)))).text()
    expect(html).toContain('和现在的版本一样')
  })

  test('is published only as it was looked at and with the season typed; the version before stays as it was', async () => {
    const form = offerForm(SAMPLE_OFFER(2027), { 'tier.0.price': '399' })
    const html = await (await manager.post(URL, form)).text()
    expect(html).toContain('有 1 处不同')
    const seen = hidden(html, 'seen')
    const publish = (more: Record<string, string>) =>
      manager.post(URL, { ...form, step: 'publish', seen, ...more })
    expect((await publish({ typed: '' })).status).toBe(422)
    expect((await publish({ typed: '2027', 'tier.0.price': '1' })).status).toBe(422)
    expect(await versions()).toHaveLength(1)
    expect((await publish({ typed: '2027' })).status).toBe(303)
    const [now, before] = await versions()
    expect([now!.version, now!.content.tiers[0]!.priceFen, now!.supersededAt]).toEqual([2, 39_900, null])
    expect(before!.content).toEqual(SAMPLE_OFFER(2027))
    expect(before!.supersededAt).not.toBeNull()
    expect(await entries('offer.published')).toHaveLength(1)
  })

  test('with barred words, a split that is not whole, or dates the wrong way is refused with sentences', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ termsZh: '每年保本分红。' }, '分红'],
      [{ benefitsZh: '认养一亩茶' }, '写“认购”'],
      [{ 'split.0.zh': '采摘', 'split.0.en': 'Picking', 'split.0.percent': '60' }, '正好 100%，现在是 60%'],
      [{ salesUntil: '2020-01-01' }, '先后不能反'],
      [{ 'window.0.from': '2027-02-30' }, '每一批寄送要写'],
      [{ 'tier.1.area': '0.1' }, '同样的亩数写了两次'],
    ]
    for (const [change, sentence] of wrong) {
      const answer = await manager.post(URL, offerForm(SAMPLE_OFFER(2027), change))
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(sentence)
    }
    expect(await versions()).toHaveLength(1)
  })

  test('somebody bought keeps its teas and windows in every later version', async () => {
    await adopt(shop, [plotOf('A-01')])
    const gone = offerForm(SAMPLE_OFFER(2027), { 'window.1.from': '', 'window.1.until': '' })
    const answer = await manager.post(URL, gone)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('寄送批次不能删掉')
  })

  test('of a new season begins with the newest one, its dates moved on', async () => {
    const html = await (await manager.get(adminPaths.gardenOffers('A', { season: 2028 }))).text()
    expect(html).toContain('2028 年还没有方案')
    expect(html).toContain('value="2028-04-20"')
    expect(html).toContain('认购期为2028年一季')
  })
})

describe('the campaign', () => {
  const texts = {
    titleZh: '我在贵州有个园',
    titleEn: 'A Garden in Guizhou',
    sloganZh: '认购一亩茶、带动一人就业',
    sloganEn: 'Adopt a mu of tea, help one person into work',
  }

  test('closed sells no plot until it is opened again', async () => {
    const buy = () => placeOrder(shop, adoptionOrder([plotOf('A-01')]), crypto.randomUUID())
    expect((await manager.post(adminPaths.campaign, { ...texts, open: '0' })).status).toBe(303)
    expect((await buy()).ok).toBe(false)
    const told = await (await manager.get('/gardens/yunjiao-baicha')).text()
    expect(told).toContain('认购暂未开放')
    const garden = await (await manager.get('/api/v1/gardens/yunjiao-baicha')).json()
    expect(JSON.stringify(garden)).toContain('"onSale":false')
    expect((await manager.post(adminPaths.campaign, { ...texts, open: '1', over: '1' })).status).toBe(303)
    expect((await buy()).ok).toBe(true)
  })

  test('shows where the price goes only when the parts are whole', async () => {
    const split = { 'split.0.zh': '采摘', 'split.0.en': 'Picking', 'split.0.percent': '40.5' }
    const rest = { 'split.1.zh': '管护', 'split.1.en': 'Care', 'split.1.percent': '59.5' }
    const half = await manager.post(adminPaths.campaign, { ...texts, open: '1', ...split })
    expect(half.status).toBe(422)
    expect((await manager.post(adminPaths.campaign, { ...texts, open: '1', ...split, ...rest })).status).toBe(
      303,
    )
    const [row] = await shop.db.all<{ p: string }>(sql`SELECT price_split p FROM campaigns`)
    expect(JSON.parse(row!.p).map((part: { basisPoints: number }) => part.basisPoints)).toEqual([4050, 5950])
  })
})

describe('a garden nobody has written about', () => {
  test('for thirty days raises the alarm on the gardens’ page by the clock alone, a day earlier not', async () => {
    await adopt(shop, [plotOf('A-01')])
    await shop.db.run(sql`UPDATE gardens SET updated_at = ${NOW}`)
    const page = async (days: number) => {
      const at = new Date(NOW + days * 86_400_000).toISOString()
      const keeper = await signedIn('manager', { SHOP_NOW: at })
      return [
        await (await keeper.get(adminPaths.gardens({ season: '2027' }))).text(),
        await (await keeper.get(adminPaths.home)).text(),
      ]
    }
    for (const html of await page(29)) expect(html).not.toMatch(/天没有茶园动态/)
    const [gardens, desk] = await page(30)
    expect(gardens).toContain('30天没有茶园动态')
    expect(desk).toContain('座茶园30天没有茶园动态')
    // Never written about is silent too; a garden without adopters has nobody who waits.
    await shop.db.run(sql`UPDATE gardens SET updated_at = NULL WHERE code = 'A'`)
    const [never, always] = await page(1)
    expect(never).toContain('2027季还没有茶园动态')
    expect(always).toContain('座茶园30天没有茶园动态')
  })
})
