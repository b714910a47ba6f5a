import { expect, test } from '@playwright/test'
import { expectNoViolation } from '../support/sound.ts'

test.use({ viewport: { width: 390, height: 844 } })

test('a pasted address fills the form on the phone itself, and a wrong phone is said on leaving the field', async ({
  page,
}) => {
  await page.goto('/products/duobei-gongcha-green')
  await page.locator('button[value=buy]').first().click()
  await expect(page).toHaveURL(/\/checkout$/)
  await page.locator('#paste').fill('林晓禾 138 0000 1234 广东广州花都区新华街道公益大道1号3楼')
  await expect(page.locator('[name=phone]')).toHaveValue('13800001234')
  await expect(page.locator('[name=name]')).toHaveValue('林晓禾')
  await expect(page.locator('[name=district]')).toHaveValue('440114')
  await expect(page.locator('[name=street]')).toHaveValue('新华街道公益大道1号3楼')
  await page.locator('[name=phone]').fill('1380000123')
  await page.locator('[name=street]').focus()
  await expect(page.locator('#phone-error')).toContainText('11位数字')
  await page.locator('[name=phone]').fill('13800001234')
  await expect(page.locator('#phone-error')).toBeEmpty()
  await expectNoViolation(page)
  await page.locator('.checkout-bar button').click()
  await expect(page.locator('[data-error-summary]')).toBeVisible()
  await expect(page.locator('[name=street]')).toHaveValue('新华街道公益大道1号3楼')
})

test('a place is found by its name, and another province changes the total before the order is sent (U33, U36)', async ({
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
