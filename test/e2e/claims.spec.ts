import { type Browser, expect, type Page, test } from '@playwright/test'
import { HOUR_MS } from '../../src/kernel/time.ts'
import { jpegOf } from '../support/pictures.ts'
import { SHOP_NOW } from '../support/runtime.ts'
import { serveShop } from '../support/served.ts'
import { expectSound } from '../support/sound.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'
import { deepTest, isWalked } from '../support/walks.ts'

const SHOTS = process.env.SHOTS
async function look(page: Page, name: string, scripts = true) {
  // Without scripts nothing looks into the page.
  if (scripts) await expectSound(page)
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

const PHOTO = (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(jpegOf(640, 480)),
})

const WALKS = [true, false].flatMap((phone) =>
  [true, false].flatMap((scripts) => [true, false].map((chinese) => ({ phone, scripts, chinese }))),
)

/** A sent order and its buyer's browser. */
async function sentOrder(desk: Page, browser: Browser, walk: (typeof WALKS)[number], sku: string) {
  const { number, accessToken } = await paidOrder(desk, [{ sku, quantity: 2 }])
  await signIn(desk, 'owner')
  await desk.goto(`/admin/orders/${number}`)
  await desk.getByLabel('运单号').first().fill(`SF${Date.now()}`)
  await desk.getByRole('button', { name: '确认发货' }).click()
  const context = await browser.newContext({
    javaScriptEnabled: walk.scripts,
    viewport: { width: walk.phone ? 390 : 1280, height: 844 },
  })
  const page = await context.newPage()
  const prefix = walk.chinese ? '' : '/en'
  await page.goto(`${prefix}/orders/${number}?key=${accessToken}`)
  return { number, page, prefix }
}

/** The claim of one order in the queue: walks at the same time have theirs beside it. */
const openAtDesk = (desk: Page, number: string) =>
  desk
    .getByRole('row')
    .filter({ has: desk.locator(`a[href$="${number}"]`) })
    .getByRole('link')
    .first()
    .click()

/** Each walk is long: in npm test one of the two is made on the phone, the other at the desk. */
const isMade = (walk: (typeof WALKS)[number], phone: boolean) =>
  Boolean(process.env.DEEP) || walk.phone === phone

for (const walk of WALKS.filter(isWalked)) {
  const name = `${walk.phone ? 'phone' : 'desk'}-${walk.chinese ? 'zh' : 'en'}`
  const word = (zh: string, en: string) => (walk.chinese ? zh : en)

  if (isMade(walk, true))
    test(`spoiled chives are claimed with two photos, granted, refunded, and the buyer reads it (${name}, scripts ${walk.scripts})`, async ({
      page: desk,
      browser,
    }) => {
      const { number, page } = await sentOrder(desk, browser, walk, 'CHV-BQ-0500')
      await page
        .getByRole('link', { name: word('申请售后', 'Report a problem') })
        .first()
        .click()
      await look(page, `claims-${name}`, walk.scripts)
      await page.getByRole('link', { name: word('申请售后', 'Report a problem') }).click()
      await page.getByLabel(word('什么问题', 'What is wrong?')).selectOption('spoiled')
      await page.getByRole('button', { name: word('提交申请', 'Send claim') }).click()
      await expect(page.getByRole('alert')).toContainText(word('请附上至少1张照片', 'Add at least 1 photo'))
      await page.getByLabel(word('照片', 'Photos')).setInputFiles([PHOTO('a.jpg'), PHOTO('b.jpg')])
      await page.getByLabel(word('说明', 'Details')).fill('一把烂了 one bunch')
      await look(page, `claim-form-${name}`, walk.scripts)
      await page.getByRole('button', { name: word('提交申请', 'Send claim') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        word('等我们答复', 'Waiting for our answer'),
      )
      await expect(page.locator('.claim-photos li')).toHaveCount(2)
      await look(page, `claim-asked-${name}`, walk.scripts)

      await desk.goto('/admin/claims')
      await look(desk, `desk-claims-${name}`)
      await openAtDesk(desk, number)
      await look(desk, `desk-claim-${name}`)
      await desk.getByText('同意退款', { exact: true }).click()
      await desk.getByRole('button', { name: /^同意，退 ¥/ }).click()
      await expect(desk.getByText('已同意，退款正由支付渠道办理')).toBeVisible()

      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(word('已办完', 'Settled'))
      await look(page, `claim-settled-${name}`, walk.scripts)
    })

  if (isMade(walk, false))
    deepTest(
      `a return goes from asking to money back (${name}, scripts ${walk.scripts})`,
      async ({ page: desk, browser }) => {
        const { number, page } = await sentOrder(desk, browser, walk, 'TEA-DH-100')
        await desk.goto('/admin/settings/returns')
        await desk.getByLabel('收件人').fill('售后')
        await desk.getByLabel('电话').fill('0851-38221234')
        await desk.getByLabel('地址').fill('贵州省安顺市普定县某街道1号')
        await desk.getByRole('button', { name: '保存' }).click()
        // A walk at the same time saves the same.
        await expect(desk.getByText(/已保存|先保存/).first()).toBeVisible()
        await page
          .getByRole('link', { name: word('申请售后', 'Report a problem') })
          .first()
          .click()
        await page.getByRole('link', { name: word('申请售后', 'Report a problem') }).click()
        await page.getByLabel(word('什么问题', 'What is wrong?')).selectOption('unwanted')
        await page.getByLabel(word('退货退款', 'Return and refund')).check()
        await page.getByRole('button', { name: word('提交申请', 'Send claim') }).click()
        const claim = page.url()

        await desk.goto('/admin/claims')
        await openAtDesk(desk, number)
        await desk.getByText('同意退货', { exact: true }).first().click()
        await desk.getByRole('button', { name: '同意退货' }).click()
        await expect(desk.getByText('已同意寄回')).toBeVisible()

        await page.goto(claim)
        await expect(page.getByText('贵州省安顺市普定县某街道1号')).toBeVisible()
        await page.getByRole('button', { name: word('我已寄出', 'I have sent it') }).click()
        await expect(page.getByText(word('运单号是6至30位', 'A tracking number has 6 to 30'))).toBeVisible()
        await page.getByLabel(word('运单号', 'Tracking number')).fill('SF7654321')
        await look(page, `claim-return-${name}`, walk.scripts)
        await page.getByRole('button', { name: word('我已寄出', 'I have sent it') }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(
          word('等我们验收', 'Waiting for us to check it'),
        )
        await desk.reload()
        await desk.getByText('验收通过', { exact: true }).click()
        await look(desk, `desk-return-${name}`)
        await desk.getByRole('button', { name: /^验收通过，退 ¥/ }).click()
        await expect(desk.getByText('已同意，退款正由支付渠道办理')).toBeVisible()
        await page.reload()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(word('已办完', 'Settled'))
        await look(page, `claim-returned-${name}`, walk.scripts)
      },
    )
}

// The clock is moved by a shop of its own, which takes long to start.
if (process.env.DEEP)
  test('whoever stays silent, the clock decides: ours grants the return, the buyer’s lets it lapse', async ({
    browser,
  }) => {
    const shop = await serveShop()
    try {
      const context = await browser.newContext({
        baseURL: shop.address,
        viewport: { width: 390, height: 844 },
      })
      const desk = await context.newPage()
      const { number, accessToken } = await paidOrder(
        desk,
        [{ sku: 'TEA-DH-100', quantity: 1 }],
        shop.address,
      )
      await signIn(desk, 'owner')
      await desk.goto(`/admin/orders/${number}`)
      await desk.getByLabel('运单号').first().fill(`SF${Date.now()}`)
      await desk.getByRole('button', { name: '确认发货' }).click()
      await expect(desk.getByText('确认发货')).toHaveCount(0)

      const page = await context.newPage()
      await page.goto(`/orders/${number}?key=${accessToken}`)
      await page.getByRole('link', { name: '申请售后' }).first().click()
      await page.getByRole('link', { name: '申请售后' }).click()
      await page.getByLabel('什么问题').selectOption('unwanted')
      await page.getByLabel('退货退款').check()
      await page.getByRole('button', { name: '提交申请' }).click()
      await expect(page.getByText('到时没有答复，就按您的申请办理。')).toBeVisible()
      await shop.setClock(Date.parse(SHOP_NOW) + 49 * HOUR_MS)
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('请您寄回')
      await expect(page.getByText('到时自动').first()).toBeVisible()
      await look(page, 'claim-granted-by-time')
      await shop.setClock(Date.parse(SHOP_NOW) + 49 * HOUR_MS + 8 * 24 * HOUR_MS)
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('已过期')
      await expect(page.getByText('还在售后期内可以再申请')).toBeVisible()
      await look(page, 'claim-lapsed')
    } finally {
      await shop.close()
    }
  })
