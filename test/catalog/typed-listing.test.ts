import { expect, test } from 'vitest'
import { parseListing } from '../../src/catalog/listings/form.ts'
import { readCell } from '../../src/catalog/sheets/columns.ts'
import { listingRows } from '../../src/catalog/sheets/rows.ts'

const NO_CHOICES = { families: [], producers: [], templates: [] } as unknown as Parameters<typeof readCell>[3]

test('lists in a listing may be typed with full-width marks between', () => {
  const { content, errors } = parseListing({
    aliases: '蜜糖，蜂糖、荆条蜜；槐花蜜 百花蜜',
    'sku.0.parts': 'tea-gc-100×2；HNY-YL-500＊1，TEA-GC-250',
  })
  expect(errors).toEqual({})
  expect(content.aliases).toEqual(['蜜糖', '蜂糖', '荆条蜜', '槐花蜜', '百花蜜'])
  expect(content.variants[0]!.components).toEqual([
    { sku: 'TEA-GC-100', quantity: 2 },
    { sku: 'HNY-YL-500', quantity: 1 },
    { sku: 'TEA-GC-250', quantity: 1 },
  ])
})

test.each(['9，10，11', '9月、10月、11月', '９;１０;１１', '9 10 11'])(
  'the months %s are three months',
  (text) => {
    const read = readCell('months', text, 'months', NO_CHOICES)
    const months =
      'values' in read ? Object.keys(read.values).filter((name) => read.values[name] === 'on') : []
    expect(months).toEqual(['month.9', 'month.10', 'month.11'])
  },
)

test.each(['9，13', '0', '9x', '九月'])('the months %s are refused', (text) => {
  expect(readCell('months', text, 'months', NO_CHOICES)).toHaveProperty('reason')
})

test('headings of a listing sheet are known below a title, in full width and with marks nobody sees', () => {
  const found = listingRows([
    ['普定县农产品价格表'],
    ['\u200bsku', '价格（元）', ' 库存（件）', '备注'],
    ['tea-gc-100', '¥1,000', '１２０'],
  ])
  expect(found).toEqual({
    rows: [{ at: 3, cells: { sku: 'TEA-GC-100', price: '¥1,000', stock: '１２０' } }],
    unknown: ['备注'],
  })
})

test.each([
  ['8x', '120'],
  ['5。5', '120'],
  ['68', '12。0'],
  ['68', '1x'],
])('a price of %s with a stock of %s is refused at its field', (price, stock) => {
  const { errors } = parseListing({ 'sku.0.price': price, 'sku.0.stock': stock })
  expect(Object.keys(errors)).toEqual([price === '68' ? 'sku.0.stock' : 'sku.0.price'])
})
