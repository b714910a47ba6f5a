import { expect, test } from '@playwright/test'
import { totpCode, totpStep } from '../../src/staff/totp.ts'
import { expectSound } from '../support/sound.ts'
import { openArea, paidOrder, signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

/** How far the shop's clock is ahead of the machine's. */
const AHEAD = Date.parse('2026-11-23T10:00:00+08:00') - Number(process.env.E2E_STARTED)

test('staff send an order in two parcels and the shopper reads both', async ({ page }) => {
  const { number, accessToken } = await paidOrder(page, [
    { sku: 'TEA-GC-250', quantity: 1 },
    { sku: 'CHV-BQ-0500', quantity: 1 },
  ])
  await signIn(page, 'fulfilment')
  await expectSound(page)
  await page.getByLabel('手机号或后四位').fill(number)
  await page.getByRole('button', { name: '查找' }).click()
  await expectSound(page)
  await page.locator('#number-ambient').fill('SF 1234 5678 90')
  await page.locator('form:has(#number-ambient)').getByRole('button', { name: '确认发货' }).click()
  await expect(page.getByText('SF1234567890')).toBeVisible()
  await page.locator('#number-cold').fill('SF0987654321')
  await page.locator('form:has(#number-cold)').getByRole('button', { name: '确认发货' }).click()
  await expect(page.getByText('SF0987654321')).toBeVisible()
  await expect(page.getByRole('button', { name: '确认发货' })).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectSound(page)
  await page.goto(`/orders/${number}?key=${accessToken}`)
  await expect(page.getByRole('heading', { name: '已发货' })).toBeVisible()
  await expect(page.getByText('SF1234567890')).toBeVisible()
  await expect(page.getByText('SF0987654321')).toBeVisible()
  await expect(page.getByText('取消并退款')).toHaveCount(0)
  await expectSound(page)
})

test('an owner invites somebody, who sets up an account with a phone and sees only what the role may', async ({
  page,
  browser,
}) => {
  await signIn(page, 'owner')
  await page.getByRole('link', { name: '员工' }).click()
  await page.getByLabel('角色', { exact: true }).selectOption('viewer')
  await page.getByRole('button', { name: '生成一次性链接' }).click()
  const told = () => page.getByRole('status').locator('code').textContent()
  const link = (await told())!
  await expectSound(page)
  const other = await (await browser.newContext()).newPage()
  await other.goto(new URL(link).pathname + new URL(link).search)
  await expectSound(other)
  const login = `kan${Date.now()}`.slice(0, 16)
  await other.getByLabel('用户名').fill(login)
  await other.getByLabel('姓名').fill('周看')
  await other.getByLabel('密码').fill('mountain-tea-2026')
  const secret = (await other.locator('.admin-secret').textContent())!
  await expect(other.getByRole('button', { name: '复制密钥' })).toBeVisible()
  await other.getByLabel('应用里显示的六位数字').fill('000000')
  await other.getByRole('button', { name: '完成设置' }).click()
  await expect(other.getByRole('alert')).toContainText('动态码不对')
  await expect(other.getByLabel('用户名')).toHaveValue(login)
  await other.getByLabel('密码').fill('mountain-tea-2026')
  const code = await totpCode(secret, totpStep(Date.now() + AHEAD))
  await other.getByLabel('应用里显示的六位数字').fill(code)
  await other.getByRole('button', { name: '完成设置' }).click()
  await expect(other.getByRole('heading', { name: '账号已建好' })).toBeVisible()
  await expect(other.locator('.admin-codes li')).toHaveCount(10)
  const recovery = (await other.locator('.admin-codes li').first().textContent())!.trim()
  await other.getByRole('link', { name: '去登录' }).click()
  await other.getByLabel('用户名').fill(login)
  await other.getByLabel('密码').fill('mountain-tea-2026')
  // The code that set the account up is spent: it is told apart from a wrong one.
  await other.getByLabel('动态码或恢复码').fill(code)
  await other.getByRole('button', { name: '登录' }).click()
  await expect(other.getByRole('alert')).toContainText('请等应用里出现下一个')
  await other.getByLabel('密码').fill('mountain-tea-2026')
  await other.getByLabel('动态码或恢复码').fill(recovery)
  await other.getByRole('button', { name: '登录' }).click()
  await expect(other.getByRole('heading', { name: '概览' })).toBeVisible()
  await expect(other.getByRole('link', { name: '员工' })).toHaveCount(0)
  expect((await other.request.get('/admin/audit')).status()).toBe(403)
  // Their phone is lost: the owner sets the way in anew, after being asked, and the old one ends at once.
  await page.goto('/admin/staff')
  const row = page.getByRole('row').filter({ hasText: login })
  await row.getByText('重置登录').click()
  await expectSound(page)
  await row.getByRole('button', { name: '确认重置' }).click()
  const again = (await told())!
  await other.reload()
  await expect(other.getByRole('heading', { name: '工作人员登录' })).toBeVisible()
  await other.goto(new URL(again).pathname + new URL(again).search)
  await expect(other.getByRole('heading', { name: '重新设置登录' })).toBeVisible()
  await expectSound(other)
})

test('what is sent after the session has ended stands in its form again after signing in, and a colleague’s save is kept', async ({
  page,
  browser,
}) => {
  await signIn(page, 'manager')
  await page.goto('/admin/settings/shop')
  const phone = await page.getByLabel('联系电话').inputValue()
  await page.context().clearCookies()
  await page.getByLabel('微信', { exact: true }).fill('puding-kept')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('alert')).toContainText('您填的都留着')
  await page.getByLabel('用户名').fill('manager')
  await page.getByLabel('密码').fill('puding-sample')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page).toHaveURL(/\/admin\/settings\/shop$/)
  await expect(page.getByRole('status')).toContainText('您填的已放回来')
  await expect(page.getByLabel('微信', { exact: true })).toHaveValue('puding-kept')
  await expect(page.getByLabel('联系电话')).toHaveValue(phone)
  await expectSound(page)
  // A colleague changed something else in between.
  const other = await (await browser.newContext()).newPage()
  await signIn(other, 'owner')
  await other.goto('/admin/settings/shop')
  await other.getByLabel('投诉方式').fill('来电，当天答复')
  await other.getByRole('button', { name: '保存' }).click()
  await expect(other.getByRole('status')).toBeVisible()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status')).toContainText('已保存')
  await expect(page.getByLabel('投诉方式')).toHaveValue('来电，当天答复')
  await expect(page.getByLabel('微信', { exact: true })).toHaveValue('puding-kept')
})

deepTest(
  'a courier’s sheet with a bad line is looked at first, then sent in one go; slips print on their own pages',
  async ({ page }) => {
    const { number } = await paidOrder(page, [{ sku: 'TEA-GC-250', quantity: 2 }])
    await signIn(page, 'fulfilment')
    await page.goto('/admin/shipments/slips?storage=ambient')
    await expect(page.getByText('陈秋雨').first()).toBeVisible()
    await expectSound(page)
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.admin-head')).toBeHidden()
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('link', { name: '表格发货' }).click()
    const tracking = `SF${Date.now()}`
    await page.getByLabel('表格（').setInputFiles({
      name: 'sf.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `\uFEFF订单号,储运,快递公司,运单号\r\n${number},常温,顺丰速运,${tracking}\r\nABC,常温,顺丰速运,SF1\r\n`,
      ),
    })
    await page.getByRole('button', { name: '上传核对' }).click()
    await expect(page.getByRole('heading', { name: '匹配 1 行，不发 1 行' })).toBeVisible()
    await expect(page.getByText('订单号是12位字母和数字')).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: '确认发出 1 个包裹' }).click()
    await expect(page.getByRole('status')).toContainText('已发出 1 个包裹')
    await page.getByRole('link', { name: '打印交接单' }).click()
    await expect(page.getByText(tracking)).toBeVisible()
    await expectSound(page)
  },
)

deepTest(
  'finance refunds one of three lines: the sum is said, typed, and the shopper reads it',
  async ({ page }) => {
    const { number, accessToken } = await paidOrder(page, [
      { sku: 'TEA-GC-250', quantity: 1 },
      { sku: 'TEA-DH-100', quantity: 1 },
      { sku: 'CHV-BQ-0500', quantity: 1 },
    ])
    await signIn(page, 'finance')
    await page.goto(`/admin/orders/${number}`)
    await page.getByLabel(/CHV-BQ-0500/).fill('1')
    await page.getByLabel('原因').fill('今天没有收到鲜货')
    await page.getByLabel('输入退款金额').fill('1')
    await page.getByRole('button', { name: '原路退款' }).click()
    const asked = page.getByRole('alert')
    await expect(asked).toContainText('现在还没有退款')
    const sum = /请输入 ([\d.]+) 确认/.exec((await asked.textContent())!)![1]!
    await expect(page.getByLabel('原因')).toHaveValue('今天没有收到鲜货')
    await expect(page.getByLabel(/CHV-BQ-0500/)).toHaveValue('1')
    await page.getByLabel('输入退款金额').fill(sum)
    await page.getByRole('button', { name: '原路退款' }).click()
    await expect(page.locator('.refund-list li')).toContainText(
      new RegExp(`¥${sum} 部分退款 · 成功.*今天没有收到鲜货`),
    )
    await expectSound(page)
    await page.goto(`/orders/${number}?key=${accessToken}`)
    await expect(page.getByText('退款（原路退回）')).toBeVisible()
    // What was not sent yet is still theirs to call off.
    await expect(page.getByText('取消并退款', { exact: true })).toBeVisible()
  },
)

test('a manager keeps the holidays, and the page is sound on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'manager')
  await openArea(page, '设置')
  await expect(page.getByRole('heading', { name: '还缺什么' })).toBeVisible()
  await expectSound(page)
})

deepTest(
  'the order list reads on a phone: every cell says what it is, nothing runs past its card',
  async ({ page }) => {
    const { number } = await paidOrder(page, [{ sku: 'TEA-GC-250', quantity: 2 }])
    await signIn(page, 'viewer')
    await page.goto('/admin/orders?view=all')
    const row = page.locator('tbody tr').filter({ has: page.locator(`a[href$="${number}"]`) })
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 844 })
      await expectSound(page)
      const list = page.getByRole('group', { name: '表格' })
      expect(await list.evaluate((own) => own.scrollWidth - own.clientWidth)).toBeLessThanOrEqual(0)
      await row.getByText('¥316').scrollIntoViewIfNeeded()
      await expect(row.getByText('¥316')).toBeInViewport()
      const label = await row
        .getByText('¥316')
        .evaluate((cell) => getComputedStyle(cell, '::before').getPropertyValue('content'))
      expect([width, label.split(' ')[0]]).toEqual([width, width < 768 ? '"金额"' : 'none'])
    }
  },
)
