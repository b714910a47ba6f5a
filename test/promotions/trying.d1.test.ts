import { beforeEach, describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { CODE_TRIES } from '../../src/promotions/trying.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { giveCode } from '../support/codes.ts'
import { bindings, NOW, newBuyer, openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const TEA = { sku: 'TEA-GC-250', quantity: 1 }

async function call(path: string, body: object, network: string) {
  const headers = {
    'Content-Type': 'application/json',
    'Idempotency-Key': crypto.randomUUID(),
    'CF-Connecting-IP': network,
  }
  const answer = await app.request(
    `http://shop.test/api/v1${path}`,
    { method: 'POST', headers, body: JSON.stringify(body) },
    { ...bindings, SHOP_NOW: new Date(NOW).toISOString() },
  )
  const { code } = (await answer.json()) as { code?: string }
  return { status: answer.status, code, wait: answer.headers.get('Retry-After') }
}
const preview = (code: string, network: string) =>
  call('/checkout/preview', { items: [TEA], region: '440114', code }, network)

describe('codes tried from one network', () => {
  test('are counted over every door, a code that exists is not, and another network goes on', async () => {
    await giveCode(shop, 'REALCODE')
    for (let tried = 0; tried < CODE_TRIES.limit; tried += 1) {
      const { status, code } = await preview(`WRONG${1000 + tried}`, '203.0.113.7')
      expect([status, code]).toEqual([409, 'code_unknown'])
      if (tried % 20 === 0) expect((await preview('REALCODE', '203.0.113.7')).status).toBe(200)
    }
    expect(await preview('WRONG9999', '203.0.113.7')).toEqual({
      status: 429,
      code: 'rate_limited',
      wait: '3600',
    })
    const order = { items: [TEA], recipient: newBuyer(), consents: ['terms', 'privacy'], code: 'WRONG9998' }
    expect((await call('/orders', order, '203.0.113.7')).status).toBe(429)
    expect((await call('/orders', { ...order, code: null }, '203.0.113.7')).status).toBe(201)
    expect((await preview('WRONG9999', '203.0.113.8')).code).toBe('code_unknown')

    const visitor = browser()
    await visitor.post('/cart/lines', { sku: TEA.sku, quantity: '1', action: 'add' })
    const typed = [...(await checkoutForm(visitor)), ['code', 'WRONG9997'], ['step', 'code']] as [
      string,
      string,
    ][]
    const from = (network: string) =>
      visitor.send('/checkout', {
        method: 'POST',
        body: new URLSearchParams(typed),
        headers: { 'CF-Connecting-IP': network },
      })
    const page = await from('203.0.113.7')
    expect([page.status, (await page.text()).includes('试过的优惠码太多了')]).toEqual([429, true])
    expect((await from('203.0.113.8')).status).toBe(422)
  })
})

test('gifts of whatever link are tried from one network sixty times, and from another still', async () => {
  const claim = (at: number, network: string) =>
    browser().send(`/gifts/adp_${at}`, {
      method: 'POST',
      body: new URLSearchParams({ key: 'x', phone: '13800001234', name: '林', consent: '1' }),
      headers: { 'CF-Connecting-IP': network },
    })
  const statuses: number[] = []
  for (let at = 0; at < 61; at += 1) statuses.push((await claim(at, '203.0.113.9')).status)
  expect(statuses.at(-1)).toBe(429)
  expect(statuses.slice(0, 60)).not.toContain(429)
  expect((await claim(99, '203.0.113.10')).status).not.toBe(429)
})
