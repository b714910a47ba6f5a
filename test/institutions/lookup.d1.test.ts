import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { forgetQuotations } from '../../src/institutions/forgetting.ts'
import { requestQuotation } from '../../src/institutions/requesting.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { browser } from '../support/browser.ts'
import { draftOf, lineOf, requestOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { at, openShop } from '../support/shop.ts'

const LOOKUP = '/institutions/quotations'
const PHONE = '(020) 3688 1234'
let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  staffId = await staffOf(shop)
})
const sent = () => sentQuotation(shop, staffId, draftOf([lineOf('TEA-GC-250', 2, 15_000)]))
const look = (number: string, phone: string, visitor = browser()) => visitor.post(LOOKUP, { number, phone })

describe('finding a quotation again', () => {
  test('number and phone open it in a browser that never held its link, to be read and answered', async () => {
    const number = await sent()
    const visitor = browser()
    const place = `${LOOKUP}/${number}`
    expect((await visitor.get(place)).status).toBe(404)
    const spoken = number.toLowerCase().replace(/(.{4})(?=.)/g, '$1-')
    const found = await look(spoken, PHONE, visitor)
    expect([found.status, found.headers.get('Location')]).toEqual([303, place])
    const page = await (await visitor.get(place)).text()
    expect([page.includes('请核对报价'), page.includes('接受报价，生成订单')]).toEqual([true, true])
    expect(await (await visitor.get(LOOKUP)).text()).toContain('花都区总工会')
    expect(await (await browser().get(LOOKUP)).text()).not.toContain('花都区总工会')
    const accepted = await visitor.post(`${place}/acceptance`, {
      version: '1',
      ...{ name: '陈秋雨', phone: '02036881234', street: '公益大道1号', consents: 'terms,privacy' },
      ...{ province: '440000', city: '440100', district: '440114' },
    })
    expect(accepted.headers.get('Location')).toMatch(/^\/orders\/[0-9A-Z]{12}$/)
    const other = browser()
    await look(number, PHONE, other)
    expect(await (await other.get(place)).text()).toContain('已接受报价')
  })

  test('a request that waits for its quotation is found and says so; a declined one is found as closed', async () => {
    const { number } = await requestQuotation(shop, requestOf({ phone: '13800005678' }), 'waiting')
    const visitor = browser()
    expect((await look(number, '138 0000 5678', visitor)).status).toBe(303)
    expect(await (await visitor.get(LOOKUP)).text()).toContain('等待报价')
    const closed = await sent()
    await look(closed, PHONE, visitor)
    expect((await visitor.post(`${LOOKUP}/${closed}/refusal`, { reason: '预算不够' })).status).toBe(303)
    expect(await (await visitor.get(`${LOOKUP}/${closed}`)).text()).toContain('报价已结束')
  })

  test('every wrong pair has one same answer, and opens nothing', async () => {
    const number = await sent()
    const answers = new Set<string>()
    for (const [typed, phone] of [
      [number, '13800001234'],
      [number, ''],
      [number, '020-36881235'],
      ['AAAA-BBBB-CCCC', PHONE],
      ['', PHONE],
    ] as const) {
      const visitor = browser()
      const answer = await look(typed, phone, visitor)
      const html = await answer.text()
      const alert = /<p class="basket-alert"[^>]*>([^<]*)</.exec(html)?.[1]
      answers.add(`${answer.status} ${alert} ${answer.headers.get('Location')}`)
      expect((await visitor.get(`${LOOKUP}/${number}`)).status).toBe(404)
    }
    expect([...answers]).toEqual(['404 没有找到，请核对需求编号和提交时留的电话 null'])
  })

  test('only wrong tries are counted: ten of an address at a number, then it waits; right ones cost nothing', async () => {
    const number = await sent()
    for (let i = 0; i < 12; i += 1) expect((await look(number, PHONE)).status).toBe(303)
    const spellings = [number, number.toLowerCase(), number.replace(/(.{4})(?=.)/g, '$1 ')]
    const wrong: number[] = []
    for (let i = 0; i < 11; i += 1) wrong.push((await look(spellings[i % 3]!, '13800001234')).status)
    expect(wrong).toEqual([...Array(10).fill(404), 429])
    const refused = await look(number, PHONE)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '3600'])
  })

  test('once its contact is forgotten nobody finds it by the old phone', async () => {
    const number = await sent()
    const visitor = browser()
    await look(number, PHONE, visitor)
    await visitor.post(`${LOOKUP}/${number}/refusal`, {})
    await forgetQuotations(at(shop, shop.now + 400 * DAY_MS))
    expect((await look(number, PHONE)).status).toBe(404)
    expect(await shop.db.all(sql`SELECT 1 FROM quotations WHERE forgotten_at IS NOT NULL`)).toHaveLength(1)
  })

  test('the door and the page after asking lead to it', async () => {
    expect(await (await browser().get('/institutions')).text()).toContain(`href="${LOOKUP}"`)
    expect(await (await browser().get('/en/institutions')).text()).toContain(`href="/en${LOOKUP}"`)
    const { number, token } = await requestQuotation(shop, requestOf(), 'asked')
    const visitor = browser()
    await visitor.get(`${LOOKUP}/${number}?key=${token}`)
    expect(await (await visitor.get(`${LOOKUP}/${number}`)).text()).toContain(`href="${LOOKUP}"`)
  })
})
