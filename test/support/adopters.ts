import { type Browser, expect, type Page } from '@playwright/test'

export type Bought = { number: string; phone: string }

/** A plot bought and paid through the API, as an adopter would. */
export async function adopted(page: Page, adoption: Record<string, unknown>): Promise<Bought> {
  const own = String(Math.floor(Math.random() * 90_000_000) + 10_000_000)
  const phone = `139${own}`
  const placed = await page.request.post('/api/v1/orders', {
    headers: { 'Idempotency-Key': `keeping-${own}-${Math.random()}` },
    data: {
      items: [],
      adoptions: [{ season: 2027, ...adoption }],
      recipient: { name: '陈秋雨', phone, region: '440114', street: `狮岭镇山前路${own}号` },
      consents: ['terms', 'privacy', 'no_return', 'adoption_terms', 'adoption_risk'],
    },
  })
  expect(placed.status(), await placed.text()).toBe(201)
  const { number, accessToken } = await placed.json()
  const payment = await page.request.post(`/api/v1/orders/${number}/payments`, {
    headers: { Authorization: `Bearer ${accessToken}` },
    data: { method: 'sandbox' },
  })
  const { outTradeNo } = await payment.json()
  await page.request.post(`/payments/sandbox/${outTradeNo}`, { data: { outcome: 'success' } })
  return { number, phone }
}

export async function newPage(browser: Browser, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 844 } })
  return context.newPage()
}

/** The adopter opens 我的园 on a device of their own by phone and order number. */
export async function openMyGarden(page: Page, { number, phone }: Bought, plot: string) {
  await page.goto('/my/garden')
  await page.getByLabel('订单号').fill(number)
  await page.getByLabel('手机').fill(phone)
  await page.getByRole('button', { name: '打开我的园' }).click()
  await page
    .getByRole('link', { name: new RegExp(plot) })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(plot) })).toBeVisible()
}
