import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { readSheet, writeCsv } from '../../src/kernel/spreadsheet.ts'
import { HEAD } from '../support/listing-headings.ts'
import { expectSound } from '../support/sound.ts'
import { openArea, signIn } from '../support/staff-pages.ts'
import { deepTest, screens } from '../support/walks.ts'

const fileOf = (rows: string[][], name: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(writeCsv(rows)),
})
const sheetOf = async (path: string): Promise<string[][]> => {
  const read = readSheet(new Uint8Array(await readFile(path)), { rows: 5002 })
  return 'rows' in read ? read.rows : []
}

/** Stops the next POST to an address on its way, so that what is shown meanwhile can be looked at. */
async function hold(page: Page, address: string) {
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  const reached = page.waitForRequest((request) => request.method() === 'POST')
  await page.route(address, async (route) => {
    if (route.request().method() === 'POST') await released
    await route.continue()
  })
  return { reached, release }
}

const SHOTS = process.env.SHOTS
const shot = async (page: Page, name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

/** A sheet as large as a shop’s whole catalogue takes a quarter of a minute to check, twice. */
const ROWS = process.env.DEEP ? 500 : 80
const GOOD = ROWS - 7

for (const width of screens(1280, 390))
  deepTest(
    `at ${width} px a sheet of ${ROWS} products with 7 bad rows is looked at, imported, exported, the same again, undone`,
    async ({ page }) => {
      await page.setViewportSize({ width, height: 844 })
      const rows = Array.from({ length: ROWS }, (_, at) => [
        `BULK${width}-${at}`,
        `bulk-${width}-${at}`,
        `批量蜂蜜${width}-${at}`,
        '500 g/瓶',
        '68',
        '12',
        '在售',
        '夜郎蜂蜜',
        'prc_yelang',
        '820',
        '500',
        '540',
        '9,10,11',
        '示例',
        '秋天的蜜。',
      ])
      const bad: [number, string][] = [
        [4, '六十'],
        [7, '咖啡'],
        [3, ''],
        [14, '抗癌'],
        [0, 'TEA-GC-100'],
        [5, '-1'],
        [9, ''],
      ]
      for (const [at, [column, text]] of bad.entries()) rows[at * 10]![column] = text
      await signIn(page, 'manager')
      await page.goto('/admin/listings')
      await page.getByRole('link', { name: '表格导入导出' }).click()
      await expectSound(page)
      await page.getByLabel('表格（xlsx或csv）').setInputFiles(fileOf([HEAD, ...rows], '批量.csv'))
      const sheetHeld = await hold(page, '**/admin/listings/sheet')
      await page.getByRole('button', { name: '上传核对' }).click()
      await sheetHeld.reached
      await expect(
        page.getByText(new RegExp(`^${ROWS} 行，(?:已上传 \\d+%|正在和店里的商品核对)$`)),
      ).toBeVisible()
      await expect(page.getByText(/^已用 [1-9]\d* 秒$/)).toBeVisible()
      await expectSound(page)
      await shot(page, `sheet-progress-${width}`)
      sheetHeld.release()
      await expect(page.getByRole('heading', { name: '核对商品表格' })).toBeVisible()
      await expect(page.getByText(`新增 ${GOOD}`, { exact: true })).toBeVisible()
      await expect(page.getByText('错误行 7')).toBeVisible()
      await expect(page.getByText(/请删去“抗癌”/)).toBeVisible()
      await expectSound(page)
      await shot(page, `sheet-plan-${width}`)
      // What is shown while the browser waits for the answer: the page cannot be asked any more then.
      await page.evaluate(() =>
        document.addEventListener('submit', () => {
          const shown = document.querySelector<HTMLElement>('[data-sheet-progress]')
          sessionStorage.setItem('told', shown?.hidden ? '' : (shown?.innerText ?? ''))
        }),
      )
      await page.getByRole('button', { name: `确认导入 ${GOOD} 款商品的改动` }).click()
      await expect(page.getByRole('status')).toContainText(`新增 ${GOOD} 行`)
      expect(await page.evaluate(() => sessionStorage.getItem('told'))).toBe(
        `正在一次写入 ${GOOD} 款商品（${GOOD} 行），写不全就一行也不写`,
      )
      await expectSound(page)
      await shot(page, `sheet-done-${width}`)
      const done = page.url()
      await page.getByRole('link', { name: '再导一张表' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'xlsx' }).first().click(),
      ])
      await page.getByLabel('表格（xlsx或csv）').setInputFiles(await download.path())
      await page.getByRole('button', { name: '上传核对' }).click()
      await expect(page.getByText('与店里当前内容一致，没有要导入的改动。')).toBeVisible()
      await shot(page, `sheet-same-${width}`)
      await page.goto(done)
      await page.getByRole('button', { name: '撤销' }).click()
      await expect(page.getByRole('status')).toContainText(`已撤销 ${GOOD * 2} 项`)
      await shot(page, `sheet-undone-${width}`)
      await page.goto(`/products?q=BULK${width}-1`)
      await expect(page.getByRole('link', { name: new RegExp(`批量蜂蜜${width}`) })).toHaveCount(0)
    },
  )

for (const width of screens(390, 1280))
  test(`at ${width} px a SKU is restocked with a reason, and a counted sheet is entered once`, async ({
    page,
  }) => {
    // Both sizes at once: on one SKU the second would be told that its stock moved, as it should.
    const sku = width === 390 ? 'NDL-KT-4' : 'NDL-KT-8'
    await page.setViewportSize({ width, height: 844 })
    await signIn(page, 'manager')
    await openArea(page, '库存')
    await expectSound(page)
    await page.getByRole('searchbox').fill(sku)
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: sku }).click()
    await page.getByLabel('件数').fill('20')
    await page.getByLabel('原因').selectOption('补货')
    await page.getByRole('button', { name: '记入库存' }).click()
    await expect(page.getByRole('status')).toContainText('已入账')
    await expect(page.getByRole('row', { name: /入库 \+20 补货/ }).first()).toBeVisible()
    await expectSound(page)
    await page.getByRole('link', { name: '库存', exact: true }).first().click()
    await page.getByRole('link', { name: '盘点' }).click()
    await expectSound(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'xlsx' }).click(),
    ])
    const rows = (await sheetOf(await download.path())).map((cells) =>
      cells[0] === sku ? cells.with(4, String(Number(cells[3]) - 3)) : cells,
    )
    const file = fileOf(rows, '盘点.csv')
    await page.getByLabel('盘点表（xlsx或csv）').setInputFiles(file)
    await page.getByRole('button', { name: '上传看差异' }).click()
    await expect(page.getByRole('heading', { name: '盘了 1 行：1 行有差异，0 行相符' })).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: '确认入账 1 处差异' }).click()
    await expect(page.getByRole('status')).toContainText('改了 1 个的库存')
    await page.getByLabel('盘点表（xlsx或csv）').setInputFiles(file)
    await page.getByRole('button', { name: '上传看差异' }).click()
    await expect(page.getByText('不重复入账')).toBeVisible()
    await page.goto('/admin/stock/reconciliation')
    await expect(page.getByRole('status')).toContainText('账目全部相符')
    await expectSound(page)
  })
