import { beforeEach, describe, expect, test, vi } from 'vitest'
import { browser, checkoutForm, delivery } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

const SKU = 'CIL-CG-B2'
beforeEach(async () => {
  await openShop()
})

async function ordered(visitor: ReturnType<typeof browser>): Promise<string> {
  await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
  const placed = await visitor.post('/checkout', await checkoutForm(visitor))
  return placed.headers.get('Location')!.split('/')[2]!
}

describe('privacy', () => {
  test('a wrong phone and an unknown number get the very same answer, and guessing is slowed', async () => {
    const number = await ordered(browser())
    const stranger = browser()
    const wrongPhone = await stranger.post('/orders', { number, phone: '13900001234' })
    const unknown = await stranger.post('/orders', { number: '7GQ4N2W8C3KD', phone: '13900001234' })
    const plain = async (answer: Response, typed: string) => (await answer.text()).replaceAll(typed, '')
    expect([wrongPhone.status, unknown.status]).toEqual([404, 404])
    expect(await plain(wrongPhone, number)).toBe(await plain(unknown, '7GQ4N2W8C3KD'))
    const statuses: number[] = []
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await stranger.post('/orders', { number, phone: '13900001235' })).status)
    expect(statuses.at(-1)).toBe(429)
  })

  test('no log line holds a phone, a name, a street or a token', async () => {
    const lines: string[] = []
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
        lines.push(parts.map((part) => (part instanceof Error ? part.stack : JSON.stringify(part))).join(' '))
      }),
    )
    const visitor = browser()
    const number = await ordered(visitor)
    const started = await visitor.post(`/orders/${number}/payment`, { method: 'sandbox' })
    await visitor.post(started.headers.get('Location')!, { outcome: 'success' })
    await visitor.get(`/orders/${number}`)
    await browser().post('/orders', { number, phone: delivery.phone })
    const broken = browser({
      DB: {
        prepare: () => {
          throw new Error('D1_ERROR: down')
        },
      },
    })
    await broken.post('/orders', { number, phone: delivery.phone })
    await broken.get(`/orders/${number}`)
    for (const spy of spies) spy.mockRestore()
    const token = visitor.jar.get('orders')!.split('.')[1]!
    const secrets = [delivery.phone, delivery.phone.replace(/ /g, ''), delivery.name, delivery.street, token]
    for (const secret of secrets) expect(lines.join('\n')).not.toContain(secret)
    expect(lines.length).toBeGreaterThan(0)
  })

  test('pages of one visitor are never kept by anybody else', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const control = async (path: string) => (await visitor.get(path)).headers.get('Cache-Control') ?? ''
    for (const path of ['/cart', '/checkout'])
      expect([path, await control(path)]).toEqual([path, expect.stringMatching(/private.*no-cache|no-store/)])
    const number = await ordered(visitor)
    for (const path of [`/orders/${number}`, `/orders/${number}/payment`])
      expect([path, await control(path)]).toEqual([path, expect.stringMatching(/private.*no-store/)])
    for (const path of ['/', '/products', `/products/chungui-cili-juice`]) {
      const page = await visitor.get(path)
      expect([path, page.headers.get('Cache-Control')]).toEqual([path, expect.stringContaining('public')])
      expect(page.headers.get('Set-Cookie')).toBeNull()
      expect(await page.text()).not.toContain(delivery.name)
    }
  })
})
