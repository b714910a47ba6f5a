import { type Browser, expect, type Page, test } from '@playwright/test'
import { type ShopWithProviders, shopWithProviders } from '../support/providers/shop.ts'
import { expectSound } from '../support/sound.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

let shop: ShopWithProviders
test.beforeAll(async () => {
  shop = await shopWithProviders()
})
test.afterAll(() => shop?.close())

const SHOTS = process.env.SHOTS
const YESTERDAY = '2026-11-22'

/** The page at a phone's and an office screen's width. */
async function look(page: Page, name: string) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    await expectSound(page)
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true })
  }
}

/** An order whose payment WeChat Pay took yesterday, and told nobody. */
async function paidUnheard(browser: Browser) {
  const context = await browser.newContext({ baseURL: shop.address })
  const page = await context.newPage()
  const placed = await page.request.post('/api/v1/orders', {
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    data: {
      items: [{ sku: 'TEA-GC-250', quantity: 1 }],
      recipient: { name: '林晓禾', phone: '13910000001', region: '440114', street: '公益大道9号' },
      consents: ['terms', 'privacy'],
    },
  })
  const { number, accessToken } = await placed.json()
  const paying = await page.request.post(`/api/v1/orders/${number}/payments`, {
    headers: { Authorization: `Bearer ${accessToken}` },
    data: { method: 'wechatpay_native' },
  })
  const { outTradeNo } = await paying.json()
  shop.wechat.pay(outTradeNo)
  shop.wechat.trades.get(outTradeNo)!.paidAt = Date.parse(`${YESTERDAY}T20:15:00+08:00`)
  await context.close()
  return { number: number as string, outTradeNo: outTradeNo as string }
}

deepTest(
  'a day closed with a difference found and remedied; the money stands in the books and on the producer’s sheet',
  async ({ browser }) => {
    const { number, outTradeNo } = await paidUnheard(browser)
    const context = await browser.newContext({ baseURL: shop.address })
    const page = await context.newPage()
    const main = page.getByRole('main')
    await paidOrder(page, [
      { sku: 'TEA-DH-100', quantity: 2 },
      { sku: 'CHV-BQ-0500', quantity: 1 },
    ])
    await signIn(page, 'finance')
    await page.goto('/admin/reconciliation')
    await look(page, 'days-none')
    await main.getByLabel('日期').fill(YESTERDAY)
    await main.getByRole('button', { name: '打开这一天' }).click()
    await expect(main.getByText('这一天的账单还没有取到')).toBeVisible()
    await look(page, 'day-missing')

    shop.wechat.answers.bill = 'wrong_hash'
    await main.getByRole('button', { name: '现在去取' }).click()
    await expect(main.getByRole('alert')).toContainText('校验码不符')
    shop.wechat.answers.bill = 'gzip'
    await main.getByRole('button', { name: '现在去取' }).click()
    await expect(main.getByText('有 1 处差异要处理')).toBeVisible()
    const row = main.getByRole('listitem').filter({ hasText: '渠道收了，本店没记' })
    await expect(row).toContainText(outTradeNo)
    await look(page, 'day-differs')

    // The provider is away: nothing is decided on the bill alone.
    shop.wechat.moods.push('away')
    await row.getByRole('button', { name: '按渠道记为已付' }).click()
    await expect(main.getByText('渠道没有答复，什么都没有改动')).toBeVisible()
    await row.getByRole('button', { name: '按渠道记为已付' }).click()
    await expect(main.getByText('渠道确认已付，订单已记为付款。')).toBeVisible()
    await expect(main.getByText('一致，差异都已处理。')).toBeVisible()
    await look(page, 'day-remedied')
    await page.goto(`/admin/orders/${number}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(main.getByText('已付款').first()).toBeVisible()

    await page.goto('/admin/reconciliation')
    await expect(main.getByRole('row', { name: new RegExp(YESTERDAY) })).toContainText('1 处差异已处理')
    await look(page, 'days')
    await page.goto('/admin/books?by=family')
    await expect(main.getByRole('rowheader', { name: '期末' })).toBeVisible()
    await look(page, 'books')
    await page.goto('/admin/settlements?month=2026-11')
    await look(page, 'settlements')
    await main.getByRole('table').getByRole('link').first().click()
    await expect(main.getByText('这个月还没有过完')).toBeVisible()
    await look(page, 'settlement')
    // The month before is over, and closed for good.
    await page.goto(page.url().replace('2026-11', '2026-10'))
    const due = (await main.locator('#confirm-hint').innerText()).replace('应付 ', '')
    await main.getByLabel('输入应付金额（元）确认').fill(due)
    await main.getByRole('button', { name: '封存这个月' }).click()
    await expect(main.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
    await expect(main.getByRole('button', { name: '记下调整' })).toHaveCount(0)
    await look(page, 'settlement-frozen')
    await page.goto('/admin')
    await look(page, 'overview')
    await context.close()
  },
)
