import { describe, expect, test } from 'vitest'
import { GUIDE_SIGNS } from '../../src/art/guide-signs.ts'
import { PRINTED } from '../../src/art/printed.ts'
import { type Guide, keptGuide, readGuide, STEP_SIGNS } from '../../src/catalog/guide.ts'
import { claimsOf } from '../../src/catalog/listings/claims.ts'
import { changeRows, parseListing, rowCount, valuesOf } from '../../src/catalog/listings/form.ts'
import { guideProblems, MOST_STEPS } from '../../src/catalog/listings/guide-form.ts'
import { threeWay } from '../../src/catalog/listings/merge.ts'
import { GUIDES } from '../../src/db/sample/guides.ts'
import { sampleListings } from '../../src/db/sample/world.ts'

const TEA = GUIDES['duobei-hong']!
const listing = sampleListings().find(({ slug }) => slug === 'duobei-hong')!

test('every sign the editor offers is drawn, and no other', () => {
  expect(Object.keys(GUIDE_SIGNS)).toEqual(Object.keys(STEP_SIGNS))
})

test.each(Object.entries(GUIDES))(
  'the sample guide of %s is marked as one, may be published, and comes back from the editor as it went in',
  (slug, guide) => {
    expect(sampleListings().some((own) => own.slug === slug)).toBe(true)
    expect([guide.sample, guideProblems(guide), guide.steps.every(({ en }) => en)]).toEqual([true, [], true])
    expect(parseListing(valuesOf({ ...listing, guide })).content.guide).toEqual(guide)
  },
)

test('what is kept has no step without words, and no guide at all without a step', () => {
  const blank = { ...TEA.steps[0]!, zh: '', noteZh: '只有说明' }
  expect(keptGuide({ ...TEA, steps: [blank, TEA.steps[1]!] })).toEqual({ ...TEA, steps: [TEA.steps[1]] })
  expect([keptGuide({ ...TEA, steps: [blank] }), keptGuide(undefined)]).toEqual([{}, {}])
  expect(readGuide('{}').steps).toEqual([])
})

const long = (part: Partial<Guide['steps'][number]>): Guide => ({
  ...TEA,
  steps: [{ ...TEA.steps[0]!, ...part }],
})

test.each<[field: string, guide: Guide]>([
  ['guide', { ...TEA, steps: Array.from({ length: MOST_STEPS + 1 }, () => TEA.steps[0]!) }],
  ['guide.0.zh', long({ zh: '' })],
  ['guide.0.zh', long({ zh: '水'.repeat(15) })],
  ['guide.0.en', long({ en: 'w'.repeat(37) })],
  ['guide.0.noteZh', long({ noteZh: '水'.repeat(41) })],
  ['guide.0.noteEn', long({ noteEn: 'w'.repeat(101) })],
  ['guideOtherZh', { ...TEA, otherZh: '水'.repeat(301) }],
  ['guideOtherEn', { ...TEA, otherEn: 'w'.repeat(301) }],
])('a guide that does not fit its page is named at %s', (field, guide) => {
  expect(guideProblems(guide).map(([at]) => at)).toEqual([field])
})

test('a claim is found in a step, in its note and in the other ways', () => {
  const guide = { ...long({ noteZh: '喝了降血糖' }), otherZh: '排毒茶' }
  expect(claimsOf({ ...listing, guide }).map(({ field, word }) => [field, word])).toEqual([
    ['guide.0.noteZh', '降血糖'],
    ['guideOtherZh', '排毒'],
  ])
})

describe('steps in the editor', () => {
  const values = valuesOf(listing)
  test('are added, moved and dropped with all that is written in them', () => {
    expect(rowCount(changeRows(values, 'add:guide'), 'guide')).toBe(5)
    const moved = changeRows(values, 'up:guide:1')
    expect([moved['guide.0.zh'], moved['guide.1.noteZh']]).toEqual([TEA.steps[1]!.zh, TEA.steps[0]!.noteZh])
    expect(changeRows(values, 'drop:guide:0')['guide.0.zh']).toBe(TEA.steps[1]!.zh)
  })

  test('that two people changed are asked about in one piece, and kept beside a colleague’s other field', () => {
    const mine = { ...values, 'guide.0.zh': '投茶5 g' }
    const asked = threeWay(mine, { ...values, 'guide.1.zh': '水温95 ℃' }, values)
    expect(asked.differences.map(({ unit }) => unit)).toEqual(['guide'])
    const kept = threeWay(mine, { ...values, nameEn: 'Red' }, values)
    expect(kept.differences).toEqual([])
    expect([kept.mine['guide.0.zh'], kept.mine.nameEn]).toEqual(['投茶5 g', 'Red'])
  })
})

test('the months printed on a sample pack are those of its row', () => {
  for (const { slug, seasonMonths } of sampleListings())
    if (PRINTED[slug]?.months) expect([slug, PRINTED[slug].months]).toEqual([slug, seasonMonths])
})
