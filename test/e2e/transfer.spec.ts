import { expect, type Page, test } from '@playwright/test'
import { fillRecipient } from '../support/quotation-pages.ts'
import { expectSound } from '../support/sound.ts'
import { signIn } from '../support/staff-pages.ts'
import { deepTest } from '../support/walks.ts'

test.use({ viewport: { width: 1280, height: 900 } })

/** An institution asks for tea, staff quote it, it accepts: answers its page and the order's number. */
async function acceptedOrder(page: Page, desk: Page, unit: string, pieces: string): Promise<string> {
  await page.goto('/institutions?sku=TEA-GC-250')
  await page.getByLabel('其他商品与数量').fill(`朵贝贡茶 250 克 ${pieces} 盒`)
  await page.getByLabel('单位全称').fill(unit)
  await page.getByLabel('联系人').fill('陈秋雨')
  await page.getByLabel('联系电话').fill('020-36881234')
  await page.getByLabel('用途').selectOption('benefits')
  await page.getByLabel('我同意按').check()
  await page.getByRole('button', { name: '提交需求' }).click()
  await expect(page.getByRole('heading', { name: '需求已收到' })).toBeVisible()
  const asked = new URL(page.url()).pathname

  await desk.goto('/admin/quotations')
  await desk.getByRole('row', { name: unit }).getByRole('link').click()
  await desk.getByLabel('找商品').fill('TEA-GC-250')
  await desk.getByLabel('找商品').press('Enter')
  await desk.getByRole('button', { name: '加入 TEA-GC-250' }).click()
  await desk.getByLabel('TEA-GC-250 数量').fill(pieces)
  await desk.getByLabel('TEA-GC-250 单价').fill('150')
  await desk.getByLabel('运费（元）').fill('0')
  await desk.getByRole('button', { name: '准备发送' }).click()
  await desk.getByRole('button', { name: '确认发送' }).click()
  await expect(desk.getByRole('status')).toContainText('报价已发送')

  await page.goto(asked)
  await fillRecipient(page)
  await page.getByLabel('税号').fill('91440114MA59ABCD18')
  await page.getByLabel('邮箱').fill('buyer@example.com')
  await page.getByLabel('我已阅读').check()
  await page.getByRole('button', { name: '接受报价，生成订单' }).last().click()
  await expect(page.getByRole('heading', { name: '等待付款' })).toBeVisible()
  return page.url().split('/').at(-1)!
}

deepTest(
  'a transfer from quotation to imported statement, with one under- and one overpayment',
  async ({ page, browser }) => {
    const desk = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    await signIn(desk, 'finance')
    const unit = `花都区总工会${Date.now()}`
    const under = await acceptedOrder(page, desk, unit, '4')
    const over = await acceptedOrder(page, desk, `${unit}工会`, '5')

    await page.goto(`/orders/${under}/payment`)
    await page.getByRole('button', { name: '银行转账' }).click()
    await expect(page.getByRole('heading', { name: '银行转账' })).toBeVisible()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: '复制' }).last().click()
    await expect(page.getByRole('button', { name: '已复制' })).toBeVisible()
    expect((await page.evaluate(() => navigator.clipboard.readText())).replaceAll('-', '')).toBe(under)
    await expectSound(page)
    await page.getByRole('link', { name: '打印付款通知书' }).click()
    await expect(page.getByText('陆佰元整')).toBeVisible()
    await expectSound(page)

    const now = Date.now()
    const csv = [
      '中国银行 账户明细',
      '交易日期,交易流水号,借方发生额,贷方发生额,对方户名,附言',
      `20261123,E${now}1,,400.00,${unit},货款${under}`,
      `20261123,E${now}2,,800.00,${unit}工会,${over.toLowerCase()}`,
      `20261123,E${now}3,12.00,,网银,手续费`,
    ].join('\n')
    const sheet = { name: '明细.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await desk.goto('/admin/transfers/statements')
    await desk.getByLabel('银行明细（xlsx或csv）').setInputFiles(sheet)
    await desk.getByRole('button', { name: '上传核对' }).click()
    await expect(desk.getByRole('heading', { name: '这家银行的明细还没有记住' })).toBeVisible()
    await expectSound(desk)
    await desk.getByLabel('银行（给这种明细起个名字）').fill('中国银行')
    await desk.getByRole('button', { name: '记住并核对' }).click()
    await expect(desk.getByRole('row', { name: `E${now}1` })).toContainText('少付')
    await expect(desk.getByRole('row', { name: `E${now}2` })).toContainText('多付')
    await expectSound(desk)
    await desk.getByRole('button', { name: '确认入账 2 笔' }).click()
    await expect(desk.getByRole('status')).toContainText('已入账 2 笔')
    await expect(desk.getByRole('row', { name: `E${now}1` })).toContainText('已登记')

    await page.goto(`/orders/${under}/payment`)
    await expect(page.getByText('已到账 ¥400，还差 ¥200')).toBeVisible()
    await page.goto(`/orders/${over}`)
    await expect(page.getByRole('heading', { name: '已付款，正在备货' })).toBeVisible()

    await desk.goto('/admin/receivables')
    const owes = desk.getByRole('group', { name: '按单位' }).getByRole('row', { name: unit })
    await expect(owes).toContainText('200')
    await expectSound(desk)
    /** Who entered the money does not alone make a code of what is left of it: a colleague does. */
    const credit = async (by: Page) => {
      await by.goto('/admin/transfers')
      const row = by.getByRole('row', { name: `${unit}工会` })
      await row.getByRole('link').first().click()
      await expect(by.getByText('还有 ¥50 没有分配')).toBeVisible()
      await by.getByLabel('换成优惠码').check()
      await by.getByLabel('原因', { exact: true }).last().fill('多付')
      await by.getByLabel('输入金额（元）确认').fill('50')
      await by.getByRole('button', { name: '登记退回' }).click()
    }
    await credit(desk)
    await expect(desk.getByText('请另一位同事来换').first()).toBeVisible()
    await expectSound(desk)
    const owner = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    await signIn(owner, 'owner')
    await credit(owner)
    await expect(owner.getByRole('status')).toContainText('已换成优惠码')
    await expectSound(owner)
  },
)
