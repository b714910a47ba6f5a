import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { publishOffer } from '../../src/adoption/publishing.ts'
import { SAMPLE_OFFER } from '../../src/db/sample/offers.ts'
import type { Shop } from '../../src/shop.ts'
import { SEASON } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const band = async (path: string, settings = {}) => {
  const html = await (await browser(settings).get(path)).text()
  const section = html.slice(html.indexOf('<section class="band">'))
  return section.slice(0, section.indexOf('</section>')).replaceAll(/<[^>]+>/g, ' ')
}

/** An offer with its first size at another price. */
const offerAt = (priceFen: number, season = SEASON) => {
  const content = SAMPLE_OFFER(season)
  const [first, ...rest] = content.tiers
  return { garden: 'A', season, content: { ...content, tiers: [{ ...first!, priceFen }, ...rest] } }
}

describe('the campaign on the home page', () => {
  it('changes its price with the offer that is published', async () => {
    expect(await band('/')).toContain('598')
    expect((await publishOffer(shop, offerAt(73_100), null)).ok).toBe(true)
    for (const [path, tea] of [
      ['/', '春茶（绿茶）150克'],
      ['/en', 'Spring green tea 150 g'],
    ] as const) {
      const text = await band(path)
      expect(text).toContain('731')
      expect(text).not.toContain('598')
      expect(text).toContain(tea)
    }
  })

  it('tells the newest season on sale, of the first garden that sells', async () => {
    const { content, ...next } = offerAt(88_800, SEASON + 1)
    const sales = { from: `${SEASON - 1}-11-01`, until: `${SEASON + 1}-03-31` }
    await publishOffer(shop, { ...next, content: { ...content, sales } }, null)
    expect(await band('/')).toContain(`${SEASON + 1}季`)
    await shop.db.run(sql`UPDATE gardens SET listed = 0 WHERE code = 'A'`)
    const text = await band('/')
    expect(text).toContain(`${SEASON}季`)
    expect(text).not.toContain('888')
  })

  it('names no price between two sales or while the campaign is closed', async () => {
    expect(await band('/', { SHOP_NOW: `${SEASON}-09-30T12:00:00+08:00` })).not.toContain('¥')
    await shop.db.run(sql`UPDATE campaigns SET open = 0`)
    const text = await band('/')
    expect(text).not.toContain('¥')
    expect(text).toContain('看看怎么认购')
  })
})
