import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { startPayment } from '../../src/payments/attempting.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, pathsFor } from '../../src/urls.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { bareCells } from '../support/forms.ts'
import { codeOf } from '../support/qr.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const paths = pathsFor('zh')

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

/** Scans a card, puts the tea into the cart and orders it: the channel that the order carries. */
async function orderedBy(card: string, quantity = '2', visitor = browser()) {
  const scanned = await visitor.get(card)
  expect([scanned.status, scanned.headers.get('Location')]).toEqual([302, paths.product('duobei-hong')])
  await visitor.post(paths.cartLines, { sku: 'TEA-DH-100', quantity, action: 'add' })
  const placed = await visitor.post(paths.checkout, await checkoutForm(visitor))
  expect(placed.status).toBe(303)
  const number = placed.headers.get('Location')!.split('/').at(-2)!
  const [order] = await shop.db.all<{ channel: string }>(
    sql`SELECT channel FROM orders WHERE number = ${number}`,
  )
  return { number, channel: order!.channel }
}

async function paid(number: string) {
  const started = await startPayment(shop, number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await playOutcome(shop, started.value.outTradeNo, 'success')
}

const deskRows = async () => {
  const html = await (await (await signedIn('viewer')).get(adminPaths.shelfCards)).text()
  return [...bareCells(html).matchAll(/<tr><th><a.*?<\/tr>/gs)].map(([row]) =>
    row
      .replace(/<[^>]+>/g, ' ')
      .trim()
      .split(/\s{2,}/),
  )
}

test('the code on a shelf’s card opens the product, the order carries the shelf, and the desk counts it by card', async () => {
  const sheet = await (
    await (await signedIn('viewer')).get(adminPaths.shelfSheet({ shelf: 'A1', product: 'duobei-hong' }))
  ).text()
  expect([...sheet.matchAll(/class="shelf-card"/g)]).toHaveLength(1)
  expect(sheet).toContain('价格以 2026-11-23 为准')
  const url = new URL(codeOf(sheet)!)
  expect(url.href).toBe(`http://shop.test${paths.shelfCard('showroom-a1', 'duobei-hong')}`)
  const [kept, waiting] = [await orderedBy(url.pathname), await orderedBy(url.pathname)]
  expect([kept.channel, waiting.channel]).toEqual(['showroom-a1', 'showroom-a1'])
  expect(await deskRows()).toEqual([])
  await paid(kept.number)
  expect(await deskRows()).toEqual([['专馆 A1', '朵贝红·红茶', '1', '2', '176']])
})

test('what went back is taken off the card’s sum, and a card of no shelf of ours is an order like any', async () => {
  const { number } = await orderedBy(paths.shelfCard('showroom', 'duobei-hong'))
  await paid(number)
  const [by] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
  const back = await refundLines(shop, number, [{ line: 1, quantity: 1 }], '破损', by!.id)
  expect(back.ok).toBe(true)
  expect(await deskRows()).toEqual([['专馆', '朵贝红·红茶', '1', '1', '88']])
  for (const channel of ['institution', 'showroom-A1']) {
    const visitor = browser()
    // Whoever writes the cookie themselves names no other door either.
    visitor.jar.set('channel', channel)
    const ordered = await orderedBy(paths.shelfCard(channel, 'duobei-hong'), '1', visitor)
    expect(ordered.channel).toBe('online')
  }
  expect((await browser().get(paths.shelfCard('showroom', '..%2Fadmin'))).status).toBe(404)
})

test('a sheet without a product or for what is no shelf says what is missing and keeps what was typed', async () => {
  const desk = await signedIn('manager')
  for (const [query, told] of [
    [{ shelf: 'A1' }, '请先勾选'],
    [{ shelf: '货架一', product: 'duobei-hong' }, '货架号用字母和数字'],
  ] as const) {
    const answer = await desk.get(adminPaths.shelfSheet(query))
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(told)
    expect(html).toContain(`value="${query.shelf}"`)
  }
  expect(await (await (await signedIn('fulfilment')).get(adminPaths.shelfCards)).text()).not.toContain(
    '按卡看销量',
  )
})
