import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { adoptionToken } from '../../src/adoption/access-token.ts'
import { listPlots } from '../../src/adoption/plots.ts'
import { publishOffer } from '../../src/adoption/publishing.ts'
import { app } from '../../src/app.tsx'
import { SAMPLE_OFFER } from '../../src/db/sample/offers.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { browser, carried, delivery, hidden } from '../support/browser.ts'
import { at, bindings, metered, NOW, openShop } from '../support/shop.ts'

let shop: Shop
/** Free plots of 0.1 mu in garden A. */
let free: string[]
beforeEach(async () => {
  shop = await openShop()
  const { items } = await listPlots(shop.db, { garden: 'A', season: SEASON, areaCmu: 10 }, NOW)
  free = items.filter(({ state }) => state === 'available').map(({ code }) => code)
})

type Visitor = ReturnType<typeof browser>

const GARDEN = '/gardens/yunjiao-baicha'
const season = String(SEASON)
const hold = (visitor: Visitor, plot: string) => visitor.post(`/plots/${plot}/hold`, { season })
const later = (minutes: number) => ({ SHOP_NOW: new Date(NOW + minutes * 60_000).toISOString() })
/** The same browser, some minutes later. */
function passed(visitor: Visitor, minutes: number): Visitor {
  const late = browser(later(minutes))
  for (const [name, value] of visitor.jar) late.jar.set(name, value)
  return late
}

/** The checkout of the plots this visitor keeps, all consents given, as a browser would send it. */
async function checkout(visitor: Visitor, more: Record<string, string> = {}): Promise<[string, string][]> {
  const html = await (await visitor.get('/checkout')).text()
  const consents = ['terms,privacy', 'no_return', 'adoption_terms', 'adoption_risk']
  return [
    ...carried(html),
    ...Object.entries(delivery),
    ...consents.map((code): [string, string] => ['consents', code]),
    ...Object.entries(more),
  ]
}

async function payBySandbox(visitor: Visitor, placed: Response): Promise<string> {
  const payment = placed.headers.get('Location')!
  const started = await visitor.post(payment, { method: 'sandbox' })
  const sandbox = new URL(started.headers.get('Location')!, 'http://shop.test').pathname
  await visitor.post(sandbox, { outcome: 'success' })
  return (await visitor.get(payment.replace('/payment', ''))).text()
}

const rowOf = (html: string, code: string): string | undefined =>
  html
    .split('<tr ')
    .slice(1)
    .find((row) => row.includes(`>${code}<`) || row.includes(` ${code}<`))
    ?.match(/plot-row plot-row-(\w+)/)?.[1]

async function packedBytes(html: string): Promise<number> {
  const packed = new Response(html).body!.pipeThrough(new CompressionStream('gzip'))
  return (await new Response(packed).arrayBuffer()).byteLength
}

describe('campaign page', () => {
  it('answers the six questions in order, each within 60 characters, from the offer on sale', async () => {
    const html = await (await browser().get('/gardens')).text()
    const list = html.slice(html.indexOf('class="questions"'), html.indexOf('</dl>'))
    const titles = [...list.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, text]) => text)
    const answers = [...list.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, text]) => text!)
    expect(titles).toEqual(['得到什么', '多少钱', '谁来管', '什么时候收到', '天灾怎么办', '怎么退'])
    expect(answers.filter((text) => [...text].length > 60)).toEqual([])
    expect(answers[1]).toContain('¥598')
    expect(answers[5]).toContain('2月28日')
  })

  it('has a new version as soon as a plot is adopted, and its numbers are the true ones', async () => {
    const before = await browser().get('/gardens')
    await adopt(shop, [plotOf(free[0]!)])
    const after = await browser().get('/gardens')
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
    const html = await after.text()
    const card = html.slice(html.indexOf('yunjiao-baicha'), html.indexOf('gongchapo'))
    const [row] = await shop.db.all<{ adopted: number; plots: number }>(sql`
      SELECT adopted, (SELECT sum(plots) FROM garden_tiers WHERE garden = 'A') plots
      FROM garden_seasons WHERE garden = 'A' AND season = ${SEASON}`)
    expect(card).toContain(`${row!.plots}块地，未认购${row!.plots - row!.adopted}块<`)
  })

  it.each([
    ['a garden changes', sql`UPDATE gardens SET story_zh = 'x' WHERE code = 'A'`, true],
    ['the campaign closes', sql`UPDATE campaigns SET open = 0`, true],
    [
      'an offer gives way',
      sql`UPDATE offers SET superseded_at = 1 WHERE garden = 'A' AND season = 2027`,
      true,
    ],
    ['a plot is taken off sale', sql`UPDATE plots SET open = 0 WHERE code = 'A-01'`, true],
    ['only a garden update is noted', sql`UPDATE gardens SET updated_at = 1 WHERE code = 'A'`, false],
  ] as const)('is shown anew or not when %s', async (_what, change, raised) => {
    const version = async () =>
      (await shop.db.all<{ version: number }>(sql`SELECT version FROM content_version`))[0]!.version
    const before = await version()
    await shop.db.run(change)
    expect((await version()) > before).toBe(raised)
  })
})

describe('picker', () => {
  it('is one round trip, whoever looks, and stays within the bytes of a page', async () => {
    const visitor = browser()
    await hold(visitor, free[0]!)
    const meter = metered(bindings.DB)
    const cookie = [...visitor.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const env = { ...bindings, DB: meter.db, SHOP_NOW: new Date(NOW).toISOString() }
    for (const path of [
      '/gardens',
      GARDEN,
      `${GARDEN}?area=0.5&plot=A-17&season=2027`,
      `/plots/${free[1]}`,
    ]) {
      meter.reset()
      const answer = await app.request(`http://shop.test${path}`, { headers: { Cookie: cookie } }, env)
      expect([path, answer.status, meter.count.trips]).toEqual([path, 200, 1])
      expect(await packedBytes(await answer.text())).toBeLessThan(14 * 1024)
    }
  })

  it('reads and sends no more in a garden of ten thousand plots, and goes on by key', async () => {
    await shop.db.run(sql`
      WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO plots (code, garden, area_cmu, u, v, width, height, open, sample)
      SELECT printf('A-%05d', i), 'A', 10, i % 6, 30 + i / 6, 1, 1, 1, 1 FROM n`)
    const meter = metered(bindings.DB)
    const env = { ...bindings, DB: meter.db, SHOP_NOW: new Date(NOW).toISOString() }
    const html = await (await app.request(`http://shop.test${GARDEN}`, {}, env)).text()
    expect(meter.count.trips).toBe(1)
    expect(meter.count.read).toBeLessThan(800)
    expect(html.match(/class="plot-row /g)?.length).toBe(66)
    expect(await packedBytes(html)).toBeLessThan(14 * 1024)
    const next = /href="([^"]*after=[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&')
    const further = await (await app.request(`http://shop.test${next}`, {}, env)).text()
    expect(further.match(/class="plot-row /g)?.length).toBe(66)
    expect(further).toContain('回到开头')
  })

  it('leads to a plot by its code however it is typed, and answers an unknown one in words', async () => {
    await shop.db.run(sql`
      WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
      INSERT INTO plots (code, garden, area_cmu, u, v, width, height, open, sample)
      SELECT printf('A-%05d', i), 'A', 10, i % 6, 30 + i / 6, 1, 1, 1, 1 FROM n`)
    expect(await (await browser().get(GARDEN)).text()).toContain('按编号找')
    for (const typed of ['A-00500', 'a500', '500', ' A 500号 ']) {
      const found = await browser().get(`${GARDEN}?find=${encodeURIComponent(typed)}`)
      expect(found.status).toBe(303)
      const html = await (await browser().get(found.headers.get('Location')!.replace(/#.*/, ''))).text()
      expect(html).toContain('已选 A-00500')
      expect(html).toMatch(
        /<tr class="plot-row[^>]*aria-current="true"[^>]*><th[^>]*>(?:(?!<\/tr>).)*A-00500/,
      )
    }
    for (const typed of ['A-00999', 'B-01', '茶<b>']) {
      const html = await (await browser().get(`${GARDEN}?find=${encodeURIComponent(typed)}`)).text()
      expect(html).toContain(`没有编号“${typed.replace('<b>', '&lt;b&gt;')}”的地块`)
      expect(html).toContain(`value="${typed.replace('<b>', '&lt;b&gt;')}"`)
    }
    const english = await (await browser().get(`/en${GARDEN}?find=A-00999`)).text()
    expect(english).toContain('Find by code')
    expect(english).toContain('has no plot')
  })

  it('says how many can be chosen now and how many are kept, and the parts sum to the whole', async () => {
    const [mine, theirs] = free as [string, string]
    const visitor = browser()
    await hold(visitor, mine)
    await hold(browser(), theirs)
    const [row] = await shop.db.all<{ plots: number; adopted: number }>(sql`
      SELECT (SELECT sum(plots) FROM garden_tiers WHERE garden = 'A') plots,
        (SELECT coalesce(sum(adopted), 0) FROM season_tiers WHERE garden = 'A' AND season = ${season}) adopted`)
    const html = await (await visitor.get(GARDEN)).text()
    const [, left, now, others, own] =
      /未认购(\d+)块，现在可选(\d+)块，正为别人保留(\d+)块，正为您保留(\d+)块/.exec(html)!.map(Number)
    expect(left).toBe(row!.plots - row!.adopted)
    expect(now! + others! + own!).toBe(left)
    expect(own).toBe(1)
    expect(html).toMatch(new RegExp(`可认购 <b>${now}</b>`))
    expect(html).toMatch(new RegExp(`保留中 <b>${others}</b>`))
    // The campaign's card, kept as a copy, says the number that does not change by the minute.
    expect(await (await browser().get('/gardens')).text()).toContain(`未认购${left}块<`)
  })

  it('starts enlarged where plots lie so many abreast that a finger would miss them', async () => {
    await shop.db.run(sql`
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 71)
      INSERT INTO plots (code, garden, area_cmu, u, v, width, height, open, sample)
      SELECT printf('0-%03d', i), 'A', 10, i % 12, 30 + i / 12, 1, 1, 1, 1 FROM n`)
    const html = await (await browser().get(GARDEN)).text()
    expect(html).toContain('plan-zoom-2')
    expect(html).not.toContain('缩小示意图')
    expect(html).toContain(`${GARDEN}?season=2027&amp;zoom=3#plan`)
    expect(await (await browser().get('/gardens/gongchapo')).text()).toContain('plan-zoom-0')
  })

  it('says what is kept, adopted and mine, and only to whom it is mine', async () => {
    const [mine, theirs] = free as [string, string]
    const visitor = browser()
    await hold(visitor, mine)
    await adopt(shop, [plotOf(theirs)])
    const own = await (await visitor.get(GARDEN)).text()
    const others = await (await browser().get(GARDEN)).text()
    expect([rowOf(own, mine), rowOf(others, mine), rowOf(others, theirs)]).toEqual([
      'mine',
      'held',
      'adopted',
    ])
    expect(others).toContain('约15分钟')
    expect(rowOf(await (await browser(later(16)).get(GARDEN)).text(), mine)).toBe('available')
  })

  it('gives a forged cookie nothing', async () => {
    await hold(browser(), free[0]!)
    const thief = browser()
    thief.jar.set('holds', `${free[0]}.${season}.${'0'.repeat(32)}`)
    expect(await (await thief.get(GARDEN)).text()).not.toContain('plot-row-mine')
    expect(await (await thief.get('/cart')).text()).toContain('这块地刚刚被别人选走了')
  })

  it.each([
    ['a season without an offer', `${GARDEN}?season=2031`, 404],
    ['a season that is no year', `${GARDEN}?season=abc`, 404],
    ['an unknown garden', '/gardens/nowhere', 404],
    ['an unknown plot', '/plots/Z-99', 404],
    ['a plot in a season without an offer', '/plots/A-01?season=2031', 404],
    ['nonsense in every parameter', `${GARDEN}?area=x&after=%27&zoom=99&plot=%3Cb%3E`, 200],
  ])('answers %s plainly', async (_what, path, status) => {
    expect((await browser().get(path)).status).toBe(status)
  })

  it('offers the other seasons on sale as links, and none where there is one season only', async () => {
    const switches = async (path: string) => {
      const html = await (await browser().get(path)).text()
      const nav = /<nav class="season-switch".*?<\/nav>/s.exec(html)?.[0] ?? ''
      return [...nav.matchAll(/<a href="([^"]*)"( aria-current="true")?>([^<]*)</g)].map(
        ([, href, current, name]) => `${current ? '*' : ''}${name} ${href}`,
      )
    }
    expect(await switches(GARDEN)).toEqual([])
    const next = SEASON + 1
    const sales = { from: `${SEASON - 1}-11-01`, until: `${next}-03-31` }
    const content = { ...SAMPLE_OFFER(next), sales }
    expect((await publishOffer(shop, { garden: 'A', season: next, content }, null)).ok).toBe(true)
    const links = [`2027季 ${GARDEN}?season=2027`, `*2028季 ${GARDEN}?season=2028`]
    expect(await switches(`${GARDEN}?area=0.1&amp;plot=A-01`)).toEqual(links)
    expect(await switches(`/en${GARDEN}?season=2027`)).toEqual([
      `*2027 season /en${GARDEN}?season=2027`,
      `2028 season /en${GARDEN}?season=2028`,
    ])
    // A plot of the season shown: each season is kept by itself.
    const visitor = browser()
    expect((await hold(visitor, free[0]!)).status).toBe(303)
    expect(rowOf(await (await visitor.get(`${GARDEN}?season=2027`)).text(), free[0]!)).toBe('mine')
    expect(rowOf(await (await visitor.get(`${GARDEN}?season=2028`)).text(), free[0]!)).not.toBe('mine')
  })

  it('leads from a season gone by back to the one on sale', async () => {
    const html = await (await browser().get(`${GARDEN}?season=2026`)).text()
    expect(html).toContain(`href="${GARDEN}?season=2027"`)
  })

  it('tells when the plot pointed at belongs to another garden', async () => {
    const html = await (await browser().get(`${GARDEN}?plot=B-01`)).text()
    expect(html).toContain('这块地不在这座茶园')
    expect(html).not.toContain('class="plot-card"')
  })
})

describe('keeping a plot', () => {
  it('leads to the cart with the time it is kept, and lets go of it on request', async () => {
    const [plot] = free as [string]
    const visitor = browser()
    const held = await hold(visitor, plot)
    expect([held.status, held.headers.get('Location')]).toEqual([303, '/cart'])
    expect(held.headers.getSetCookie().find((line) => line.startsWith('holds='))).toContain('HttpOnly')
    expect(await (await visitor.get('/cart')).text()).toContain('为您保留到 10:15')
    const gone = await visitor.post(`/plots/${plot}/release`, { season })
    expect(gone.headers.get('Location')).toBe(`/cart?released=${plot}`)
    expect(await (await visitor.get(`/cart?released=${plot}`)).text()).toContain(`已取消保留 ${plot}`)
    expect((await hold(browser(), plot)).status).toBe(303)
  })

  it('answers the second of two with three near plots', async () => {
    const [plot] = free as [string]
    await hold(browser(), plot)
    const second = await hold(browser(), plot)
    const html = await second.text()
    expect(second.status).toBe(409)
    expect(html).toContain(`${plot} 刚刚被选走，附近还有这几块`)
    const near = html.slice(html.indexOf('class="near-plots"'), html.indexOf('class="plot-buying"'))
    expect(near.match(/href="\/plots\//g)?.length).toBe(3)
  })

  it('stops at three for one visitor and does not lose them', async () => {
    const visitor = browser()
    for (const plot of free.slice(0, 3)) expect((await hold(visitor, plot)).status).toBe(303)
    const fourth = await hold(visitor, free[3]!)
    expect([fourth.status, (await fourth.text()).includes('一次最多保留3块地')]).toEqual([409, true])
    expect((await hold(visitor, free[1]!)).status).toBe(303)
    const cart = await (await visitor.get('/cart')).text()
    expect(free.slice(0, 3).filter((plot) => !cart.includes(plot))).toEqual([])
  })

  it('refuses a season without an offer and a plot that does not exist', async () => {
    expect((await browser().post('/plots/A-01/hold', { season: '2031' })).status).toBe(422)
    expect((await browser().post('/plots/A-01/hold', {})).status).toBe(422)
    expect((await browser().post('/plots/Z-99/hold', { season })).status).toBe(404)
    expect(await shop.db.all(sql`SELECT plot FROM plot_claims WHERE visitor_hmac IS NOT NULL`)).toEqual([])
  })

  it('says when the time is over and keeps the plot anew if it is still free', async () => {
    const visitor = browser()
    await hold(visitor, free[0]!)
    const late = passed(visitor, 16)
    const cart = await (await late.get('/cart')).text()
    expect(cart).toContain('15分钟已到，保留已结束。地块还空着，提交订单即可认购')
    expect((await hold(late, free[0]!)).status).toBe(303)
    expect(await (await late.get('/cart')).text()).toContain('为您保留到 10:31')
  })

  it('draws a free plot of the size asked for, and says when none is left', async () => {
    const visitor = browser()
    const drawn = await visitor.post('/gardens/assignment', { season, area: '50' })
    expect([drawn.status, drawn.headers.get('Location')]).toEqual([303, '/cart'])
    expect(await (await visitor.get('/cart')).text()).toContain('0.5亩 · 2027年')
    await shop.db.run(sql`UPDATE plots SET open = 0 WHERE area_cmu = 50`)
    const none = await browser().post('/gardens/assignment', { season, area: '50' })
    expect([none.status, (await none.text()).includes('已无空地块')]).toEqual([409, true])
    expect((await browser().post('/gardens/assignment', { season, area: '37' })).status).toBe(409)
  })
})

describe('checkout of plots', () => {
  it('places one order of a plot and goods, pays, certifies and shows it', async () => {
    const [plot] = free as [string]
    const visitor = browser()
    await hold(visitor, plot)
    await visitor.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
    const placed = await visitor.post(
      '/checkout',
      await checkout(visitor, { [`board-${plot}`]: '花都来的一家人' }),
    )
    expect([placed.status, visitor.jar.has('holds')]).toEqual([303, false])
    const order = await payBySandbox(visitor, placed)
    expect(order).toContain(`认购 云脚白茶园 ${plot}`)
    expect(order).toContain('名牌：花都来的一家人')
    expect(order).toMatch(/href="\/certificates\/[0-9A-Z]{16}"/)
    expect(rowOf(await (await visitor.get(GARDEN)).text(), plot)).toBe('mine')
  })

  it('has no freight when there are plots only', async () => {
    const visitor = browser()
    await hold(visitor, free[0]!)
    const form = await checkout(visitor)
    expect(form.find(([name]) => name === 'expectedTotalFen')?.[1]).toBe('59800')
    expect((await visitor.post('/checkout', form)).status).toBe(303)
  })

  it.each([
    ['a board name of 13 characters', { board: '一二三四五六七八九十十一十' }, '名牌最多12个字'],
    ['a barred word on the board', { board: '保本茶园' }, '名牌最多12个字'],
    ['a gift without a phone', { for: 'gift' }, '收礼人手机号应为11位数字'],
    [
      'a gift with a long message',
      { for: 'gift', giftPhone: '13812345678', giftMessage: '春'.repeat(101) },
      '留言请控制在100字以内',
    ],
  ])('refuses %s, keeps what was typed and writes nothing', async (_what, typed, text) => {
    const visitor = browser()
    await hold(visitor, free[0]!)
    const fields = Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [`${name}-${free[0]}`, value]),
    )
    const answer = await visitor.post('/checkout', await checkout(visitor, fields))
    const html = await answer.text()
    expect([answer.status, html.includes(text)]).toEqual([422, true])
    for (const value of [...Object.values(typed), delivery.street]) expect(html).toContain(value)
    expect(await shop.db.all(sql`SELECT id FROM adoptions WHERE state = 'held'`)).toEqual([])
  })

  it('asks for both consents beside the whole offer', async () => {
    const visitor = browser()
    await hold(visitor, free[0]!)
    const form = (await checkout(visitor)).filter(([, value]) => !value.startsWith('adoption_'))
    const answer = await visitor.post('/checkout', form)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('请阅读方案全文后勾选同意')
    expect(html).toContain('请阅读风险提示后勾选')
    expect(html).toContain('茶叶是农产品，天气会影响采摘时间和数量。')
  })

  it('offers near plots when somebody else was first, and takes one in place with everything kept', async () => {
    const [plot] = free as [string]
    const visitor = browser()
    await hold(visitor, plot)
    const form = await checkout(visitor, { [`board-${plot}`]: '花都来的一家人' })
    const late = passed(visitor, 16)
    await adopt(at(shop, NOW + 16 * 60_000), [plotOf(plot)])
    const refused = await late.post('/checkout', form)
    const html = await refused.text()
    expect([refused.status, html.includes(`${plot} 刚刚被选走`)]).toEqual([409, true])
    const swap = /name="swap" value="([^"]+)"/.exec(html)![1]!
    const swapped = await (await late.post('/checkout', [...form, ['swap', swap]])).text()
    expect(hidden(swapped, 'plots')).toBe(`${swap.split('.').at(-1)}.${season}`)
    expect(swapped).toContain('花都来的一家人')
    expect(swapped).toContain(delivery.street)
  })

  it('does not take a plot somebody else keeps', async () => {
    const [theirs, own] = free as [string, string]
    await hold(browser(), theirs)
    const visitor = browser()
    await hold(visitor, own)
    const form = (await checkout(visitor)).map(([name, value]): [string, string] =>
      name === 'plots' ? [name, `${theirs}.${season}`] : [name, value],
    )
    const answer = await visitor.post('/checkout', form)
    expect([answer.status, (await answer.text()).includes(`${theirs} 刚刚被选走`)]).toEqual([409, true])
  })

  it('gives the buyer of a gift a link to hand on, but only after payment', async () => {
    const visitor = browser()
    await hold(visitor, free[0]!)
    const gift = { [`for-${free[0]}`]: 'gift', [`giftPhone-${free[0]}`]: '138 1234 5678' }
    const placed = await visitor.post('/checkout', await checkout(visitor, gift))
    const page = placed.headers.get('Location')!.replace('/payment', '')
    expect(await (await visitor.get(page)).text()).toContain('付款后，礼物链接显示在这里')
    const paid = await payBySandbox(visitor, placed)
    expect(paid).toMatch(/data-copy="[^"]*\/gifts\/adp_[^"]*key=/)
    expect(paid).not.toContain('13812345678')
    // A plot is summed as a plot, as the checkout did, not as goods.
    expect(paid).toContain('<dt>认购1块</dt>')
    expect(paid).not.toContain('<dt>商品</dt>')
    expect(paid).not.toContain('正在备货')
    expect(paid).toContain('按您所购方案的退款规则')
  })
})

describe('renewal', () => {
  it('is open to whom the link belongs, and its right leaves the address at once', async () => {
    const plot = free.at(-1)!
    const march = Date.parse('2026-03-01T10:00:00+08:00')
    const { ids } = await adopt(at(shop, march), [plotOf(plot, { season: SEASON - 1 })])
    const token = await adoptionToken(shop.settings, ids[0]!, null)
    expect((await hold(browser(), plot)).status).toBe(409)
    const visitor = browser()
    const entry = await visitor.get(`/plots/${plot}?season=${season}&renews=${ids[0]}.${token}`)
    const bare = `/plots/${plot}?season=${season}&renews=${ids[0]}`
    expect([entry.status, entry.headers.get('Location')]).toEqual([303, bare])
    expect(await (await visitor.get(bare)).text()).toContain('可优先续认购2027季')
    expect((await visitor.post(`/plots/${plot}/hold`, { season, renews: ids[0]! })).status).toBe(303)
    expect((await visitor.post('/checkout', await checkout(visitor))).status).toBe(303)
  })

  it('begins with the board, name and address of the season before, for who holds its order', async () => {
    const plot = free.at(-1)!
    const march = Date.parse('2026-03-01T10:00:00+08:00')
    const { ids, number } = await adopt(at(shop, march), [
      plotOf(plot, { season: SEASON - 1, boardName: '小满' }),
    ])
    const token = await adoptionToken(shop.settings, ids[0]!, null)
    const [order] = await shop.db.all<{ id: string; name: string; street: string }>(
      sql`SELECT id, recipient_name name, street FROM orders WHERE number = ${number}`,
    )
    const form = async (visitor: ReturnType<typeof browser>) => {
      await visitor.get(`/plots/${plot}?season=${season}&renews=${ids[0]}.${token}`)
      await visitor.post(`/plots/${plot}/hold`, { season, renews: ids[0]! })
      const html = await (await visitor.get('/checkout')).text()
      await visitor.post(`/plots/${plot}/release`, { season })
      return html
    }
    const value = (html: string, name: string) =>
      new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1]
    const buyer = browser()
    await buyer.get(pathsFor('zh').order(number, { key: await accessToken(shop.settings, order!.id) }))
    const mine = await form(buyer)
    expect(mine).toContain('取自上一季的订单')
    expect([value(mine, `board-${plot}`), value(mine, 'name'), value(mine, 'street')]).toEqual([
      '小满',
      order!.name,
      order!.street,
    ])
    expect(mine).toMatch(/<option value="440114" selected/)
    // The adoption's own key, as a renewal link carries it, opens no address.
    const link = await form(browser())
    expect([value(link, `board-${plot}`), value(link, 'name'), value(link, 'street')]).toEqual([
      '小满',
      '',
      '',
    ])
  })
})

it('offers no plot of a season whose time to adopt is over, nor before it began', async () => {
  const past = await (await browser().get('/gardens/gongchapo?season=2026')).text()
  expect(past).toContain('认购时间')
  expect(past).toContain('未认购')
  expect(past).not.toContain('可认购')
  const plot = await (await browser().get('/plots/B-01?season=2026')).text()
  expect([plot.includes('未认购'), plot.includes('可认购')]).toEqual([true, false])
  const english = await (await browser().get('/en/gardens/gongchapo?season=2026')).text()
  expect(english).not.toMatch(/<\/svg> available/)
})
