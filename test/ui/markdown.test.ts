import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Markdown, safeHref } from '../../src/ui/markdown.tsx'

const drawn = async (text: string): Promise<string> => String(await Markdown({ text }))

test('headings, lists, links, emphasis and tables become elements, headings from the second level on', async () => {
  expect(await drawn('# A\n\n## B\n\n### C')).toBe('<h2>A</h2><h2>B</h2><h3>C</h3>')
  expect(await drawn('- one\n- **two**')).toBe('<ul><li>one</li><li><strong>two</strong></li></ul>')
  expect(await drawn('[tea](/products?family=tea) & *more*')).toBe(
    '<p><a href="/products?family=tea" rel="noopener">tea</a> &amp; <em>more</em></p>',
  )
  expect(await drawn('|a|b|\n|-|-|\n|1|2|')).toContain('<td>1</td><td>2</td>')
  expect(await drawn('1. x\n\n   y')).toBe('<ol start="1"><li><p>x</p><p>y</p></li></ol>')
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a <b onclick="x()">b</b>',
  '![x](javascript:alert(1))',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<java\nscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:x)',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](//evil.example)',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '```\n<script>x</script>\n```',
  '<!-- x --><iframe src="//evil.example">',
])('nothing that runs comes of %s', async (text) => {
  const html = await drawn(text)
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag)
  expect(tags.filter((tag) => !['p', 'a', 'pre', 'code', 'br'].includes(tag!))).toEqual([])
  for (const [, href] of html.matchAll(/href="([^"]*)"/g))
    expect(href).toMatch(/^(?:https?:\/\/|mailto:|tel:|\/[^/]|#)/)
})

test('whatever is typed, only known tags and safe addresses are drawn', async () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<script>',
      '[a](',
      'javascript:',
      ')',
      '<',
      '>',
      '"',
      '`',
      '![',
      '\n\n',
      '- ',
      '# ',
      '|',
      '\\',
      '&#x6a;',
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
      const html = await drawn(parts.join(''))
      expect(html).not.toMatch(
        /<(?!\/?(?:p|a|h[234]|ul|ol|li|blockquote|pre|code|hr|br|strong|em|del|div|table|thead|tbody|tr|th|td)\b)/,
      )
      expect(html).not.toMatch(/href="(?!https?:\/\/|mailto:|tel:|\/|#)/)
      expect(html).not.toMatch(/<[^>]*\son\w+=/)
    }),
    { seed: 20261123, numRuns: 500 },
  )
})

test('an address leads to the web, to mail, to a phone or to a path of the shop', () => {
  expect(['https://a.example', 'tel:12315', '/story', '#x'].map(safeHref)).not.toContain(null)
  expect(['//a.example', '/\\a.example', 'javascript:x', 'ftp://x', ''].map(safeHref)).toEqual(
    Array(5).fill(null),
  )
})
