import { beforeEach, describe, expect, it } from 'vitest'
import { browser, checkoutForm, delivery, hidden } from '../support/browser.ts'
import { openShop, unreconciled } from '../support/shop.ts'

const SKU = 'CIL-CG-B2'

describe('shopping without scripts', () => {
  beforeEach(async () => {
    await openShop()
  })

  it('goes from the cart to a paid order and back to it by number and phone', async () => {
    const visitor = browser()
    const added = await visitor.post('/cart/lines', { sku: SKU, quantity: '2', action: 'add' })
    const stays = added.headers.get('Location')!
    expect([added.status, stays]).toEqual([303, `/products/chungui-cili-juice?sku=${SKU}&added=2`])
    expect(await (await visitor.get(stays)).text()).toContain('已加入购物车')
    expect(visitor.jar.get('cart')).toMatch(new RegExp(`^${SKU}\\.2\\.\\d+$`))
    expect((await visitor.get('/cart')).status).toBe(200)

    const placed = await visitor.post('/checkout', await checkoutForm(visitor))
    expect(placed.status).toBe(303)
    const payment = placed.headers.get('Location') ?? ''
    const number = /^\/orders\/([0-9A-Z]{12})\/payment$/.exec(payment)?.[1] ?? ''
    expect(visitor.jar.has('cart')).toBe(false)

    const paying = await visitor.get(payment)
    expect(paying.headers.get('Cache-Control')).toContain('no-store')
    const started = await visitor.post(payment, { method: 'sandbox' })
    const sandbox = new URL(started.headers.get('Location') ?? '', 'http://shop.test').pathname
    const paid = await visitor.post(sandbox, { outcome: 'success' })
    expect(paid.status).toBe(303)
    const order = await (await visitor.get(`/orders/${number}`)).text()
    expect(order).toContain('已付款，正在备货')
    expect(order).toContain('138****1234')
    expect(order).not.toContain('13800001234')

    const other = browser()
    expect((await other.get(`/orders/${number}`)).status).toBe(404)
    const wrong = await other.post('/orders', { number, phone: '13900001234' })
    expect([wrong.status, (await wrong.text()).includes('没有找到订单')]).toEqual([404, true])
    const found = await other.post('/orders', { number, phone: '13800001234' })
    expect(found.headers.get('Location')).toBe(`/orders/${number}`)
    expect((await other.get(`/orders/${number}`)).status).toBe(200)
  })

  it.each([
    ['', '预计11月24日前发货', '预计11月28日前送达', '原定11月24日发货，现已延误；预计最早11月26日发出'],
    ['/en', 'Ships by 24 Nov', 'expected by 28 Nov', 'Due to ship by 24 Nov and now late. Earliest: 26 Nov.'],
  ])(
    'says of a paid order when it leaves, as the cart did, and that it is late (%s)',
    async (language, leaves, comes, late) => {
      const visitor = browser()
      await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
      expect(await (await visitor.get(`${language}/cart`)).text()).toContain(leaves)
      const placed = await visitor.post('/checkout', await checkoutForm(visitor))
      const payment = placed.headers.get('Location') ?? ''
      const page = `${language}${payment.replace('/payment', '')}`
      expect(await (await visitor.get(page)).text()).not.toContain(leaves)
      const started = await visitor.post(payment, { method: 'sandbox' })
      await visitor.post(new URL(started.headers.get('Location') ?? '', 'http://shop.test').pathname, {
        outcome: 'success',
      })
      const paid = await (await visitor.get(page)).text()
      expect(paid.split(leaves)).toHaveLength(3)
      expect(paid).toContain(comes)
      const later = browser({ SHOP_NOW: '2026-11-25T17:00:00+08:00' })
      for (const [name, value] of visitor.jar) later.jar.set(name, value)
      expect(await (await later.get(page)).text()).toContain(late)
    },
  )

  it('makes one order of a form that is submitted twice, also after the first one is through', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const form = await checkoutForm(visitor)
    const first = await visitor.post('/checkout', form)
    const second = await visitor.post('/checkout', form)
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
  })

  it('keeps everything typed when a field needs fixing', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const form = (await checkoutForm(visitor)).filter(([name]) => name !== 'phone' && name !== 'consents')
    const answer = await visitor.post('/checkout', [...form, ['phone', '1380000123']])
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('手机号应为11位数字，请检查是否少填或多填')
    expect(html).toContain('请阅读并勾选购买条款与隐私政策')
    for (const value of ['1380000123', delivery.street, delivery.name]) expect(html).toContain(value)
    expect(html).toMatch(/value="440114" selected/)
  })

  it('shows a changed total and orders only when it is submitted again', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const form = (await checkoutForm(visitor)).filter(([name]) => name !== 'expectedTotalFen')
    const answer = await visitor.post('/checkout', [...form, ['expectedTotalFen', '1']])
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain('应付金额已变为')
    const again = await visitor.post('/checkout', [
      ...form,
      ['expectedTotalFen', hidden(html, 'expectedTotalFen')],
    ])
    expect(again.status).toBe(303)
  })

  it.each(['0', '-1', '1.5', '1e3', '1000000000', 'two'])(
    'refuses %j as a quantity and leaves the cart as it was',
    async (quantity) => {
      const visitor = browser()
      await visitor.post('/cart/lines', { sku: SKU, quantity: '2', action: 'add' })
      const before = visitor.jar.get('cart')
      const answer = await visitor.post('/cart/lines', { sku: SKU, quantity, action: 'set' })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('数量请填1到20之间的整数')
      expect(visitor.jar.get('cart')).toBe(before)
    },
  )

  it('puts a removed line back', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '3', action: 'add' })
    const removed = await visitor.post('/cart/lines', { sku: SKU, action: 'remove' })
    expect(await (await visitor.get(removed.headers.get('Location') ?? '')).text()).toContain('撤销')
    await visitor.post('/cart/lines', { sku: SKU, quantity: '3', action: 'restore' })
    expect(visitor.jar.get('cart')).toContain(`${SKU}.3.`)
  })

  it('sends a visitor back only to pages of ours after choosing a province', async () => {
    const visitor = browser()
    const to = async (from: string) =>
      (await visitor.post('/cart/destination', { region: '520000', from })).headers.get('Location')
    expect(await to('/checkout')).toBe('/checkout')
    expect(await to('//evil.example/checkout')).toBe('/cart')
    expect(await to('https://evil.example/')).toBe('/cart')
    expect((await visitor.post('/cart/destination', { region: '990000' })).status).toBe(422)
  })

  it('cancels an unpaid order and puts its stock back', async () => {
    const shop = await openShop()
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const placed = await visitor.post('/checkout', await checkoutForm(visitor))
    const number = placed.headers.get('Location')?.split('/')[2] ?? ''
    expect((await visitor.post(`/orders/${number}/cancellation`, {})).status).toBe(303)
    const html = await (await visitor.get(`/orders/${number}`)).text()
    expect(html).toContain('订单已取消')
    expect(html).not.toContain('<dt>应付</dt>')
    expect(await unreconciled(shop.db)).toEqual([])
  })
})
