import { randomFrom } from '../random.ts'
import { figure } from './figure.ts'
import {
  dots,
  down,
  drawScene,
  HEIGHT,
  line,
  MIST,
  mist,
  ridge,
  round,
  shape,
  svg,
  tenth,
  WIDTH,
} from './kit.ts'

/** One hedge under snow: its shadow, dark leaves below, a few lit ones, and a cap of snow in two whites. */
function snowyHedge(y: number, width: number): string {
  const path = `M-40 ${round(y + 150)}Q420 ${round(y - width * 0.6)} 820 ${round(y + 10)}T1260 ${round(y - 120)}`
  const w = (share: number) => tenth(width * share)
  const moved = (x: number, y: number) => `transform="translate(${w(x)} ${w(y)})"`
  return [
    line('#9FB3BC', w(0.9), path, '', `${moved(0, 0.52)} opacity=".35"`),
    line('url(#un)', round(width), path, `0 ${w(0.6)}`),
    line('#6F8F6C', w(0.3), path, `0 ${w(0.9)}`, `${moved(0, 0.1)} opacity=".8"`),
    line('#DCE6EA', w(0.74), path, `0 ${w(0.5)}`, moved(0, -0.26)),
    line('#fff', w(0.5), path, `0 ${w(0.34)}`, moved(-0.08, -0.36)),
  ].join('')
}

/** Rows that grow thicker and further apart towards us. */
function hedges(): string {
  let drawn = ''
  for (let y = 470, width = 26; y < 1120; y += width * 1.9, width *= 1.26) drawn += snowyHedge(y, width)
  return drawn
}

type Twig = { x: number; y: number; angle: number; length: number; width: number; forks: number }

/** A twig and what grows from it: two, and three near the ends, each shorter and thinner. */
function twig(random: () => number, { x, y, angle, length, width, forks }: Twig): string {
  if (forks < 0) return ''
  const [endX, endY] = [x + Math.cos(angle) * length, y + Math.sin(angle) * length]
  const [bendX, bendY] = [
    x + Math.cos(angle + 0.18) * length * 0.5,
    y + Math.sin(angle + 0.18) * length * 0.5,
  ]
  let drawn = svg`
    <path
    d="M${round(x)} ${round(y)}Q${round(bendX)} ${round(bendY)} ${round(endX)} ${round(endY)}"
    stroke-width="${tenth(width)}"/>`
  for (const spread of forks < 3 ? [-0.62, 0.5, 0.06] : [-0.62, 0.5]) {
    const turned = angle + spread + (random() - 0.5) * 0.35
    const shorter = length * (0.66 + 0.14 * random())
    drawn += twig(random, {
      x: endX,
      y: endY,
      angle: turned,
      length: shorter,
      width: width * 0.58,
      forks: forks - 1,
    })
  }
  return drawn
}

const PEAKS = '70 110 130, 230 190 110 1.6, 400 90 130, 610 140 120, 1000 90 160'

/** The first snow: white rows with dark leaves under them, somebody pruning, a bare tree. */
export function winterPrune(): string {
  const random = randomFrom(91)
  const defs = [
    down('s', '0 #C9D6DC', '.5 #E4EAEB', '1 #F3F4F1'),
    MIST,
    down('a', '0 #AFC0C7', '.7 #DDE5E7'),
    down('g', '0 #F6F7F5', '1 #DCE5E8'),
    down('un', '0 #3E5C4E', '1 #24453A'),
  ]
  const tree = twig(random, { x: 1030, y: 452, angle: -1.6, length: 96, width: 19, forks: 4 })
  const snow = (count: number, size: number, reach: number, opacity: number) => {
    const flakes = dots(
      random,
      count,
      (x) => x * WIDTH,
      (y) => y * HEIGHT * reach,
    )
    return line('#fff', size, flakes, '', `opacity="${opacity}"`)
  }
  const body = [
    shape('url(#a)', ridge({ base: 430, peaks: PEAKS, rough: 1, foot: 500 })),
    mist(420, 430, 560, 40, 0.9),
    shape('url(#g)', 'M-20 520Q300 400 700 440T1240 380V920H-20Z'),
    hedges(),
    '<path d="M500 640Q540 600 560 560" stroke="#AFC0C7" stroke-width="7" stroke-dasharray="5 12" fill="none"/>',
    figure(520, 664, 150, { hat: '#F5F2E8', coat: '#7A3B27', dark: '#2A3538' }),
    line('#3A3F40', 5, 'M568 604l40 -26M566 600l46 -8'),
    shape('#E0A526', 'M508 552q14 8 26 0v14q-12 8 -26 0z'),
    figure(846, 520, 54, { hat: '#EDE6D0', coat: '#4B6672', dark: '#2A3538', turned: true }),
    `<g stroke="#3C4744" stroke-linecap="round" fill="none">${tree}</g>`,
    shape('#fff', 'M970 454q60 -24 130 0q-60 14 -130 0z'),
    snow(90, 5, 0.72, 0.9),
    snow(46, 9, 1, 0.85),
    snow(14, 15, 1, 0.7),
  ]
  return drawScene(defs, body, 0.1)
}
