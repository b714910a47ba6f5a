import { expect, test } from 'vitest'
import { cardTag } from '../../src/catalog/card-tag.ts'
import { boughtNow, type HomeCard, rowsOfYear, withLargest } from '../../src/catalog/home.ts'
import { lastDayOf } from '../../src/catalog/last-day.ts'
import { seasonMask } from '../../src/catalog/season.ts'
import { sampleTemplates } from '../../src/db/sample/world.ts'
import { texts } from '../../src/i18n/texts.ts'

const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const t = texts('zh').catalog

const card = (slug: string, months: number[], more: Partial<HomeCard> = {}): HomeCard => ({
  ...{ slug, nameZh: slug, nameEn: slug, family: 'tea', teaClass: 'green', storage: 'ambient' },
  ...{ originCode: 'puding', originZh: '普定县', originEn: 'Puding', freightTemplate: 'ambient' },
  ...{ seasonMask: seasonMask(months), sellsOnlyInSeason: 0, picture: '', sample: 1, soldOut: 0 },
  ...{ priceFromFen: 100, wasFen: null, over: false, lastOn: null, promoUntil: null },
  card: { bundle: 0, sku: slug, specZh: '', specEn: '', unit: null, specs: 1 },
  ...more,
})

const red = card('red', [4, 5, 6, 9, 10], { teaClass: 'black' })
const white = card('white', [3, 4])
const bags = card('bags', ALL)

test('the tea shown large is the one picked last that can be bought, whatever it is called', () => {
  const largest = (teas: HomeCard[], month: number) => withLargest(teas, month).largest?.slug
  expect(largest([bags, white, red], 11)).toBe('red')
  expect(largest([bags, white, red], 3)).toBe('white')
  expect(largest([bags, white, red], 4)).toBe('red')
  expect(largest([bags, white, { ...red, soldOut: 1 }], 11)).toBe('white')
  expect(largest([bags], 11)).toBe('bags')
  expect(withLargest([bags, white, red], 11).rest.map(({ slug }) => slug)).toEqual(['white', 'bags'])
  expect(withLargest([], 11)).toEqual({ largest: undefined, rest: [] })
})

test('what to buy this month is one of a family, what has a season first, and never what cannot be bought', () => {
  const chive = card('chive', [10, 11], { family: 'chive' })
  const crate = card('crate', [10, 11], { family: 'chive', freightTemplate: 'quotation' })
  const juice = card('juice', ALL, { family: 'cili' })
  const bought = (items: HomeCard[], month: number) => boughtNow(items, month, 2).map(({ slug }) => slug)
  expect(bought([juice, crate, chive], 11)).toEqual(['chive', 'juice'])
  expect(bought([juice, crate, chive], 12)).toEqual(['juice'])
  expect(bought([{ ...juice, soldOut: 1 }], 12)).toEqual([])
})

test('the table of the year has a row for each season of a family, this month first, and none for what has no season', () => {
  const twin = card('twin', [3, 4])
  const rows = rowsOfYear([bags, white, twin, red], 9, 6)
  expect(rows.map(({ slug }) => slug)).toEqual(['red', 'white'])
})

test('a card says one thing that changes what to do, and mostly nothing', () => {
  const say = (more: Partial<HomeCard>, month = 11) =>
    cardTag(card('x', [10, 11], more), month, t)?.text ?? null
  expect(say({})).toBe(null)
  expect(say({ storage: 'cold' })).toBe('冷链')
  expect(say({ storage: 'cold', lastOn: '2026-11-29' })).toBe('冷链　可买到11月29日')
  expect(say({ storage: 'cold', promoUntil: 1 })).toBe('限时价')
  expect(say({ promoUntil: 1, freightTemplate: 'quotation' })).toBe('单位采购')
  expect(say({ freightTemplate: 'quotation', soldOut: 1 })).toBe('补货中')
  expect(say({ soldOut: 1, over: true, sellsOnlyInSeason: 1 })).toBe('预计10月上市')
  expect(say({ sellsOnlyInSeason: 1 }, 2)).toBe('预计10月上市')
  expect(say({ sellsOnlyInSeason: 0 }, 2)).toBe(null)
})

test('the last day to order fresh goods is one whose parcels still leave in season, said in the season’s last month alone', () => {
  const { rules } = sampleTemplates().find(({ code }) => code === 'cold')!
  const chive = { seasonMask: seasonMask([4, 5, 6, 7, 8, 9, 10, 11]), sellsOnlyInSeason: 1 }
  const on = (day: string, product = chive) =>
    lastDayOf(product, rules, [], Date.parse(`${day}T10:00:00+08:00`))
  expect(on('2026-11-23')).toBe('2026-11-29')
  expect(on('2026-11-29')).toBe('2026-11-29')
  expect(on('2026-11-30')).toBe(null)
  expect(on('2026-10-30')).toBe(null)
  expect(on('2026-11-23', { ...chive, sellsOnlyInSeason: 0 })).toBe(null)
})
