import { describe, expect, test } from 'vitest'
import { threeWay } from '../../src/catalog/listings/merge.ts'

const BEGAN = {
  ...{ nameZh: '绿茶', nameEn: 'Green tea', 'month.3': 'on', 'month.4': '', 'month.5': '' },
  ...{ 'sku.0.sku': 'TEA-1', 'sku.0.specZh': '罐装', 'sku.0.specEn': 'tin', 'sku.0.price': '68' },
  ...{ 'sku.1.sku': 'TEA-2', 'sku.1.specZh': '袋装', 'sku.1.specEn': 'bag', 'sku.1.price': '30' },
  ...{ 'picture.0.name': 'a', 'picture.0.zh': '茶园', 'picture.0.en': '' },
}
type Fields = Record<string, string>
const lay = (mine: Fields, theirs: Fields) => threeWay({ ...BEGAN, ...mine }, { ...BEGAN, ...theirs }, BEGAN)
const without = (row: number): Fields =>
  Object.fromEntries(Object.entries(BEGAN).filter(([name]) => !name.startsWith(`sku.${row}.`)))

describe('two people’s fields over what both began from', () => {
  test.each<[what: string, mine: Fields, theirs: Fields]>([
    ['two texts', { nameZh: '红茶' }, { nameEn: 'Black tea' }],
    ['two cells of one row', { 'sku.0.price': '70' }, { 'sku.0.specEn': 'caddy' }],
    ['two rows', { 'sku.0.price': '70' }, { 'sku.1.price': '31' }],
    ['two months', { 'month.4': 'on' }, { 'month.3': '', 'month.5': 'on' }],
    ['two words of one picture', { 'picture.0.zh': '坡上' }, { 'picture.0.en': 'Slope' }],
    ['the same, twice', { nameZh: '红茶' }, { nameZh: '红茶' }],
  ])('%s are both kept, and nobody is asked', (_, mine, theirs) => {
    const both = { ...BEGAN, ...theirs, ...mine }
    expect(lay(mine, theirs)).toEqual({ mine: both, theirs: both, differences: [] })
  })

  test('one field that both changed is asked about, and either choice keeps what the other one changed beside it', () => {
    const { mine, theirs, differences } = lay(
      { 'sku.0.price': '70', nameZh: '红茶' },
      { 'sku.0.price': '65', 'sku.0.specEn': 'caddy', nameEn: 'Tea' },
    )
    expect(differences.map(({ unit, touched }) => [unit, touched])).toEqual([['sku TEA-1', true]])
    expect(mine).toEqual({
      ...BEGAN,
      'sku.0.price': '70',
      'sku.0.specEn': 'caddy',
      nameZh: '红茶',
      nameEn: 'Tea',
    })
    expect(theirs).toEqual({ ...mine, 'sku.0.price': '65' })
  })

  test('a row that one dropped and the other changed is asked about; one that was only dropped, or added, is not', () => {
    const changed = threeWay(without(1), { ...BEGAN, 'sku.1.price': '31' }, BEGAN)
    expect(changed.differences.map(({ unit, mine }) => [unit, mine])).toEqual([['sku TEA-2', '']])
    expect(threeWay(without(1), BEGAN, BEGAN)).toMatchObject({ mine: without(1), differences: [] })
    const added = { 'sku.2.sku': 'TEA-3', 'sku.2.price': '9' }
    expect(lay({}, added).mine).toMatchObject(added)
    expect(lay(added, {}).mine).toMatchObject(added)
  })

  test('pictures that one exchanged and the other described are asked about in one piece', () => {
    const { differences } = lay({ 'picture.0.name': 'b' }, { 'picture.0.zh': '坡上' })
    expect(differences.map(({ unit }) => unit)).toEqual(['pictures'])
  })

  test('where it is not known what they began from all that differs is asked about, and nothing of mine is preselected', () => {
    const { differences } = threeWay({ ...BEGAN, nameZh: '红茶' }, BEGAN, {})
    expect(differences.map(({ unit, touched }) => [unit, touched])).toEqual([['nameZh', false]])
  })
})
