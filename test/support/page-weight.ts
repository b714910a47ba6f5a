import type { Page } from '@playwright/test'

const LATE = /\/build\/[^?#]+\.(?:js|svg)$/

/** Scripts and pictures come once the page is painted without them: what moves on any line moves here. */
async function holdUntilPainted(page: Page) {
  let letCome = () => {}
  const painted = new Promise<void>((resolve) => (letCome = resolve))
  await page.route(LATE, async (route) => {
    await painted
    await route.continue()
  })
  return async () => {
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
    letCome()
  }
}

/** How far parts of the page have moved by the time one asks: the sum of all shifts. */
async function watchShift(page: Page) {
  await page.addInitScript(() => {
    const own = Object.assign(window, { shift: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        own.shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () =>
    page.evaluate(async () => {
      // Shifts are told after the frame that shows them.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))
      return (window as unknown as { shift: number }).shift
    })
}

/** Pictures that are asked for below the first screen only. */
const picturesBelow = (page: Page) =>
  page.evaluate(() => {
    const files = (images: HTMLImageElement[]) => images.map(({ currentSrc }) => currentSrc.split('#')[0]!)
    const images = [...document.images]
    const seen = images.filter((image) => {
      const { top, bottom } = image.getBoundingClientRect()
      return top < innerHeight && bottom > 0
    })
    const first = new Set(files(seen))
    return files(images).filter((file) => !first.has(file))
  })

/**
 * What a page weighs on a phone, wherever it is read to: files asked for, elements, bytes on the wire by kind, and the
 * sum of its layout shifts while scripts and pictures come as late as they can.
 */
export async function weigh(page: Page, url: string) {
  await page.setViewportSize({ width: 412, height: 823 })
  const answers = new Map<string, { type: string; bytes: number }>()
  page.on('response', (response) => {
    const headers = response.headers()
    answers.set(response.url(), {
      type: headers['content-type'] ?? '',
      bytes: Number(headers['content-length']),
    })
  })
  const shiftSoFar = await watchShift(page)
  const release = await holdUntilPainted(page)
  await page.goto(url, { waitUntil: 'commit' })
  await release()
  await page.locator('html[data-enhanced]').waitFor({ state: 'attached' })
  // Pictures further down come when one gets there: how soon before is the browser's guess, so all are called now.
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager'
    await Promise.all([...document.images].map((image) => image.decode()))
  })
  await page.waitForLoadState('load')
  const below = await picturesBelow(page)
  const bytesOf = (type: RegExp, left: string[] = []) =>
    [...answers]
      .filter(([file, answer]) => type.test(answer.type) && !left.includes(file))
      .reduce((sum, [, answer]) => sum + answer.bytes, 0)
  return {
    requests: answers.size,
    elements: await page.evaluate(() => document.querySelectorAll('*').length),
    html: bytesOf(/html/),
    css: bytesOf(/css/),
    js: bytesOf(/javascript/),
    firstPictures: bytesOf(/^image/, below),
    shift: await shiftSoFar(),
  }
}
