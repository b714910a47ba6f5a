import { expect, test } from 'vitest'
import { surplusOf } from '../../src/adoption/surplus.ts'

test.each([
  ['the promise is filled first', 100, {}, {}, {}],
  ['nothing was sent yet', 206, {}, {}, { left: 56 }],
  ['the promise was sent', 206, 150, {}, { left: 56 }],
  ['a further parcel waits', 206, 150, 56, { planned: 56 }],
  ['it was sent', 206, 206, {}, { sent: 56 }],
  ['a part was sent, a part waits, a part is left', 206, 160, 20, { sent: 10, planned: 20, left: 26 }],
  ['an entry was corrected below what was sent', 140, 160, {}, {}],
])('of grams beyond the promise it is known where they are: %s', (_, harvested, sent, planned, found) => {
  const grams = (own: unknown): Record<string, number> => (typeof own === 'number' ? { spring: own } : {})
  const parts = surplusOf({ spring: 150 }, { spring: harvested }, grams(sent), grams(planned))
  const flat = Object.entries(parts).flatMap(([name, own]) => (own.spring ? [[name, own.spring]] : []))
  expect(Object.fromEntries(flat)).toEqual(found)
})

test('a grade nobody promised is all beyond the promise', () => {
  expect(surplusOf({}, { summer: 30 }, {}, {}).left).toEqual({ summer: 30 })
})
