import { chromium, expect, test } from '@playwright/test'
import lighthouse from 'lighthouse'

const pages = process.env.DEEP
  ? ['/', '/products', '/products/duobei-gongcha-green', '/gardens', '/impact', '/story', '/producers', '/en']
  : ['/', '/products', '/products/duobei-gongcha-green']

// Timings are noisy on a shared machine: the three audits that count are exact, speed has a margin.
for (const path of pages) {
  test(`${path} is accessible, sound and findable on a phone, and does not jump`, async ({ baseURL }) => {
    const port = 9300 + test.info().workerIndex
    const chrome = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    })
    try {
      const run = await lighthouse(`${baseURL}${path}`, { port, output: 'json', logLevel: 'error' })
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
