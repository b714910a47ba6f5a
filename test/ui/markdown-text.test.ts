import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainStart, plainText } from '../../src/ui/markdown-text.ts'

test('a description is the words of a story, without the marks of Markdown', async () => {
  const story = [
    '## 高山上的茶',
    '',
    '茶长在**山上**,[看园子](/gardens),`手采`。  ',
    '第二行。',
    '',
    '- 一芽*一叶*',
    '- ~~粗老~~',
    '',
    '> 色清味甘',
    '',
    '---',
    '',
    '|克|元|',
    '|-|-|',
    '|100|68|',
    '',
    '![茶园](/x.jpg) 3 \\* 4',
  ].join('\n')
  expect(await plainText(story)).toBe(
    '高山上的茶 茶长在山上,看园子,手采。 第二行。 一芽一叶 粗老 色清味甘 克 元 100 68 茶园 3 * 4',
  )
})

test('a description is never longer than asked, and no letter of it is cut in two', async () => {
  expect(await plainStart('**茶**', 3)).toBe('茶')
  expect(await plainStart('𠮷𠮷𠮷𠮷', 3)).toBe('𠮷𠮷…')
  const letters = fc.constantFrom('茶', '*', '#', '\n', ' ', '-', '[', ']', '(', ')', '𠮷', '|', '`', '>')
  const stories = fc.array(letters, { maxLength: 80 }).map((all) => all.join(''))
  await fc.assert(
    fc.asyncProperty(stories, fc.integer({ min: 1, max: 40 }), async (story, most) => {
      const start = await plainStart(story, most)
      expect([...start].length).toBeLessThanOrEqual(most)
      expect(() => encodeURIComponent(start)).not.toThrow()
      expect(start).not.toMatch(/\s{2}|\n/)
    }),
    { seed: 3 },
  )
})
