import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { listProducts } from '../../src/catalog/listing.ts'
import { publishDraft } from '../../src/catalog/listings/draft-publishing.ts'
import { discardDraft, saveDraft, startDraft } from '../../src/catalog/listings/draft-saving.ts'
import { readDraft } from '../../src/catalog/listings/drafts.ts'
import type { ListingInput } from '../../src/catalog/listings/input.ts'
import { readPublished } from '../../src/catalog/listings/published.ts'
import { readVersions, restoreVersion } from '../../src/catalog/listings/version-restoring.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { readProduct } from '../../src/catalog/queries.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { jar, newHoney, staffIdOf } from '../support/listings.ts'
import { availableOf, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await staffIdOf(shop, 'manager')
})

const found = async (q: string) =>
  (await listProducts(shop.db, { q, sort: 'season', limit: 24 }, shop.now)).items.map((item) => item.slug)

async function started(content: ListingInput = newHoney()): Promise<string> {
  const draft = await startDraft(shop, content, by)
  if (!draft.ok) throw new Error(draft.refusal.code)
  return draft.value.id
}
async function published(content: ListingInput = newHoney()): Promise<string> {
  const id = await started(content)
  const done = await publishDraft(shop, id, 1, by)
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  return id
}
/** Saves a change of the published product as its next draft; the draft's seq is 1. */
async function edited(id: string, change: (content: ListingInput) => ListingInput) {
  const product = (await readPublished(shop.db, id))!
  const content = change(product.content)
  return saveDraft(shop, { id, productId: id, seq: 0, baseVersion: product.version, content }, by)
}
const problemsOf = async (content: ListingInput) => {
  const answer = await publishDraft(shop, await started(content), 1, by)
  return answer.ok || answer.refusal.code !== 'unpublishable'
    ? []
    : answer.refusal.problems.map(({ sentence }) => sentence)
}

describe('a draft', () => {
  test('shows nowhere until it is published, then at once in lists, search by pinyin, page and stock', async () => {
    const id = await started()
    expect(await found('qiaomai')).toEqual([])
    expect(await readProduct(shop.db, 'new-honey', shop.now)).toBeNull()
    expect(await publishDraft(shop, id, 1, by)).toEqual({
      ok: true,
      value: { slug: 'new-honey', version: 1 },
    })
    for (const q of ['qiaomai', 'qmh', '荞麦蜜', 'HNY-QM'.toLowerCase()])
      expect([q, await found(q)]).toEqual([q, ['new-honey']])
    expect(await availableOf(shop.db, 'HNY-QM-0500')).toBe(40)
    expect([await unreconciled(shop.db), await readDraft(shop.db, id)]).toEqual([[], null])
  })

  test('of a sold product leaves it as it is until it is published', async () => {
    const id = await published()
    await edited(id, (content) => ({ ...content, nameZh: '夜郎蜂蜜(荞麦)' }))
    expect((await readProduct(shop.db, 'new-honey', shop.now))!.product.nameZh).toBe('夜郎荞麦花蜂蜜')
    await publishDraft(shop, id, 1, by)
    expect((await readProduct(shop.db, 'new-honey', shop.now))!.product.nameZh).toBe('夜郎蜂蜜(荞麦)')
  })

  test('saved by two people keeps the first and tells the second, who loses nothing', async () => {
    const id = await started()
    const save = (nameZh: string) =>
      saveDraft(shop, { id, productId: null, seq: 1, baseVersion: 0, content: newHoney({ nameZh }) }, by)
    const both = await Promise.all([save('甲写的'), save('乙写的')])
    expect(both.map((answer) => answer.ok).sort()).toEqual([false, true])
    const lost = both.find((answer) => !answer.ok)
    expect(lost).toEqual({ ok: false, refusal: { code: 'conflict' } })
    expect((await readDraft(shop.db, id))!.seq).toBe(2)
    expect(await discardDraft(shop, id, 1, by)).toEqual(lost)
  })

  test('cannot be published over a version it was not begun from, nor twice at once', async () => {
    const id = await published()
    await edited(id, (content) => ({ ...content, nameZh: '第二版' }))
    const answers = await Promise.all([publishDraft(shop, id, 1, by), publishDraft(shop, id, 1, by)])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    await saveDraft(shop, { id, productId: id, seq: 0, baseVersion: 1, content: newHoney() }, by)
    expect(await publishDraft(shop, id, 1, by)).toEqual({ ok: false, refusal: { code: 'conflict' } })
  })
})

describe('publishing is refused, with a sentence that says what to do,', () => {
  test.each(['抗癌', '国家级', '降血糖', '增值', '保 健', '抗**癌**', '排\u200b毒', '特·供'])(
    'for %s in any text',
    async (word) => {
      const base = newHoney()
      const texts: Partial<ListingInput>[] = [
        { nameZh: `蜂蜜${word}` },
        { storyZh: `可以${word}的蜜` },
        { aliases: [word.replace(/\s/g, '')] },
        { labelFacts: { ...base.labelFacts, batch: word } },
        { variants: [jar('HNY-QM-0500', { specZh: `500 g ${word}` })] },
        { pictures: [{ name: 'produce-honey', zh: word, en: '' }] },
        { storySourceZh: word },
      ]
      for (const [index, text] of texts.entries()) {
        const problems = await problemsOf(newHoney({ ...text, slug: `honey-${index}` }))
        expect([Object.keys(text), problems.some((sentence) => sentence.startsWith('请删去“'))]).toEqual([
          Object.keys(text),
          true,
        ])
      }
    },
  )

  test('while a label fact is missing, unless it is sample goods, which stay so', async () => {
    const { licenceNo: _gone, ...labelFacts } = newHoney().labelFacts
    expect(await problemsOf(newHoney({ labelFacts }))).toEqual([
      '还缺生产许可证号：请填写包装上以 SC 开头的号码。',
    ])
    await published(newHoney({ slug: 'sample-honey', labelFacts, sample: true }))
    const detail = await readProduct(shop.db, 'sample-honey', shop.now)
    expect([detail!.product.sample, detail!.product.factsMissing]).toEqual([1, 1])
  })

  test('for an SKU of another product, a taken address, a box in a box, an unknown part', async () => {
    const sentences = [
      ...(await problemsOf(newHoney({ variants: [jar('TEA-GC-100')] }))),
      ...(await problemsOf(newHoney({ slug: 'duobei-hong' }))),
      ...(await problemsOf(
        newHoney({
          slug: 'a-box',
          variants: [
            jar('GFT-NEW-1', {
              components: [
                { sku: 'GFT-TD-STD', quantity: 1 },
                { sku: 'NONE-1', quantity: 1 },
                { sku: 'TEA-GC-100', quantity: 1 },
              ],
            }),
          ],
        }),
      )),
    ]
    expect(sentences).toEqual([
      'SKU TEA-GC-100 已属于“朵贝贡茶·高山绿茶”，请换一个编号。',
      '这个网址已被另一个商品使用，请换一个。',
      'GFT-TD-STD 本身是礼盒，礼盒里不能再装礼盒。',
      '礼盒里的 NONE-1 还没有这个 SKU，请先发布它的商品。',
      '礼盒里的“朵贝贡茶·高山绿茶”还是示例数据，请先把它改为正式销售。',
    ])
  })
})

describe('publishing again', () => {
  test('retires a SKU that goes, keeps its orders and ledger, and takes it back with its stock', async () => {
    const id = await published()
    await placeOrder(shop, orderOf([['HNY-QM-1000', 3]]), crypto.randomUUID())
    await edited(id, (content) => ({ ...content, variants: content.variants.slice(0, 1) }))
    expect((await publishDraft(shop, id, 1, by)).ok).toBe(true)
    expect((await readProduct(shop.db, 'new-honey', shop.now))!.variants.map(({ sku }) => sku)).toEqual([
      'HNY-QM-0500',
    ])
    const refused = await placeOrder(shop, orderOf([['HNY-QM-1000', 1]]), crypto.randomUUID())
    expect(refused.ok).toBe(false)
    await edited(id, (content) => ({ ...content, variants: [...content.variants, jar('HNY-QM-1000')] }))
    expect((await publishDraft(shop, id, 1, by)).ok).toBe(true)
    expect([await availableOf(shop.db, 'HNY-QM-1000'), await unreconciled(shop.db)]).toEqual([37, []])
  })

  test('an earlier version is published again as a new one, prices and words with it', async () => {
    const id = await published()
    await edited(id, (content) => ({
      ...content,
      nameZh: '写错的名字',
      variants: content.variants.map((variant) => ({ ...variant, priceFen: 1 })),
    }))
    await publishDraft(shop, id, 1, by)
    expect(await restoreVersion(shop, id, 1, by)).toEqual({
      ok: true,
      value: { slug: 'new-honey', version: 3 },
    })
    const { product, variants } = (await readProduct(shop.db, 'new-honey', shop.now))!
    expect([product.nameZh, product.priceFromFen, variants.length]).toEqual(['夜郎荞麦花蜂蜜', 6800, 2])
    expect((await readVersions(shop.db, id)).map(({ version }) => version)).toEqual([3, 2, 1])
    await edited(id, (content) => content)
    expect(await restoreVersion(shop, id, 1, by)).toEqual({ ok: false, refusal: { code: 'draft_exists' } })
  })

  test('a price changed on the table is not brought back by a draft begun before', async () => {
    const id = await published()
    await edited(id, (content) => ({ ...content, nameZh: '新名字' }))
    await changePrices(shop, [{ sku: 'HNY-QM-0500', seenFen: 6800, fen: 7200 }], by)
    expect((await publishDraft(shop, id, 2, by)).ok).toBe(true)
    const { variants, product } = (await readProduct(shop.db, 'new-honey', shop.now))!
    expect([variants[0]!.priceFen, product.priceFromFen]).toEqual([7200, 7200])
  })

  test('every act is in the log', async () => {
    const id = await published()
    await edited(id, (content) => content)
    await discardDraft(shop, id, 1, by)
    const rows = await shop.db.all<{ verb: string }>(
      sql`SELECT verb FROM audit_entries WHERE object = ${`product:${id}`} ORDER BY id`,
    )
    expect(rows.map(({ verb }) => verb).sort()).toEqual([
      'listing.created',
      'listing.draft_discarded',
      'listing.draft_saved',
      'listing.draft_saved',
    ])
  })
})
