import { type Browser, expect, test } from '@playwright/test'
import { type ShopWithProviders, shopWithProviders } from '../support/providers/shop.ts'
import { signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

// One shop serves all: its start costs more than the tests.
test.describe.configure({ mode: 'default' })

let shop: ShopWithProviders
test.beforeAll(async () => {
  shop = await shopWithProviders()
})
test.afterAll(() => shop?.close())

const PHONE = { width: 390, height: 844 }
const AGENT = 'Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36'

let serial = 0
/** A payment page of an order of its own. */
async function payment(
  browser: Browser,
  { phone = false, agent, skus = ['TEA-GC-250'] }: { phone?: boolean; agent?: string; skus?: string[] } = {},
) {
  serial += 1
  const placed = await fetch(`${shop.address}/api/v1/orders`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      'CF-Connecting-IP': `10.1.0.${serial}`,
    },
    body: JSON.stringify({
      items: skus.map((sku) => ({ sku, quantity: 1 })),
      recipient: {
        name: '林晓禾',
        phone: `139${10_000_000 + serial}`,
        region: '440114',
        street: `公益大道${serial}号`,
      },
      consents: ['terms', 'privacy', 'no_return'],
    }),
  })
  const { number, accessToken } = await placed.json()
  const context = await browser.newContext({
    ...(phone ? { viewport: PHONE } : {}),
    ...(agent || phone ? { userAgent: agent ?? AGENT } : {}),
  })
  const page = await context.newPage()
  await page.goto(`${shop.address}/orders/${number}?key=${accessToken}`)
  await page.goto(`${shop.address}/orders/${number}/payment`)
  return { page, number, main: page.getByRole('main') }
}
const trade = () => [...shop.wechat.trades.keys()].at(-1)!

test('on a desktop a code is shown, and once it was paid the page turns to the order by itself', async ({
  browser,
}) => {
  const { page, number, main } = await payment(browser)
  await main.getByRole('button', { name: '微信扫码支付' }).click()
  await expect(main.getByRole('img', { name: '微信支付二维码' })).toBeVisible()
  await expect(main.getByRole('button', { name: '微信扫码支付' })).toHaveCount(0)
  await page.reload()
  await expect(main.getByRole('img', { name: '微信支付二维码' })).toBeVisible()
  await shop.hear(shop.wechat.pay(trade()))
  await expect(page).toHaveURL(`${shop.address}/orders/${number}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已付款')
})

test('another way is chosen: the code is closed over there, Alipay’s page opens, and its payment counts', async ({
  browser,
}) => {
  const { page, number, main } = await payment(browser)
  await main.getByRole('button', { name: '微信扫码支付' }).click()
  await expect(main.getByRole('img')).toBeVisible()
  const first = trade()
  await main.getByRole('button', { name: '支付宝' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Alipay')
  expect(shop.wechat.trades.get(first)?.state).toBe('CLOSED')
  await shop.heed(shop.alipay.pay([...shop.alipay.trades.keys()].at(-1)!))
  await page.goto(`${shop.address}/orders/${number}/payment`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已付款')
})

test('on a phone WeChat’s page opens; whoever comes back unpaid may try again, and a lost callback is asked for', async ({
  browser,
}) => {
  const { page, number, main } = await payment(browser, { phone: true })
  await expect(main.getByRole('button')).toHaveText([/微信支付/, /支付宝/, /测试支付/])
  await main.getByRole('button', { name: '微信支付' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('WeChat H5')
  await page.goto(`${shop.address}/orders/${number}/payment`)
  await expect(main.getByRole('button', { name: '微信支付' })).toBeVisible()
  // Paid, and nobody told us.
  shop.wechat.pay(trade())
  await expect(page).toHaveURL(`${shop.address}/orders/${number}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已付款')
})

test('inside WeChat its own window opens, after WeChat said who pays; cancelled there, it may be opened again', async ({
  browser,
}) => {
  const { page, number, main } = await payment(browser, {
    phone: true,
    agent: `${AGENT} MicroMessenger/8.0.50`,
  })
  const opened: Record<string, string>[] = []
  await page.exposeFunction('openedWith', (params: Record<string, string>) => opened.push(params))
  await page.addInitScript(() => {
    const bridge = globalThis as unknown as { openedWith: (params: unknown) => void; WeixinJSBridge: unknown }
    bridge.WeixinJSBridge = { invoke: (_: string, params: unknown) => bridge.openedWith(params) }
  })
  await expect(main.getByRole('button', { name: '支付宝' })).toHaveCount(0)
  await main.getByRole('button', { name: '微信支付' }).click()
  await expect(page).toHaveURL(/#wechat_redirect$/)
  await main.getByRole('button', { name: '微信支付', exact: true }).click()
  await expect.poll(() => opened.length).toBe(1)
  expect(opened[0]).toMatchObject({ signType: 'RSA', package: `prepay_id=wx${trade()}` })
  await main.getByRole('button', { name: '打开微信支付' }).click()
  await expect.poll(() => opened.length).toBe(2)
  await shop.hear(shop.wechat.pay(trade()))
  await expect(page).toHaveURL(`${shop.address}/orders/${number}`)
})

deepTest(
  'inside WeChat one signs in there at once, after a code and a tick bound it, and unbinds it again',
  async ({ browser }) => {
    const phone = '13912340000'
    /** A browser of WeChat without scripts, on its way back from there. */
    const confirmed = async () => {
      const agent = { userAgent: `${AGENT} MicroMessenger/8.0.50`, viewport: PHONE, javaScriptEnabled: false }
      const page = await (await browser.newContext({ baseURL: shop.address, ...agent })).newPage()
      await page.goto('/sign-in?to=account')
      await page.getByRole('button', { name: '微信登录' }).click()
      return page
    }
    const page = await confirmed()
    await expect(page.getByRole('status')).toContainText('还没有绑定账号')
    await page.getByLabel('手机号').fill(phone)
    await page.getByRole('button', { name: '获取验证码' }).click()
    const box = page.getByRole('checkbox', { name: '绑定微信' })
    await expect(box).not.toBeChecked()
    const messages = await page.context().newPage()
    await messages.goto('/sign-in/console')
    const told = await messages
      .locator('.held-list li', { hasText: phone.slice(-4) })
      .first()
      .textContent()
    await page.getByLabel('6位验证码').fill(/\d{6}/.exec(told!.split('验证码')[1]!)![0])
    await box.check()
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page).toHaveURL(`${shop.address}/account`)
    const next = await confirmed()
    await expect(next).toHaveURL(/\/account#wechat_redirect$/)
    await next.getByRole('main').getByRole('link', { name: '微信' }).click()
    await next.getByRole('button', { name: '解除绑定' }).click()
    await expect((await confirmed()).getByRole('status')).toContainText('还没有绑定账号')
  },
)

test('a provider that is away is said, nothing is lost, and the next try goes on', async ({ browser }) => {
  const { main } = await payment(browser)
  shop.wechat.moods.push('away')
  await main.getByRole('button', { name: '微信扫码支付' }).click()
  await expect(main.getByRole('alert')).toBeVisible()
  await main.getByRole('button', { name: '微信扫码支付' }).click()
  await expect(main.getByRole('img', { name: '微信支付二维码' })).toBeVisible()
})

deepTest(
  'one of three lines goes back, then the rest: each sum once at the provider, and the buyer reads both',
  async ({ browser }) => {
    const skus = ['TEA-GC-250', 'TEA-DH-100', 'HNY-YL-500']
    const { page, number, main } = await payment(browser, { skus })
    await main.getByRole('button', { name: '微信扫码支付' }).click()
    await expect(main.getByRole('img', { name: '微信支付二维码' })).toBeVisible()
    const paid = trade()
    await shop.hear(shop.wechat.pay(paid))
    const desk = await (await browser.newContext({ baseURL: shop.address })).newPage()
    await signIn(desk, 'finance')
    /** Gives a piece of each of some lines back, the sum typed as the desk names it. */
    const giveBack = async (lines: string[]) => {
      await desk.goto(`/admin/orders/${number}`)
      for (const sku of lines) await desk.getByLabel(new RegExp(`${sku}.*¥`)).fill('1')
      await desk.getByLabel('原因').fill('今天没有货')
      await desk.getByLabel('输入退款金额').fill('0')
      await desk.getByRole('button', { name: '原路退款' }).click()
      const asked = (await desk.getByRole('alert').textContent())!
      await desk.getByLabel('输入退款金额').fill(/请输入 ([\d.]+) 确认/.exec(asked)![1]!)
      await desk.getByRole('button', { name: '原路退款' }).click()
    }
    const back = () => {
      const own = [...shop.wechat.refunds.values()].filter(({ outTradeNo }) => outTradeNo === paid)
      return { refunds: own.length, fen: own.reduce((sum, { fen }) => sum + fen, 0) }
    }
    await giveBack([skus[1]!])
    await expect(desk.locator('.refund-list li')).toHaveCount(1)
    expect(back().refunds).toBe(1)
    await page.goto(`${shop.address}/orders/${number}`)
    await expect(page.getByText('已退款1件')).toHaveCount(1)
    await giveBack([skus[0]!, skus[2]!])
    await expect(desk.locator('.refund-list li')).toHaveCount(2)
    expect(back()).toEqual({ refunds: 2, fen: shop.wechat.trades.get(paid)!.fen })
    await page.reload()
    await expect(page.getByText('已退款1件')).toHaveCount(3)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('已退款')
  },
)
