import { expect, test } from '@playwright/test'

test('the payment page counts down and leaves by itself once the server says paid', async ({
  page,
  context,
}) => {
  await page.goto('/products/duobei-gongcha-green')
  await page.locator('button[value=buy]').first().click()
  await page.locator('[name=name]').fill('林晓禾')
  await page.locator('[name=phone]').fill(`137${String(Date.now()).slice(-8)}`)
  await page.locator('[name=street]').fill(`公益大道${Date.now()}号`)
  await page.locator('[name=province]').selectOption('440000')
  await page.locator('[name=city]').selectOption('440100')
  await page.locator('[name=district]').selectOption('440114')
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.locator('.checkout-bar button').click()
  await expect(page).toHaveURL(/payment$/)
  const clock = page.locator('[data-clock]')
  await expect(clock).toHaveText(/^\d\d:\d\d$/)
  const left = (await clock.textContent())!
  await expect(clock).not.toHaveText(left)
  const number = /orders\/([0-9A-Z]{12})/.exec(page.url())![1]!

  const elsewhere = await context.newPage()
  await elsewhere.goto(page.url())
  await elsewhere.getByRole('main').getByRole('button').first().click()
  await elsewhere.locator('button[value=success]').click()
  await expect(elsewhere).toHaveURL(new RegExp(`/orders/${number}$`))
  await elsewhere.close()
  await expect(page).toHaveURL(new RegExp(`/orders/${number}$`))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已付款')
})
