import { expect, test } from 'vitest'
import { browser } from '../support/browser.ts'
import { emptyDatabase, migrate, openShop } from '../support/shop.ts'

const html = async (path: string) => (await browser().get(path)).text()

test('the strip says what freight costs as it is set, and promises nothing in a shop that has set none', async () => {
  await openShop()
  expect(await html('/')).toContain('送至广东　常温 ¥8 起，满 ¥99 免运费　冷链 ¥15 起')
  await emptyDatabase()
  await migrate()
  const empty = await html('/')
  expect(empty).toContain('</html>')
  expect(empty).not.toContain('免运费')
  expect(empty).not.toContain('送至广东')
})
