import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import type { Shop } from '../../src/shop.ts'
import { adoptionOrder, plotOf } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { fakeGateway } from '../support/gateways.ts'
import { bindings, openShop, orderOf } from '../support/shop.ts'

const SKU = 'TEA-GC-250'
let shop: Shop
let production: Shop
let asked: ReturnType<typeof fakeGateway>['asked']
beforeEach(async () => {
  shop = await openShop()
  const fake = fakeGateway()
  asked = fake.asked
  production = {
    ...shop,
    settings: { ...shop.settings, production: true },
    gateways: { wechatpay_native: fake.gateway },
  }
})

const refusalOf = (result: { ok: boolean; refusal?: object }) => (result.ok ? null : result.refusal)
const placed = (request: Parameters<typeof placeOrder>[1]) =>
  placeOrder(production, request, crypto.randomUUID())
const forSale = () =>
  shop.db.batch([
    shop.db.run(sql`UPDATE products SET sample = 0`),
    shop.db.run(sql`UPDATE gardens SET sample = 0`),
    shop.db.run(sql`UPDATE plots SET sample = 0`),
  ])

test('in production a sample is not ordered, by itself or among what is for sale', async () => {
  expect(refusalOf(await placed(orderOf([[SKU, 1]])))).toEqual({ code: 'sample', skus: [SKU] })
  await shop.db.run(
    sql`UPDATE products SET sample = (id = (SELECT product_id FROM variants WHERE sku = ${SKU}))`,
  )
  const mixed = orderOf([
    ['HNY-YL-250', 1],
    [SKU, 1],
  ])
  expect(refusalOf(await placed(mixed))).toEqual({ code: 'sample', skus: [SKU] })
  await forSale()
  expect((await placed(mixed)).ok).toBe(true)
})

test('in production a plot of a sample garden is not adopted', async () => {
  const problems = [{ index: 0, plot: 'A-01', reason: 'sample' }]
  expect(refusalOf(await placed(adoptionOrder([plotOf('A-01')])))).toMatchObject({ problems })
  await forSale()
  expect((await placed(adoptionOrder([plotOf('A-01')]))).ok).toBe(true)
})

test('no provider is asked for the money of a sample, of an order from before production either', async () => {
  const before = await placeOrder(shop, orderOf([[SKU, 1]]), crypto.randomUUID())
  if (!before.ok) throw new Error('not placed')
  const started = await startPayment(production, before.value.number, 'wechatpay_native')
  expect(refusalOf(started)).toEqual({ code: 'sample', skus: [SKU] })
  expect(asked.creates).toEqual([])
})

test('the pages of a sample say in production that it is not for sale, and have no button to buy it', async () => {
  const { SHOP_NOW: _clock, ...rest } = bindings
  const inProduction = async (path: string) => {
    const context = createExecutionContext()
    const env = { ...rest, APP_ENV: 'production' }
    const answer = await app.fetch(new Request(`https://samples.test${path}`), env, context)
    await waitOnExecutionContext(context)
    return answer.text()
  }
  const product = await inProduction('/products/duobei-hong')
  expect(product).toContain('这是示例商品，价格为示例，还不能购买')
  expect(product).not.toContain('value="buy"')
  expect(await inProduction('/en/plots/A-01')).toContain('This plot is sample data')
  const picked = '/gardens/yunjiao-baicha?plot=A-01'
  expect(await inProduction(picked)).toContain('认购暂未开放')
  expect(await inProduction(picked)).not.toContain('action="/plots/A-01/hold')
  expect(await (await browser().get(picked)).text()).toContain('action="/plots/A-01/hold')
  const inDevelopment = await (await browser().get('/products/duobei-hong')).text()
  expect(inDevelopment).toContain('value="buy"')
})
