import { describe, expect, it } from 'vitest'
import type { Sellable, Shelf } from '../../src/cart/quote.ts'
import { changeTexts, goneText, problemText, viewCart } from '../../src/cart/view.ts'
import type { FreightRules } from '../../src/catalog/freight.ts'
import { cart as en } from '../../src/i18n/en/cart.ts'
import { cart as zh } from '../../src/i18n/zh/cart.ts'

const NOON = Date.parse('2026-11-23T04:00:00Z')
const GUANGDONG = { code: '440000', name: '广东', nameEn: 'Guangdong' }
const XINJIANG = { code: '650000', name: '新疆', nameEn: 'Xinjiang' }

const rules: FreightRules = {
  kind: 'weight',
  cutoff: '16:00',
  leadDays: [1, 2],
  shipDays: [1, 2, 3, 4, 5, 6],
  neverBeforeHoliday: false,
  freeOverFen: 9900,
  zones: [{ provinces: ['广东'], firstG: 3000, firstFen: 800, stepG: 1000, stepFen: 200 }],
}

const sellable = (sku: string, more: Partial<Sellable> = {}): Sellable => ({
  wasFen: null,
  promoUntil: null,
  sku,
  slug: sku.toLowerCase(),
  titleZh: '朵贝红',
  titleEn: 'Duobei red',
  specZh: '100 g',
  specEn: '100 g',
  picture: 'tin',
  family: 'tea',
  originCode: 'puding',
  producerId: 'prd_1',
  storage: 'ambient',
  freightTemplate: 'ambient',
  returnRule: 'seven_days',
  sample: 1,
  priceFen: 5800,
  netG: 100,
  netMl: null,
  grossG: 300,
  available: 10,
  seasonMask: 4095,
  sellsOnlyInSeason: 0,
  stock: [{ sku, quantity: 1 }],
  ...more,
})

const shelf = (...sellables: Sellable[]): Shelf => ({
  sellables: new Map(sellables.map((each) => [each.sku, each])),
  stock: new Map(sellables.map((each) => [each.sku, each])),
  offShelf: new Map(),
  templates: new Map([['ambient', { code: 'ambient', nameZh: '常温快递', nameEn: 'Ambient', rules }]]),
  holidays: [],
  sellsSamples: true,
})

describe('viewing a cart', () => {
  it('cuts a quantity to what is left and says so', () => {
    const lines = [{ sku: 'A', quantity: 5, seenFen: 5800 }]
    const view = viewCart(lines, shelf(sellable('A', { available: 2 })), GUANGDONG, NOON)
    const [line] = view.quote.groups[0]?.lines ?? []
    expect(view.items).toEqual([{ sku: 'A', quantity: 2 }])
    expect(view.quote.totalFen).toBe(11_600)
    expect(changeTexts(line!, view, 'zh', zh)).toEqual(['“朵贝红”只剩2件，已为您改为2件'])
  })

  it('asks the price of today and says what it was', () => {
    const view = viewCart([{ sku: 'A', quantity: 1, seenFen: 5000 }], shelf(sellable('A')), GUANGDONG, NOON)
    const [line] = view.quote.groups[0]?.lines ?? []
    expect(view.quote.totalFen).toBe(6600)
    expect(changeTexts(line!, view, 'en', en)).toEqual(['The price of “Duobei red” changed from ¥50 to ¥58'])
  })

  it.each([
    ['sold out', sellable('A', { available: 0 }), GUANGDONG, '“朵贝红”正在补货，请移除后再结算'],
    ['not delivered there', sellable('A'), XINJIANG, '“朵贝红”暂不能送到“新疆”，请移除或更换送达地'],
    [
      'out of season',
      sellable('A', { seasonMask: 8, sellsOnlyInSeason: 1 }),
      GUANGDONG,
      '“朵贝红”预计4月上市，请移除后再结算',
    ],
  ])('names an item that is %s and how to fix it', (_, item, province, text) => {
    const view = viewCart([{ sku: 'A', quantity: 1, seenFen: 5800 }], shelf(item), province, NOON)
    const [line] = view.quote.groups[0]?.lines ?? []
    expect(problemText(line!, view, 'zh', zh, NOON)).toBe(text)
    expect(view.quote.totalFen).toBe(0)
  })

  it('keeps a SKU the shop no longer knows, to say that it is gone', () => {
    const { gone } = viewCart([{ sku: 'X', quantity: 1, seenFen: 1 }], shelf(), GUANGDONG, NOON)
    expect(gone.map((each) => goneText(each, 'zh', zh))).toEqual(['“X”已下架，请移除'])
  })

  it('calls what was taken off the shelf by the name it was sold under', () => {
    const offShelf = new Map([['A', sellable('A')]])
    const lines = [{ sku: 'A', quantity: 1, seenFen: 5800 }]
    const { gone } = viewCart(lines, { ...shelf(), offShelf }, GUANGDONG, NOON)
    expect(goneText(gone[0]!, 'zh', zh)).toBe('“朵贝红 100 g”已下架，请移除')
    expect(goneText(gone[0]!, 'en', en)).toBe('“Duobei red 100 g” is no longer sold. Remove it to check out.')
  })
})
