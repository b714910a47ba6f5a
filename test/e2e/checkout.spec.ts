import { expect, test } from '@playwright/test'
import { expectNoViolation } from '../support/sound.ts'

test.use({ viewport: { width: 390, height: 844 } })

test('a pasted address fills the form on the phone itself, and a wrong phone is said on leaving the field', async ({
  page,
}) => {
  await page.goto('/products/duobei-gongcha-green')
  await page.locator('button[value=buy]').first().click()
  await expect(page).toHaveURL(/\/checkout$/)
  await page.locator('#paste').fill('你好,帮我寄一下,谢谢')
  await expect(page.locator('.paste-status')).toContainText('没有识别出')
  await expect(page.locator('.is-unsure')).toHaveCount(0)
  await page.locator('#paste').fill('林晓禾 138 0000 1234 广东广州花都区新华街道公益大道1号3楼')
  await expect(page.locator('[name=phone]')).toHaveValue('13800001234')
  await expect(page.locator('.paste-status')).toHaveText('已填好，请核对')
  await expect(page.locator('[name=name]')).toHaveValue('林晓禾')
  await expect(page.locator('[name=district]')).toHaveValue('440114')
  await expect(page.locator('[name=street]')).toHaveValue('新华街道公益大道1号3楼')
  await page.locator('[name=phone]').fill('1380000123')
  await page.locator('[name=street]').focus()
  await expect(page.locator('#phone-error')).toContainText('11位数字')
  await page.locator('[name=phone]').fill('13800001234')
  await expect(page.locator('#phone-error')).toBeEmpty()
  await page.getByText('替别人下单').click()
  await page.locator('[name=buyerPhone]').fill('1390000')
  await page.locator('[name=street]').focus()
  await expect(page.locator('#buyerPhone-error')).toContainText('您自己的手机号')
  await page.locator('[name=buyerPhone]').fill('13900001111')
  await expect(page.locator('#buyerPhone-error')).toBeEmpty()
  await expectNoViolation(page)
  await page.locator('.checkout-bar button').click()
  await expect(page.locator('[data-error-summary]')).toBeVisible()
  await expect(page.locator('[name=buyerPhone]')).toHaveValue('13900001111')
  await expect(page.locator('[name=street]')).toHaveValue('新华街道公益大道1号3楼')
})

test('a place is found by its name, and another province changes the total before the order is sent', async ({
  page,
}) => {
  await page.goto('/products/duobei-gongcha-green')
  await page.locator('button[value=buy]').first().click()
  await page.locator('[name=name]').fill('林晓禾')
  const total = page.locator('.checkout-bar .amount, .checkout-bar p').first()
  const before = await total.textContent()
  await page.locator('.region-search').fill('喀什市')
  await page.locator('.region-search').press('Enter')
  await expect(page.locator('[name=district]')).toHaveValue('653101')
  await expect(total).not.toHaveText(before!)
  await expect(page.locator('[name=name]')).toHaveValue('林晓禾')
  await page.locator('.region-search').fill('花都')
  await page.locator('.region-search').press('Enter')
  await expect(page.locator('[name=district]')).toHaveValue('440114')
  await expect(total).toHaveText(before!)
})

test('an address pasted before the script has come is read once it comes', async ({ page }) => {
  let letCome = () => {}
  const mayCome = new Promise<void>((resolve) => (letCome = resolve))
  await page.route(/shop-ordering\.\w+\.js$/, async (route) => {
    await mayCome
    await route.continue()
  })
  await page.goto('/products/duobei-gongcha-green')
  await page.locator('button[value=buy]').first().click()
  await page.locator('#paste').fill('林晓禾 138 0000 1234 广东广州花都区新华街道公益大道1号3楼')
  await expect(page.locator('[name=phone]')).toHaveValue('')
  letCome()
  await expect(page.locator('[name=phone]')).toHaveValue('13800001234')
  await expect(page.locator('[name=district]')).toHaveValue('440114')
})

test('what was typed at the checkout comes back after a reload, ticks do not, and none of it is left once it is ordered', async ({
  page,
}) => {
  const typed = () => page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
  const toCheckout = async () => {
    await page.goto('/products/duobei-gongcha-green')
    await page.locator('button[value=buy]').first().click()
    await expect(page.locator('html[data-enhanced] [name=name]')).toBeVisible()
  }
  await toCheckout()
  await page.locator('#paste').fill('林晓禾 138 0000 1234 新疆喀什地区喀什市解放北路1号3楼')
  await expect(page.locator('[name=district]')).toHaveValue('653101')
  await page.locator('summary', { hasText: '留言' }).click()
  await page.locator('[name=note]').fill('放门卫处')
  await page.locator('summary', { hasText: '发票' }).click()
  await page.locator('[name=invoiceKind][value=personal]').check()
  await page.locator('[name=email]').fill('lin@example.org')
  await page.locator('[name=consents]').first().check()
  const total = await page.locator('.checkout-bar .amount').textContent()
  await page.goto('/cart')
  await page.goto('/checkout')
  await expect(page.locator('[name=district]')).toHaveValue('653101')
  await expect(page.locator('.checkout-bar .amount')).toHaveText(total!)
  await page.reload()
  await expect(page.locator('[name=district]')).toHaveValue('653101')
  await expect(page.locator('[name=name]')).toHaveValue('林晓禾')
  await expect(page.locator('[name=phone]')).toHaveValue('13800001234')
  await expect(page.locator('[name=street]')).toHaveValue('解放北路1号3楼')
  await expect(page.locator('[name=note]')).toBeVisible()
  await expect(page.locator('[name=note]')).toHaveValue('放门卫处')
  await expect(page.locator('[name=invoiceKind][value=personal]')).toBeChecked()
  await expect(page.locator('[name=email]')).toHaveValue('lin@example.org')
  expect(await typed()).not.toContain('consents')
  // A form that needs fixing keeps it too; what was corrected on that page wins.
  await page.locator('[name=consents]').first().uncheck()
  await page.locator('.checkout-bar button').click()
  await expect(page.locator('[data-error-summary]')).toBeVisible()
  await page.locator('[name=name]').fill('林晓')
  await page.goto('/checkout')
  await expect(page.locator('[name=name]')).toHaveValue('林晓')
  await expect(page.locator('[name=district]')).toHaveValue('653101')
  await expect(page.locator('[name=consents]').first()).not.toBeChecked()
  await page.locator('[name=consents]').first().check()
  // The freight of the place that came back is counted: another total would be asked about first.
  await expect(page.locator('.checkout-bar .amount')).toHaveText(total!)
  await page.locator('.checkout-bar button').click()
  await expect(page).toHaveURL(/\/orders\/[0-9A-Z]{12}\/payment$/)
  await expect(page.locator('html[data-enhanced]')).toBeAttached()
  expect(await typed()).not.toMatch(/林晓|13800001234|解放北路|放门卫处|lin@example/)
  await toCheckout()
  await expect(page.locator('[name=name]')).toHaveValue('')
  await expect(page.locator('[name=street]')).toHaveValue('')
})

test('what the server found wrong is taken back at its field and in the summary once it is fixed', async ({
  page,
}) => {
  await page.goto('/products/baiqi-chive')
  await page.locator('button[value=buy]').first().click()
  await expect(page.locator('html[data-enhanced] [name=name]')).toBeVisible()
  await page.locator('.checkout-bar button').click()
  const summary = page.locator('[data-error-summary]')
  await expect(page.locator('html[data-enhanced] [data-error-summary] li')).toHaveCount(6)
  await page.locator('#noReturn').check()
  await expect(page.locator('#noReturn-error')).toBeEmpty()
  await expect(page.locator('#noReturn')).not.toHaveAttribute('aria-invalid')
  await page.locator('#consents').check()
  await page.locator('#consents').uncheck()
  await page.locator('#consents').check()
  await expect(summary.locator('li')).toHaveCount(4)
  await page.locator('.region-search').fill('花都')
  await page.locator('.region-search').press('Enter')
  await expect(page.locator('#region-error')).toBeEmpty()
  await page.locator('[name=name]').fill('林晓禾')
  await page.locator('[name=phone]').fill('138000')
  await expect(summary.locator('li')).toHaveCount(2)
  await page.locator('#paste').fill('林晓禾 13800001234 广东广州花都区新华街道公益大道1号3楼')
  await expect(summary).toHaveCount(0)
  await expectNoViolation(page)
})

test('a cart open in two tabs is ordered once: the second is told which order it is, and orders again only by a choice of its own', async ({
  page,
  context,
}) => {
  const filled = async (tab: typeof page) => {
    await tab.goto('/checkout')
    await tab.locator('#paste').fill('林晓禾 138 0000 5678 广东广州花都区新华街道公益大道56号3楼')
    await expect(tab.locator('[name=district]')).toHaveValue('440114')
    await tab.locator('[name=consents]').first().check()
  }
  await page.goto('/products/duobei-gongcha-green')
  await page.locator('button[value=add]').first().click()
  const other = await context.newPage()
  await filled(page)
  await filled(other)
  await page.locator('.checkout-bar button').click()
  await expect(page).toHaveURL(/\/orders\/[0-9A-Z]{12}\/payment$/)
  const number = /orders\/(\w+)/.exec(page.url())![1]!
  await other.locator('.checkout-bar button').click()
  const notice = other.getByRole('alert').filter({ hasText: '已经下过单' })
  await expect(notice.getByRole('link', { name: '去付款' })).toHaveAttribute(
    'href',
    `/orders/${number}/payment`,
  )
  await expect(other.locator('[name=street]')).toHaveValue('新华街道公益大道56号3楼')
  await expectNoViolation(other)
  await other.getByRole('button', { name: '仍要再下一单' }).last().click()
  await expect(other).toHaveURL(/\/orders\/[0-9A-Z]{12}\/payment$/)
  expect(other.url()).not.toContain(number)
})
