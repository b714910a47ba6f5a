import { chromium, expect, test } from '@playwright/test'
import lighthouse from 'lighthouse'
import { CHROMIUM } from '../support/chromium.ts'

/** Shopper pages with the categories that count: what is not to be indexed has no SEO to reach. */
const indexed = ['/', '/products', '/products/duobei-gongcha-green']
const more = [
  '/products/baiqi-chive',
  '/gardens',
  '/impact',
  '/story',
  '/producers',
  '/contact',
  '/terms',
  '/privacy',
  '/licences',
  '/en',
  '/en/products',
  '/en/products/gift-puding-four',
]
/** Read with something in the cart; without it the checkout leads back to the cart. */
const CART = 'cart=TEA-GC-250.1.15800'
const personal = ['/cart', '/checkout', '/orders']
const pages = process.env.DEEP ? [...indexed, ...more, ...personal] : indexed

const TRIES = 5
/** quality §1; `wrangler dev` alone answers 20–50 ms later than what it stands for, twice on this path. */
const LCP_MS = 1200
const CLS = 0.02

type Report = { scores: Record<string, number>; lcp: number; cls: number; low: string[] }

/** What one visit of a throttled phone measured; a trace that came back broken counts as nothing. */
async function visit(url: string, port: number, onlyCategories: string[]): Promise<Report | null> {
  const extraHeaders = { Cookie: CART }
  const run = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories,
    extraHeaders,
  })
  const { categories, audits } = run!.lhr
  const measure = (id: string) => audits[id]?.numericValue ?? Number.NaN
  const [lcp, cls] = [measure('largest-contentful-paint'), measure('cumulative-layout-shift')]
  if (Number.isNaN(lcp + cls)) return null
  const low = Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`)
  const scores = Object.entries(categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)])
  return { scores: Object.fromEntries(scores), lcp, cls, low }
}

const reaches = ({ scores, lcp, cls }: Report) =>
  Object.values(scores).every((score) => score === 100) && lcp <= LCP_MS && cls <= CLS

for (const path of pages) {
  test(`${path} reaches full marks on a throttled phone, paints soon and does not jump`, async ({
    baseURL,
  }) => {
    const port = 9300 + test.info().workerIndex
    const wanted = ['performance', 'accessibility', 'best-practices']
    if (!personal.includes(path)) wanted.push('seo')
    const chrome = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    })
    try {
      const reports: Report[] = []
      // Noise only takes marks away: the best of a few visits is the truest.
      for (let tries = 0; tries < TRIES && !reports.some(reaches); tries += 1) {
        const report = await visit(`${baseURL}${path}`, port, wanted)
        if (report) reports.push(report)
      }
      expect(reports.some(reaches), JSON.stringify(reports)).toBe(true)
    } finally {
      await chrome.close()
    }
  })
}
