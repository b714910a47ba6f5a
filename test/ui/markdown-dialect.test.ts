import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Markdown } from '../../src/ui/markdown.tsx'
import { isReadable } from '../../src/ui/markdown-reading.ts'
import { plainText } from '../../src/ui/markdown-text.ts'

const drawn = async (text: string): Promise<string> => String(await Markdown({ text }))

test.each([
  '8~10月，海拔1200~1400米',
  '好吃~真的好吃~',
  '规格100*50*30mm',
  '2斤*3袋，再送1斤*1袋',
  '5*6*7',
  '3 * 4 * 5',
  'a_b_c 和 茶_x_茶',
  '#1 茶园',
  '2026.11.28',
])('%s comes out as it was typed', async (text) => {
  expect(await drawn(text)).toBe(`<p>${text}</p>`)
})

test.each([
  ['**注意：**请当天冷藏', '<strong>注意：</strong>请当天冷藏'],
  ['产自**《茶经》**所载', '产自<strong>《茶经》</strong>所载'],
  ['**“明前”**茶**（头采）**好', '<strong>“明前”</strong>茶<strong>（头采）</strong>好'],
  ['*注意：*请冷藏', '<em>注意：</em>请冷藏'],
  ['一芽*一叶*', '一芽<em>一叶</em>'],
  ['**净含量500克**每袋', '<strong>净含量500克</strong>每袋'],
  ['***又粗又斜***', '<em><strong>又粗又斜</strong></em>'],
  ['**粗 *斜* 粗**', '<strong>粗 <em>斜</em> 粗</strong>'],
  ['`**不是**`和**`码`**', '<code>**不是**</code>和<strong><code>码</code></strong>'],
  ['~~作废~~', '<del>作废</del>'],
])('%s is marked up as it is meant', async (text, html) => {
  expect(await drawn(text)).toBe(`<p>${html}</p>`)
})

test('lines stay lines, indented ones are no code, and a line of tildes opens none', async () => {
  expect(await drawn('第一行\n第二行')).toBe('<p>第一行<br/>第二行</p>')
  expect(await drawn('第一段\n\n    缩进的第二段')).not.toContain('<code>')
  expect(await drawn('好吃\n~~~\n**粗**')).toContain('<strong>粗</strong>')
  expect(await drawn('```\n码\n```')).toContain('<code>码</code>')
})

test.each([
  ['quotes', '>'.repeat(6000)],
  ['lists in a line', `${'- '.repeat(6000)}x`],
  ['numbers in a line', `${'1. '.repeat(3000)}x`],
  ['emphasis', '*a **b '.repeat(1500) + 'c** d*'.repeat(1500)],
  ['stars', `${'*'.repeat(6000)}a${'*'.repeat(6000)}`],
  ['length', '茶'.repeat(50_001)],
])(
  'a text too deep or too long for its %s is refused when saved and drawn as it was typed',
  async (_, text) => {
    expect(await isReadable(text)).toBe(false)
    expect(await drawn(text)).toBe(`<p>${text.replaceAll('>', '&gt;')}</p>`)
    expect((await plainText(text)).length).toBeGreaterThan(1000)
  },
)

test('a usual story is read', async () => {
  expect(await isReadable('## 茶\n\n> - **一** *二*\n>   1. 三\n\n[园](/gardens)')).toBe(true)
})

test('whatever is typed is drawn, never an error', async () => {
  const part = fc.constantFrom(
    '>',
    '- ',
    '1. ',
    '*',
    '**',
    '_',
    '~',
    '~~',
    '`',
    '[',
    '](',
    ')',
    '茶',
    '：',
    'a',
    '1',
    ' ',
    '\n',
    '\n\n',
    '    ',
    '|',
    '\\',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 120 }), async (parts) => {
      expect(typeof (await drawn(parts.join('')))).toBe('string')
    }),
    { seed: 8, numRuns: 300 },
  )
})
