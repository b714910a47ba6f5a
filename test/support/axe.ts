import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const TRIES = 3

/** What axe finds on a page. A page that is replaced while it looks (a link was just followed) is looked at once it has come. */
export async function analyse(page: Page) {
  for (let tries = 1; ; tries += 1) {
    await page.waitForLoadState('load')
    try {
      return await new AxeBuilder({ page }).analyze()
    } catch (error) {
      if (tries === TRIES) throw error
    }
  }
}
