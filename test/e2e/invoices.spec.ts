import { expect, type Page, test } from '@playwright/test'
import { bytesOf, PDF, xmlOf } from '../support/invoices-xml.ts'
import { expectSound } from '../support/sound.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'

const SHOTS = process.env.SHOTS
async function look(page: Page, name: string, scripts = true) {
  // Without scripts nothing looks into the page.
  if (scripts) await expectSound(page)
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

const file = (name: string, text: Uint8Array) => ({
  ...{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) },
})

test('an invoice is asked for on a phone without scripts, copied and issued at the desk, sent by e-mail and downloaded', async ({
  page: desk,
  browser,
}) => {
  const { number, accessToken } = await paidOrder(desk, [{ sku: 'TEA-DH-100', quantity: 2 }])
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await page.goto(`/orders/${number}?key=${accessToken}`)
  await page.getByRole('link', { name: '发票', exact: true }).click()
  await page.getByLabel('企业或单位', { exact: true }).check()
  await page.getByLabel('抬头', { exact: true }).fill('广州某某有限公司')
  await page.getByRole('button', { name: '申请发票' }).click()
  await expect(page.getByRole('alert')).toContainText('税号是15、17、18或20位')
  await look(page, 'invoice-form', false)
  await page.getByLabel('税号', { exact: true }).fill('914401000000001')
  await page.getByLabel('接收邮箱').fill('a@example.com')
  await page.getByRole('button', { name: '申请发票' }).click()
  await expect(page.getByRole('heading', { name: '已申请，等待开票' })).toBeVisible()

  await signIn(desk, 'owner')
  await desk.goto('/admin/invoices')
  await look(desk, 'desk-invoices')
  await desk
    .getByRole('row')
    .filter({ has: desk.locator(`a[href$="${number}"]`) })
    .getByRole('link')
    .first()
    .click()
  // What the SKU's facts do not say yet is typed for this invoice.
  await desk.getByLabel('税收分类编码（19位）').first().fill('1030101010100000000')
  await desk.getByLabel('税率（%）').first().fill('9')
  await look(desk, 'desk-invoice-asked')
  await desk.getByRole('button', { name: /^开始开票/ }).click()
  await expect(desk.getByText('已开始开票，照抄写单开')).toBeVisible()
  await look(desk, 'desk-invoice-sheet')
  const name = await desk
    .getByRole('table')
    .getByRole('rowheader')
    .first()
    .locator('span')
    .first()
    .innerText()
  const sum = await desk.getByRole('table').locator('tfoot td').nth(1).locator('span').first().innerText()
  const amountFen = Math.round(Number(sum) * 100)
  const said = {
    number: `2644${Date.now()}`.padEnd(20, '0'),
    buyer: '广州某某有限公司',
    taxNo: '914401000000001',
  }
  const xml = xmlOf({ ...said, amountFen, taxFen: 0, items: [[name, amountFen]] })
  await desk.getByLabel('XML').setInputFiles(file('a.xml', bytesOf(xml)))
  await desk.getByLabel('PDF').setInputFiles(file('a.pdf', PDF))
  await desk.getByRole('button', { name: '上传发票并核对' }).click()
  await expect(desk.getByText('发票核对一致，已存好')).toBeVisible()
  await look(desk, 'desk-invoice-issued')

  // The minute's clock sends the letter.
  await expect(async () => {
    await desk.request.get('/cdn-cgi/local/scheduled')
    await page.reload()
    expect(await page.getByText('已发到邮箱a***@example.com。').isVisible()).toBe(true)
  }).toPass()
  await expect(page.getByText(said.number)).toBeVisible()
  await look(page, 'invoice-issued', false)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`${said.number}.pdf`)
})
