import type { PlanPlot } from '../../src/art/plan.tsx'

type Row = [number: number, u: number, v: number, width: number, height: number, state: PlanPlot['state']]

const ROWS: Row[] = [
  [1, 5, 0, 1, 1, 'adopted'],
  [2, 5, 1, 1, 1, 'adopted'],
  [3, 0, 2, 1, 1, 'held'],
  [4, 0, 3, 1, 1, 'available'],
  [5, 0, 4, 1, 1, 'adopted'],
  [6, 1, 4, 1, 1, 'adopted'],
  [7, 2, 4, 1, 1, 'held'],
  [8, 3, 4, 1, 1, 'available'],
  [9, 4, 4, 1, 1, 'available'],
  [10, 5, 4, 1, 1, 'adopted'],
  [11, 0, 5, 1, 1, 'adopted'],
  [12, 0, 6, 1, 1, 'available'],
  [13, 5, 7, 1, 1, 'adopted'],
  [14, 5, 8, 1, 1, 'available'],
  [15, 5, 9, 1, 1, 'available'],
  [16, 5, 10, 1, 1, 'adopted'],
  [17, 0, 0, 2.5, 2, 'adopted'],
  [18, 2.5, 0, 2.5, 2, 'available'],
  [19, 3.5, 5, 2.5, 2, 'adopted'],
  [20, 1, 5, 2.5, 2, 'mine'],
  [21, 0, 9, 2.5, 2, 'available'],
  [22, 2.5, 9, 2.5, 2, 'held'],
  [23, 1, 2, 5, 2, 'available'],
  [24, 0, 7, 5, 2, 'adopted'],
]

/** Garden A of the sample world on its 6 × 11 units. */
export const samplePlots: PlanPlot[] = ROWS.map(([number, u, v, width, height, state]) => {
  const code = `A-${String(number).padStart(2, '0')}`
  const href = state === 'available' ? `/gardens/yunjiao?plot=${code}` : null
  return { code, areaCmu: Math.round(width * height * 10), u, v, width, height, state, href }
})

export const SAMPLE_ROWS = 11
