import { expect, test } from '@playwright/test'
import { PAGE_BUDGET } from '../support/budgets.ts'
import { openPhone } from '../support/lighthouse.ts'
import { weigh } from '../support/page-weight.ts'
import { FILLED_CART, FURTHER_PAGES, MAIN_PAGES, PERSONAL_PAGES } from '../support/shopper-pages.ts'
import { startEdge } from '../support/start-edge.ts'

const pages = process.env.DEEP ? [...MAIN_PAGES, ...FURTHER_PAGES, ...PERSONAL_PAGES] : MAIN_PAGES

// One after the other in one process: one edge serves them all.
test.describe.configure({ mode: 'default' })

let edge: Awaited<ReturnType<typeof startEdge>>
test.beforeAll(async () => {
  edge = await startEdge()
})
test.afterAll(() => edge?.stop())

for (const path of pages)
  test(`${path} reaches 100 for accessibility, best practices and SEO in one visit`, async () => {
    const wanted = ['accessibility', 'best-practices']
    if (!PERSONAL_PAGES.includes(path)) wanted.push('seo')
    const phone = await openPhone()
    try {
      const { categories, audits } = await phone.visit(edge.address + path, wanted)
      const short = Object.values(categories)
        .flatMap(({ auditRefs }) => auditRefs)
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`)
      const scores = Object.entries(categories).map(([id, { score }]) => [id, score])
      expect({ short, scores }).toEqual({ short: [], scores: wanted.map((id) => [id, 1]) })
    } finally {
      await phone.close()
    }
  })

for (const path of pages)
  test(`${path} stays within its requests, elements and bytes, and nothing moves when pictures and scripts come late`, async ({
    page,
    context,
  }) => {
    await context.addCookies([{ name: 'cart', value: FILLED_CART, url: edge.address }])
    const weight = await weigh(page, edge.address + path)
    const over = Object.entries(PAGE_BUDGET).filter(
      ([what, most]) => !(weight[what as keyof typeof weight] <= most),
    )
    expect({ over, weight }).toEqual({ over: [], weight })
  })
