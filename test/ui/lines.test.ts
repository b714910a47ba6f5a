import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLines, widthOf } from '../../src/ui/lines.ts'

const bare = (text: string) => text.replace(/\s+/g, '')
const wordy = fc.string({ unit: fc.constantFrom('茶', '园', 'a', 'W', '7', ' ', ',', '。'), maxLength: 60 })
const runs = fc.array(fc.record({ text: wordy, strong: fc.boolean() }), { maxLength: 8 })

test('a sentence broken into lines says the same, and no line is wider than its room but for closing signs', () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 4, max: 30 }), (given, most) => {
      const lines = breakLines(given, most)
      const said = lines.flat().map(({ text }) => text)
      expect(bare(said.join(''))).toBe(bare(given.map(({ text }) => text).join('')))
      for (const line of lines) {
        const text = line.map((run) => run.text).join('')
        expect(widthOf(text.replace(/[\s,。]+$/, ''))).toBeLessThanOrEqual(most + 1)
        expect(text.trim()).not.toBe('')
      }
    }),
  )
})

test('Chinese breaks between letters, English between words, and a name stays whole', () => {
  const text = (line: { text: string }[]) => line.map((run) => run.text).join('')
  expect(breakLines([{ text: '认购普定县' }], 3).map(text)).toEqual(['认购普', '定县'])
  expect(breakLines([{ text: 'tea and services' }], 5).map(text)).toEqual(['tea and ', 'services'])
  expect(breakLines([{ text: '兹证明' }, { text: '林晓禾', strong: true }], 5).map(text)).toEqual([
    '兹证明',
    '林晓禾',
  ])
  expect(breakLines([{ text: '认购,茶。' }], 2).map(text)).toEqual(['认购,', '茶。'])
})
