import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  firstEnd,
  giMark,
  type ProducerInput,
  permitState,
  producerOf,
  producerProblems,
} from '../../src/catalog/producer.ts'

const TODAY = '2026-11-23'
const known = { teaPark: true, products: 0 }
const input = (more: Partial<ProducerInput> = {}): ProducerInput => ({
  nameZh: '某茶企',
  nameEn: '',
  addressZh: '',
  addressEn: '',
  permits: [],
  giAuthorised: false,
  giCertificate: '',
  sample: false,
  ...more,
})

test('a paper is good on its last day and marked from 60 days before it', () => {
  expect(permitState(null, TODAY)).toBe('endless')
  expect(permitState('2026-11-22', TODAY)).toBe('ended')
  expect(permitState('2026-11-23', TODAY)).toBe('ending')
  expect(permitState('2027-01-22', TODAY)).toBe('ending')
  expect(permitState('2027-01-23', TODAY)).toBe('valid')
})

test('the first paper to end is the one that is told', () => {
  const paper = (validUntil: string | null) => ({ kind: 'production' as const, number: 'SC1', validUntil })
  expect(firstEnd([paper(null), paper('2028-01-01'), paper('2027-05-01')])).toBe('2027-05-01')
  expect(firstEnd([paper(null)])).toBeNull()
})

test('the mark of origin needs the right and the certificate, never one of them', () => {
  for (const giAuthorised of [0, 1])
    for (const giCertificate of [null, '', 'GI-1'])
      expect(giMark({ giAuthorised, giCertificate })).toBe(giAuthorised && giCertificate ? 'GI-1' : null)
})

test('a form without a name is kept for a firm of the park that is not known yet, and for nobody who sells', () => {
  expect(producerProblems(input({ nameZh: '' }), known)).toEqual({})
  expect(producerProblems(input({ nameZh: '' }), { teaPark: false, products: 0 })).toHaveProperty('nameZh')
  expect(producerProblems(input({ nameZh: '' }), { teaPark: true, products: 2 }).nameZh).toContain('2 个商品')
  expect(producerProblems(input({ nameZh: '', addressZh: '穿洞街道' }), known)).toHaveProperty('nameZh')
})

test('what is missing is named at its field: a certificate, a number, a day that exists', () => {
  const problems = producerProblems(
    input({
      giAuthorised: true,
      permits: [
        { kind: 'business', number: '', validUntil: '2027-01-01' },
        { kind: 'production', number: 'SC11452042200001', validUntil: '2027-02-30' },
      ],
    }),
    known,
  )
  expect(Object.keys(problems)).toEqual(['giCertificate', 'permit.0.number', 'permit.1.until'])
})

test('any form is read without throwing, and reading what was read changes nothing', () => {
  const names = [
    'nameZh',
    'nameEn',
    'addressZh',
    'giCertificate',
    'giAuthorised',
    'permit.0.number',
    'permit.3.until',
  ]
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (form) => {
      const read = producerOf((name) => form[name] ?? '')
      const again = producerOf((name) => {
        const [, row, part] = /^permit\.(\d+)\.(\w+)$/.exec(name) ?? []
        const permit = read.permits[Number(row)]
        if (part) return String(permit?.[part === 'until' ? 'validUntil' : (part as 'kind' | 'number')] ?? '')
        const value = read[name as keyof ProducerInput]
        return value === true ? 'yes' : String(value || '')
      })
      expect(again).toEqual(read)
    }),
  )
})
