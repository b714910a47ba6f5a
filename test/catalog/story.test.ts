import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partStory } from '../../src/catalog/story.ts'

test('a story is cut at the end of a sentence, in Chinese and in English', () => {
  expect(partStory('茶长在山上。山上多雾。', 8)).toEqual(['茶长在山上。', '山上多雾。'])
  expect(partStory('他说“色清味甘。”山上多雾,无霜期长。', 12)).toEqual([
    '他说“色清味甘。”',
    '山上多雾,无霜期长。',
  ])
  expect(partStory('It grows at 1.5 km. Mist is common.', 22)).toEqual([
    'It grows at 1.5 km.',
    'Mist is common.',
  ])
  expect(partStory('没有句号的故事很长', 4)).toEqual(['没有句号', '的故事很长'])
  expect(partStory('第一段。还有。\n\n第二段**很长**。', 14)).toEqual(['第一段。还有。', '第二段**很长**。'])
  expect(partStory('短。', 200)).toEqual(['短。', ''])
})

test('no story shows more than its limit, and none loses a word', () => {
  const letters = fc.constantFrom('茶', '山', '雾', '。', '!', ' ', '.', '”', '𠮷')
  const stories = fc.array(letters, { maxLength: 60 }).map((all) => all.join(''))
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 40 }), (story, limit) => {
      const [shown, rest] = partStory(story, limit)
      expect([...shown].length).toBeLessThanOrEqual(limit)
      expect((shown + rest).replace(/\s/g, '')).toBe(story.replace(/\s/g, ''))
    }),
    { seed: 31 },
  )
})
