import { expect, type Page, test } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

const SHOTS = process.env.SHOTS
const shot = async (page: Page, name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}
const WIDTHS = [390, 1280] as const

/** The page at a phone's and an office screen's width. */
async function look(page: Page, name: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 })
    await expectSound(page)
    await shot(page, `${name}-${width}`)
  }
}

if (process.env.DEEP)
  test('finance asks for a large goodwill, the owner finds it in the list and confirms it, the buyer reads what went back', async ({
    page,
    browser,
  }) => {
    const { number, accessToken } = await paidOrder(page, [
      { sku: 'TEA-GC-250', quantity: 5 },
      { sku: 'CHV-BQ-0500', quantity: 1 },
    ])
    await signIn(page, 'finance')
    await page.goto(`/admin/orders/${number}`)
    await look(page, 'goodwill-form')
    const form = page.locator('form', { has: page.getByLabel('补偿给') })
    await form.getByLabel('金额', { exact: true }).fill('600')
    await form.getByLabel('为什么补偿').fill('两袋茶受潮，照片已核对')
    await form.getByLabel('再输入一次金额').fill('60')
    await form.getByRole('button', { name: '原路补偿' }).click()
    await expect(form.getByText('两次输入的金额不一样')).toBeVisible()
    await expect(form.getByLabel('为什么补偿')).toHaveValue('两袋茶受潮，照片已核对')
    await look(page, 'goodwill-wrong')
    await form.getByLabel('再输入一次金额').fill('600')
    await form.getByRole('button', { name: '原路补偿' }).click()
    const waiting = page.locator('section', { has: page.getByRole('heading', { name: '待复核的补偿' }) })
    await expect(waiting).toContainText('自己申请的自己不能同意')
    await look(page, 'goodwill-asked')

    const colleague = await (await browser.newContext()).newPage()
    await signIn(colleague, 'owner')
    await colleague.goto('/admin')
    await colleague.getByRole('link', { name: /笔补偿待复核/ }).click()
    await look(colleague, 'goodwill-list')
    await colleague.getByRole('link', { name: number.slice(-4) }).click()
    await colleague.getByText('不同意', { exact: true }).click()
    await look(colleague, 'goodwill-deciding')
    await colleague.getByRole('button', { name: '同意，退款 ¥600' }).click()
    await expect(colleague.locator('.refund-list li')).toContainText('示例财务 申请，示例负责人 复核')
    await look(colleague, 'goodwill-given')

    await page.goto(`/orders/${number}?key=${accessToken}`)
    await expect(page.getByText('退款（原路退回）')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('已付款，正在备货')
    await expect(page.getByText('受潮')).toHaveCount(0)
    await look(page, 'goodwill-buyer')
    await page.goto(`/en/orders/${number}`)
    await expect(page.getByText('Refunded to original payment method')).toBeVisible()
    await look(page, 'goodwill-buyer-en')
  })

deepTest('the owner sets the limit', async ({ page }) => {
  await signIn(page, 'owner')
  await page.goto('/admin/settings/refunds')
  await page.getByLabel('补偿超过多少').fill('1.5')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('请填写 0 到 100,000 之间的整数').first()).toBeVisible()
  await look(page, 'refund-settings')
})
