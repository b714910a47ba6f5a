import { sql } from 'drizzle-orm'
import { addFamily, keepFamily, moveFamily } from '../../../src/catalog/family-keeping.ts'
import { keepFreight, readTemplates } from '../../../src/catalog/freight-keeping.ts'
import { keepHoliday, removeHoliday } from '../../../src/catalog/holiday-keeping.ts'
import { changeCells } from '../../../src/catalog/listings/cell-changing.ts'
import { publishDraft } from '../../../src/catalog/listings/draft-publishing.ts'
import { discardDraft, saveDraft, startDraft } from '../../../src/catalog/listings/draft-saving.ts'
import { publishListings } from '../../../src/catalog/listings/publishing.ts'
import { revertEntry } from '../../../src/catalog/listings/reverting.ts'
import { keepShareCover, readShareCover } from '../../../src/catalog/listings/share-covering.ts'
import { setShelf } from '../../../src/catalog/listings/shelving.ts'
import { restoreVersion } from '../../../src/catalog/listings/version-restoring.ts'
import { changePrices } from '../../../src/catalog/pricing.ts'
import { BLANK_PRODUCER } from '../../../src/catalog/producer.ts'
import { addProducer, keepProducer } from '../../../src/catalog/producer-keeping.ts'
import { inputOf, readProducer } from '../../../src/catalog/producer-queries.ts'
import { endPromotion, readPromotionGround, setPromotion } from '../../../src/catalog/promoting.ts'
import { rewordProducts } from '../../../src/catalog/search/rewording.ts'
import { keepSynonyms } from '../../../src/catalog/search/synonym-keeping.ts'
import { rollSeason } from '../../../src/catalog/season-rolling.ts'
import { applySheet } from '../../../src/catalog/sheets/applying.ts'
import { keepSheet } from '../../../src/catalog/sheets/keeping.ts'
import { digestOf } from '../../../src/catalog/sheets/plan.ts'
import { planSheet } from '../../../src/catalog/sheets/planning.ts'
import { adjustStock } from '../../../src/catalog/stock/adjusting.ts'
import { checkStock } from '../../../src/catalog/stock/reconciling.ts'
import { applyCount, countRowsOf, countSheet } from '../../../src/catalog/stock/taking.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { DAY_MS } from '../../../src/kernel/time.ts'
import type { Shop } from '../../../src/shop.ts'
import { importSheet, sheetOf } from '../../support/listing-sheets.ts'
import { jar, newHoney } from '../../support/listings.ts'
import { availableOf } from '../../support/shop.ts'
import { type Drive, editor } from './verb.ts'

let made = 0
const honey = () => {
  made += 1
  return newHoney({ slug: `honey-${made}`, variants: [jar(`HNY-${made}`)] })
}
const drafted = async (shop: Shop, by: string) => {
  const content = honey()
  const draft = await startDraft(shop, content, by)
  if (!draft.ok) throw new Error(draft.refusal.code)
  return { id: draft.value.id, content }
}
const published = async (shop: Shop, by: string) => {
  const { id, content } = await drafted(shop, by)
  await publishDraft(shop, id, 1, by)
  return { id, content, sku: content.variants[0]!.sku }
}
const dearer = (sku: string) => [{ sku, seenFen: 6800, fen: 6900 }]
const promoted = async (shop: Shop, by: string) => {
  const { id, sku } = await published(shop, by)
  const wish = { from: shop.now, until: shop.now + DAY_MS, prices: [{ sku, seenFen: 6800, fen: 100 }] }
  return { id, sku, wish, ground: () => readPromotionGround(shop, id) }
}
const day = (firstOn: string) => ({
  firstOn,
  lastOn: firstOn,
  nameZh: '假',
  nameEn: 'day',
  kind: 'rest' as const,
})
const typed = async (shop: Shop, by: string) => {
  const { sku } = await published(shop, by)
  return sheetOf(['SKU', '价格（元）'], [sku, '70'])
}
const undone = async (shop: Shop, verb: string): Promise<string> =>
  (
    await shop.db.all<{ id: string }>(
      sql`SELECT id FROM audit_entries WHERE verb = ${verb} ORDER BY id DESC LIMIT 1`,
    )
  )[0]!.id

export const CATALOG: Record<string, Drive> = {
  keepFreight: async (shop, watched, { staffId }) => {
    const [first] = await readTemplates(shop.db)
    return keepFreight(watched, await editor(shop, staffId, `freight:${first!.code}`), first!, first!)
  },
  keepHoliday: (_shop, watched, { staffId }) =>
    keepHoliday(watched, { staffId, over: 0 }, day('2027-06-01'), true),
  removeHoliday: async (shop, watched, { staffId }) => {
    await keepHoliday(shop, { staffId, over: 0 }, day('2027-06-02'), true)
    return removeHoliday(watched, { staffId, over: 1 }, '2027-06-02')
  },
  keepSynonyms: (_shop, watched, { staffId }) => keepSynonyms(watched, { staffId, over: 0 }, [['茶', '茗']]),
  rewordProducts: async (shop, watched, { staffId }) => {
    const { content } = await published(shop, staffId)
    await shop.db.run(sql`UPDATE products SET words_old = 1 WHERE slug = ${content.slug}`)
    return rewordProducts(watched, { rows: 10, ms: 10_000 })
  },
  startDraft: (_shop, watched, { staffId }) => startDraft(watched, honey(), staffId),
  saveDraft: async (shop, watched, { staffId }) => {
    const { id, content } = await drafted(shop, staffId)
    return saveDraft(watched, { id, productId: null, seq: 1, baseVersion: 0, content }, staffId)
  },
  discardDraft: async (shop, watched, { staffId }) =>
    discardDraft(watched, (await drafted(shop, staffId)).id, 1, staffId),
  publishDraft: async (shop, watched, { staffId }) =>
    publishDraft(watched, (await drafted(shop, staffId)).id, 1, staffId),
  publishListings: (_shop, watched) => publishListings(watched.db, [honey()], 9_000_000, watched.now),
  restoreVersion: async (shop, watched, { staffId }) => {
    const { id, content } = await published(shop, staffId)
    await saveDraft(shop, { id, productId: id, seq: 0, baseVersion: 1, content }, staffId)
    await publishDraft(shop, id, 1, staffId)
    return restoreVersion(watched, id, 1, staffId)
  },
  setShelf: async (shop, watched, { staffId }) =>
    setShelf(watched, [(await published(shop, staffId)).id], false, staffId),
  keepShareCover: async (shop, watched, { staffId }) => {
    const { id } = await published(shop, staffId)
    return keepShareCover(watched, id, (await readShareCover(shop.db, id))!.key, '/a.jpg', staffId)
  },
  changePrices: async (shop, watched, { staffId }) =>
    changePrices(watched, dearer((await published(shop, staffId)).sku), staffId),
  changeCells: async (shop, watched, { staffId }) => {
    const { sku } = await published(shop, staffId)
    return changeCells(
      watched,
      { prices: dearer(sku), stock: [{ sku, seen: 40, available: 41 }], reason: '补货' },
      staffId,
    )
  },
  setPromotion: async (shop, watched, { staffId }) => {
    const { wish, ground } = await promoted(shop, staffId)
    return setPromotion(watched, (await ground())!, wish, staffId)
  },
  endPromotion: async (shop, watched, { staffId }) => {
    const { wish, ground, sku } = await promoted(shop, staffId)
    await setPromotion(shop, (await ground())!, wish, staffId)
    return endPromotion(watched, (await ground())!, sku, staffId)
  },
  'revertEntry of prices': async (shop, watched, { staffId }) => {
    await changePrices(shop, dearer((await published(shop, staffId)).sku), staffId)
    return revertEntry(watched, await undone(shop, 'listing.prices_changed'), staffId, 'manager')
  },
  'revertEntry of stock': async (shop, watched, { staffId }) => {
    const { sku } = await published(shop, staffId)
    await adjustStock(shop, [{ sku, seen: 40, available: 41 }], '补货', staffId)
    return revertEntry(watched, await undone(shop, 'stock.adjusted'), staffId, 'manager')
  },
  'revertEntry of the shelf': async (shop, watched, { staffId }) => {
    await setShelf(shop, [(await published(shop, staffId)).id], false, staffId)
    return revertEntry(watched, await undone(shop, 'listing.unlisted'), staffId, 'manager')
  },
  'revertEntry of a sheet': async (shop, watched, { staffId }) => {
    await importSheet(shop, await typed(shop, staffId), staffId)
    return revertEntry(watched, await undone(shop, 'listing.imported'), staffId, 'manager')
  },
  keepSheet: async (shop, watched, { staffId }) =>
    keepSheet(watched, 'a.csv', await typed(shop, staffId), staffId),
  applySheet: async (shop, watched, { staffId }) => {
    const sheet = await typed(shop, staffId)
    const id = await keepSheet(shop, 'a.csv', sheet, staffId)
    return applySheet(watched, id, await digestOf(await planSheet(shop, sheet.rows)), staffId)
  },
  adjustStock: async (shop, watched, { staffId }) => {
    const { sku } = await published(shop, staffId)
    return adjustStock(watched, [{ sku, seen: 40, available: 41 }], '补货', staffId)
  },
  applyCount: async (shop, watched, { staffId }) => {
    const there = await availableOf(shop.db, 'TEA-GC-100')
    const sheet = (await countSheet(shop)).map((cells) =>
      cells[0] === 'TEA-GC-100' ? cells.with(4, String(there - 1)) : cells,
    )
    return applyCount(watched, countRowsOf(sheet)!, staffId)
  },
  checkStock: (_shop, watched) => checkStock(watched.db, watched.now),
  rollSeason: (_shop, watched) => rollSeason(watched.db, watched.now + 40 * DAY_MS),
  addFamily: (_shop, watched, { staffId }) => {
    made += 1
    return addFamily(watched, staffId, `family${made}`, { nameZh: `品类${made}`, nameEn: '' })
  },
  keepFamily: async (shop, watched, { staffId }) =>
    keepFamily(watched, await editor(shop, staffId, 'family:noodle'), 'noodle', {
      nameZh: '苗干妈面条',
      nameEn: 'Noodles',
    }),
  moveFamily: (_shop, watched, { staffId }) => moveFamily(watched, staffId, 'honey', -1),
  addProducer: (shop, watched, { staffId }) =>
    addProducer(watched, newId('prc', shop.now), { ...BLANK_PRODUCER, nameZh: '新茶企' }, staffId),
  keepProducer: async (shop, watched, { staffId }) => {
    const { producer } = (await readProducer(shop.db, 'prc_yelang'))!
    return keepProducer(watched, producer.id, inputOf(producer), { staffId, edits: producer.edits })
  },
}
