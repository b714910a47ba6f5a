import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { readSheet, writeXlsx } from '../../src/kernel/spreadsheet.ts'
import { totpCode, totpStep } from '../../src/staff/totp.ts'
import { firstStart } from '../support/first-start.ts'
import { expectSound } from '../support/sound.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'

const NOW = '2026-11-23T10:00:00+08:00'
/** A day's orders of one tea, beside two others. */
const ORDERS = 40

async function setUpOwner(page: Page, link: string, clock: () => number) {
  await page.goto(link)
  await expectSound(page)
  await page.getByLabel('用户名').fill('laoban')
  await page.getByLabel('姓名').fill('周负责')
  const secret = (await page.locator('.admin-secret').textContent())!
  await page.getByLabel('密码').fill('mountain-tea-2026')
  await page.getByLabel('应用里显示的六位数字').fill(await totpCode(secret, totpStep(clock())))
  await page.getByRole('button', { name: '完成设置' }).click()
  await expect(page.getByRole('heading', { name: '账号已建好' })).toBeVisible()
  await expect(page.locator('.admin-codes li')).toHaveCount(10)
  await page.getByRole('link', { name: '去登录' }).click()
  await page.getByLabel('用户名').fill('laoban')
  await page.getByLabel('密码').fill('mountain-tea-2026')
  // A code counts once: the next one is taken a step early, as of a phone whose clock is ahead.
  await page.getByLabel('动态码或恢复码').fill(await totpCode(secret, totpStep(clock()) + 1))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { name: '概览' })).toBeVisible()
}

// Its parts are looked at elsewhere (staff.spec.ts); the whole day takes the better part of a minute.
if (process.env.DEEP)
  test('from first start: an owner with a second factor sends a day of orders by a courier’s sheet with three bad lines, prints, parts an order in two, refunds a line, and the shopper follows', async ({
    browser,
  }) => {
    const shop = await firstStart(NOW)
    try {
      const context = await browser.newContext({ baseURL: shop.base, acceptDownloads: true })
      const page = await context.newPage()
      const shopper = await (await browser.newContext({ baseURL: shop.base })).newPage()
      await setUpOwner(page, shop.setUp, shop.clock)
      // The link was good once.
      expect((await page.request.get(shop.setUp)).status()).toBe(404)

      const numbers: string[] = []
      for (let count = 0; count < ORDERS; count += 1)
        numbers.push((await paidOrder(page, [{ sku: 'TEA-GC-250', quantity: 1 }], shop.base)).number)
      const parted = await paidOrder(page, [{ sku: 'TEA-DH-100', quantity: 3 }], shop.base)
      const three = await paidOrder(
        page,
        ['TEA-GC-250', 'TEA-DH-100', 'CHV-BQ-0500'].map((sku) => ({ sku, quantity: 1 })),
        shop.base,
      )

      // Print: pick list and slips, then the paper itself.
      await page.goto('/admin/shipments/picking')
      const tea = page.getByRole('row', { name: /TEA-GC-250/ })
      await expect(tea.getByRole('cell').nth(1)).toHaveText(String(ORDERS + 1))
      await expect(page.getByText('冷链：1 笔订单')).toBeVisible()
      await expectSound(page)
      await page.goto('/admin/shipments/slips?storage=ambient')
      await expect(page.locator('.slip')).toHaveCount(ORDERS + 2)
      await expect(page.locator('.slip').filter({ hasText: '¥' })).toHaveCount(0)
      await page.emulateMedia({ media: 'print' })
      await expect(page.locator('.admin-head')).toBeHidden()
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(ORDERS + 2)
      // 100 × 150 mm in points, every page alike.
      const sizes = [...new Set(paper.match(/MediaBox \[[\d. ]+\]/g))]
      expect(sizes).toEqual([expect.stringMatching(/\[0 0 28[23]\.\d+ 42[45]\.\d+\]/)])
      await page.emulateMedia({ media: 'screen' })

      // One order in two parcels; the shopper reads both.
      await page.goto(`/admin/orders/${parted.number}`)
      await page.locator('input[type=number]').first().fill('1')
      await page.locator('#number-ambient').fill('SF1000000001')
      await page.getByRole('button', { name: '确认发货' }).click()
      await expect(page.getByText('SF1000000001').first()).toBeVisible()
      await shopper.goto(`/orders/${parted.number}?key=${parted.accessToken}`)
      await expect(shopper.getByRole('heading', { name: '部分发货' })).toBeVisible()
      await page.locator('#number-ambient').fill('SF1000000002')
      await page.getByRole('button', { name: '确认发货' }).click()
      await expect(page.getByText('SF1000000002').first()).toBeVisible()
      await shopper.reload()
      await expect(shopper.getByRole('heading', { name: '已发货' })).toBeVisible()
      await expect(shopper.getByText('预计11月25日至11月27日送达')).toHaveCount(2)
      await expect(shopper.getByRole('link', { name: '查物流' }).first()).toHaveAttribute(
        'href',
        /sf-express\.com\/.*SF1000000001$/,
      )
      await expectSound(shopper)

      // Refund one of three lines.
      await page.goto(`/admin/orders/${three.number}`)
      await page.getByLabel(/CHV-BQ-0500.*¥/).fill('1')
      await page.getByLabel('原因').fill('今天没有收到鲜货')
      await page.getByLabel('输入退款金额').fill('0')
      await page.getByRole('button', { name: '原路退款' }).click()
      const asked = (await page.getByRole('alert').textContent())!
      await page.getByLabel('输入退款金额').fill(/请输入 ([\d.]+) 确认/.exec(asked)![1]!)
      await page.getByRole('button', { name: '原路退款' }).click()
      await expect(page.locator('.refund-list li')).toHaveCount(1)
      await shopper.goto(`/orders/${three.number}?key=${three.accessToken}`)
      await expect(shopper.getByText('退款（原路退回）')).toBeVisible()

      // The courier's sheet: the template, filled in, with three bad lines.
      await page.getByRole('link', { name: '表格发货' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'xlsx' }).click(),
      ])
      const template = readSheet(readFileSync((await download.path())!))
      if ('problem' in template) throw new Error(template.problem)
      const [heading, ...waiting] = template.rows
      expect(waiting).toHaveLength(ORDERS + 1)
      const filled = waiting.map((cells, at) => [...cells.slice(0, 7), '顺丰速运', `SF20000000${at + 10}`])
      const empty = ['', '', '', '', '']
      const bad = [
        filled[0]!,
        ['7GQ4N2W8C3KD', '', ...empty, '云雀快运', ''],
        [parted.number, '常温', ...empty, '顺丰速运', 'SF1000000001'],
      ]
      await page.getByLabel('表格（').setInputFiles({
        name: '顺丰.xlsx',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(writeXlsx([heading!, ...filled, ...bad])),
      })
      await page.getByRole('button', { name: '上传核对' }).click()
      await expect(
        page.getByRole('heading', { name: `匹配 ${ORDERS + 1} 行，不发 2 行，以前已发出 1 行` }),
      ).toBeVisible()
      await expect(page.getByText('不在快递公司名单里')).toBeVisible()
      await expect(page.getByText('这个包裹已经登记过')).toBeVisible()
      await expectSound(page)
      await page.getByRole('button', { name: `确认发出 ${ORDERS + 1} 个包裹` }).click()
      await expect(page.getByRole('status')).toContainText(`已发出 ${ORDERS + 1} 个包裹`)
      await page.getByRole('link', { name: '打印交接单' }).click()
      await expect(page.getByText(`顺丰速运：共${ORDERS + 3}个包裹`)).toBeVisible()
      await expectSound(page)
      await page.getByRole('link', { name: '订单', exact: true }).click()
      await expect(page.getByText('这里没有订单')).toBeVisible()

      // Delivered by staff, received by the shopper, over.
      await page.goto(`/admin/orders/${three.number}`)
      await page.locator('summary', { hasText: '标记送达' }).click()
      await page.getByRole('button', { name: '确认送达' }).click()
      await expect(page.locator('summary', { hasText: '标记送达' })).toHaveCount(0)
      await shopper.reload()
      await expect(shopper.getByRole('heading', { name: '已送达' })).toBeVisible()
      await shopper.locator('summary', { hasText: '确认收货' }).click()
      await shopper.getByRole('button', { name: '确认收货' }).click()
      await expect(shopper.getByRole('heading', { name: '订单已完成' })).toBeVisible()
      await shopper.goto('/orders?tab=done')
      await expect(shopper.locator('.held-list li')).toHaveCount(1)
      await expectSound(shopper)
      await page.reload()
      await expect(page.getByText('保存到 2029-11-23')).toBeVisible()
      await page.getByRole('link', { name: '保存多久' }).click()
      await expectSound(page)
    } finally {
      shop.stop()
    }
  })

/** Presses Tab until the wanted thing has the focus, which must be seen; fails after a page's worth of stops. */
async function tabTo(page: Page, wanted: string) {
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate((selector) => {
      const own = document.activeElement
      if (!own?.matches(selector)) return null
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(own)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    }, wanted)
    if (found !== null) return expect([wanted, found]).toEqual([wanted, true])
  }
  throw new Error(`Tab never reached ${wanted}`)
}

test('the keyboard alone does the order desk: filter, order, parcel, print, a ticked order, search; the focus is always seen', async ({
  page,
}) => {
  const { number } = await paidOrder(page, [{ sku: 'TEA-GC-250', quantity: 2 }])
  await signIn(page, 'fulfilment')
  await tabTo(page, 'a.skip')
  await page.keyboard.press('Enter')
  await tabTo(page, 'a[href*="view=all"]')
  await page.keyboard.press('Enter')
  await expect(page.locator('a[href*="view=all"][aria-current]').first()).toBeVisible()
  await tabTo(page, `a[href="/admin/orders/${number}"]`)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/admin/orders/${number}`)
  await tabTo(page, 'input[name^="line-"]')
  await page.keyboard.type('1')
  await tabTo(page, 'select[name=carrier]')
  await page.keyboard.type('京东')
  await tabTo(page, '#number-ambient')
  await page.keyboard.type('JD0012345678')
  await page.keyboard.press('Enter')
  await expect(page.getByText('JD0012345678')).toBeVisible()
  await expect(page.getByText(/还剩 1/)).toBeVisible()
  await page.goto('/admin/orders?view=ambient')
  await tabTo(page, 'a[href*="/admin/shipments/slips"]')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '装箱单' })).toBeVisible()
  await tabTo(page, 'a[href*="paper=a4"]')

  // The piece that is left goes with what else was ticked, and is found by the end of its number.
  await page.goto('/admin/orders?view=ambient')
  await expect(page.getByRole('button', { name: '打印装箱单' })).toHaveCount(0)
  await tabTo(page, `input[name=order][value="${number}"]`)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: '打印装箱单（已选1笔）' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/admin/shipments/ticked?*')
  await tabTo(page, `[id="no-${number}"]`)
  await page.keyboard.type('SF0098765432')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('已发出 1 个包裹')
  await tabTo(page, 'input[type=search]')
  await page.keyboard.type('98765432')
  await page.keyboard.press('Enter')
  const found = page.locator('.order-rows tbody tr')
  await expect(found).toHaveCount(1)
  await expect(found).toContainText('已发货')
  await expectSound(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/admin/orders?view=all&from=2026-01-01')
  await expectSound(page)
})
