import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Plan, type PlanPlot } from '../../src/art/plan.tsx'
import { bentSheet, cellPath, insetOf, pathRow } from '../../src/art/plan-bend.ts'
import { texts } from '../../src/i18n/texts.ts'
import { SAMPLE_ROWS, samplePlots } from './sample-plan.ts'
import { areaOf, contains, flatten } from './svg-geometry.ts'

const t = texts('zh').drawings.plan
const draw = (plots: PlanPlot[], rows: number, selected?: string): string =>
  String(Plan({ plots, rows, t, title: t.title('云脚白茶园'), selected }))

const fullPage: PlanPlot[] = Array.from({ length: 66 }, (_, index) => ({
  code: `A-${String(index + 1).padStart(2, '0')}`,
  areaCmu: 10,
  u: index % 6,
  v: Math.floor(index / 6),
  width: 1,
  height: 1,
  state: (['available', 'held', 'adopted', 'mine'] as const)[index % 4]!,
  href: index % 4 === 0 ? `/gardens/yunjiao?plot=${index}` : null,
}))

const cellsOf = (plots: PlanPlot[], rows: number, landscape: boolean) => {
  const sheet = bentSheet({ columns: 6, rows, landscape }, pathRow(plots, rows))
  return plots.map((plot) => ({ plot, points: flatten(cellPath(sheet, plot, insetOf(sheet, plot))) }))
}

test.each([
  ['portrait', false],
  ['landscape', true],
])('every plot of a %s plan is drawn at its true share of the area, within 2 %%', (_name, landscape) => {
  for (const plots of [samplePlots, fullPage]) {
    const cells = cellsOf(plots, SAMPLE_ROWS, landscape)
    const whole = cells.reduce((sum, { points }) => sum + areaOf(points), 0)
    const cmu = plots.reduce((sum, { areaCmu }) => sum + areaCmu, 0)
    for (const { plot, points } of cells) {
      const share = (areaOf(points) / whole) * cmu
      expect(Math.abs(share / plot.areaCmu - 1), plot.code).toBeLessThanOrEqual(0.02)
    }
  }
})

test('the bend itself keeps areas anywhere on a plan of any length', () => {
  const box = fc.record({
    u: fc.double({ min: 0, max: 4, noNaN: true }),
    v: fc.double({ min: 0, max: 9, noNaN: true }),
    width: fc.double({ min: 0.9, max: 2, noNaN: true }),
    height: fc.double({ min: 0.9, max: 2, noNaN: true }),
  })
  fc.assert(
    fc.property(box, fc.integer({ min: 4, max: 8 }), (plot, columns) => {
      const sheet = bentSheet({ columns, rows: 11 }, null)
      const area = plot.width * plot.height * sheet.unitWidth * sheet.unitHeight
      expect(Math.abs(areaOf(flatten(cellPath(sheet, plot, 0))) / area - 1)).toBeLessThanOrEqual(0.02)
    }),
  )
})

test('no plot lies over another', () => {
  for (const plots of [samplePlots, fullPage]) {
    const cells = cellsOf(plots, SAMPLE_ROWS, false)
    for (const a of cells)
      for (const b of cells)
        if (a !== b) expect(a.points.some((point) => contains(b.points, point))).toBe(false)
  }
})

test('the smallest plot is a target of 44 px on a phone 390 px wide', () => {
  const sheet = bentSheet({ columns: 6, rows: SAMPLE_ROWS }, null)
  const inset = insetOf(sheet, { u: 0, v: 0, width: 1, height: 1 })
  expect((sheet.unitWidth - 2 * inset) / 2).toBeGreaterThanOrEqual(44)
  expect((sheet.unitHeight - 2 * inset) / 2).toBeGreaterThanOrEqual(44)
})

test('every plot can be reached by keyboard and says code, area and state, in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    const words = texts(language).drawings.plan
    const svg = String(
      Plan({ plots: samplePlots, rows: SAMPLE_ROWS, t: words, title: 'x', selected: 'A-12' }),
    )
    for (const { code, areaCmu, state, href } of samplePlots) {
      const name = `${code} ${words.area(areaCmu)}${language === 'zh' ? '，' : ', '}${words.states[state]}`
      const link = svg.match(new RegExp(`<a [^>]*aria-label="${name}[^>]*>`))?.[0]
      expect(link, name).toContain(href === null ? 'tabindex="0"' : `href="${href}"`)
    }
    expect(svg.match(/<a /g)).toHaveLength(samplePlots.length)
  }
})

test('the four states differ in shape: plain, hatched, filled, starred', () => {
  const svg = draw(samplePlots, SAMPLE_ROWS)
  const states = ['available', 'held', 'adopted', 'mine']
  for (const state of states) expect(svg).toContain(`<pattern id="${state}"`)
  expect(svg.match(/patternTransform="rotate\(45\)"/g)).toHaveLength(1)
  expect(svg.match(/class="star"/g)).toHaveLength(1)
})

test('only the chosen plot has the ring, the mark for readers and the target of zoom links', () => {
  const svg = draw(samplePlots, SAMPLE_ROWS, 'A-12')
  expect(svg.match(/aria-current="true"/g)).toHaveLength(1)
  expect(svg).toMatch(/id="chosen" aria-label="A-12 |aria-label="A-12 [^>]*id="chosen"/)
  expect(draw(samplePlots, SAMPLE_ROWS)).not.toContain('aria-current')
})

test('the path crosses where no plot is cut, and stays away where every row is', () => {
  expect(pathRow(samplePlots, SAMPLE_ROWS)).toBe(5)
  expect(pathRow([{ u: 0, v: 0, width: 6, height: 11 }], 11)).toBeNull()
})

test('24 plots are at most 5 KB and a full page of 66 at most 8 KB, gzip', () => {
  expect(gzipSync(draw(samplePlots, SAMPLE_ROWS, 'A-12')).length).toBeLessThanOrEqual(5 * 1024)
  expect(gzipSync(draw(fullPage, 11)).length).toBeLessThanOrEqual(8 * 1024)
})

test('the plan draws the same twice, without inline styles or scripts, and escapes what it is told', () => {
  const odd = { ...samplePlots[0]!, code: '<b>"', label: '"><script>' }
  const svg = draw([odd, ...samplePlots.slice(1)], SAMPLE_ROWS)
  expect(draw([odd, ...samplePlots.slice(1)], SAMPLE_ROWS)).toBe(svg)
  expect(svg).not.toMatch(/ style=|<style|<script|<b>|NaN|undefined| on[a-z]+=/)
})

test('the small picture for the certificate has shapes and the star, and nothing to click or read', () => {
  const svg = String(Plan({ plots: samplePlots, rows: SAMPLE_ROWS, t, title: 'x', mini: true }))
  expect(svg).not.toMatch(/<a |<text/)
  expect(svg.match(/class="star"/g)).toHaveLength(1)
})

test('the star of one’s own plot lies inside the plot and clear of its code, however small the plot and long the code', () => {
  for (const code of ['A-07', 'D-0387'])
    for (const [width, height] of [
      [1, 1],
      [2.5, 2],
    ] as const) {
      const plot: PlanPlot = { code, areaCmu: 10, u: 2, v: 2, width, height, state: 'mine', href: '/a' }
      const svg = draw([plot], 6)
      const number = (pattern: RegExp) => pattern.exec(svg)!.slice(1).map(Number) as [number, number]
      const [x, y] = number(/class="star"[^>]*translate\((-?\d+) (-?\d+)\)/)
      const [codeX, codeY] = number(/<text x="(\d+)" y="(\d+)"/)
      const sheet = bentSheet({ columns: 6, rows: 6 }, pathRow([plot], 6))
      const outline = flatten(cellPath(sheet, plot, insetOf(sheet, plot)))
      for (const corner of [
        [x, y + 13],
        [x + 26, y + 13],
        [x + 13, y],
        [x + 13, y + 26],
      ] as [number, number][])
        expect(contains(outline, corner), `${code} ${width}`).toBe(true)
      const before = x + 26 <= codeX - code.length * 7
      const above = y + 26 <= codeY - 19
      expect(before || above, `${code} ${width}`).toBe(true)
    }
})

test('narrow plots show their number alone, and say their whole code to readers', () => {
  const wide = Array.from({ length: 12 }, (_, u): PlanPlot => {
    return { code: `E-0${10 + u}`, areaCmu: 10, u, v: 0, width: 1, height: 1, state: 'available', href: '/a' }
  })
  const svg = String(Plan({ plots: wide, rows: 1, columns: 12, t, title: '宽园' }))
  expect([...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)).toContain('010')
  expect(svg).not.toMatch(/<text[^>]*>E-/)
  expect(svg).toContain('aria-label="E-010 0.1亩')
})
