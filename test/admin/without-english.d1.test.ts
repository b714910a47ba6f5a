import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { typedOffer } from '../../src/admin/gardens/offer-form.ts'
import { parseOffer } from '../../src/admin/gardens/offer-parsing.ts'
import { parseSplit } from '../../src/admin/shipments/split-rows.tsx'
import type { OfferContent } from '../../src/adoption/offer.ts'
import { freightForm, parseFreight } from '../../src/catalog/freight-form.ts'
import { readTemplates } from '../../src/catalog/freight-keeping.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser, hidden } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const FORMS: [path: string, form: Record<string, string>, english: string, shown: string][] = [
  [
    adminPaths.facts,
    { valueZh: '20个村', labelZh: '结对的村', asOf: '2023', sourceZh: '《示例来源》' },
    '/en/impact',
    '20个村',
  ],
  [
    adminPaths.holidays,
    { firstOn: '2027-06-09', lastOn: '2027-06-11', nameZh: '端午节', kind: 'rest' },
    '/en',
    '',
  ],
  [
    adminPaths.banner,
    { textZh: '山上下雪，晚一天发货', href: '', firstOn: '2026-11-20', lastOn: '2026-11-30' },
    '/en',
    '山上下雪，晚一天发货',
  ],
  [adminPaths.pageText('story'), { bodyZh: '## 普定的山', act: 'save' }, '/en/story', '普定的山'],
  [
    adminPaths.campaign,
    { titleZh: '我在贵州有个园', sloganZh: '认购一亩茶', open: '1' },
    '/en/gardens',
    '认购一亩茶',
  ],
  [
    adminPaths.newGarden,
    {
      ...{
        code: 'D',
        slug: 'xinyuan',
        position: '4',
        nameZh: '新坡茶园',
        placeZh: '化处镇',
        originCode: 'huachu',
      },
      ...{ storyZh: '山坡上的茶园。', scene: 'scene-garden-b', listed: '1' },
    },
    '/en/gardens',
    '新坡茶园',
  ],
  [adminPaths.families, { nameZh: '糟辣椒' }, '/en', '糟辣椒'],
]

test.each(FORMS)(
  '%s is kept without English, whose page shows the Chinese',
  async (path, form, english, shown) => {
    const owner = await signedIn('owner')
    const page = await (await owner.get(path)).text()
    const kept = await owner.post(path, { over: hidden(page, 'over') || '0', ...form })
    expect([kept.status, kept.status === 303 ? '' : await kept.text()]).toEqual([303, ''])
    await shop.db.run(sql`UPDATE impact_facts SET visible = 1`)
    expect(await (await browser().get(english)).text()).toContain(shown)
  },
)

test('a freight template and an offer are whole without English, and no English line stands alone', async () => {
  const [template] = await readTemplates(shop.db)
  const typed = { ...freightForm(template!), nameEn: '' }
  expect(parseFreight(template!.rules.kind, typed).ok).toBe(true)

  const [row] = await shop.db.all<{ content: string }>(sql`SELECT content FROM offers LIMIT 1`)
  const offer = typedOffer(JSON.parse(row!.content) as OfferContent)
  const bare = {
    ...offer,
    ...{ benefitsEn: '', termsEn: '', risksEn: '' },
    grades: offer.grades.map((grade) => ({ ...grade, en: '' })),
  }
  const none = parseSplit([])
  expect('content' in parseOffer(bare, none)).toBe(true)
  const half = parseOffer({ ...bare, termsEn: 'One sentence' }, none)
  expect('errors' in half && half.errors.termsEn).toContain('一句对一句')
})
