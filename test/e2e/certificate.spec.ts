import { expect, type Locator, type Page, test } from '@playwright/test'
import { encode } from 'uqr'
import { adopted, newPage, openMyGarden } from '../support/adopters.ts'
import { expectSound } from '../support/sound.ts'
import { deepTest, screens } from '../support/walks.ts'

/** Where the code lies on the picture, in px: its right and lower edge, and how wide it is. */
const QR = { right: 966, bottom: 1278, width: 225 }
const SIZE = [1080, 1440]

/** The address of the certificate of a plot adopted just now. */
async function certificateOf(page: Page, plot: string): Promise<string> {
  const mine = await adopted(page, { plot })
  await openMyGarden(page, mine, plot)
  return (await page.locator('a[href*="/certificates/"]').first().getAttribute('href'))!
}

/** The picture's size, how many colours it holds, and which modules of its code are dark. */
const read = (picture: Locator, modules: number) =>
  picture.evaluate(
    (image: HTMLImageElement, { modules, QR }) => {
      const { naturalWidth: width, naturalHeight: height } = image
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      const pen = canvas.getContext('2d')!
      pen.drawImage(image, 0, 0)
      const { data } = pen.getImageData(0, 0, width, height)
      const at = (x: number, y: number) => (Math.floor(y) * width + Math.floor(x)) * 4
      const colours = new Set<string>()
      for (let y = 0; y < height; y += 7)
        for (let x = 0; x < width; x += 7) colours.add(data.slice(at(x, y), at(x, y) + 3).join())
      const step = QR.width / modules
      const isDark = (column: number, row: number) =>
        data[at(QR.right - QR.width + (column + 0.5) * step, QR.bottom - QR.width + (row + 0.5) * step)]! <
        128
      const line = [...Array(modules).keys()]
      return {
        size: [width, height],
        colours: colours.size,
        dark: line.map((row) => line.map((column) => isDark(column, row))),
      }
    },
    { modules, QR },
  )

for (const { width, prefix, plot, save } of screens(
  { width: 390, prefix: '', plot: 'B-01', save: '保存图片' },
  { width: 1280, prefix: '/en', plot: 'B-02', save: 'Save as a picture' },
))
  test(`a certificate is kept as a 3:4 picture whose code leads back to it, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 })
    const href = await certificateOf(page, plot)
    await page.goto(prefix + href)
    await page.locator('html[data-enhanced]').waitFor()
    await page.getByRole('link', { name: save }).click()
    const picture = page.locator('[data-certificate-picture] img')
    await expect(picture).toBeVisible()
    await expectSound(page)
    const { data: modules, size } = encode(await verifyAddress(page), { border: 2, ecc: 'M' })
    const kept = await read(picture, size)
    expect(kept.size).toEqual(SIZE)
    expect(kept.colours).toBeGreaterThan(50)
    expect(kept.dark).toEqual(modules)
    const download = page.waitForEvent('download')
    await page.locator('[data-download]').click()
    expect((await download).suggestedFilename()).toContain(`${plot}.png`)
  })

/** What the code on the page opens. */
const verifyAddress = async (page: Page): Promise<string> =>
  /https?:\S+/.exec((await page.locator('.certificate-verify svg').getAttribute('aria-label'))!)![0]

deepTest(
  'inside WeChat the picture is pressed and held, and no download is offered',
  async ({ page, browser }) => {
    const href = await certificateOf(page, 'B-03')
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 MicroMessenger/8.0.50',
    })
    const wechat = await context.newPage()
    await wechat.goto(href)
    await wechat.locator('html[data-enhanced]').waitFor()
    await wechat.getByRole('link', { name: '保存图片' }).click()
    await expect(wechat.getByText('图片已生成：长按图片，选“保存图片”。')).toBeFocused()
    await expect(wechat.locator('[data-download]')).toBeHidden()
  },
)

test('without scripts the link opens the drawing itself, and an unknown code has none', async ({
  page,
  browser,
}) => {
  const href = await certificateOf(page, 'B-04')
  const context = await browser.newContext({ javaScriptEnabled: false })
  const plain = await context.newPage()
  await plain.goto(href)
  await plain.getByRole('link', { name: '保存图片' }).click()
  await expect(plain).toHaveURL(/\/picture\.svg$/)
  await expect(plain.locator('svg').first()).toContainText('B-04')
  const stranger = await newPage(browser, 390)
  expect((await stranger.goto('/certificates/0000000000000000/picture.svg'))!.status()).toBe(404)
})
