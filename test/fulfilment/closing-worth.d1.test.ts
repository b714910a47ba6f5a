import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { planClosing } from '../../src/fulfilment/season-closing.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { openShop } from '../support/shop.ts'

test('tea that a season is short of is worth no more than was paid for its plot', async () => {
  const shop = await openShop()
  const { ids } = await adopt(shop, [plotOf('A-01'), plotOf('A-02')])
  // The offer values the tea of a small plot at ¥412.
  await shop.db.run(sql`UPDATE adoptions SET price_fen = 10000 WHERE id = ${ids[0]!}`)
  const { shortRows } = await planClosing(shop, 'A', SEASON)
  const worth = new Map(shortRows.map(({ adoptionId, valueFen }) => [adoptionId, valueFen]))
  expect(ids.map((id) => worth.get(id))).toEqual([10_000, 41_200])
})
