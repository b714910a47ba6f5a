import { expect, type Page, test } from '@playwright/test'
import { adminUrls, type Url } from '../../src/urls.ts'
import { faultsOnPhone } from '../support/phone.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'
import { screens } from '../support/walks.ts'

/** What a walk of the owner cannot open, and why. */
const NOT_WALKED = [
  'signIn', // Nobody is signed in there: staff.spec.ts.
  'setUp', // By a link that is good once: desk.spec.ts.
  ...['producerScan', 'claimPhoto', 'invoiceFile'], // Files, not pages.
  'arrivalVoucher', // A file, not a page.
  'listingFrame', // The shop's own page, inside the next one.
  'listingPhone', // The shop's own page in a frame as wide as a phone: for a PC.
  'reconciliationDay', // Once a provider was asked for a bill: reconciliation.spec.ts.
  'quotationSheet', // A paper, once a quotation was sent: institutions.spec.ts.
  'components', // Parts of pages, for who builds them: components.spec.ts.
  'listingSheetAct', // Stands only while a sheet is being taken in.
]

const FILE = /\.(csv|xlsx|json)$/
const PAGES = Object.entries<Url>(adminUrls)
  .filter(([name, { get, path }]) => get && !FILE.test(path) && !NOT_WALKED.includes(name))
  .map(([name, { path }]) => ({ name, path, form: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }))
  .sort((one, other) => one.path.split(':').length - other.path.split(':').length)

/** One of everything whose page stands only where there is one. */
async function fill(page: Page) {
  const own = Date.now() % 1_000_000
  const { number, accessToken } = await paidOrder(page, [{ sku: 'TEA-GC-250', quantity: 2 }])
  await page.goto(`/orders/${number}?key=${accessToken}`)
  await page.goto(`/orders/${number}/lines/1/claim`)
  await page.getByLabel('什么问题').selectOption({ index: 1 })
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('heading', { name: '等我们答复' })).toBeVisible()
  await page.goto(`/orders/${number}/invoice`)
  await page.getByLabel('接收邮箱').fill('a@example.com')
  await page.getByRole('button', { name: '申请发票' }).click()
  await expect(page.getByRole('button', { name: '申请发票' })).toBeHidden()

  await page.goto('/institutions')
  await page.getByLabel('商品与数量').fill('鲜韭黄 5 kg 装，2箱')
  await page.getByLabel('单位全称').fill(`花都区总工会${own}`)
  await page.getByLabel('联系人').fill('陈秋雨')
  await page.getByLabel('联系电话').fill('020 3688 1234')
  await page.getByLabel('用途').selectOption('benefits')
  await page.getByLabel('希望送到的日期').fill('2026-12-10')
  await page.getByLabel('我同意按').check()
  await page.getByRole('button', { name: '提交需求' }).click()
  await expect(page.getByRole('heading', { name: '需求已收到' })).toBeVisible()

  await page.goto('/admin/promotions/new')
  await page.getByLabel('优惠码', { exact: true }).fill(`PHONE${own}`)
  await page.getByLabel(/^减多少元/).fill('5')
  await page.getByRole('button', { name: '新建优惠码' }).click()
  await expect(page.getByRole('heading', { name: `PHONE${own}` })).toBeVisible()

  await page.goto('/admin/transfers')
  await page.locator('summary', { hasText: '登记一笔到账' }).click()
  await page.getByLabel('金额').fill('120')
  await page.getByLabel('付款人户名').fill(`花都区总工会${own}`)
  await page.getByLabel('银行流水号').fill(`PHONE${own}`)
  await page.getByRole('button', { name: '登记到账' }).click()
  await expect(page.getByRole('status')).toBeVisible()

  await page.goto('/admin/media')
  const buffer = await page.screenshot({ type: 'jpeg' })
  await page.getByLabel('选一张照片').setInputFiles({ name: 'desk.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByLabel('照片说明').fill('后台的一页')
  await page.getByRole('button', { name: '上传', exact: true }).click()
  await expect(page.getByText('照片已保存。')).toBeVisible()
}

/** The narrowest phones too in test:deep. */
const WIDTHS = screens(390, 320)

test(`at ${WIDTHS.join(' and ')} px no page of the desk scrolls sideways, cuts anything off or has a target below 44 px`, async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'owner')
  await fill(page)
  const walked = new Set<string>()
  const wrong: string[] = []
  // Lists as full as they get come first: each page is walked once.
  const waiting = [
    '/admin/orders?view=all',
    '/admin/stock?view=all',
    '/admin/shelf-cards/sheet?product=duobei-hong',
  ]
  waiting.push(...PAGES.map(({ path }) => path).filter((path) => !path.includes(':')))
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    const { pathname } = new URL(address, 'http://shop')
    const one = PAGES.find(({ form }) => form.test(pathname))
    if (!one || walked.has(one.name) || FILE.test(pathname)) continue
    const answer = await page.goto(address)
    if (answer?.status() !== 200) continue
    walked.add(one.name)
    const links = page.locator('a[href^="/admin"]')
    if (one.name === 'listing') waiting.push(`${pathname}/pictures`)
    waiting.push(...(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))))
    for (const width of WIDTHS) {
      if (page.viewportSize()!.width !== width) await page.setViewportSize({ width, height: 844 })
      wrong.push(...(await faultsOnPhone(page)).map((fault) => `${one.name} at ${width}: ${fault}`))
    }
  }
  expect(wrong).toEqual([])
  expect(PAGES.map(({ name }) => name).filter((name) => !walked.has(name))).toEqual([])
})

test('at 1280 px the desk’s tables are tables, and screen readers read one at either width', async ({
  page,
}) => {
  await signIn(page, 'viewer')
  await page.goto('/admin/stock?view=all')
  const table = page.getByRole('table')
  const display = () =>
    table
      .locator('tbody tr')
      .first()
      .evaluate((row) => getComputedStyle(row).display)
  expect(await display()).toBe('table-row')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await display()).toBe('grid')
  await expect(table.getByRole('columnheader')).toHaveCount(7)
  const row = table.getByRole('row').nth(1)
  await expect(row.getByRole('rowheader')).toHaveCount(1)
  await expect(row.getByRole('cell')).toHaveCount(6)
})
