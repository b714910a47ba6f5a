import { expect, type Locator, type Page, test } from '@playwright/test'
import { adopted, openMyGarden } from '../support/adopters.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 390, height: 844 } })

/** Presses a copy button and reads the clipboard, which held something else before. */
async function copied(page: Page, button: Locator): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText('something else'))
  await expect(button).toHaveText('复制')
  await button.click()
  await expect(button.page().getByRole('button', { name: '已复制' }).first()).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}
const beside = (page: Page, text: string) => page.locator(`button[data-copy="${text}"]`)

test('copying an order’s number and its parcel’s number puts each on the clipboard, and the button says so', async ({
  page,
  browser,
}) => {
  const { number, accessToken } = await paidOrder(page, [{ sku: 'TEA-GC-250', quantity: 1 }])
  const desk = await (await browser.newContext()).newPage()
  await signIn(desk, 'fulfilment')
  await desk.goto(`/admin/orders/${number}`)
  await desk.locator('#number-ambient').fill('sf 2000 0000 01')
  await desk.getByRole('button', { name: '确认发货' }).click()
  await expect(desk.getByText('SF2000000001').first()).toBeVisible()

  await page.goto(`/orders/${number}?key=${accessToken}`)
  expect(await copied(page, beside(page, number))).toBe(number)
  expect(await copied(page, beside(page, 'SF2000000001'))).toBe('SF2000000001')
})

deepTest(
  'the link of a gift is copied from the order and from 我的园, and opens for who gets it',
  async ({ page }) => {
    const phone = `136${String(Date.now()).slice(-8)}`
    const mine = await adopted(page, { plot: 'A-09', gift: { phone, message: '新年快乐' } })
    await openMyGarden(page, mine, 'A-09')
    const link = await page.getByLabel('领取链接').inputValue()
    expect(await copied(page, beside(page, link))).toBe(link)
    await page.goto(`/orders/${mine.number}`)
    const again = await copied(page, page.locator('.gift-link button'))
    expect(new URL(again).pathname).toBe(new URL(link).pathname)
  },
)

deepTest('staff copy the link of a quotation for the one who asked', async ({ page, baseURL }) => {
  const answer = await page.request.post('/institutions', {
    headers: { Origin: baseURL! },
    form: {
      ...{ skus: '', wanted: '鲜韭黄 20 箱', unitName: '花都区第一中学', contactName: '陈秋雨' },
      ...{ phone: '020-36881234', deliverOn: '', purpose: 'canteen', region: '440000', note: '' },
      ...{ consents: 'privacy', idempotencyKey: `copying-a-link-${Date.now()}` },
    },
  })
  const number = new URL(answer.url()).pathname.split('/').at(-1)!
  await signIn(page, 'manager')
  await page.goto(`/admin/quotations/${number}`)
  const link = (await page.locator('.admin-secret code').textContent())!
  expect(await copied(page, beside(page, link))).toBe(link)
  expect(link).toContain(number)
})

test('where a browser refuses the clipboard the text is marked for its own menu', async ({ page }) => {
  const { number, accessToken } = await paidOrder(page, [{ sku: 'TEA-GC-250', quantity: 1 }])
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  await page.goto(`/orders/${number}?key=${accessToken}`)
  await beside(page, number).click()
  const marked = await page.evaluate(() => getSelection()?.toString() ?? '')
  expect(marked.replaceAll('-', '')).toBe(number)
  await expect(beside(page, number)).toHaveText('复制')
})
