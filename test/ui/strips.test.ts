import { expect, test } from 'vitest'
import { plotSwatches } from '../../src/art/plot-swatches.ts'
import { texts } from '../../src/i18n/texts.ts'
import { MonthStrip } from '../../src/ui/month-strip.tsx'
import { PlanFigure, PlanLegend } from '../../src/ui/plan-figure.tsx'
import { SeasonProgress } from '../../src/ui/season-progress.tsx'

const t = texts('zh').drawings

test('the season says in words where it stands', () => {
  const steps = [
    { name: '冬管', when: '12月–2月', state: 'done' as const },
    { name: '春采', when: '3月–4月', state: 'now' as const },
    { name: '寄出', when: '5月', state: 'next' as const },
  ]
  const strip = String(SeasonProgress({ steps, t: t.season }))
  expect(strip.match(/aria-current="step"/g)).toHaveLength(1)
  expect(strip).toMatch(/冬管.*已完成.*春采.*正在进行.*寄出.*未开始/)
})

test('the legend names and counts each state that occurs, beside the shape the sprite holds', () => {
  const legend = String(PlanLegend({ states: t.plan.states, counts: { available: 9, mine: 1 } }))
  expect(legend).toMatch(/#plot-available.*可认购 <b>9<\/b>.*#plot-mine.*我的 <b>1<\/b>/)
  expect(legend).not.toContain('已认购')
  for (const state of Object.keys(t.plan.states)) expect(plotSwatches()).toContain(`id="plot-${state}"`)
})

test('the plan is marked 示意图 and zooms by links alone; a step that does not exist is no link', () => {
  const links = { texts: t.plan.zoom, closer: '?zoom=1', wider: null }
  const figure = String(PlanFigure({ mark: t.plan.mark, zoom: 0, links, children: '' }))
  expect(figure).toContain('示意图')
  expect(figure.match(/<a /g)).toHaveLength(1)
  expect(figure).toContain('href="?zoom=1" aria-label="放大示意图"')
})

test('the months of a season are lines of whole cells, each run once, and this month has its tick', () => {
  const runsOf = (open: number[], month: number) => {
    const strip = String(MonthStrip({ open: (cell) => open.includes(cell), month, label: '' }))
    return {
      runs: /class="is-open" d="([^"]*)"/.exec(strip)![1],
      now: /class="(is-now[^"]*)" d="([^"]*)"/.exec(strip)!.slice(1),
    }
  }
  expect(runsOf([3, 4, 5], 11)).toEqual({ runs: 'M28 2.5h40', now: ['is-now', 'M140 8h12v2h-12z'] })
  expect(runsOf([1, 2, 12], 12)).toEqual({
    runs: 'M0 2.5h26M154 2.5h12',
    now: ['is-now is-open', 'M154 0h12v5h-12zM154 8h12v2h-12z'],
  })
  expect(runsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 1).runs).toBe('M0 2.5h166')
  expect(runsOf([], 1).runs).toBe('')
})
