import { expect, type Page, test } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { paidOrder } from '../support/staff-pages.ts'
import { isWalked } from '../support/walks.ts'

const SHOTS = process.env.SHOTS
const WALKS = [true, false].flatMap((phone) =>
  [true, false].flatMap((scripts) => [true, false].map((chinese) => ({ phone, scripts, chinese }))),
)

/** Without scripts each form is sent by the suites of D1; npm test signs in on the phone. */
const isMade = (walk: (typeof WALKS)[number]) => isWalked(walk) && (Boolean(process.env.DEEP) || walk.phone)

for (const walk of WALKS.filter(isMade)) {
  const name = `${walk.phone ? 'phone' : 'desk'}-${walk.chinese ? 'zh' : 'en'}`
  const word = (zh: string, en: string) => (walk.chinese ? zh : en)
  async function look(page: Page, what: string) {
    // Without scripts nothing looks into the page.
    if (walk.scripts) await expectSound(page)
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${what}-${name}.png`, fullPage: true })
  }

  test(`whoever lost the order number signs in by a code on another device and sees the order (${name}, scripts ${walk.scripts})`, async ({
    page: buyer,
    browser,
  }) => {
    const { number, phone } = await paidOrder(buyer, [{ sku: 'TEA-GC-250', quantity: 1 }])
    const context = await browser.newContext({
      javaScriptEnabled: walk.scripts,
      viewport: { width: walk.phone ? 390 : 1280, height: 844 },
    })
    const page = await context.newPage()
    const prefix = walk.chinese ? '' : '/en'
    await page.goto(`${prefix}/products/duobei-gongcha-green`)
    await page.getByRole('button', { name: word('收藏', 'Add to favourites') }).click()
    await expect(page.getByRole('status')).toContainText(word('已收藏', 'Added to favourites'))
    await page.goto(`${prefix}/orders`)
    await page.getByRole('link', { name: word('忘了订单号', 'Lost your order number') }).click()
    await page.getByLabel(word('手机号', 'Mobile number')).fill('12345')
    await page.getByRole('button', { name: word('获取验证码', 'Send code') }).click()
    await expect(page.getByRole('alert')).toContainText(word('11位', '11 digits'))
    await expect(page.getByLabel(word('手机号', 'Mobile number'))).toHaveValue('12345')
    await look(page, 'sign-in')
    await page.getByLabel(word('手机号', 'Mobile number')).fill(phone)
    await page.getByRole('button', { name: word('获取验证码', 'Send code') }).click()
    await expect(page.getByText(word('秒后可以重新发送', 'send again in'))).toBeVisible()
    await look(page, 'sign-in-code')
    await buyer.goto('/sign-in/console')
    const text = await buyer
      .locator('.held-list li', { hasText: phone.slice(-4) })
      .first()
      .innerText()
    const code = /\d{6}/.exec(text.replace(/^.*\n/, ''))![0]
    await page.getByLabel(word('6位验证码', '6-digit code')).fill(code)
    await page.getByRole('button', { name: word('登录', 'Sign in'), exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(word('我的订单', 'My orders'))
    await look(page, 'my-orders')
    await page.locator(`.held-list a[href$="${number}"]`).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.goto(`${prefix}/account`)
    await look(page, 'account')
    await page
      .getByRole('link', { name: word('我的收藏', 'Favourites') })
      .first()
      .click()
    await expect(page.locator('.cards .card')).toHaveCount(1)
    await look(page, 'favourites')
    await page.goto(`${prefix}/account`)
    await page.getByRole('link', { name: word('导出与删除账号', 'Export or delete the account') }).click()
    await look(page, 'account-data')
    await page.goto(`${prefix}/account/phone`)
    await look(page, 'account-phone')
    await page.goto(`${prefix}/account/email`)
    // One address is asked only a few times a day.
    await page.getByLabel(word('邮箱', 'E-mail address')).fill(`s-${number}@example.com`)
    await page.getByRole('button', { name: word('发送确认邮件', 'Send confirmation e-mail') }).click()
    await expect(page.getByRole('status')).toContainText('s***@example.com')
    await look(page, 'account-email')
    await page.goto(`${prefix}/account`)
    await page.getByRole('button', { name: word('退出登录', 'Sign out'), exact: true }).click()
    await page.goto(`${prefix}/orders/${number}`)
    await expect(page.getByRole('alert')).toBeVisible()
    await context.close()
  })
}
