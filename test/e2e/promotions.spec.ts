import { expect, test } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

const WIDTHS = [390, 1280]

deepTest(
  'a price for a time is set at the desk and seen on card, product and cart, then ended',
  async ({ page }) => {
    await signIn(page, 'manager')
    await page.goto('/admin/listings?q=CIL-CG-B2')
    await page
      .getByRole('link', { name: /^限时价 .*/ })
      .first()
      .click()
    await page.getByLabel(/CIL-CG-B2/).fill('9.9')
    await expectSound(page)
    await page.getByRole('button', { name: '预览限时价' }).click()
    await expect(page.getByRole('heading', { name: /确认限时价/ })).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: '设定限时价' }).click()
    await expect(page.getByRole('status')).toContainText('限时价已设好')
    const setPage = page.url()
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 })
      await page.goto('/products?family=cili')
      const card = page.getByRole('link', { name: /限时价/ }).first()
      await expect(card).toContainText('9.9')
      await expectSound(page)
      await card.click()
      await expect(page.getByText(/限时至\d{4}年\d+月\d+日/)).toBeVisible()
      await expectSound(page)
    }
    await page.locator('input[type=radio][value="CIL-CG-B2"]').check()
    await page.getByRole('button', { name: '加入购物车' }).first().click()
    await page.getByRole('link', { name: '去购物车' }).click()
    await expect(page.getByText('¥9.9').first()).toBeVisible()
    await page.goto(setPage)
    await page.getByRole('button', { name: /立即结束/ }).click()
    await expect(page.getByRole('status')).toContainText('已恢复平时价')
    // What the cart was told is no longer so: it says it before anything is ordered.
    await page.goto('/cart')
    await expect(page.getByText(/变为/)).toBeVisible()
  },
)

test('a code is made at the desk and used in the checkout, with what was typed kept', async ({ page }) => {
  const code = `E2E${Date.now() % 1_000_000}`
  await signIn(page, 'manager')
  await page.getByRole('navigation', { name: '后台' }).getByRole('link', { name: '优惠码' }).click()
  await expectSound(page)
  await page.getByRole('link', { name: '新建优惠码' }).click()
  await page.getByLabel('优惠码', { exact: true }).fill(code)
  await page.getByLabel(/^减多少元/).fill('5')
  await expectSound(page)
  await page.getByRole('button', { name: '新建优惠码' }).click()
  await expect(page.getByRole('heading', { name: code })).toBeVisible()
  await expectSound(page)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/products/duobei-gongcha-green')
  await page.getByRole('button', { name: '加入购物车' }).first().click()
  await page.getByRole('link', { name: '去购物车' }).click()
  await page.getByRole('link', { name: '使用优惠码' }).click()
  await page.getByLabel('姓名').fill('林晓禾')
  await page.getByLabel('优惠码', { exact: true }).fill('wrong-one')
  await page.getByRole('button', { name: '使用', exact: true }).click()
  await expect(page.locator('#code-error')).toContainText('没有这个优惠码')
  await expect(page.getByLabel('姓名')).toHaveValue('林晓禾')
  await page.getByLabel('优惠码', { exact: true }).fill(code.toLowerCase())
  await page.getByRole('button', { name: '使用', exact: true }).click()
  await expect(page.getByText(`优惠码 ${code}`)).toBeVisible()
  await expect(page.getByText('¥−5')).toBeVisible()
  await expect(page.getByLabel('姓名')).toHaveValue('林晓禾')
  await expectSound(page)
})
