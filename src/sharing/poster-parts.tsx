import { markAt } from '../art/mark.ts'
import { Strokes } from '../ui/drawing.tsx'
import { breakLines, widthOf } from '../ui/lines.ts'
import { qrPath } from '../ui/qr-code.tsx'

/** A poster in px: 3:4, as a phone shows it full and a chat keeps it sharp. */
export const WIDTH = 1080
export const HEIGHT = 1440
export const MARGIN = 64
/** Edge of the words when a code stands beside them. */
export const BESIDE_CODE = 760

export const SERIF = "'Songti SC', STSong, 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif"
const SANS = "'PingFang SC', 'HarmonyOS Sans SC', MiSans, 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

export const COLOURS = {
  paper: '#FAF8F3',
  ink: '#17211C',
  soft: '#3F4B45',
  faint: '#5A665F',
  tea: '#1F5B42',
  night: '#10241B',
  cream: '#F4EFE2',
  dim: '#CBD8CC',
  gold: '#E0A526',
  goldInk: '#7F5300',
  line: '#D6DAD2',
}

type SheetProps = { label: string; ground: string; children?: unknown }

/** The sheet everything is drawn on. It asks for no other file and holds no script, so that it opens and prints anywhere. */
export const Sheet = ({ label, ground, children }: SheetProps) => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    width={WIDTH}
    height={HEIGHT}
    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    role="img"
    aria-label={label}
    font-family={SANS}
  >
    <path fill={ground} d={`M0 0h${WIDTH}v${HEIGHT}H0z`} />
    {children}
  </svg>
)

/** The square mark with the shop's name beside it. */
export const Brand = ({ name, plate = false }: BrandProps) => (
  <>
    {plate ? (
      <rect
        x={MARGIN - 16}
        y={MARGIN - 12}
        width={Math.round(widthOf(name) * 36) + 74 + 36}
        height="80"
        fill={COLOURS.cream}
      />
    ) : null}
    <Strokes svg={markAt(MARGIN, MARGIN, 56, COLOURS.tea)} />
    <text
      x={MARGIN + 74}
      y={MARGIN + 41}
      font-size="36"
      font-family={SERIF}
      font-weight="700"
      fill={COLOURS.ink}
    >
      {name}
    </text>
  </>
)
type BrandProps = {
  name: string
  /** Stands on a plate of paper: a scene may be of any hour. */
  plate?: boolean
}

export type Fitted = { size: number; lines: string[] }

/** Lines of at most `room` px; what comes after `most` lines ends in an ellipsis. Pure. */
export function linesIn(text: string, size: number, room: number, most: number): string[] {
  const all = breakLines([{ text }], room / size).map((line) => line.map((run) => run.text).join(''))
  if (all.length <= most) return all
  const shown = all.slice(0, most)
  const last = [...shown[most - 1]!]
  while (last.length && widthOf(`${last.join('')}…`) * size > room) last.pop()
  shown[most - 1] = `${last.join('').trimEnd()}…`
  return shown
}

/** The largest of some sizes, each with the lines it may take, at which a text stands whole; else the last, cut. Pure. */
export function fitted(text: string, room: number, tries: [size: number, most: number][]): Fitted {
  for (const [size, most] of tries) {
    const lines = linesIn(text, size, room, most + 1)
    if (lines.length <= most) return { size, lines }
  }
  const [size, most] = tries.at(-1)!
  return { size, lines: linesIn(text, size, room, most) }
}

type LinesProps = Fitted & {
  x: number
  /** Base line of the first. */
  y: number
  fill: string
  leading?: number
  serif?: boolean
  middle?: boolean
}

export const Lines = ({ lines, size, x, y, fill, leading = 1.3, serif, middle }: LinesProps) => (
  <g
    font-size={size}
    fill={fill}
    font-family={serif ? SERIF : undefined}
    font-weight={serif ? '700' : undefined}
    text-anchor={middle ? 'middle' : undefined}
  >
    {lines.map((line, index) => (
      <text x={x} y={Math.round(y + index * size * leading)}>
        {line}
      </text>
    ))}
  </g>
)

type CodeProps = {
  url: string
  label: string
  y: number
  /** Right edge. */
  right?: number
  width?: number
  ink?: string
}

/** The code that opens `url`, dark on white in any surroundings, with the four light modules a reader wants around it. */
export const Code = ({
  url,
  label,
  y,
  right = WIDTH - MARGIN,
  width = 236,
  ink = COLOURS.soft,
}: CodeProps) => {
  const { path, size } = qrPath(url)
  // qrPath leaves two modules; the paper around it is the other two.
  const step = Math.round((width / (size + 4)) * 1000) / 1000
  const x = right - width
  return (
    <>
      <path fill="#FFF" d={`M${x} ${y}h${width}v${width}h${-width}z`} />
      <g
        transform={`translate(${Math.round(x + 2 * step)} ${Math.round(y + 2 * step)}) scale(${step})`}
        shape-rendering="crispEdges"
      >
        <path fill="#17211C" d={path} data-code={size} />
      </g>
      <text x={x + width / 2} y={y + width + 30} font-size="20" fill={ink} text-anchor="middle">
        {label}
      </text>
    </>
  )
}

/** Says of sample prices and names that they are samples. */
export const SampleTag = ({ x, y, text, plate = false }: SampleProps) => {
  const width = Math.round(widthOf(text) * 20) + 20
  return (
    <>
      <rect
        x={x}
        y={y - 24}
        width={width}
        height="32"
        fill={plate ? COLOURS.cream : 'none'}
        stroke={COLOURS.goldInk}
      />
      <text x={x + 10} y={y - 1} font-size="20" fill={COLOURS.goldInk}>
        {text}
      </text>
    </>
  )
}
type SampleProps = { x: number; y: number; text: string; plate?: boolean }
