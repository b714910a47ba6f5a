import { expect, type Page, test } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { signIn } from '../support/staff-pages.ts'
import { deepTest, screens } from '../support/walks.ts'

// These change what every page shows: one after the other, and each puts back what others may look at.
test.describe.configure({ mode: 'default' })

async function expectSoundPage(page: Page) {
  for (const width of screens(1280, 390)) {
    await page.setViewportSize({ width, height: 844 })
    await expectSound(page)
    if (process.env.SHOTS)
      await page.screenshot({
        path: `${process.env.SHOTS}/${new URL(page.url()).pathname.replaceAll('/', '_')}-${width}.png`,
        fullPage: true,
      })
  }
}

test('a manager changes a freight fee, sees it counted while typing, and the cart follows', async ({
  page,
}) => {
  await signIn(page, 'manager')
  await page.getByRole('link', { name: '设置' }).click()
  await expectSoundPage(page)
  await page.getByRole('link', { name: '运费', exact: true }).click()
  await expectSoundPage(page)
  await page.getByRole('link', { name: /冷链快递/ }).click()
  const fee = page.getByRole('group', { name: '分区1', exact: true }).getByLabel('首重运费')
  await expect(fee).toHaveValue('15')
  await fee.fill('16.5')
  await expect(page.locator('output')).toContainText('→ ¥20.5')
  await expectSoundPage(page)
  await page.getByRole('button', { name: '保存运费' }).click()
  await expect(page.locator('.admin-saved')).toContainText('已保存')
  await page.goto('/products/baiqi-chive')
  await page.request.post('/cart/lines', {
    form: { sku: 'CHV-BQ-0500', quantity: '1', action: 'add' },
    headers: { Origin: new URL(page.url()).origin },
  })
  await page.goto('/cart')
  await expect(page.getByText('16.5').first()).toBeVisible()
  await page.goto('/admin/settings/freight/cold')
  await fee.fill('15')
  await page.getByRole('button', { name: '保存运费' }).click()
  await expect(page.locator('.admin-saved')).toContainText('已保存')
})

deepTest('a manager fixes a sourced figure and it stands on /impact', async ({ page }) => {
  await signIn(page, 'manager')
  await page.goto('/admin/settings/facts')
  await expectSoundPage(page)
  await page.getByRole('link', { name: '改 38期' }).click()
  await page.getByLabel('说明', { exact: true }).fill('培训班，共培训1831人')
  await expectSoundPage(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status')).toBeVisible()
  await page.goto('/impact')
  await expect(page.getByText('培训班，共培训1831人')).toBeVisible()
})

deepTest('a manager writes the producers page with a preview, and shoppers read it', async ({ page }) => {
  await signIn(page, 'manager')
  await page.goto('/admin/settings/pages')
  await expectSoundPage(page)
  await page.getByRole('link', { name: /生产者 .producers/ }).click()
  await page.getByLabel('中文').fill('## 怎么核对\n\n生产主体的名称与证照**逐家核对**后展示。')
  await page.getByRole('button', { name: '预览（不保存）' }).click()
  await expect(page.getByRole('heading', { name: '怎么核对' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '预览（还没有保存）' })).toBeVisible()
  await expectSoundPage(page)
  await page.getByRole('button', { name: '保存并发布' }).click()
  await page.getByRole('link', { name: '查看页面' }).click()
  await expect(page.getByRole('heading', { name: '怎么核对' })).toBeVisible()
  await expectSoundPage(page)
})

test('a line of news is set, closed by a visitor for good, and taken down', async ({ page }) => {
  await signIn(page, 'manager')
  await page.goto('/admin/settings/banner')
  await page.getByLabel('中文').fill('冷链本周四截单')
  await page.getByLabel('英文').fill('Cold chain closes on Thursday')
  await page.getByLabel('点开去哪里').fill('/products')
  await page.getByLabel('结束日期').fill('2026-11-30')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('公告正在显示')).toBeVisible()
  await expectSoundPage(page)
  await page.goto('/story')
  await expect(page.getByRole('link', { name: '冷链本周四截单' })).toBeVisible()
  await expectSoundPage(page)
  await page.getByRole('button', { name: '关闭公告' }).click()
  await expect(page.getByText('冷链本周四截单')).toBeHidden()
  await page.reload()
  await expect(page.getByText('冷链本周四截单')).toBeHidden()
  await page.goto('/admin/settings/banner')
  await page.getByRole('button', { name: '撤下公告' }).click()
  await expect(page.getByText('现在没有公告')).toBeVisible()
})

deepTest('shop, deadlines and holidays are sound pages', async ({ page }) => {
  await signIn(page, 'manager')
  for (const name of ['店铺与证照', '时限', '节假日']) {
    await page.goto('/admin/settings')
    await page.getByRole('navigation', { name: '设置' }).getByRole('link', { name }).click()
    await page.waitForURL(/\/admin\/settings\/./)
    await expectSoundPage(page)
  }
  await page.goto('/admin/settings/shop')
  await page.getByLabel('ICP备案号').fill('123')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('alert')).toContainText('有 1 处要改')
  await expectSoundPage(page)
})

deepTest('an owner sifts the log by person and act, on a page that is sound', async ({ page }) => {
  await signIn(page, 'owner')
  await page.goto('/admin/audit')
  await page.getByLabel('谁').selectOption({ label: '示例负责人（owner）' })
  await page.getByLabel('做了什么').selectOption({ label: '登录' })
  await page.getByRole('button', { name: '筛选' }).click()
  await expect(page.getByRole('cell', { name: '登录' }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: '示例商品员' })).toHaveCount(0)
  await expectSoundPage(page)
})
