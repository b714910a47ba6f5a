import { expect, type Page, test } from '@playwright/test'
import { expectNoViolation, expectSound } from '../support/sound.ts'

/** Pages that are looked at with all of what makes a page usable. */
const PAGES = [
  '/',
  '/products',
  '/products/baiqi-chive',
  '/cart',
  '/orders',
  '/gardens',
  '/impact',
  '/contact',
  '/story',
  '/producers',
  '/products/duobei-hong',
  '/en/gardens',
  '/en/api?call=placeOrder',
]

/** What is built of the same parts. */
const FURTHER = ['/terms', '/no-such-page', '/en', '/en/products/baiqi-chive']
/** The same again in another language or with another text. */
const DEEP_FURTHER = [
  ...PAGES,
  '/products/duobei-gongcha-green',
  '/privacy',
  '/licences',
  '/api',
  '/api?call=placeOrder',
  '/en/products',
]
/** The narrowest phone and what lies between, in test:deep. */
const WIDTHS = process.env.DEEP ? [320, 360, 390, 768, 1280] : [390, 1280]
const BESIDE = process.env.DEEP ? [...FURTHER, ...DEEP_FURTHER] : FURTHER

const overOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** What can be pressed and is less than 44 px, but for links in running text. */
const smallOf = (page: Page) =>
  page.evaluate(() => {
    const inText = (element: Element) =>
      element.closest('p, small, .crumbs, .section-head, dd, li p') !== null
    return [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
      .filter((element) => !inText(element) && element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => !element.matches('.skip, .visually-hidden'))
      .map((element) => {
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
        return { html: element.outerHTML.slice(0, 90), width: Math.round(width), height: Math.round(height) }
      })
      .filter((box) => box.width > 0 && (box.height < 44 || box.width < 44))
  })

/** Where the words of a page begin. */
const leftOf = (page: Page) =>
  page.evaluate(() => {
    const words = [...document.querySelectorAll('main :is(h1, h2, h3, p, a, th, dt, label)')]
      .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden, svg'))
      // A link of the path is wider than its word, to be pressed.
      .filter((one) => !one.matches('.crumbs a'))
      .map((one) => Math.round(one.getBoundingClientRect().left))
    return Math.min(...words)
  })

/** What its box cuts off. */
const cutOf = (page: Page) =>
  page.evaluate(() => {
    const hides = ({ overflowX, overflowY }: CSSStyleDeclaration) => [overflowX, overflowY].includes('hidden')
    return [...document.querySelectorAll('main *')]
      .filter(
        (one) => one.checkVisibility() && one.textContent?.trim() && !one.closest('svg, .visually-hidden'),
      )
      .filter((one) => one.clientWidth > 1 && hides(getComputedStyle(one)))
      .filter((one) => one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
      .map((one) => one.outerHTML.slice(0, 90))
  })

for (const path of process.env.DEEP ? [...PAGES, '/api'] : PAGES)
  test(`${path} fits ${WIDTHS.join(', ')} px, with every target 44 px, one left edge, nothing for axe to object to, and text twice as large`, async ({
    page,
  }) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(path)
      const found = { small: await smallOf(page), over: await overOf(page) }
      expect([width, found]).toEqual([width, { small: [], over: 0 }])
      if (width === 1280) expect(await leftOf(page)).toBe(40)
      if (width !== 390 && width !== 1280) continue
      await expectNoViolation(page)
      const usual = (await page.locator('h1').first().boundingBox())!
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%'
      })
      const large = { cut: await cutOf(page), over: await overOf(page) }
      expect([width, large]).toEqual([width, { cut: [], over: 0 }])
      // It did grow.
      expect((await page.locator('h1').first().boundingBox())!.height).toBeGreaterThan(usual.height * 1.5)
    }
  })

for (const path of BESIDE)
  test(`${path} has no axe violation and never scrolls sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 })
    await page.goto(path)
    await expectSound(page)
  })

test('what only colour tells keeps its colour where a system takes ours away', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/products/duobei-hong')
  const colours = await page
    .locator('.season-cell')
    .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).backgroundColor))
  expect(new Set(colours).size).toBeGreaterThan(1)
})

test('the first screen of a phone holds purpose, search, campaign and the families', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  // News may be up while another test has it so.
  await page.evaluate(() => document.querySelector('.banner-line')?.remove())
  const tabBar = await page.locator('.tab-bar, .tabs').first().boundingBox()
  // More families than usual may stand in a further row.
  for (const part of ['h1', '[role=search]', '.campaign-entry', '.families li']) {
    const box = await page.locator(part).first().boundingBox()
    expect([part, box!.y + box!.height <= tabBar!.y]).toEqual([part, true])
  }
})

test('the first look on a phone says what is sold, from where and how to adopt; each tea is within three taps', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/products?family=tea')
  const cards = await page
    .locator('a.card')
    .evaluateAll((all) => all.map((card) => card.getAttribute('href')!))
  expect(cards.length).toBeGreaterThan(3)
  await page.goto('/')
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(/朵贝茶.*普定/)
  await expect(main.getByRole('link', { name: /我在贵州有个园.*认购/ })).toBeInViewport()
  const largest = main.getByRole('link', { name: /^去看看/ })
  // One swipe below the first screen.
  expect((await largest.boundingBox())!.y).toBeLessThan(2 * 844)
  for (const tea of cards) await expect(main.locator(`a[href="${tea}"]`).first()).toBeVisible()
  await largest.click()
  await expect(main.getByRole('button', { name: '加入购物车' }).first()).toBeVisible()
})

test('nothing moves for a visitor who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const path of process.env.DEEP ? PAGES : PAGES.slice(0, 6)) {
    await page.goto(path)
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const style = getComputedStyle(element)
          return [style.transitionDuration, style.animationDuration].some(
            (time) => Number.parseFloat(time) > 0.01,
          )
        }).length,
    )
    expect([path, moving]).toEqual([path, 0])
  }
})

test('the keyboard reaches the content first, and its focus is never under a bar', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/products')
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText('跳到主要内容')
  await page.keyboard.press('Enter')
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab')
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement!
      const { x, y, width, height } = focused.getBoundingClientRect()
      const top = document.elementFromPoint(x + Math.min(width / 2, 300), y + Math.min(height / 2, 20))
      return top &&
        !focused.contains(top) &&
        !top.contains(focused) &&
        !focused.closest('label')?.contains(top)
        ? `${focused.outerHTML.slice(0, 80)} under ${top.outerHTML.slice(0, 60)}`
        : null
    })
    expect(hidden).toBeNull()
  }
})

test('the buy bar shows only while the buttons of the page are out of sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/products/duobei-gongcha-green')
  const bar = page.locator('[data-buy-bar]')
  await page.locator('[data-buy-row]').scrollIntoViewIfNeeded()
  await expect(bar).toBeHidden()
  await page.locator('.footer, footer').last().scrollIntoViewIfNeeded()
  await expect(bar).toBeVisible()
  await page.getByRole('radio', { name: /250 g/ }).check()
  await page.locator('footer').last().scrollIntoViewIfNeeded()
  await expect(bar).toContainText('158')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(bar).toBeHidden()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('footer').last().scrollIntoViewIfNeeded()
  await bar.getByRole('button', { name: '立即购买' }).click()
  await expect(page).toHaveURL(/\/checkout$/)
})

test('back brings the filters and what was typed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/products?family=tea&storage=ambient')
  await page.evaluate(() => scrollTo(0, 500))
  await page.locator('a.card').nth(2).click()
  await page.waitForURL(/\/products\/./)
  await page.goBack()
  await expect(page).toHaveURL(/family=tea/)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200)
})

for (const javaScriptEnabled of [true, false]) {
  test(`product pictures are reached by keyboard ${javaScriptEnabled ? 'with' : 'without'} scripts, by swiping too, and nothing jumps`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto('/products/duobei-gongcha-green')
    const pictures = page.getByRole('region', { name: '图片' })
    const strip = pictures.getByRole('list').first()
    const seen = (name: RegExp) => expect(pictures.getByRole('img', { name })).toBeInViewport({ ratio: 0.9 })
    const height = (await pictures.boundingBox())!.height
    await seen(/包装/)
    await pictures.getByRole('link', { name: '干茶' }).press('Enter')
    await seen(/干茶/)
    await strip.focus()
    await page.keyboard.press('ArrowRight')
    await seen(/实物大小/)
    await strip.hover()
    await page.mouse.wheel(400, 0)
    await seen(/茶芽/)
    if (javaScriptEnabled)
      await expect(pictures.getByRole('link', { name: '茶芽' })).toHaveAttribute('aria-current', 'true')
    expect((await pictures.boundingBox())!.height).toBe(height)
    await context.close()
  })
}

test('what is typed proposes where it may lead: by arrows and Enter, by a press, closed by Escape', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  const box = page.getByRole('combobox')
  await page.getByRole('searchbox').focus()
  await expect(box).toHaveAttribute('aria-expanded', 'false')
  await box.fill('蜂蜜')
  const options = page.getByRole('listbox', { name: '搜索建议' }).getByRole('option')
  await expect(options.first()).toContainText('蜂蜜')
  await page.keyboard.press('Escape')
  await expect(options).toHaveCount(0)
  await expect(box).toHaveValue('蜂蜜')
  await box.fill('贡茶')
  await expect(options.first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  const chosen = options.and(page.locator('[aria-selected="true"]'))
  await expect(box).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/products/)
})

test('what was looked at before is shown again, kept in this browser alone and forgotten at a press', async ({
  page,
}) => {
  await page.goto('/products/baiqi-chive')
  await expect(page.locator('html[data-enhanced]')).toBeAttached()
  await expect(page.getByRole('heading', { name: '最近看过' })).toBeHidden()
  await page.goto('/products/duobei-gongcha-green')
  const recent = page.locator('[data-recent]')
  await expect(recent.getByRole('link')).toHaveAttribute('href', '/products/baiqi-chive')
  await page.goto('/products')
  await expect(recent.getByRole('link')).toHaveCount(2)
  await recent.getByRole('button', { name: '清空记录' }).click()
  await expect(recent).toBeHidden()
  await page.reload()
  await expect(page.locator('html[data-enhanced]')).toBeAttached()
  await expect(recent).toBeHidden()
})

test('more products come below the first ones, and stand there again on the way back from one of them', async ({
  page,
}) => {
  await page.goto('/products')
  // Without scripts the link leads to a page of its own.
  await expect(page.locator('html[data-enhanced]')).toBeAttached()
  const cards = page.locator('[data-cards] > li')
  const first = await cards.count()
  await page.getByRole('link', { name: '查看更多' }).click()
  await expect.poll(() => cards.count()).toBeGreaterThan(first)
  expect(new URL(page.url()).search).toBe('')
  const all = await cards.count()
  await cards.last().getByRole('link').first().click()
  await expect(page.locator('.product')).toBeVisible()
  await page.goBack()
  await expect.poll(() => cards.count()).toBe(all)
})
