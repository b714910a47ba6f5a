import { type BentSheet, PATH_GAP, pen, rowLine, rowLines, SHEET_WIDTH } from './plan-bend.ts'

export type PlotState = 'available' | 'held' | 'adopted' | 'mine'

type Look = { fill: string; edge: string; rows: string }

export const PLOT_LOOKS: Record<PlotState, Look> = {
  available: { fill: '#FFF', edge: '#1F5B42', rows: '#DDE6E0' },
  held: { fill: '#FFF', edge: '#78857D', rows: '#8FA59A' },
  adopted: { fill: '#4A7761', edge: '#4A7761', rows: '#6B937E' },
  mine: { fill: '#F3D58A', edge: '#7F5300', rows: '#DDB764' },
}

const STATES: PlotState[] = ['available', 'held', 'adopted', 'mine']

/** Tea rows every fifth of a unit as one path; patterns of the states colour it, so plots need no rows of their own. */
const RowsOfTea = ({ sheet }: { sheet: BentSheet }) => (
  <path id="tea" fill="none" stroke-width="2" d={rowLines(sheet, 0.2)} />
)

/** Fills of the four states; ids are the page's, so a page draws at most one whole plan. */
export const PlotFills = ({ sheet, states }: { sheet: BentSheet; states: Set<PlotState> }) => (
  <defs>
    <RowsOfTea sheet={sheet} />
    {STATES.filter((state) => states.has(state)).map((state) => {
      const { fill, rows } = PLOT_LOOKS[state]
      return state === 'held' ? (
        <pattern id="held" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path fill={fill} d="M0 0h14v14H0z" />
          <path fill={rows} d="M0 0h5v14H0z" />
        </pattern>
      ) : (
        <pattern id={state} width={SHEET_WIDTH} height={sheet.height} patternUnits="userSpaceOnUse">
          <path fill={fill} d={`M0 0h${SHEET_WIDTH}v${sheet.height}H0z`} />
          <use href="#tea" stroke={rows} />
        </pattern>
      )
    })}
  </defs>
)

/** A closed ring of a hill as contour maps draw it: no two of one hill touch. */
function ring(x: number, y: number, radius: number, turn: number): string {
  const point = (share: number): [number, number] => {
    const angle = share * 2 * Math.PI
    const reach = radius * (1 + 0.1 * Math.sin(2 * angle + turn) + 0.05 * Math.cos(3 * angle))
    return [x + 1.35 * reach * Math.cos(angle), y + 0.85 * reach * Math.sin(angle)]
  }
  const draw = pen(point(0))
  for (let piece = 0; piece < 7; piece += 1) draw.through(point((piece + 0.5) / 7), point((piece + 1) / 7))
  return `${draw.path()}z`
}

/** Ground under the plots: mist, a contour every half unit, two hilltops above, and the path between the rows. */
export const PlanGround = ({ sheet, pathAt }: { sheet: BentSheet; pathAt: number | null }) => {
  const hills = [26, 48, 70, 92].map(
    (radius, index) => ring(165, 18, radius, 0.3 * index) + ring(640, 10, radius * 1.12, 2 + 0.25 * index),
  )
  const path = pathAt === null ? '' : rowLine(sheet, pathAt + PATH_GAP / 2)
  return (
    <>
      <path fill="#EEF2EE" d={`M0 0h${SHEET_WIDTH}v${sheet.height}H0z`} />
      <g fill="none" stroke-width="2">
        <path stroke="#D5DED8" d={rowLines(sheet, 0.5)} />
        <path fill="#EEF2EE" stroke="#C3D0CA" d={hills.reverse().join('')} />
        {pathAt === null ? null : (
          <>
            <path stroke="#FFF" stroke-width="26" d={path} />
            <path stroke="#B4BDB7" stroke-dasharray="14 9" d={path} />
          </>
        )}
      </g>
    </>
  )
}
