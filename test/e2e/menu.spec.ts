import { expect, test } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { signIn } from '../support/staff-pages.ts'
import { screens } from '../support/walks.ts'

for (const [width, height] of screens([1366, 640] as const, [1280, 800] as const))
  test(`an owner sees the whole menu of the desk at ${width} × ${height} without scrolling`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await signIn(page, 'owner')
    const links = page.getByRole('navigation', { name: '后台' }).getByRole('link')
    await expect(links).toHaveCount(28)
    for (const link of await links.all()) await expect(link).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('link', { name: /我的账号/ })).toBeInViewport({ ratio: 1 })
    const head = page.locator('.admin-head')
    expect(await head.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
    await expectSound(page)
  })

test('on a phone the desk’s head is one line that says where one is, and one press shows the whole menu, without scripts too', async ({
  page,
  browser,
}) => {
  await signIn(page, 'owner')
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const desk = await phone.newPage()
  await desk.goto('/admin/settings')
  const menu = desk.getByRole('navigation', { name: '后台' })
  await expect(menu.getByRole('link')).toHaveText(['设置'])
  const head = desk.locator('.admin-head')
  expect(await head.evaluate((box) => box.clientHeight)).toBeLessThanOrEqual(56)
  await desk.getByLabel('菜单').press('Space')
  await expect(menu.getByRole('link')).toHaveCount(28)
  for (const link of await menu.getByRole('link').all()) await expect(link).toBeInViewport({ ratio: 1 })
  for (const name of ['交易', '货品', '认购', '账务', '管理'])
    await expect(menu.getByRole('list', { name })).toBeVisible()
  await expect(menu.locator('[aria-current]')).toHaveText('设置')
  await expect(desk.getByRole('button', { name: '退出' })).toBeInViewport({ ratio: 1 })
  await desk.keyboard.press('Tab')
  await expect(desk.getByRole('link', { name: '概览' })).toBeInViewport({ ratio: 1 })
})

test('on a phone the head stays in sight at the end of a long list, its menu opens there, and filters wrap', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'owner')
  await page.goto('/admin/orders?view=completed')
  await expect(page.locator('.chips a[href*="view=completed"]').first()).toBeInViewport({ ratio: 1 })
  await page.goto('/admin/stock?view=all')
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await page.getByLabel('菜单').press('Space')
  const links = page.getByRole('navigation', { name: '后台' }).getByRole('link')
  for (const link of await links.all()) await expect(link).toBeInViewport({ ratio: 1 })
  await expectSound(page)
})

test('on a phone the order list begins on the first screen; its other filters are a press away, and open where one is in use', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'owner')
  const states = page.getByRole('list', { name: '状态' })
  await expect(states).toBeHidden()
  await page.getByLabel('按状态、渠道、日期找').press('Space')
  await states.getByRole('link', { name: '全部' }).click()
  await expect(states).toBeVisible()
  await page.getByLabel('按状态、渠道、日期找').press('Space')
  await expect(page.locator('.order-rows tbody tr').first()).toBeInViewport()
  await expectSound(page)
})

test('shortcuts lead where their sheet says, never while somebody types, and can be turned off', async ({
  page,
}) => {
  await signIn(page, 'owner')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: '快捷键' })
  await expect(sheet.getByRole('button', { name: '关上' })).toBeFocused()
  await expectSound(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox')
  await expect(search).toBeFocused()
  await page.keyboard.type('gs?/')
  await expect(search).toHaveValue('gs?/')
  await expect(sheet).toBeHidden()
  await search.blur()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('**/admin/stock')
  await page.getByRole('link', { name: '帮助' }).click()
  await expect(page.getByRole('heading', { name: '库存：怎么做' })).toBeVisible()
  await expectSound(page)
  await page.getByRole('link', { name: '全部帮助' }).click()
  await expectSound(page)
  await page.getByRole('button', { name: '快捷键' }).click()
  await sheet.getByLabel('在这台设备上不用快捷键').check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(sheet).toBeHidden()
  await page.reload()
  await page.keyboard.press('?')
  await expect(sheet).toBeHidden()
  await page.getByRole('button', { name: '快捷键' }).click()
  await expect(sheet.getByLabel('在这台设备上不用快捷键')).toBeChecked()
})

test('a character nobody sees is told at its field, with all that was typed, and saved once it is gone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'manager')
  await page.goto('/admin/settings/shop')
  const [operator, wechat] = [page.getByLabel('经营者名称'), page.getByLabel('微信')]
  await wechat.fill('puding-whole')
  await operator.evaluate((field: HTMLInputElement) => {
    field.value = '普\0定商行'
  })
  await page.getByRole('button', { name: '保存' }).click()
  await expect(operator).toBeFocused()
  await expect(operator).toHaveAccessibleDescription(/读不出来的字符/)
  await expect(operator).toHaveValue('普\ufffd定商行')
  await expect(wechat).toHaveValue('puding-whole')
  await expectSound(page)
  await operator.fill('普定商行')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存，商店页面已更新。')).toBeVisible()
  await expect(wechat).toHaveValue('puding-whole')
})
