import { expect, test } from 'vitest'
import { plainName, standingOf } from '../../src/catalog/producer-standing.ts'

const TODAY = '2026-11-23'
const NOBODY = {
  nameZh: '茶企（待定）',
  addressZh: '',
  sample: 1,
  giAuthorised: 0,
  giCertificate: null,
  permits: [],
}
const tea = { family: 'tea', originCode: 'puding', factsMissing: 6, picture: 'pack-duobei-hong' }

test('of a producer nobody has checked everything is missing', () => {
  const standing = standingOf(NOBODY, [tea], TODAY)
  expect(standing.filter(({ done }) => done)).toEqual([])
  expect(standing.map(({ check }) => check)).toEqual([
    ...['name', 'address', 'place', 'business', 'production', 'labels', 'mark', 'photo'],
  ])
})

test('what is known counts, papers that have ended do not', () => {
  const permits = [
    { kind: 'business' as const, number: '91520422', validUntil: null },
    { kind: 'production' as const, number: 'SC1', validUntil: '2026-11-22' },
  ]
  const who = { ...NOBODY, permits, sample: 0, addressZh: '化处镇', giAuthorised: 1, giCertificate: 'GI-1' }
  const sold = [{ ...tea, originCode: 'huachu', factsMissing: 0, picture: '/media/a.webp' }]
  expect(standingOf(who, sold, TODAY).filter(({ done }) => !done)).toEqual([
    { check: 'production', done: false },
  ])
})

test('what does not apply is not asked for', () => {
  const asked = (family: string) => standingOf(NOBODY, [{ ...tea, family }], TODAY).map(({ check }) => check)
  expect(asked('chive')).not.toContain('production')
  expect(asked('chive')).not.toContain('mark')
  expect(asked('gift')).toEqual(['name', 'address', 'business', 'labels', 'photo'])
  expect(standingOf(NOBODY, [], TODAY).map(({ check }) => check)).not.toContain('place')
})

test.each([
  ['春归（生产主体待定）', '春归'],
  ['Partner tea firm in Puding (to be named)', 'Partner tea firm in Puding'],
  ['Chungui (producer to be named)', 'Chungui'],
  ['云上茶厂（化处）', '云上茶厂（化处）'],
])('%s stands as %s', (name, plain) => {
  expect(plainName(name)).toBe(plain)
})
