import { type Browser, expect, type Page, test } from '@playwright/test'
import { codeOn } from '../support/qr.ts'
import { expectSound } from '../support/sound.ts'
import { deepTest, isWalked } from '../support/walks.ts'

const views = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
}
const words = {
  zh: {
    prefix: '',
    garden: '云脚白茶园',
    assign: '随机分配',
    plan: /示意图/,
    adopted: '已认购',
    valid: '有效',
  },
  en: {
    prefix: '/en',
    garden: 'Yunjiao White-Leaf Garden',
    assign: 'Any plot',
    plan: /plan/i,
    adopted: 'Adopted',
    valid: 'Valid',
  },
}
type Words = (typeof words)['zh' | 'en']

// Tests run side by side: each takes a plot of its own.
let turns = 0
let buyers = 0
const phone = () => `137${String(Date.now()).slice(-6)}${String(10 + (buyers++ % 90))}`

/** From the cart with its plot to the order page, paid; without scripts regions are listed step by step. */
async function buy(page: Page, scripts: boolean, look: (page: Page) => Promise<void>) {
  const buyer = phone()
  await page.goto(page.url().replace(/\/cart.*$/, '/checkout'))
  await page.locator('[name=name]').fill('林晓禾')
  await page.locator('[name=phone]').fill(buyer)
  await page.locator('[name=street]').fill(`新华街道公益大道${buyer.slice(3)}号`)
  await page.locator('[name=province]').selectOption('440000')
  if (!scripts) await page.locator('button[name=step][value=region]').click()
  await page.locator('[name=city]').selectOption('440100')
  if (!scripts) await page.locator('button[name=step][value=region]').click()
  await page.locator('[name=district]').selectOption('440114')
  await page.locator('[name^=board-]').fill('花都来的一家人')
  await look(page)
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.locator('.checkout-bar button').click()
  await expect(page).toHaveURL(/\/payment$/)
  await look(page)
  await page.getByRole('main').getByRole('button').first().click()
  await page.locator('button[value=success]').click()
  await expect(page).toHaveURL(/\/orders\/[0-9A-Z]{12}$/)
}

async function open(browser: Browser, view: keyof typeof views, scripts: boolean, { prefix, garden }: Words) {
  const context = await browser.newContext({ viewport: views[view], javaScriptEnabled: scripts })
  const page = await context.newPage()
  await page.goto(`${prefix}/gardens`)
  if (scripts) await expectSound(page)
  await page.getByRole('link', { name: garden }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(garden)
  return page
}

/** Somebody else scans the certificate: a browser that knows nothing of the shop. */
async function verify(browser: Browser, address: string, words: string[]) {
  const context = await browser.newContext({ viewport: views.phone })
  const stranger = await context.newPage()
  await stranger.goto(address)
  for (const word of words) await expect(stranger.getByRole('main')).toContainText(word)
  await expect(stranger.getByRole('main')).not.toContainText(/1[3-9]\d{9}|1\d{2}\*{4}/)
  await expectSound(stranger)
  await context.close()
}

for (const view of ['phone', 'desktop'] as const) {
  for (const scripts of [true, false]) {
    for (const language of ['zh', 'en'] as const) {
      if (!isWalked({ phone: view === 'phone', scripts, chinese: language === 'zh' })) continue
      const turn = turns++
      test(`a plot is chosen, ordered with a tea tin and paid on a ${view} ${scripts ? 'with' : 'without'} scripts (${language})`, async ({
        browser,
      }) => {
        const text = words[language]
        const page = await open(browser, view, scripts, text)
        const look = scripts ? expectSound : async () => {}
        await look(page)
        // With scripts or without: on the plan by mouse on a desktop, from the list on a phone.
        const place = view === 'desktop' ? page.locator('.plan') : page.getByRole('table')
        const free = place.locator('a[href*="plot="]').nth((2 * turn) % 6)
        const code = /plot=([A-Z0-9-]+)/.exec((await free.getAttribute('href'))!)![1]!
        await free.click()
        await expect(page.locator('.plot-card')).toContainText(code)
        await look(page)
        await page.locator('.plot-card').getByRole('button').click()
        await expect(page).toHaveURL(/\/cart$/)
        await expect(page.getByRole('main')).toContainText(code)
        await page.goto(`${text.prefix}/products/duobei-gongcha-green`)
        await page.locator('button[value=add]').first().click()
        // Adding stays on the product and says so; the cart holds both.
        await expect(page.getByRole('main')).toContainText(/已加入购物车|Added to the cart/)
        await page.goto(`${text.prefix}/cart`)
        await expect(page.getByRole('main')).toContainText(code)
        await look(page)
        await buy(page, scripts, look)
        const main = page.getByRole('main')
        await expect(main).toContainText(code)
        await expect(main).toContainText(text.adopted)
        await expect(main.locator('a[href*="/certificates/"]')).toBeVisible()
        await look(page)
        const order = page.url()
        await main.locator('a[href*="/certificates/"]').click()
        await expect(page.locator('.certificate')).toContainText(code)
        await look(page)
        await verify(browser, page.url(), [text.valid, code])
        await page.goto(order)
        await main.locator('a[href*="/my/garden"]').first().click()
        await expect(page.getByRole('heading', { level: 1 })).toContainText(code)
        await look(page)
        await page.goto(`${text.prefix}/gardens/yunjiao-baicha`)
        await expect(page.locator('.plot-row-mine')).toContainText(code)
      })
    }
  }
}

test('the plan is worked with the keyboard alone', async ({ browser }) => {
  const page = await open(browser, 'desktop', true, words.zh)
  // Not the first: others keep that one at the same time.
  await page.locator('.plan a[href]').nth(5).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.plan a[aria-current=true]')).toBeVisible()
  // The address opens at the plan, so the card's button comes first.
  await page.keyboard.press('Tab')
  await expect(page.locator('.plot-card').getByRole('button')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/cart$/)
})

test('a plot nobody chose is assigned in four taps from the campaign to the checkout', async ({ page }) => {
  await page.setViewportSize(views.phone)
  await page.goto('/gardens')
  await page.getByRole('link', { name: '随机分配' }).click()
  await page.getByRole('button', { name: '随机分配半亩园' }).click()
  await expect(page).toHaveURL(/\/cart$/)
  await page.getByRole('link', { name: '去结算' }).click()
  await expect(page.getByRole('main')).toContainText('0.5亩 · 2027年')
})

deepTest('of two browsers one keeps the plot, the other is shown near ones', async ({ browser }) => {
  const one = await open(browser, 'phone', true, words.zh)
  const two = await open(browser, 'phone', true, words.zh)
  const free = one.getByRole('table').locator('a[href*="plot="]').last()
  const href = (await free.getAttribute('href'))!
  await one.goto(href)
  await two.goto(href)
  await one.locator('.plot-card').getByRole('button').click()
  await expect(one).toHaveURL(/\/cart$/)
  await two.locator('.plot-card').getByRole('button').click()
  await expect(two.getByRole('alert')).toContainText('刚刚被选走')
  await expect(two.locator('.near-plots a')).toHaveCount(3)
  await expectSound(two)
})

deepTest(
  'a gift asks its giver for no address, its receiver for one, and comes with a card',
  async ({ browser }) => {
    const context = await browser.newContext({ viewport: views.phone })
    const page = await context.newPage()
    await page.goto('/plots/C-12?season=2027')
    await page.getByRole('button', { name: '保留15分钟，去认购' }).click()
    await expect(page).toHaveURL(/\/cart$/)
    await page.goto('/checkout')
    const street = page.locator('[name=street]')
    await expect(street).toBeVisible()
    await page.getByLabel('送给别人').check()
    for (const field of ['street', 'province']) await expect(page.locator(`[name=${field}]`)).toBeHidden()
    const receiver = phone()
    await page.getByLabel('收礼人手机号').fill(receiver)
    await page.locator('[name=name]').fill('林晓禾')
    await page.locator('[name=phone]').fill(phone())
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await expectSound(page)
    await page.locator('.checkout-bar button').click()
    await page.getByRole('main').getByRole('button').first().click()
    await page.locator('button[value=success]').click()
    await expect(page.getByRole('main')).toContainText('全部送人，没有收货地址')
    await page.getByRole('link', { name: '看礼物卡' }).click()
    const card = page.locator('[data-drawn]').getByRole('img', { name: '礼物卡' })
    await expect(card).toBeVisible()
    await expectSound(page)
    // Pressed and held it is a bitmap, and its code opens the gift.
    await expect(card).toHaveAttribute('src', /^blob:/)
    expect(await codeOn(card)).toBe(page.url().replace('/card?', '?'))
    const theirs = await (await browser.newContext({ viewport: views.phone })).newPage()
    await theirs.goto(page.url().replace('/card?', '?'))
    await theirs.locator('[name=phone]').fill(receiver)
    await theirs.locator('[name=name]').fill('苗苗')
    for (const [field, code] of [
      ['province', '440000'],
      ['city', '440100'],
      ['district', '440106'],
    ] as const)
      await theirs.locator(`[name=${field}]`).selectOption(code)
    await theirs.locator('[name=street]').fill('天河路385号')
    await theirs.locator('[name=consent]').check()
    await expectSound(theirs)
    await theirs.getByRole('button', { name: '领取' }).click()
    await expect(theirs.locator('#dispatches')).toContainText('茶将寄往 苗**')
    for (const path of ['/products/duobei-hong', '/gardens/huangjinya']) {
      await theirs.goto(path)
      await theirs.getByRole('link', { name: '分享海报' }).click()
      const poster = theirs.locator('[data-drawn] img')
      await expect(poster).toHaveAttribute('src', /^blob:/)
      expect(await codeOn(poster)).toBe(new URL(path, theirs.url()).href)
      await expectSound(theirs)
    }
  },
)

test('the plan’s caption covers no plot, and the page stays within the screen, at twice the text', async ({
  page,
}) => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/gardens/yunjiao-baicha')
    const found = await page.evaluate(() => {
      const sizes = [...document.querySelectorAll<HTMLElement>('body *')].map(
        (element) => [element, Number.parseFloat(getComputedStyle(element).fontSize)] as const,
      )
      for (const [element, size] of sizes)
        if (!element.closest('svg')) element.style.fontSize = `${2 * size}px`
      const over = [...document.querySelectorAll('.plan-figure figcaption, .plan-zoom')].map((element) =>
        element.getBoundingClientRect(),
      )
      const covered = [...document.querySelectorAll('.plan a')].filter((plot) => {
        const box = plot.getBoundingClientRect()
        return over.some(
          (own) =>
            own.left < box.right && own.right > box.left && own.top < box.bottom && own.bottom > box.top,
        )
      })
      const { scrollWidth, clientWidth } = document.documentElement
      return {
        covered: covered.map((plot) => plot.getAttribute('aria-label')),
        sideways: scrollWidth - clientWidth,
      }
    })
    expect([width, found]).toEqual([width, { covered: [], sideways: 0 }])
  }
})
