import { type Art, ArtIn } from './art.tsx'
import {
  BESIDE_CODE,
  Brand,
  COLOURS,
  Code,
  fitted,
  HEIGHT,
  Lines,
  linesIn,
  MARGIN,
  SampleTag,
  Sheet,
  WIDTH,
} from './poster-parts.tsx'

export type GardenSheetProps = {
  art: Art
  shop: string
  title: string
  line: string
  /** What it says in a few facts, each with its name. */
  rows: [name: string, value: string][]
  /** That nothing but tea and services is bought. */
  boundary: string
  url: string
  scan: string
  sample: string | null
}

export const SCENE_HEIGHT = 830
const ROW = { top: 1088, step: 62, indent: 120, size: 28 }

/** A garden's scene over the dark of the hill, with its facts and a code: what a garden and a certificate share. */
export const GardenSheet = ({ children, ...props }: GardenSheetProps & { children?: unknown }) => {
  const { art, shop, title, line, boundary, url, scan, sample } = props
  const head = fitted(title, WIDTH - 2 * MARGIN, [
    [60, 1],
    [48, 1],
    [40, 1],
  ])
  return (
    <Sheet label={title} ground={COLOURS.night}>
      <ArtIn art={art} place={{ x: 0, y: 0, width: WIDTH, height: SCENE_HEIGHT }} align="xMidYMax" />
      <path fill={COLOURS.night} d={`M0 ${SCENE_HEIGHT}h${WIDTH}v${HEIGHT - SCENE_HEIGHT}H0z`} />
      <Brand name={shop} plate />
      {children}
      <Lines {...head} x={MARGIN} y={934} fill={COLOURS.cream} serif />
      <Lines
        size={28}
        lines={linesIn(line, 28, WIDTH - 2 * MARGIN, 1)}
        x={MARGIN}
        y={1000}
        fill={COLOURS.dim}
      />
      <Rows {...props} />
      <Code url={url} label={scan} y={1056} ink={COLOURS.dim} />
      <Lines
        size={22}
        lines={linesIn(boundary, 22, WIDTH - 2 * MARGIN, 1)}
        x={MARGIN}
        y={HEIGHT - 50}
        fill={COLOURS.dim}
      />
      {sample ? <SampleTag x={WIDTH - 180} y={MARGIN + 36} text={sample} plate /> : null}
    </Sheet>
  )
}

const Rows = ({ rows }: GardenSheetProps) => (
  <>
    <path stroke="#3F6D58" stroke-width="2" d={`M${MARGIN} ${ROW.top - 32}H${BESIDE_CODE - 40}`} />
    {rows.map(([name, value], index) => {
      const y = ROW.top + 12 + index * ROW.step
      const room = BESIDE_CODE - 40 - MARGIN - ROW.indent
      return (
        <>
          <Lines size={ROW.size} lines={[name]} x={MARGIN} y={y} fill={COLOURS.dim} />
          <Lines
            size={ROW.size}
            lines={linesIn(value, ROW.size, room, 1)}
            x={MARGIN + ROW.indent}
            y={y}
            fill={COLOURS.cream}
          />
          <path stroke="#2F4A3D" d={`M${MARGIN} ${y + 20}H${BESIDE_CODE - 40}`} />
        </>
      )
    })}
  </>
)
