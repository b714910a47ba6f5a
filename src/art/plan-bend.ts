/** A place and size on the plan's unit grid: one unit is 0.1 mu (10 cmu). */
export type UnitBox = { u: number; v: number; width: number; height: number }

export type PlanGrid = { columns: number; rows: number; landscape?: boolean }

type Point = [number, number]

/** Two drawing units are one CSS pixel on a phone 390 px wide, so that whole numbers are fine enough. */
export const SHEET_WIDTH = 780
const MARGIN = 36
const ABOVE = 1.75
const BELOW = 0.4
/** Height of the path between two rows of plots, in units. */
export const PATH_GAP = 0.42

/** Share of the bend that each unit further down takes away. */
const EASE = 0.05

/** How far the hill lifts the ground (units, negative is up) at `x` of `columns`, and its sum from 0 to there. */
function hillside(columns: number) {
  const turn = (1.02 * Math.PI) / columns
  const lift = (x: number) => -0.62 * Math.sin(turn * x - 0.1) + 0.09 * Math.sin(0.9 * x)
  const sum = (x: number) => (0.62 / turn) * Math.cos(turn * x - 0.1) - 0.1 * Math.cos(0.9 * x)
  return { lift, sumTo: (x: number) => sum(x) - sum(0) }
}

/**
 * The bent sheet. Columns swing from side to side, rows arch over the hill and flatten further down; where flattening
 * spreads a column it is made as much narrower, so that areas stay exactly true.
 */
export function bentSheet({ columns, rows, landscape }: PlanGrid, pathAt: number | null) {
  const unitHeight = landscape ? 74 : 96
  const { lift, sumTo } = hillside(columns)
  const narrowed = (across: number) => {
    let x = across
    // Newton's steps for x − EASE·∫lift = across; the slope lies within 4 % of 1.
    for (let step = 0; step < 3; step += 1) x -= (x - EASE * sumTo(x) - across) / (1 - EASE * lift(x))
    return x
  }
  const unitWidth = (SHEET_WIDTH - 2 * MARGIN) / narrowed(columns)
  const rowAt = (x: number, v: number) => unitHeight * (ABOVE + v + lift(x) * (1 - EASE * v))
  const at = (u: number, v: number): Point => {
    const x = narrowed(u + 0.13 * Math.sin(0.56 * v))
    return [MARGIN + unitWidth * x, rowAt(x, v)]
  }
  const shifted = (v: number) => (pathAt !== null && v >= pathAt ? v + PATH_GAP : v)
  const height = Math.round(unitHeight * (ABOVE + rows + (pathAt === null ? 0 : PATH_GAP) + BELOW))
  return { unitWidth, unitHeight, height, at, rowAt, shifted }
}

export type BentSheet = ReturnType<typeof bentSheet>

/** Where a path can cross the sheet without cutting a plot: the row nearest the middle; null when there is none. */
export function pathRow(plots: UnitBox[], rows: number): number | null {
  const free: number[] = []
  for (let row = 1; row < rows; row += 1) {
    const cut = plots.some(({ v, height }) => v < row && row < v + height)
    const between = plots.some(({ v }) => v < row) && plots.some(({ v }) => v >= row)
    if (!cut && between) free.push(row)
  }
  free.sort((a, b) => Math.abs(a - rows * 0.46) - Math.abs(b - rows * 0.46))
  return free[0] ?? null
}

/** Draws a line through points as quadratic curves in whole, relative numbers; rounding never adds up. */
export function pen(start: Point) {
  let here: Point = [Math.round(start[0]), Math.round(start[1])]
  let path = `M${here[0]} ${here[1]}`
  const number = (value: number, first: boolean) => (first || value < 0 ? `${value}` : ` ${value}`)
  return {
    through(middle: Point, end: Point) {
      const to: Point = [Math.round(end[0]), Math.round(end[1])]
      const control = [0, 1].map((axis) =>
        Math.round(2 * middle[axis as 0]! - (here[axis as 0]! + to[axis as 0]!) / 2 - here[axis as 0]!),
      )
      const steps = [...control, to[0] - here[0], to[1] - here[1]]
      path += `q${steps.map((step, index) => number(step, index === 0)).join('')}`
      here = to
    },
    path: () => path,
  }
}

/** The outline of a plot, `inset` drawing units inside its border. */
export function cellPath(sheet: BentSheet, box: UnitBox, inset: number): string {
  const du = inset / sheet.unitWidth
  const dv = inset / sheet.unitHeight
  const top = sheet.shifted(box.v) + dv
  const bottom = sheet.shifted(box.v) + box.height - dv
  const left = box.u + du
  const right = box.u + box.width - du
  const corners: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ]
  const draw = pen(sheet.at(left, top))
  for (let side = 1; side < corners.length; side += 1) {
    const [u0, v0] = corners[side - 1]!
    const [u1, v1] = corners[side]!
    const pieces = Math.max(1, Math.round((Math.abs(u1 - u0) + Math.abs(v1 - v0)) / 1.4))
    const along = (share: number) => sheet.at(u0 + (u1 - u0) * share, v0 + (v1 - v0) * share)
    for (let piece = 0; piece < pieces; piece += 1)
      draw.through(along((piece + 0.5) / pieces), along((piece + 1) / pieces))
  }
  return `${draw.path()}z`
}

const KEPT = 0.88

/** How far inside its border a plot is drawn so that every plot keeps the same share of its area. */
export function insetOf(sheet: BentSheet, box: UnitBox): number {
  const width = box.width * sheet.unitWidth
  const height = box.height * sheet.unitHeight
  const half = (width + height) / 4
  return half - Math.sqrt(half * half - ((1 - KEPT) * width * height) / 4)
}

/** The line of row `v` across the whole sheet. */
export function rowLine(sheet: BentSheet, v: number): string {
  const across = (share: number): Point => {
    const x = share * SHEET_WIDTH
    return [x, sheet.rowAt((x - MARGIN) / sheet.unitWidth, v)]
  }
  const pieces = 4
  const draw = pen(across(0))
  for (let piece = 0; piece < pieces; piece += 1)
    draw.through(across((piece + 0.5) / pieces), across((piece + 1) / pieces))
  return draw.path()
}

/** Lines from above the sheet to below it, one each `step` units. */
export function rowLines(sheet: BentSheet, step: number): string {
  const last = sheet.height / sheet.unitHeight
  const count = Math.floor((last + ABOVE) / step)
  return Array.from({ length: count }, (_, row) => rowLine(sheet, (row + 0.5) * step - ABOVE)).join('')
}
