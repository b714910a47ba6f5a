import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeskPlot } from '../../src/adoption/garden-keeping.ts'
import { layGrid, nextCodes, overlapping } from '../../src/adoption/plot-grid.ts'
import { parsePlace, placeText } from '../../src/adoption/plot-place.ts'
import { planPlotRows, plotRows, plotSheet } from '../../src/adoption/plot-sheet.ts'

const wish = fc.record({
  columns: fc.integer({ min: 1, max: 6 }),
  rows: fc.integer({ min: 1, max: 30 }),
  halves: fc.integer({ min: 0, max: 12 }),
  wholes: fc.integer({ min: 0, max: 6 }),
})

const plotOf = (code: string, u: number, v: number, more: Partial<DeskPlot> = {}): DeskPlot => ({
  code,
  garden: 'D',
  areaCmu: 10,
  u,
  v,
  width: 1,
  height: 1,
  landRef: null,
  picture: null,
  pictureAltZh: null,
  pictureAltEn: null,
  open: 1,
  sample: 0,
  claimed: 0,
  edit: 0,
  ...more,
})

describe('a generated grid', () => {
  test('holds the larger plots asked for, inside its cells, none on another, areas true', () => {
    fc.assert(
      fc.property(wish, fc.integer({ min: 0, max: 40 }), (asked, from) => {
        const spots = layGrid(asked, from)
        if (!spots) return
        const named = spots.map((spot, n) => ({ ...spot, code: String(n) }))
        expect(spots.filter((spot) => spot.areaCmu === 50)).toHaveLength(asked.halves)
        expect(spots.filter((spot) => spot.areaCmu === 100)).toHaveLength(asked.wholes)
        for (const spot of named) {
          expect(spot.u >= 0 && spot.u + spot.width <= asked.columns).toBe(true)
          expect(spot.v >= from && spot.v + spot.height <= from + asked.rows).toBe(true)
          expect(Math.round(spot.width * spot.height * 10)).toBe(spot.areaCmu)
          expect(overlapping(spot, named)).toBeNull()
        }
      }),
    )
  })

  test('that has no room for the larger plots is refused', () => {
    expect(layGrid({ columns: 4, rows: 20, halves: 0, wholes: 1 })).toBeNull()
    expect(layGrid({ columns: 6, rows: 3, halves: 0, wholes: 2 })).toBeNull()
    expect(layGrid({ columns: 6, rows: 2, halves: 2, wholes: 0 })).toHaveLength(4)
  })

  test('counts its codes on with as many digits, and never past them', () => {
    expect(nextCodes('D', [], 3)).toEqual(['D-01', 'D-02', 'D-03'])
    expect(nextCodes('D', ['D-01', 'D-02'], 2)).toEqual(['D-03', 'D-04'])
    expect(nextCodes('D', [], 120)?.at(-1)).toBe('D-120')
    expect(nextCodes('D', ['D-98'], 2)).toBeNull()
  })
})

describe('a sheet of plots', () => {
  const known = [
    plotOf('D-01', 0, 0),
    plotOf('D-02', 1, 0, { claimed: 1, areaCmu: 50, width: 2.5, height: 2 }),
  ]
  const plan = (change: (cells: string[][]) => void) => {
    const cells = plotSheet(known)
    change(cells)
    return planPlotRows('D', plotRows(cells)!, known)
  }

  test('that was exported and not touched changes nothing', () => {
    expect(plan(() => {}).map((row) => row.status)).toEqual(['same', 'same'])
  })

  test('says of each row what it would do, and what is wrong with it', () => {
    const rows = plan((cells) => {
      cells[1]![7] = '流转合同 2023-12'
      cells[2]![1] = '1'
      cells.push(
        ['D-03', '0.1', '5', '第1行', '1', '1', '是', ''],
        ['D-04', '0.1', '3', '2', '1', '1', '是', ''],
        ['A-05', '0.1', '6', '6', '1', '1', '是', ''],
        ['D-03', '0.1', '6', '6', '1', '1', '是', ''],
        ['D-06', '0.1', '6.5', '6', '1', '1', '是', ''],
        ['D-07', '0.1', '6', '7', '1', '1', '也许', ''],
        ['D-08', '0.1', '0', '7', '1', '1', '是', ''],
      )
    })
    expect(rows.map((row) => row.status)).toEqual([
      'changed',
      'wrong',
      'new',
      'wrong',
      'wrong',
      'wrong',
      'wrong',
      'wrong',
      'wrong',
    ])
    expect(rows.map((row) => row.problem.slice(0, 8))).toEqual([
      '',
      '这块地有人认购或',
      '',
      '和 D-02 重',
      '编号要像 D-0',
      '这个编号在表里出',
      '放不下：示意图只',
      '“开放”写 是 ',
      '列和行从 1 数',
    ])
  })

  test('exported when places were counted from 0 still comes back as it was', () => {
    const cells = [
      ['地块', '面积（亩）', '横', '纵', '宽', '高', '开放', '土地文件'],
      ['D-01', '0.1', '0', '0', '1', '1', '是', ''],
      ['D-02', '0.5', '1', '0', '2.5', '2', '是', ''],
    ]
    expect(planPlotRows('D', plotRows(cells)!, known).map((row) => row.status)).toEqual(['same', 'same'])
  })

  test('without its heading is no sheet of plots', () => {
    expect(plotRows([['地块', '面积']])).toBeNull()
  })
})

describe('the place of a plot', () => {
  test('is said in rows and columns counted from 1, halves in words', () => {
    const at = (u: number, v: number, width: number, height: number) => placeText({ u, v, width, height })
    expect(at(0, 0, 1, 1)).toBe('第 1 行，第 1 列')
    expect(at(2.5, 9, 2.5, 2)).toBe('第 10—11 行，第 3 列中间至第 5 列')
    expect(at(0, 9, 2.5, 2)).toBe('第 10—11 行，第 1 列至第 3 列中间')
    expect(at(1, 9, 5, 2)).toBe('第 10—11 行，第 2—6 列')
    expect(at(3.25, 0, 1, 1)).toBe('第 1 行，第 4 列内至第 5 列内')
  })

  test('is read as people write it, and nothing before the first', () => {
    for (const typed of ['3.5', '3.50', '第3列半', '3 列中间', '3.5']) expect(parsePlace(typed)).toBe(250)
    expect(parsePlace('第 10 行')).toBe(900)
    for (const typed of ['', '0', '0.5', '-1', '三', '3.5.5']) expect(parsePlace(typed)).toBeNull()
  })
})
