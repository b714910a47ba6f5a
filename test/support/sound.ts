import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type Axe from 'axe-core'

/** The small build, brought into a page once a look: reading it is a good part of a look. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// A link just followed replaces the page while one looks: then the look is taken again at the page that has come.

/** Nothing on the page is wider than its screen. */
export async function expectNoSidewaysScroll(page: Page) {
  await expect(async () => {
    await page.waitForLoadState('load')
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(over).toBeLessThanOrEqual(0)
  }).toPass()
}

/** Axe finds nothing to object to. */
export async function expectNoViolation(page: Page) {
  await expect(async () => {
    await page.waitForLoadState('load')
    await Promise.all(page.frames().map((frame) => frame.evaluate(AXE)))
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof Axe }
      const found = await axe.run({ resultTypes: ['violations'], selectors: false, preload: false })
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(violations).toEqual([])
  }).toPass()
}

export async function expectSound(page: Page) {
  await expectNoSidewaysScroll(page)
  await expectNoViolation(page)
}
