import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { settleShortfall } from '../../src/payments/refunds/settling-shortfall.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser, delivery } from '../support/browser.ts'
import { at, openShop } from '../support/shop.ts'

const paths = pathsFor('zh')
const RECEIVER = '13900007777'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

/** A browser that opened the order's own link. */
async function holderOf(number: string, now?: string) {
  const visitor = browser(now ? { SHOP_NOW: now } : {})
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
  await visitor.get(paths.order(number, { key: await accessToken(shop.settings, row!.id) }))
  return visitor
}

describe('我的园', () => {
  test('opens for the holder of the order and is not there for a stranger', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07', { boardName: '小满' })])
    const holder = await holderOf(number)
    const html = await (await holder.get(paths.myGarden(ids[0]!))).text()
    expect(html).toContain('云脚白茶园 A-07')
    expect((await browser().get(paths.myGarden(ids[0]!))).status).toBe(404)
    for (const path of [paths.myBoard(ids[0]!), paths.myVisits(ids[0]!), paths.myCancellation(ids[0]!)])
      expect((await browser().post(path, { boardName: 'x', typed: '598' })).status).toBe(404)
  })

  test('is found by phone and number, with one answer to any wrong pair', async () => {
    const { number } = await adopt(shop, [plotOf('A-07')])
    const [order] = await shop.db.all<{ tail: string }>(
      sql`SELECT phone_tail tail FROM orders WHERE number = ${number}`,
    )
    const phone = `1381000${order!.tail}`
    const right = await browser().post(paths.myGardens, { number, phone })
    const wrong = await browser().post(paths.myGardens, { number, phone: '13900000000' })
    const unknown = await browser().post(paths.myGardens, { number: '000000000000', phone })
    expect([right.status, wrong.status, unknown.status]).toEqual([303, 422, 422])
    const texts = await Promise.all([wrong.text(), unknown.text()])
    for (const html of texts) expect(html).toContain('没有找到订单，请核对订单号和下单手机号')
  })

  test('is asked for by a form with a heading and a name of its own, in both languages', async () => {
    const { number } = await adopt(shop, [plotOf('A-07')])
    const holder = await holderOf(number)
    const titles = async (path: string) =>
      [...(await (await browser().get(path)).text()).matchAll(/<h2 id="find-title">([^<]+)/g)].map(
        (one) => one[1],
      )
    expect(await titles(paths.myGardens)).toEqual(['打开您的茶园'])
    expect(await titles(pathsFor('en').myGardens)).toEqual(['Open your garden'])
    const html = await (await holder.get(paths.myGardens)).text()
    expect(html).toMatch(/<form[^>]*aria-labelledby="find-title"/)
    expect(html).toContain('打开另一块茶园')
  })

  test('a board name of thirteen characters or with a barred word is refused and nothing changes', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07', { boardName: '小满' })])
    const holder = await holderOf(number)
    for (const boardName of ['一二三四五六七八九十一二三', '稳赚收益'])
      expect((await holder.post(paths.myBoard(ids[0]!), { boardName })).status).toBe(422)
    expect((await holder.post(paths.myBoard(ids[0]!), { boardName: '谷雨' })).status).toBe(303)
    const [row] = await shop.db.all(sql`SELECT board_name name, board_state state FROM adoptions`)
    expect(row).toEqual({ name: '谷雨', state: 'waiting' })
  })

  test('says since when a board name waits, for how long, and whom to ask', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07', { boardName: '小满' })])
    const page = async (now?: string) =>
      (await (await holderOf(number, now)).get(paths.myGarden(ids[0]!))).text()
    expect(await page()).toMatch(/等待审核，\d{4}年\d+月\d+日提交/)
    expect(await page()).not.toContain('尚未审完')
    const long = await page('2027-05-01T10:00:00+08:00')
    expect(long).toMatch(/已等了1\d\d天，尚未审完。[^<]*<a href="\/contact"/)
    const over = await page('2028-02-01T10:00:00+08:00')
    expect(over).toContain('这一季已结束，名牌不再更改')
    for (const field of ['boardName', 'wishedOn']) expect(over).not.toContain(`name="${field}"`)
  })

  test('gives the money back only for the sum that was read, and the certificate says so at once', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    const holder = await holderOf(number)
    const [certificate] = await shop.db.all<{ code: string }>(sql`SELECT code FROM certificates`)
    expect((await holder.post(paths.myCancellation(ids[0]!), { sure: '1', seen: '100' })).status).toBe(409)
    expect(await (await browser().get(paths.certificate(certificate!.code))).text()).toContain('有效')
    expect((await holder.post(paths.myCancellation(ids[0]!), { sure: '1', seen: '59800' })).status).toBe(303)
    expect(await (await browser().get(paths.certificate(certificate!.code))).text()).toContain('已退款')
    expect((await holder.post(paths.myCancellation(ids[0]!), { sure: '1', seen: '59800' })).status).toBe(409)
  })

  test('sends a parcel where its adopter says, keeps what was typed when it is wrong, and is late on its day', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    const id = ids[0]!
    const spring = at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
    const weighed = { garden: 'A', season: 2027, grade: 'spring', grams: 900 }
    const shares = await planHarvest(spring, weighed)
    const entry = { ...weighed, pluckedOn: '2027-04-08', note: '', clientKey: 'harvest-key-000001' }
    await enterHarvest(spring, entry, shares.ok ? shares.value.seen : '', null)
    const plan = await planDispatches(spring, 'A', 2027, 'spring')
    const of = { garden: 'A', season: 2027, period: 'spring' }
    await makeDispatches(spring, of, plan.ok ? plan.value.seen : '', null)
    const [dispatch] = await shop.db.all<{ id: string }>(sql`SELECT id FROM dispatches`)
    const path = paths.myDispatch(id, dispatch!.id)
    const holder = await holderOf(number, '2027-04-10T10:00:00+08:00')
    expect(await (await holder.get(path)).text()).toContain('春茶（绿茶） 150克')
    const wrong = await holder.post(path, { ...delivery, phone: '138' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('手机号应为11位数字')
    expect((await browser().post(path, delivery)).status).toBe(404)
    expect((await holder.post(path, { ...delivery, street: '天河路385号' })).status).toBe(303)
    const page = await (await holder.get(paths.myGarden(id))).text()
    expect(page).toContain('林** 138****1234')
    expect(page).not.toContain('天河路385号')
    // 900 g fell to this plot, 150 g are promised and planned: the rest is accounted for.
    expect(page).toContain('比约定多收的春茶（绿茶） 750克也是您这一份，会另寄一批')
    const late = await holderOf(number, '2027-04-20T08:00:00+08:00')
    for (const answer of [await late.post(path, delivery), await late.get(path)]) {
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('本批地址已不能修改')
    }
  })

  test('a certificate that does not exist is not found', async () => {
    expect((await browser().get(paths.certificate('0000000000000000'))).status).toBe(404)
    expect((await browser().get(paths.certificate("' OR 1=1 --"))).status).toBe(404)
  })
})

describe('a gift', () => {
  test('hides its price, wants link, phone and consent, and takes the garden over', async () => {
    const { number, ids } = await adopt(shop, [
      plotOf('A-07', { gift: { phone: RECEIVER, message: '新年快乐' } }),
    ])
    const giver = await holderOf(number)
    const id = ids[0]!
    const key = await giftToken(shop.settings, id)
    const receiver = browser()
    const html = await (await receiver.get(paths.gift(id, { key }))).text()
    expect(html).toContain('新年快乐')
    // The shop's own header names a freight fee.
    expect(html.slice(html.indexOf('<main'), html.indexOf('</main>'))).not.toMatch(/¥|598/)
    const claim = { key, phone: RECEIVER, name: '受赠人', consent: '1' }
    for (const wrong of [
      { ...claim, phone: '13900000000' },
      { ...claim, consent: '' },
      { ...claim, name: '\u200b\u202e' },
    ])
      expect((await receiver.post(paths.gift(id), wrong)).status).toBe(422)
    expect((await receiver.post(paths.gift(id), { ...claim, key: 'x' })).status).toBe(404)
    expect((await receiver.post(paths.gift(id), claim)).status).toBe(303)
    expect((await receiver.get(paths.myGarden(id))).status).toBe(200)
    const leads = await giver.get(paths.myGarden(id))
    expect([leads.status, leads.headers.get('Location')]).toEqual([303, paths.order(number)])
    expect((await giver.post(`${paths.myGarden(id)}/board-name`, { boardName: '我的' })).status).toBe(404)
    expect(await (await giver.get(paths.order(number))).text()).not.toContain('取消并退款')
    const elsewhere = browser()
    const again = await (await elsewhere.get(paths.gift(id, { key }))).text()
    expect(again).toContain('这份礼物已经领取')
    expect(again).not.toContain('name="name"')
    expect((await elsewhere.post(paths.gift(id), { key, phone: RECEIVER })).status).toBe(303)
    expect((await elsewhere.get(paths.myGarden(id))).status).toBe(200)
  })

  test('shows its words to nobody who only knows its number', async () => {
    const gift = { phone: RECEIVER, message: '新年快乐' }
    const { ids } = await adopt(shop, [plotOf('A-07', { gift })])
    for (const key of ['x', await giftToken(shop.settings, 'adp_other')]) {
      const answer = await browser().get(paths.gift(ids[0]!, { key }))
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('新年快乐')
    }
  })

  test('says at each field at once what is missing', async () => {
    const { ids } = await adopt(shop, [plotOf('A-07', { gift: { phone: RECEIVER, message: '' } })])
    const key = await giftToken(shop.settings, ids[0]!)
    const answer = await browser().post(paths.gift(ids[0]!), { key, phone: '', name: '' })
    const html = await answer.text()
    expect([answer.status, html.includes('novalidate')]).toEqual([422, true])
    for (const field of ['phone', 'name', 'consent'])
      expect(html).toMatch(new RegExp(`id="${field}-error"[^>]*>[^<]+<`))
  })

  test('says that a phone is too short, and keeps what was typed and ticked', async () => {
    const { ids } = await adopt(shop, [plotOf('A-07', { gift: { phone: RECEIVER, message: '' } })])
    const key = await giftToken(shop.settings, ids[0]!)
    const claim = { key, phone: '1390000', name: '受赠人', consent: '1' }
    const answer = await browser().post(paths.gift(ids[0]!), claim)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('手机号应为11位数字')
    expect(html).toMatch(/name="consent"[^>]*checked/)
    for (const typed of ['1390000', '受赠人']) expect(html).toContain(`value="${typed}"`)
  })
})

describe('a visit', () => {
  test('says at each field what is wrong, in the page’s language, and keeps what was typed', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    const holder = await holderOf(number)
    const ask = async (wish: Record<string, string>, language: 'zh' | 'en' = 'zh') => {
      const answer = await holder.post(pathsFor(language).myVisits(ids[0]!), { note: '带老人', ...wish })
      expect(answer.status).toBe(422)
      return answer.text()
    }
    const both = await ask({ wishedOn: '', guests: 'x' })
    expect(both).toMatch(/id="wishedOn-error"[^>]*>请选择明天起一年内的日期</)
    expect(both).toMatch(/id="guests-error"[^>]*>到园人数超出方案约定</)
    expect(both).toContain('value="带老人"')
    const spoilt = await ask({ wishedOn: '2027-04-30', guests: '2', note: '带孩\0子' })
    expect(spoilt).toMatch(/id="visitNote-error"[^>]*>这里有读不出来的字符/)
    expect(spoilt).toMatch(/name="wishedOn"[^>]*value="2027-04-30"/)
    const many = await ask({ wishedOn: '2027-04-30', guests: '99' })
    expect(many).toMatch(/id="guests-error"[^>]*>到园人数超出方案约定</)
    expect(many).toMatch(/id="wishedOn-error"[^>]*><\/p>/)
    expect(many).toMatch(/name="wishedOn"[^>]*value="2027-04-30"/)
    expect(await ask({ wishedOn: '2020-01-01', guests: '1' }, 'en')).toContain('Choose a date from tomorrow')
  })

  test('is asked for on a day there is: no 31 April reaches the calendar of the staff', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    const holder = await holderOf(number)
    const ask = (wishedOn: string) => holder.post(paths.myVisits(ids[0]!), { wishedOn, guests: '1' })
    for (const wishedOn of ['2027-04-31', '2027-99-99']) expect((await ask(wishedOn)).status).toBe(422)
    expect((await ask('2027-04-30')).status).toBe(303)
  })
})

describe('a short season', () => {
  const closed = async () => {
    const { ids } = await adopt(shop, [plotOf('A-07')])
    const later = at(shop, Date.parse('2027-12-01T10:00:00+08:00'))
    await closeSeason(later, 'A', 2027, null)
    return { later, id: ids[0]! }
  }

  test('is made up once: of two choices at the same moment one stands', async () => {
    const { later, id } = await closed()
    const both = await Promise.all(
      (['tea', 'refund'] as const).map((choice) => settleShortfall(later, id, choice)),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    const [row] = await shop.db.all<{ choice: string }>(sql`SELECT choice FROM shortfalls`)
    const parcels = await shop.db.all(sql`SELECT id FROM dispatches WHERE period = 'make_up'`)
    const refunds = await shop.db.all(sql`SELECT id FROM refunds WHERE reason = 'shortfall'`)
    expect([parcels.length, refunds.length]).toEqual(row!.choice === 'tea' ? [1, 0] : [0, 1])
  })

  test('is worth what is missing by the values of its offer, and never more than was paid', async () => {
    const { later, id } = await closed()
    expect((await settleShortfall(later, id, 'refund')).ok).toBe(true)
    const [refund] = await shop.db.all<{ amount: number }>(sql`SELECT amount_fen amount FROM refunds`)
    // 150 g at ¥128 and 250 g at ¥88 for 100 g.
    expect(refund!.amount).toBe(41_200)
  })
})
