import type { Page } from '@playwright/test'

/** Who an institution's order goes to, filled in on the page of its quotation. */
export async function fillRecipient(page: Page): Promise<void> {
  await page.getByLabel('姓名').fill('陈秋雨')
  await page.getByLabel('联系电话').fill('020-36881234')
  await page.locator('select[name=province]').selectOption('440000')
  await page.locator('select[name=city]').selectOption('440100')
  await page.locator('select[name=district]').selectOption('440114')
  await page.getByLabel('详细地址').fill('新华街道公益大道1号3楼')
}
