import { expect, type Page } from '@playwright/test'

let buyers = 0

/** A paid order made through the API, as a shopper's would be. */
export async function paidOrder(page: Page, items: { sku: string; quantity: number }[], base = '') {
  buyers += 1
  const own = `${Date.now()}${buyers}`.slice(-8)
  const phone = `139${own}`
  const placed = await page.request.post(`${base}/api/v1/orders`, {
    headers: { 'Idempotency-Key': `staff-${own}-${Math.random()}` },
    data: {
      items,
      recipient: { name: '陈秋雨', phone, region: '440114', street: `狮岭镇山前路${own}号` },
      consents: ['terms', 'privacy', 'no_return'],
    },
  })
  const { number, accessToken } = await placed.json()
  const payment = await page.request.post(`${base}/api/v1/orders/${number}/payments`, {
    headers: { Authorization: `Bearer ${accessToken}` },
    data: { method: 'sandbox' },
  })
  const { outTradeNo } = await payment.json()
  await page.request.post(`${base}/payments/sandbox/${outTradeNo}`, { data: { outcome: 'success' } })
  return { number: number as string, accessToken: accessToken as string, phone }
}

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>
const sessions = new Map<string, Cookies>()

/** Opens the desk's orders as somebody, by the form the first time; their session is kept for the tests that follow. */
export async function signIn(page: Page, login: string) {
  await page.context().addCookies(sessions.get(login) ?? [])
  await page.goto('/admin/orders')
  // Some test may have ended the session.
  if (await page.getByLabel('密码').isVisible()) {
    await page.getByLabel('用户名').fill(login)
    await page.getByLabel('密码').fill('puding-sample')
    await page.getByRole('button', { name: '登录' }).click()
  }
  await expect(page.getByRole('heading', { name: '订单' })).toBeVisible()
  const cookies = await page.context().cookies()
  sessions.set(
    login,
    cookies.filter(({ name }) => name === 'sid'),
  )
}

/** Leads to an area of the desk by its menu, which a phone folds away. */
export async function openArea(page: Page, label: string) {
  const link = page.getByRole('navigation', { name: '后台' }).getByRole('link', { name: label, exact: true })
  if (!(await link.isVisible())) await page.getByLabel('菜单').press('Space')
  await link.click()
}
