import { expect, type Page } from '@playwright/test'
import { expectSound } from '../support/sound.ts'
import { paidOrder, signIn } from '../support/staff-pages.ts'
import { deepTest, screens } from '../support/walks.ts'

const SHOTS = process.env.SHOTS
const shot = async (page: Page, name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

/** A SKU of its own for each width: both may run at once. */
const SKUS: Record<number, [sku: string, name: string]> = {
  390: ['NDL-MG-2500', '苗干妈面条 2.5 kg(500 g×5)'],
  1280: ['NDL-MG-BX', '苗干妈面条 5 kg 整箱（500 g×10）'],
}

for (const width of screens(1280, 390))
  deepTest(
    `at ${width} px a refused save of the listing table leaves what was sold meanwhile sold`,
    async ({ page }) => {
      await page.setViewportSize({ width, height: 844 })
      await signIn(page, 'manager')
      await page.goto('/admin/listings?q=NDL-MG')
      const [sku, name] = SKUS[width]!
      const stock = page.getByLabel(`${name} 库存（件）`)
      const price = page.getByLabel('苗干妈面条 300 g（礼盒内装） 价格（元）')
      const [pieces, usual] = [Number(await stock.inputValue()), await price.inputValue()]
      const save = page.locator('[data-save]')
      await price.fill('十五')
      await paidOrder(page, [{ sku, quantity: 3 }])
      await save.click()
      await expect(page.getByRole('alert')).toContainText('“十五”格式不对')
      await expect(stock).toHaveValue(String(pieces - 3))
      await expect(save).toHaveText('保存 1 处改动')
      await expectSound(page)
      await shot(page, `refused-${width}`)

      await price.fill(usual)
      await stock.fill(String(pieces - 5))
      await page.getByLabel('库存原因').selectOption('盘点')
      await paidOrder(page, [{ sku, quantity: 1 }])
      await save.click()
      const choice = page.getByRole('group', { name: `打开时 ${pieces - 3}，现在 ${pieces - 4}` })
      await expect(choice.getByRole('radio')).toHaveCount(2)
      await expectSound(page)
      await shot(page, `asked-${width}`)
      await choice.getByLabel(`少了2件（${pieces - 4} → ${pieces - 6}）`).check()
      await save.click()
      await expect(page.getByRole('status')).toContainText(
        `${name} 库存 ${pieces - 4} → ${pieces - 6}（盘点）`,
      )
      await expect(stock).toHaveValue(String(pieces - 6))
      await expectSound(page)
      await shot(page, `saved-${width}`)
    },
  )
