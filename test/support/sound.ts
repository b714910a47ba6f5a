import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

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
    const { violations } = await new AxeBuilder({ page })
      // No second page to put frames together, which is half the work: the one frame of ours shows a page looked at alone.
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'], selectors: false, preload: false })
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }).toPass()
}

export async function expectSound(page: Page) {
  await expectNoSidewaysScroll(page)
  await expectNoViolation(page)
}
