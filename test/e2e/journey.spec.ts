import { expect, test } from '@playwright/test'
import { expectNoSidewaysScroll, expectSound } from '../support/sound.ts'
import { isWalked } from '../support/walks.ts'

const views = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'desktop', viewport: { width: 1280, height: 800 } },
]

let buyers = 0
const phone = () => `139${String(Date.now()).slice(-6)}${String(10 + (buyers++ % 90))}`

const languages = {
  zh: { prefix: '', product: /白旗韭黄/, add: '加入购物车', cart: '购物车', checkout: '去结算' },
  en: { prefix: '/en', product: /Baiqi/, add: 'Add to cart', cart: 'Cart', checkout: 'Go to checkout' },
}

for (const { name, viewport } of views) {
  for (const javaScriptEnabled of [true, false]) {
    for (const [language, words] of Object.entries(languages)) {
      const walk = { phone: name === 'phone', scripts: javaScriptEnabled, chinese: language === 'zh' }
      if (!isWalked(walk)) continue
      test(`a shopper on a ${name} ${javaScriptEnabled ? 'with' : 'without'} scripts finds, orders, pays and looks up chives (${language})`, async ({
        browser,
      }) => {
        const context = await browser.newContext({ viewport, javaScriptEnabled })
        const page = await context.newPage()
        // Axe is a script itself: it looks at the pages of the visits that run scripts.
        const look = javaScriptEnabled ? expectSound : expectNoSidewaysScroll
        const order = new RegExp(`${words.prefix}/orders/([0-9A-Z]{12})`)
        const buyer = phone()
        await page.goto(words.prefix || '/')
        await page.getByRole('searchbox').fill('韭黄')
        await page.getByRole('search').getByRole('button').click()
        await page.getByRole('link', { name: words.product }).click()
        await page.getByRole('button', { name: words.add }).first().click()
        await expect(page.getByRole('status').getByRole('link')).toBeVisible()
        await look(page)
        await page.getByRole('status').getByRole('link').click()
        await expect(page.getByRole('heading', { level: 1, name: words.cart })).toBeVisible()
        await look(page)
        await page.getByRole('link', { name: words.checkout }).click()
        await page.locator('[name=name]').fill('林晓禾')
        await page.locator('[name=phone]').fill(buyer)
        await page.locator('[name=street]').fill(`新华街道公益大道${buyer.slice(3)}号`)
        await page.locator('[name=province]').selectOption('440000')
        if (!javaScriptEnabled) await page.locator('button[name=step][value=region]').click()
        await page.locator('[name=city]').selectOption('440100')
        if (!javaScriptEnabled) await page.locator('button[name=step][value=region]').click()
        await page.locator('[name=district]').selectOption('440114')
        await expect(page.locator('[name=name]')).toHaveValue('林晓禾')
        await look(page)
        for (const box of await page.getByRole('checkbox').all()) await box.check()
        await page.locator('.checkout-bar button').click()
        await expect(page).toHaveURL(/\/orders\/[0-9A-Z]{12}\/payment$/)
        const number = order.exec(page.url())![1]!
        // Back from the payment stands the order that waits for it, not a form to send once more.
        if (javaScriptEnabled) {
          await page.goBack()
          await expect(page.locator('.ordered-notice').getByRole('link').first()).toHaveAttribute(
            'href',
            new RegExp(`${number}/payment$`),
          )
          await page.goForward()
        }
        await look(page)
        await page.getByRole('main').getByRole('button').first().click()
        await expect(page).toHaveURL(/\/payments\/sandbox\//)
        await look(page)
        await page.locator('button[value=success]').click()
        await expect(page).toHaveURL(new RegExp(`${words.prefix}/orders/${number}$`))
        await expect(page.getByRole('main')).not.toContainText(buyer)
        await look(page)

        const stranger = await (await browser.newContext({ viewport, javaScriptEnabled })).newPage()
        expect((await stranger.goto(`/orders/${number}`))?.status()).toBe(404)
        await stranger.goto(`${words.prefix}/orders`)
        await stranger.locator('[name=number]').fill(number)
        await stranger.locator('[name=phone]').fill(buyer)
        await stranger.getByRole('main').getByRole('button').click()
        await expect(stranger).toHaveURL(new RegExp(`/orders/${number}$`))
      })
    }
  }
}
