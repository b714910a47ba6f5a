import { expect, type Page, test } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { openArea, signIn } from '../support/staff-pages.ts'
import { deepTest, screens } from '../support/walks.ts'

/** A photo drawn by the browser, as its own JPEG. */
async function photo(page: Page, colour: string): Promise<Buffer> {
  const data = await page.evaluate((fill) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 900 })
    const pen = canvas.getContext('2d')!
    pen.fillStyle = fill
    pen.fillRect(0, 0, 900, 900)
    return canvas.toDataURL('image/jpeg', 0.6).split(',')[1]!
  }, colour)
  return Buffer.from(data, 'base64')
}

async function addPhoto(page: Page, colour: string, alt: string) {
  await page.getByRole('button', { name: '加图片' }).click()
  const buffer = await photo(page, colour)
  await page.getByLabel('选一张照片').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer })
  await expect(page.getByRole('group', { name: '裁剪框', exact: true })).toBeVisible()
  await page.getByLabel('照片说明（必填）').fill(alt)
  await expectSound(page)
  await page.getByRole('button', { name: '加到商品' }).click()
  await expect(page.getByText('草稿已保存')).toBeVisible()
}

deepTest(
  'several photos of a product are described, sent and added at once at 390 px; a broken one is told and left out',
  async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await signIn(page, 'manager')
    await page.goto('/admin/listings?q=GFT-TD-STD')
    await page.locator('.listing-table th a').first().click()
    await page.getByRole('button', { name: '加图片' }).click()
    const product = /给“(.+)”加图片/.exec((await page.getByRole('heading', { level: 1 }).textContent())!)![1]!
    const file = async (name: string, colour: string) => ({
      ...{ name, mimeType: 'image/jpeg' },
      buffer: await photo(page, colour),
    })
    const svg = { name: '茶.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg onload="alert(1)"/>') }
    const files = [await file('IMG_1.jpg', '#1f5b42'), await file('茶汤.jpg', '#e0a526'), svg]
    await page.getByLabel('选几张照片').setInputFiles([...files, await file('IMG_3.jpg', '#9a3a22')])
    const words = page.getByLabel('照片说明', { exact: true })
    await expect(words).toHaveCount(3)
    await expect(page.getByRole('status').filter({ hasText: '选好 3 张' })).toContainText('SVG')
    await expect(words.nth(0)).toHaveValue(product)
    await expect(words.nth(1)).toHaveValue(`${product}：茶汤`)
    await page.getByRole('button', { name: '去掉' }).nth(2).click()
    await words.nth(0).fill('两罐茶和礼盒')
    await expectSound(page)
    await page.getByRole('button', { name: '上传选好的照片' }).click()
    await expect(page.getByText('草稿已保存')).toBeVisible()
    const told = page.getByLabel('拍的是什么')
    await expect(told).toHaveCount(2)
    await expect(told.nth(0)).toHaveValue('两罐茶和礼盒')
    await expect(told.nth(1)).toHaveValue(`${product}：茶汤`)
    await expectSound(page)
  },
)

/** The picture a shared link to this page shows: its size, and whether photo and paper stand where they should. */
async function sharedPicture(page: Page) {
  const address = await page.locator('meta[property="og:image"]').getAttribute('content')
  expect(address).toMatch(/^https?:\/\/[^/]+\/media\/[0-9a-f]{64}\.jpg$/)
  return page.evaluate(async (path) => {
    const picture = Object.assign(new Image(), { src: path })
    await picture.decode()
    const { naturalWidth: width, naturalHeight: height } = picture
    const pen = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!
    pen.drawImage(picture, 0, 0)
    const near = (x: number, y: number, [r, g, b]: number[]) => {
      const [red, green, blue] = pen.getImageData(x, y, 1, 1).data
      return Math.abs(red! - r!) + Math.abs(green! - g!) + Math.abs(blue! - b!) < 24
    }
    return { width, height, photo: near(400, 200, [224, 165, 38]), paper: near(10, 780, [250, 248, 243]) }
  }, new URL(address!).pathname)
}

const FACTS: [label: string, text: string][] = [
  ['配料', '蜂蜜'],
  ['贮存条件', '阴凉干燥处'],
  ['生产者名称', '测试蜂业有限公司'],
  ['生产者地址', '测试路1号'],
  ['执行标准', 'GB 14963'],
]

for (const width of screens(390, 1280))
  test(`at ${width} px a newcomer puts a new honey on sale, fixing what is refused`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    const own = `${width}`
    await signIn(page, 'manager')
    await openArea(page, '商品')
    await expectSound(page)
    await page.getByRole('link', { name: '新建商品' }).click()
    await expectSound(page)
    await page.getByLabel('商品名称').fill(`夜郎荞麦蜜${own}`)
    await page.getByLabel('品类').selectOption({ label: '夜郎蜂蜜' })
    await page.getByRole('button', { name: '开始填写' }).click()
    await page.getByLabel('生产主体').selectOption('prc_yelang')
    for (const [row, [spec, price, net, gross]] of [
      ['250 g/瓶', '39', '250', '420'],
      ['500 g/瓶', '68.5', '500', '820'],
      ['1 kg/瓶', '128', '1000', '1500'],
    ].entries()) {
      if (row) await page.getByRole('button', { name: '+ 加一个规格' }).click()
      const box = page.getByRole('group', { name: `规格 ${row + 1}` })
      await box.getByLabel('规格名称').fill(spec!)
      await box.getByLabel('SKU 编号').fill(`hny-qm${own}-${net}`)
      await box.getByLabel('价格（元）').fill(price!)
      await box.getByLabel('净含量').fill(net!)
      await box.getByLabel('毛重（克）').fill(gross!)
      await box.getByLabel('首批库存（件）').fill('30')
    }
    await page.getByLabel('保质期（天）').fill('540')
    for (const [label, text] of FACTS) await page.getByLabel(label, { exact: true }).fill(text)
    for (const month of ['9月', '10月', '11月']) await page.getByLabel(month, { exact: true }).check()
    await addPhoto(page, '#e0a526', '两瓶荞麦蜜')
    await addPhoto(page, '#7f5300', '蜂箱在坡上')
    await page.getByLabel('中文').fill('荞麦花开在秋天,这样的蜜抗癌。')
    const checks = page.getByRole('region', { name: '发布前检查' })
    await expect(checks).toContainText('请删去“抗癌”')
    await expect(checks).toContainText('还缺生产许可证号')
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('没有发布：还有 2 处要改')
    await expectSound(page)
    await page.getByLabel('中文').fill('荞麦花开在秋天。')
    await page.getByLabel('生产许可证号').fill('SC12345678901234')
    await expect(checks).toContainText('可以发布')
    await page.getByRole('button', { name: '手机预览' }).click()
    const phone = page.frameLocator('iframe')
    await expect(phone.getByRole('heading', { level: 1, name: `夜郎荞麦蜜${own}` })).toBeVisible()
    await page.getByRole('link', { name: '返回编辑' }).click()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await expect(page.getByText('已发布，商店页面已更新')).toBeVisible()
    const cover = page.getByRole('region', { name: '分享封面' })
    await expect(cover).toContainText('封面已更新')
    await expectSound(page)
    await page.goto('/products?q=qiaomaimi')
    await page
      .getByRole('link', { name: new RegExp(`夜郎荞麦蜜${own}`) })
      .first()
      .click()
    await expect(page.getByText('68.5').first()).toBeVisible()
    await expect(page.getByRole('img', { name: `夜郎荞麦蜜${own}：两瓶荞麦蜜` })).toBeVisible()
    expect(await sharedPicture(page)).toEqual({ width: 800, height: 800, photo: true, paper: true })
  })

test('a product without photos shows its drawing on the cover, and its link shows that cover', async ({
  page,
}) => {
  await signIn(page, 'manager')
  await page.goto('/admin/listings?q=CIL-CG-B2')
  await page.locator('.listing-table th a').first().click()
  const cover = page.getByRole('region', { name: '分享封面' })
  await expect(cover).toContainText(/封面已更新|显示这张图/)
  await cover.getByRole('button', { name: '重新画' }).click()
  await expect(cover).toContainText('封面已更新')
  const drawn = await cover.getByRole('img').getAttribute('src')
  expect(drawn).toMatch(/^\/media\/[0-9a-f]{64}\.jpg$/)
  const colours = await page.evaluate(async (path) => {
    const picture = Object.assign(new Image(), { src: path })
    await picture.decode()
    const pen = Object.assign(document.createElement('canvas'), { width: 800, height: 800 }).getContext('2d')!
    pen.drawImage(picture, 0, 0)
    const { data } = pen.getImageData(0, 0, 800, 540)
    const seen = new Set<number>()
    for (let at = 0; at < data.length; at += 4 * 97)
      seen.add(((data[at]! >> 5) << 6) | ((data[at + 1]! >> 5) << 3) | (data[at + 2]! >> 5))
    return seen.size
  }, drawn!)
  // Ground, pack, label and shadow: an empty or cut-off drawing has two or three.
  expect(colours).toBeGreaterThan(6)
  await page.getByRole('link', { name: '在商店查看' }).click()
  await expect(page.locator('meta[property="og:image"]')).toHaveAttribute('content', new RegExp(`${drawn}$`))
})

deepTest(
  'prices, stock and shelf are changed on the table, in bulk after a look, and undone',
  async ({ page }) => {
    await signIn(page, 'manager')
    await page.goto('/admin/listings?q=NDL-KT')
    const price = page.getByLabel('苗干妈面条·带料包 4 人份（130 g×4） 价格（元）')
    const old = await price.inputValue()
    await price.fill('30')
    await expect(page.getByRole('button', { name: '保存 1 处改动' })).toBeVisible()
    await price.press('Enter')
    await expect(page.getByRole('status')).toContainText(`4 人份（130 g×4） 价格 ${old} → 30 元`)
    await page.getByRole('button', { name: '撤销' }).click()
    await expect(page.getByRole('status')).toContainText('已撤销 1 项')
    // The filter stands as it was.
    await expect(page).toHaveURL(/q=NDL-KT/)
    await expect(price).toHaveValue(old)
    await page.getByLabel('全选').check()
    await page.getByLabel('调价百分比').fill('-5')
    await page.getByRole('button', { name: '预览调价' }).click()
    await expect(page.getByRole('heading', { name: '调价 -5%：先看一眼' })).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: '改 2 个价格' }).click()
    await expect(page.getByRole('status')).toContainText('已改价')
    await page.getByRole('button', { name: '撤销' }).click()
    await expect(page.getByRole('status')).toContainText('已撤销 2 项')
    await page.goto('/admin/listings?q=NDL-KT')
    await page.getByRole('button', { name: '下架 苗干妈面条·带料包' }).click()
    await expect(page.getByRole('status')).toContainText('已下架 1 款商品')
    await page.goto('/products?q=daiLiaobao')
    await expect(page.getByRole('link', { name: /带料包/ })).toHaveCount(0)
    await page.goto('/admin/listings?q=dailiaobao')
    await page.getByRole('button', { name: '上架 苗干妈面条·带料包' }).click()
    await expect(page.getByRole('status')).toContainText('已上架 1 款商品')
  },
)

deepTest(
  'of two people on one draft the second sees both texts and chooses; nothing typed is lost',
  async ({ page, browser }) => {
    await signIn(page, 'manager')
    await page.goto('/admin/listings?q=HNY-ST-15')
    await page.getByRole('link', { name: '夜郎蜂蜜·便携条装' }).first().click()
    const other = await (await browser.newContext()).newPage()
    await signIn(other, 'owner')
    await other.goto(page.url())
    await page.getByLabel('顾客还会怎么叫它').fill('条装蜜')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await expect(page.getByText('草稿已保存')).toBeVisible()
    await other.getByLabel('顾客还会怎么叫它').fill('便携蜜')
    await other.getByLabel('中文').fill('一条一次,出门带着。')
    await other.getByRole('button', { name: '保存草稿' }).click()
    await expect(other.getByRole('heading', { name: '还没有保存' })).toBeVisible()
    await expect(other.getByText('条装蜜')).toBeVisible()
    // What only one of the two changed is no question.
    await expect(other.getByText('一条一次,出门带着。')).toHaveCount(0)
    await expectSound(other)
    await other.getByRole('group', { name: '搜索别名' }).getByRole('radio').nth(1).check()
    await other.getByRole('button', { name: '按选择保存草稿' }).click()
    await expect(other.getByLabel('顾客还会怎么叫它')).toHaveValue('条装蜜')
    await expect(other.getByLabel('中文')).toHaveValue('一条一次,出门带着。')
    await other.getByText('丢弃草稿').first().click()
    await other.getByRole('button', { name: '丢弃草稿' }).click()
    await expect(other.getByText('草稿已丢弃')).toBeVisible()
  },
)
