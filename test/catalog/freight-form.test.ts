import { describe, expect, test } from 'vitest'
import type { FreightRules } from '../../src/catalog/freight.ts'
import { freightForm, notServed, parseFreight } from '../../src/catalog/freight-form.ts'
import { formatKg, parseKg } from '../../src/catalog/weight.ts'

const rules: FreightRules = {
  kind: 'weight',
  cutoff: '16:00',
  leadDays: [1, 2],
  transitDays: [2, 4],
  shipDays: [1, 2, 3],
  neverBeforeHoliday: true,
  freeOverFen: 9900,
  zones: [
    { provinces: ['广东', '贵州'], firstG: 3000, firstFen: 850, stepG: 500, stepFen: 200 },
    { provinces: ['新疆'], firstG: 1000, firstFen: 2000, stepG: 1000, stepFen: 1200, freeOverFen: null },
    { provinces: ['西藏'], firstG: 1000, firstFen: 2000, stepG: 1000, stepFen: 1200, freeOverFen: 50_000 },
  ],
}
const template = { nameZh: '常温快递', nameEn: 'Standard delivery', rules }
const form = freightForm(template)
const errorsOf = (typed: typeof form) => {
  const parsed = parseFreight('weight', typed)
  return parsed.ok ? {} : parsed.errors
}
const withZone = (change: object) => ({
  ...form,
  zones: [{ ...form.zones[0]!, ...change }, ...form.zones.slice(1)],
})

describe('the freight form', () => {
  test('shows a template and reads the same one back, thresholds of all three kinds included', () => {
    expect(parseFreight('weight', form)).toEqual({ ok: true, input: template })
  })

  test('a province in two zones is refused and both zones are named', () => {
    const twice = withZone({ provinces: ['广东', '新疆'] })
    expect(errorsOf(twice)['zone1-provinces']).toBe('新疆同时在分区1和分区2，只能在一个分区里')
  })

  test.each([
    ['firstFee', '-8'],
    ['stepFee', '−1'],
    ['firstFee', '8.555'],
    ['firstFee', ''],
    ['firstKg', '0'],
    ['stepKg', '-1'],
    ['stepKg', '0.0001'],
    ['provinces', ['火星']],
  ])('a zone’s %s of %s is refused at its field', (field, value) => {
    expect(Object.keys(errorsOf(withZone({ [field]: value })))).toEqual([`zone0-${field}`])
  })

  test('no zone, no ship day, a wrong cut-off or lead time is refused; a cleared zone is dropped', () => {
    const wrong = { ...form, zones: [], shipDays: ['8'], cutoff: '16:30', leadFirst: '3', transitLast: '1' }
    expect(Object.keys(errorsOf(wrong)).sort()).toEqual([
      'cutoff',
      'leadFirst',
      'shipDays',
      'transitFirst',
      'zone0-provinces',
    ])
    const parsed = parseFreight('weight', withZone({ provinces: [] }))
    expect(parsed.ok && parsed.input.rules.kind === 'weight' && parsed.input.rules.zones).toHaveLength(2)
    expect(notServed(form.zones)).not.toContain('新疆')
    expect(notServed(form.zones)).toContain('台湾')
  })

  test('kilograms are read to the gram and written without needless decimals', () => {
    expect(['2.3', '0.05', '1', '1.001', '.5', '1.0001', '-1', ''].map(parseKg)).toEqual([
      2300,
      50,
      1000,
      1001,
      null,
      null,
      null,
      null,
    ])
    expect([2300, 50, 1000, 1001].map(formatKg)).toEqual(['2.3', '0.05', '1', '1.001'])
  })
})
