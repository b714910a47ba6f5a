import { chromium, expect, test } from '@playwright/test'
import lighthouse from 'lighthouse'

const pages = process.env.DEEP
  ? ['/', '/products', '/products/duobei-gongcha-green', '/gardens', '/impact', '/story', '/producers', '/en']
  : ['/', '/products', '/products/duobei-gongcha-green']

/** A trace sometimes comes back without its paint: a measurement that failed is made again, a bad one is not. */
async function measured(url: string, port: number) {
  for (let tries = 1; ; tries += 1) {
    const run = await lighthouse(url, { port, output: 'json', logLevel: 'error' })
    const broken = run?.lhr.audits['cumulative-layout-shift']?.scoreDisplayMode === 'error'
    if (!broken || tries === 3) return run
  }
}

// Timings are noisy on a shared machine: the three audits that count are exact, speed has a margin.
for (const path of pages) {
  test(`${path} is accessible, sound and findable on a phone, and does not jump`, async ({ baseURL }) => {
    const port = 9300 + test.info().workerIndex
    const chrome = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    })
    try {
      const run = await measured(`${baseURL}${path}`, port)
      const { categories, audits } = run!.lhr
      const low = Object.values(categories)
        .flatMap(({ auditRefs }) => auditRefs)
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`)
      const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
      expect([score('accessibility'), score('best-practices'), score('seo')], low.join(', ')).toEqual([
        100, 100, 100,
      ])
      expect(audits['cumulative-layout-shift']?.numericValue).toBeLessThanOrEqual(0.02)
      expect(score('performance'), low.join(', ')).toBeGreaterThanOrEqual(90)
    } finally {
      await chrome.close()
    }
  })
}
