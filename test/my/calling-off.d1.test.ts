import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { accessToken } from '../../src/orders/access-token.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser, hidden } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

const paths = pathsFor('zh')
const SUMMER = '2027-06-01T10:00:00+08:00'
const YEAR_END = '2027-12-20T10:00:00+08:00'
/** 150 g of spring tea and 250 g of black tea are promised for 0.1 mu. */
const ALL = '{"spring":150,"black":250}'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

async function holderOf(number: string, now?: string) {
  const visitor = browser(now ? { SHOP_NOW: now } : {})
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
  await visitor.get(paths.order(number, { key: await accessToken(shop.settings, row!.id) }))
  return visitor
}

const sent = (id: string, grams: string) =>
  shop.db.run(sql`UPDATE adoptions SET sent_g = ${grams} WHERE id = ${id}`)
const refunds = () => shop.db.all<{ fen: number }>(sql`SELECT amount_fen fen FROM refunds`)
const fold = (html: string): string => /<details class="calling-off"[\s\S]*?<\/details>/.exec(html)?.[0] ?? ''

describe('calling an adopted plot off', () => {
  test('asks the same on the order’s page and in 我的园: rule, sum, tick, and a button that names the sum', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    await sent(ids[0]!, '{"spring":150}')
    const holder = await holderOf(number, SUMMER)
    const bare = (html: string) => fold(html).replace(/action="[^"]*"|<summary[\s\S]*?<\/summary>/g, '')
    const order = bare(await (await holder.get(paths.order(number))).text())
    const mine = bare(await (await holder.get(paths.myGarden(ids[0]!))).text())
    expect(order).toBe(mine)
    expect(order).toContain(
      '按您所购方案的退款规则：2027年2月28日及以前全额退款；之后退还扣除已寄出茶叶后的余额。',
    )
    expect(order).toContain('扣除已寄出的春茶（绿茶）150克')
    const yuan = Number(hidden(order, 'seen')) / 100
    expect(order).toContain(`确认取消，退回 ¥${yuan}`)
    expect(order.indexOf('合计退回')).toBeLessThan(order.indexOf('<button'))
    expect(order).toMatch(/type="checkbox" name="sure" value="1" required/)
  })

  test('does nothing without the tick or with a sum that no longer holds, and pays what was read', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    const holder = await holderOf(number, SUMMER)
    for (const path of [paths.cancellation(number), paths.myCancellation(ids[0]!)]) {
      const unsure = await holder.post(path, { seen: '59800' })
      expect([unsure.status, (await unsure.text()).includes('请先勾选')]).toEqual([422, true])
      await sent(ids[0]!, '{"spring":100}')
      const late = await holder.post(path, { sure: '1', seen: '59800' })
      const html = await late.text()
      expect(late.status).toBe(409)
      expect(html).toContain('可退金额刚有变化')
      expect(fold(html)).toMatch(/<details class="calling-off"[^>]* open/)
      expect(Number(hidden(fold(html), 'seen'))).toBeLessThan(59800)
      await sent(ids[0]!, '{}')
    }
    expect(await refunds()).toEqual([])
    expect((await holder.post(paths.cancellation(number), { sure: '1', seen: '59800' })).status).toBe(303)
    expect(await refunds()).toEqual([{ fen: 59_800 }])
  })

  test('after the season, all tea sent: by the frozen rule the rest of the price, never the tea, and it says why', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    await sent(ids[0]!, ALL)
    const [offer] = await shop.db.all<{ content: string }>(sql`
      SELECT o.content FROM adoptions a JOIN offers o ON o.id = a.offer_id WHERE a.id = ${ids[0]!}`)
    const value = new Map<string, number>(
      JSON.parse(offer!.content).grades.map((one: { code: string; valueFenPer100g: number }) => [
        one.code,
        one.valueFenPer100g,
      ]),
    )
    const left = 59_800 - 1.5 * value.get('spring')! - 2.5 * value.get('black')!
    expect(left).toBeGreaterThan(0)
    const holder = await holderOf(number, YEAR_END)
    const html = fold(await (await holder.get(paths.myGarden(ids[0]!))).text())
    expect(html).toContain('约定的茶已全部寄出，不用寄回')
    // What the sum is, is said at every place that names it.
    expect(html).toContain('结束认购，退回茶以外的余额</summary>')
    expect(html).toContain(`退回的 ¥${left / 100} 是认购价减去这些茶的价值后的余额`)
    expect(html).toContain('茶以外的余额，合计退回')
    expect(html).toContain(`结束认购，退回余额 ¥${left / 100}`)
    expect(html).not.toContain('确认取消')
    expect((await holder.post(paths.myCancellation(ids[0]!), { sure: '1', seen: String(left) })).status).toBe(
      303,
    )
    expect(await refunds()).toEqual([{ fen: left }])
  })

  test('whose tea was worth the price pays nothing back, and the button says so', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    await sent(ids[0]!, '{"spring":5000}')
    const holder = await holderOf(number, SUMMER)
    const html = fold(await (await holder.get(paths.order(number))).text())
    expect(html).toContain('没有可退的款项')
    expect(html).toContain('寄出的茶已抵完所付款项')
    expect(html).not.toContain('退回 ¥')
    expect((await holder.post(paths.cancellation(number), { sure: '1', seen: '0' })).status).toBe(303)
    // It stands as given back, and no provider is asked for nothing.
    expect(await refunds()).toEqual([{ fen: 0 }])
    expect(await shop.db.all(sql`SELECT * FROM sandbox_refunds`)).toEqual([])
  })

  test('an order of which a part went back says so to a form that was still open, and gives back the rest', async () => {
    const items = [{ sku: 'TEA-DH-100', quantity: 1 }]
    const { number, ids } = await adopt(shop, [plotOf('A-07'), plotOf('A-08')], { items })
    const holder = await holderOf(number, SUMMER)
    const mine = hidden(fold(await (await holder.get(paths.myGarden(ids[0]!))).text()), 'seen')
    const whole = hidden(fold(await (await holder.get(paths.order(number))).text()), 'seen')
    expect((await holder.post(paths.myCancellation(ids[0]!), { sure: '1', seen: mine })).status).toBe(303)
    const late = await holder.post(paths.cancellation(number), { sure: '1', seen: whole })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('可退金额刚有变化')
    const rest = hidden(fold(html), 'seen')
    expect(Number(rest)).toBe(Number(whole) - Number(mine))
    expect((await holder.post(paths.cancellation(number), { sure: '1', seen: rest })).status).toBe(303)
    expect((await refunds()).map(({ fen }) => fen).sort()).toEqual([Number(mine), Number(rest)].sort())
  })

  test('with goods in the order: goods and freight whole, each plot by its rule, and the parts sum to what is paid', async () => {
    const items = [{ sku: 'TEA-DH-100', quantity: 1 }]
    const { number, ids } = await adopt(shop, [plotOf('A-07'), plotOf('A-08')], { items })
    await sent(ids[0]!, '{"spring":100}')
    const holder = await holderOf(number, SUMMER)
    const html = fold(await (await holder.get(paths.order(number))).text())
    const fen = (name: string) =>
      Math.round(Number(new RegExp(`<dt>${name}</dt><dd>¥([\\d.]+)`).exec(html)?.[1]) * 100)
    const seen = Number(hidden(html, 'seen'))
    expect(fen('商品与运费，全额退回') + fen('A-07 退回') + fen('A-08 退回')).toBe(seen)
    expect((await holder.post(paths.cancellation(number), { sure: '1', seen: String(seen) })).status).toBe(
      303,
    )
    expect(await refunds()).toEqual([{ fen: seen }])
  })
})
