import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pictures, standIns } from '../../src/art/pictures.ts'
import { SCENES } from '../../src/art/scenes/scenes.ts'
import { texts } from '../../src/i18n/texts.ts'

/** A scene is a whole landscape; anything else is a thing on its own. */
const budgetOf = (name: string): number => (name.startsWith('scene-') ? 6144 : 4096)

test.each(Object.entries(pictures))(
  '%s stays within its 4 or 6 KB, draws the same twice, and loads nothing',
  (name, draw) => {
    const svg = draw()
    expect(gzipSync(svg).length).toBeLessThanOrEqual(budgetOf(name))
    expect(draw()).toBe(svg)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/s)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|NaN|undefined/)
  },
)

/** Elements left open or closed twice; an SVG that is no XML is not drawn at all. */
function unclosed(svg: string): string[] {
  const open: string[] = []
  for (const [, close, name, , itself] of svg.matchAll(/<(\/?)([a-zA-Z]+)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return [...open, `/${name}`]
    } else if (!itself) open.push(name!)
  }
  return open
}

test.each(Object.entries(pictures))(
  '%s is well-formed, its ids are its own and all it uses',
  (_name, draw) => {
    const svg = draw()
    expect(unclosed(svg)).toEqual([])
    expect(svg.match(/<\w+[^>]*?\s([\w-]+)="[^"]*"[^>]*?\s\1="/)).toBeNull()
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const used = [...svg.matchAll(/url\(#([^)]+)\)|href="#([^"]+)"/g)].map(([, fill, part]) => fill ?? part)
    expect(used.filter((id) => !ids.includes(id))).toEqual([])
  },
)

test('grain is drawn in scenes alone, and in none shown less than 300 px wide', () => {
  const grainy = Object.entries(pictures).filter(([, draw]) => draw().includes('feTurbulence'))
  expect(grainy.map(([name]) => name)).toEqual(Object.keys(SCENES).map((name) => `scene-${name}`))
  for (const [, draw] of grainy) expect(draw()).toContain('@media(max-width:300px){.n{display:none}}')
})

test('every scene says what it shows in both languages', () => {
  for (const language of ['zh', 'en'] as const)
    expect(Object.keys(texts(language).scenes)).toEqual(Object.keys(SCENES))
  expect(Object.values(texts('zh').scenes).join('')).not.toMatch(/[,;:!?]/)
})

test('a name that rows hold stands for a picture that there is', () => {
  expect(Object.values(standIns).filter((name) => !(name in pictures))).toEqual([])
})
