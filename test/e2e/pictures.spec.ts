import { type Browser, expect, type Page, test } from '@playwright/test'
import { cleanPicture } from '../../src/media/picture.ts'
import { ascii, bytesOf, exifOf, holds, WHERE } from '../support/pictures.ts'
import { expectSound } from '../support/sound.ts'
import { openArea, signIn } from '../support/staff-pages.ts'
import { deepTest, screens } from '../support/walks.ts'

/** How long the device may wait between its tries, when it is not told that the network is back. */
const LONGEST_PAUSES_MS = 120_000

async function openPictures(page: Page) {
  await signIn(page, 'manager')
  await openArea(page, '图片')
  await expect(page.getByRole('heading', { name: '上传照片' })).toBeVisible()
}

/** A photo as a phone makes it: hills in the browser's own JPEG, with the place and a quarter turn in its Exif. */
async function photo(page: Page, width: number, height: number): Promise<Buffer> {
  const data = await page.evaluate(
    ([w, h]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h })
      const pen = canvas.getContext('2d')!
      for (const [i, colour] of ['#dde6e3', '#8fb09f', '#4d7f66', '#1f5b42'].entries()) {
        pen.fillStyle = colour
        pen.fillRect(0, (i * h) / 5, w, h)
        pen.beginPath()
        pen.arc((w * (i + 1)) / 5, (i * h) / 5 + h / 8, h / 5, 0, 7)
        pen.fill()
      }
      return canvas.toDataURL('image/jpeg', 0.6).split(',')[1]!
    },
    [width, height] as const,
  )
  const jpeg = Buffer.from(data, 'base64')
  return Buffer.from(bytesOf(jpeg.subarray(0, 2), exifOf(6), jpeg.subarray(2), ascii(WHERE)))
}

const choose = async (page: Page, buffer: Buffer) => {
  await page.getByLabel('选一张照片').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer })
  await expect(page.getByRole('group', { name: '裁剪框', exact: true })).toBeVisible()
}
const cropSize = (page: Page) => page.getByText(/^画面 \d+×\d+ 像素$/)

/** What is served of the picture just kept, by the address its page links. */
async function served(page: Page) {
  const href = await page.getByRole('link', { name: '打开原图' }).getAttribute('href')
  const bytes = new Uint8Array(await (await page.request.get(href!)).body())
  const judged = cleanPicture(bytes)
  return { bytes, ...(judged.ok ? judged.picture : null) }
}

for (const [width, height] of screens([390, 844] as const, [1280, 900] as const)) {
  test(`a photo is cropped, uploaded and described at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openPictures(page)
    await choose(page, await photo(page, 2400, 1800))
    // The quarter turn of the camera is baked in: 1800 × 2400 as seen.
    await expect(cropSize(page)).toHaveText('画面 1800×1350 像素')
    await page.getByLabel('1:1 方图').check()
    await expect(cropSize(page)).toHaveText('画面 1800×1800 像素')
    const box = page.getByRole('group', { name: '裁剪框', exact: true })
    // The mouse reaches only what stands on the screen.
    await box.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const before = (await box.boundingBox())!
    await page.mouse.move(before.x + 60, before.y + 60)
    await page.mouse.down()
    await page.mouse.move(before.x + 60, before.y + 30, { steps: 4 })
    await page.mouse.up()
    expect((await box.boundingBox())!.y).toBeCloseTo(before.y - 30, 0)
    await expectSound(page)
    await page.getByLabel('照片说明').fill('山坡上的春茶园')
    await page.getByRole('button', { name: '上传', exact: true }).click()
    await expect(page.getByText('照片已保存。')).toBeVisible()
    await expectSound(page)
    await page.getByRole('link', { name: '查看或改说明' }).click()
    const kept = await served(page)
    expect([kept.width, kept.height, holds(kept.bytes, WHERE), holds(kept.bytes, 'Exif')]).toEqual([
      1800,
      1800,
      false,
      false,
    ])
    const image = page.getByRole('img', { name: '山坡上的春茶园' })
    await expect(image).toHaveAttribute('srcset', /400w.*800w.*1600w.*1800w/)
    expect(await image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBeGreaterThan(0)
    await expectSound(page)
    await page.getByLabel('英文说明').fill('A tea garden on a slope')
    await page.getByRole('button', { name: '保存说明' }).click()
    await expect(page.getByText('说明已保存。')).toBeVisible()
  })
}

test('the crop box is moved and sized by keys alone, and by buttons', async ({ page }) => {
  await openPictures(page)
  await choose(page, await photo(page, 1200, 900))
  const box = page.getByRole('group', { name: '裁剪框', exact: true })
  await box.focus()
  const first = (await box.boundingBox())!
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('-')
  const small = (await box.boundingBox())!
  expect(small.width).toBeLessThan(first.width * 0.9)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  const moved = (await box.boundingBox())!
  expect([moved.x > small.x, moved.y > small.y]).toEqual([true, true])
  await page.getByRole('button', { name: '左移' }).click()
  expect((await box.boundingBox())!.x).toBeLessThan(moved.x)
  const [, width = '', height = ''] = /(\d+)×(\d+)/.exec((await cropSize(page).textContent())!)!
  await page.getByLabel('照片说明').fill('键盘裁剪的茶园')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '查看或改说明' }).click()
  const kept = await served(page)
  expect([kept.width, kept.height]).toEqual([Number(width), Number(height)])
})

deepTest('on a weak network the photo is tried again until it is there, once', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openPictures(page)
  await choose(page, await photo(page, 800, 600))
  const words = `断网时的照片 ${Date.now()}`
  let [away, lost] = [true, 1]
  await page.route('**/admin/media', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    if (away) return route.abort('internetdisconnected')
    if (lost-- <= 0) return route.continue()
    // The server keeps it, but its answer is lost.
    await route.fetch()
    return route.abort('connectionreset')
  })
  await page.getByLabel('照片说明').fill(words)
  await page.clock.install()
  await page.getByRole('button', { name: '上传', exact: true }).click()
  await expect(page.getByText('网络断了，照片还在')).toBeVisible()
  await expectSound(page)
  // The page's clock stands a minute on: its next try waits, however long a person takes.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 60_000))
  await expect(page.getByText(/\d+ 秒后自动重试/)).toBeVisible()
  away = false
  await page.getByRole('button', { name: '现在重试' }).click()
  await page.clock.resume()
  await expect(page.getByText('照片已保存。')).toBeVisible({ timeout: LONGEST_PAUSES_MS })
  expect(lost).toBeLessThan(0)
  await expect(page.getByRole('listitem').filter({ hasText: words })).toHaveCount(1)
})

deepTest(
  'a photo outlives a closed page: its crop and words come back, and it is sent',
  async ({ page, context }) => {
    await openPictures(page)
    await choose(page, await photo(page, 900, 1200))
    await page.getByLabel('3:4 竖图').check()
    await page.getByLabel('照片说明').fill('山上写的')
    await expect(page.getByText('已存在这台设备上')).toBeVisible()
    await page.close()
    const later = await context.newPage()
    await later.setViewportSize({ width: 390, height: 844 })
    await later.goto('/admin/media')
    await expect(later.getByText('上次没传完的照片还在这台设备上')).toBeVisible()
    await expectSound(later)
    await later.getByRole('button', { name: '接着传' }).click()
    await expect(later.getByLabel('3:4 竖图')).toBeChecked()
    await expect(later.getByLabel('照片说明')).toHaveValue('山上写的')
    await later.getByRole('button', { name: '上传', exact: true }).click()
    await expect(later.getByText('照片已保存。')).toBeVisible()
    await later.goto('/admin/media')
    await expect(later.getByText('上次没传完的照片')).toBeHidden()
  },
)

test('what is no photo is told at once, and a dropped photo is taken', async ({ page }) => {
  await openPictures(page)
  await page.getByLabel('选一张照片').setInputFiles({
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  })
  await expect(page.getByRole('alert').filter({ hasText: 'SVG' })).toBeVisible()
  const bytes = [...(await photo(page, 300, 200))]
  const transfer = await page.evaluateHandle((data) => {
    const moved = new DataTransfer()
    moved.items.add(new File([new Uint8Array(data)], 'dropped.jpg', { type: 'image/jpeg' }))
    return moved
  }, bytes)
  await page.locator('[data-picture-drop]').dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByRole('group', { name: '裁剪框', exact: true })).toBeVisible()
  await expect(page.getByText('不收 SVG')).toHaveCount(0)
})

async function withoutScripts(browser: Browser) {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  return context.newPage()
}

test('without scripts a plain form keeps a phone’s photo upright and without its place', async ({
  page,
  browser,
}) => {
  const buffer = await photo(page, 640, 480)
  const plain = await withoutScripts(browser)
  await openPictures(plain)
  await plain.getByLabel('选一张照片').setInputFiles({ name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer })
  await plain.getByLabel('照片说明').fill('没有脚本的照片')
  await plain.getByRole('button', { name: '上传', exact: true }).click()
  await expect(plain.getByText('照片已保存。')).toBeVisible()
  await plain.getByRole('link', { name: '查看或改说明' }).click()
  const kept = await served(plain)
  expect([kept.width, kept.height, holds(kept.bytes, WHERE)]).toEqual([480, 640, false])
  // Seen by a browser it stands as it was taken.
  const href = await plain.getByRole('link', { name: '打开原图' }).getAttribute('href')
  await page.goto('/story')
  const shown = await page.evaluate(async (src) => {
    const image = new Image()
    image.src = src
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  }, href!)
  expect(shown).toEqual([480, 640])
  await plain.goto('/admin/media')
  await plain.getByLabel('照片说明').fill('没有选照片')
  await plain.getByRole('button', { name: '上传', exact: true }).click()
  await expect(plain.getByRole('alert').filter({ hasText: '还没有选照片' })).toBeVisible()
  await expect(plain.getByLabel('照片说明')).toHaveValue('没有选照片')
})
