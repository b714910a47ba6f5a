import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

test('a paid order stands on the overview at once; its drawing, table and csv say the same', async ({
  page,
}) => {
  await paidOrder(page, [
    { sku: 'TEA-GC-250', quantity: 2 },
    { sku: 'HNY-YL-500', quantity: 1 },
  ])
  await signIn(page, 'manager')
  await page.getByRole('link', { name: '概览' }).click()
  await expect(page.getByRole('heading', { name: '概览' })).toBeVisible()
  await page.getByRole('link', { name: '近7天' }).click()
  const box = page.getByRole('region', { name: '每日货款' })
  await expect(box.getByRole('img', { name: '每日货款' })).toBeVisible()
  await expect(box.locator('svg:visible text', { hasText: '朵贝茶' })).toBeVisible()
  await box.getByText('看表格').click()
  const cells = await box
    .locator('tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  const downloading = page.waitForEvent('download')
  await box.getByRole('link', { name: 'CSV' }).click()
  const csv = await readFile((await (await downloading).path())!, 'utf8')
  const lines = csv.replace('\uFEFF', '').trim().split('\r\n')
  expect(lines.map((line) => line.split(','))).toEqual(cells)
  const tea = cells[0]!.indexOf('朵贝茶')
  const today = cells.at(-1)!
  expect(today[0]).toBe('2026-11-23')
  expect(Number(today[tea])).toBeGreaterThan(0)
  await expectSound(page)
  const tasks = page.getByRole('region', { name: '待办' })
  await tasks.getByRole('link', { name: '个常温包裹待发货' }).click()
  await expect(page.getByRole('link', { name: /待发货 · 常温/ })).toHaveAttribute('aria-current', 'true')
})

test('the overview is sound on a phone, and those who ship see no sums there', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'fulfilment')
  await page.goto('/admin')
  await expect(page.getByRole('heading', { name: '待办' })).toBeVisible()
  await expect(page.getByText('今日货款')).toHaveCount(0)
  await expectSound(page)
})

deepTest(
  'a firm of the tea park gets its name and licence, and shoppers read them in both languages',
  async ({ page }) => {
    await signIn(page, 'manager')
    await page.getByRole('link', { name: '生产者' }).click()
    await expectSound(page)
    await page.getByRole('link', { name: '待填（茶企 13）' }).click()
    await expectSound(page)
    await page.getByLabel('名称', { exact: true }).fill('云上茶厂')
    await page.getByLabel('英文名称').fill('Cloud Tea Works')
    await page.getByLabel('已获授权使用').check()
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('alert')).toContainText('请填写证书编号')
    await expect(page.getByLabel('名称', { exact: true })).toHaveValue('云上茶厂')
    const number = page.getByLabel('证书编号')
    await expect(number).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('地址', { exact: true }).fill('穿洞街道')
    await expect(page.getByRole('alert')).toBeVisible()
    // What is wrong goes as soon as its field says something else, at the field and above the form.
    await number.fill('GI-TEST-1')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(number).not.toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByText('请填写证书编号')).toHaveCount(0)
    await expectSound(page)
    await page.getByLabel('编号', { exact: true }).first().fill('91520422TEST000001')
    await page.getByLabel('到期日').first().fill('2026-12-31')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('status')).toContainText('已保存')
    await expect(page.getByRole('row', { name: /云上茶厂/ })).toContainText('60天内到期')
    await page.goto('/producers')
    await expect(page.getByRole('region', { name: '云上茶厂' })).toContainText('证书编号 GI-TEST-1')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/en/producers')
    await expect(page.getByRole('region', { name: 'Cloud Tea Works' })).toContainText(
      'valid until 2026-12-31',
    )
    await expectSound(page)
  },
)

deepTest(
  'staff add a family and a producer with the scan of its licence; shoppers find the family',
  async ({ page }) => {
    await signIn(page, 'manager')
    await page.getByRole('link', { name: '品类', exact: true }).click()
    await page.getByRole('button', { name: '新增' }).click()
    await expect(page.getByRole('alert')).toContainText('请填写品类的中文名称')
    await expectSound(page)
    await page.getByLabel('名称', { exact: true }).fill('糟辣椒')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await page.getByRole('button', { name: '新增' }).click()
    await expect(page.getByRole('status')).toContainText('品类已加上')
    await expectSound(page)
    await page.getByRole('link', { name: '生产者' }).click()
    await page.getByRole('link', { name: '新增生产者' }).click()
    await expectSound(page)
    await page.getByLabel('名称', { exact: true }).fill('普定山货合作社')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('status')).toContainText('生产者已加上')
    const file = {
      name: '营业执照.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
    }
    await page.getByLabel('扫描件', { exact: true }).setInputFiles(file)
    await page.getByRole('button', { name: '上传' }).click()
    await expect(page.getByRole('status')).toContainText('扫描件已存好')
    await expectSound(page)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '营业执照.pdf' }).click()
    expect((await download).suggestedFilename()).toBe('营业执照.pdf')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/')
    await page.getByRole('main').getByRole('link', { name: '糟辣椒' }).click()
    await expect(page.getByRole('heading', { name: '糟辣椒' })).toBeVisible()
    await expectSound(page)
  },
)

deepTest(
  'the compliance page names what a product lacks and leads to its editor, on a phone too',
  async ({ page }) => {
    await signIn(page, 'manager')
    await page.getByRole('link', { name: '合规检查' }).click()
    await expectSound(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectSound(page)
    await expect(page.getByRole('listitem').filter({ hasText: '夜郎蜂蜜·百花蜜' })).toContainText(
      '生产许可证号',
    )
    await page.getByRole('link', { name: '夜郎蜂蜜·百花蜜' }).click()
    await expect(page.getByRole('heading', { name: '夜郎蜂蜜·百花蜜' })).toBeVisible()
  },
)
