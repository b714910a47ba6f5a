import { randomFrom } from '../random.ts'
import { figure } from './figure.ts'
import { down, drawScene, line, MIST, mist, type Point, ridge, round, shape, svg } from './kit.ts'

/** All rows run to one point. */
const VANISHING: Point = [770, 352]
const [NEAR, FAR] = [920, 398]
const ROW = 190

const sizeAt = (y: number): number => (y - VANISHING[1]) / (NEAR - VANISHING[1])

/** A place on the field: 'x' as it would be at the near edge, 't' from 0 at the far edge to 1 there. */
function onField(x: number, t: number): Point {
  const y = FAR + (NEAR - FAR) * t
  return [VANISHING[0] + (x - VANISHING[0]) * sizeAt(y), y]
}

/** The same, lifted to the ridge pole of a straw tent. */
function onPole(x: number, t: number): Point {
  const [across, y] = onField(x, t)
  return [across, y - 118 * sizeAt(y)]
}

const pair = ([x, y]: Point): string => `${round(x)} ${round(y)}`
const closed = (...points: Point[]): string => `M${points.map(pair).join('L')}Z`
const strip = (left: number, right: number, to = 1): string =>
  closed(onField(left, 0), onField(left, to), onField(right, to), onField(right, 0))

/** One straw tent over a row: two slopes, and straws across the one we look at, spaced by depth. */
function tent(middle: number) {
  const [left, right, end] = [middle - 60, middle + 60, 1.25]
  const seenLeft = middle > VANISHING[0]
  const near = seenLeft ? middle < 2300 : middle > -1500
  let straws = ''
  for (let t = 0.09; near && t < 1.15; t += 0.05 + 0.15 * t)
    straws += `M${pair(onPole(middle, t))}L${pair(seenLeft ? onField(left, t + 0.006) : onField(right, t + 0.01))}`
  const foot = seenLeft ? left : right
  const colour = seenLeft ? '#A8813C' : '#6B4C1C'
  return {
    pole: `M${pair(onPole(middle, 0))}L${pair(onPole(middle, end))}`,
    foot: `M${pair(onField(foot, 0))}L${pair(onField(foot, end))}`,
    sides: [
      shape('url(#st)', closed(onField(left, 0), onField(left, end), onPole(middle, end), onPole(middle, 0))),
      shape(
        'url(#sd)',
        closed(onPole(middle, 0), onPole(middle, end), onField(right, end), onField(right, 0)),
      ),
      near ? `<path d="${straws}" stroke="${colour}" stroke-width="1.6" opacity=".45"/>` : '',
    ].join(''),
  }
}

/** A clump of yellow chives; the bed uses two of them, again and again. */
function clump(id: string, seed: number): string {
  const random = randomFrom(seed)
  const blades = ['', '', '']
  for (let blade = 0; blade < 15; blade += 1) {
    const lean = (blade - 7) * 7 + (random() - 0.5) * 12
    const height = 105 + random() * 75
    const [foot, bend, top] = [0.35, 0.2, 0.7].map((share) => round(lean * share))
    blades[blade % 3] += `M${foot} 0q${bend} ${round(-height * 0.6)} ${top} ${round(-height)}`
  }
  return svg`
    <g id="${id}" fill="none" stroke-linecap="round">
    <path d="${blades[0]!}" stroke="#C9A93F" stroke-width="8"/>
    <path d="${blades[1]!}" stroke="#F0D873" stroke-width="8"/>
    <path d="${blades[2]!}" stroke="#FFF3BF" stroke-width="6"/>
    <path d="M-14 0q-4 -30 -6 -46M0 0v-40M13 0q4 -26 7 -44" stroke="#fff" stroke-width="7"
    opacity=".8"/></g>`
}

/** The open bed: clumps in four lines, smaller and closer with distance. */
function bed(random: () => number): string {
  let clumps = ''
  for (let t = 0.02; t < 1.08; t += 0.024 + 0.125 * t)
    for (const [at, x] of [380, 455, 530, 600].entries()) {
      const place = onField(x + (random() - 0.5) * 24, t + (at % 2) * 0.01)
      const size = round(sizeAt(place[1]) * 100) / 100
      const kind = random() < 0.5 ? 'k1' : 'k2'
      const across = random() < 0.5 ? -size : size
      clumps += `<use href="#${kind}" transform="translate(${pair(place)}) scale(${across} ${size})"/>`
    }
  return clumps
}

function poplars(random: () => number): string {
  let path = ''
  for (let at = 0; at < 13; at += 1) {
    const x = round(20 + at * 34 + random() * 14)
    const height = 44 + random() * 36
    const [middle, top] = [round(404 - height * 0.5), round(404 - height)]
    path += `M${x} 404Q${x - 9} ${middle} ${x} ${top}Q${x + 9} ${middle} ${x} 404`
  }
  return path
}

const FAR_PEAKS =
  '40 120 120, 190 80 100, 380 190 80 1.5, 520 100 120, 700 70 110, 900 150 110, 1060 230 90 1.5, 1180 130 120'

/** Somebody walks home with two baskets on a pole. */
const CARRIER = svg`
    <g transform="translate(66 70)
    scale(1.05)">${figure(676, 560, 104, { coat: '#39606A', reaches: false })}<path d="M610 490Q676
    474 742 490" stroke="#5B4022" stroke-width="4" fill="none"/>
    <path d="M614 490v34M738 490v34" stroke="#5B4022" stroke-width="1.5"/>
    <path d="M596 524h36l-5 24h-26zM720 524h36l-5 24h-26z" fill="#A67B3C"/>
    <path d="M598 526q6 -24 16 -20q12 -6 16 20zM722 526q6 -24 16 -20q12 -6 16 20z"
    fill="#F1DE8A"/></g>`

/** 白岩 in low sun: yellow chives grown under straw tents, one bed open. */
export function baiyanChive(): string {
  const random = randomFrom(21)
  const defs = [
    clump('k1', 3),
    clump('k2', 9),
    down('s', '0 #DCE9EA', '.25 #EFF3EC', '.42 #FAF1D8'),
    MIST,
    down('a', '0 #B9CDCB', '.42 #E9EEE4'),
    down('b', '0 #8AA9A2', '.4 #DDE5DA'),
    down('so', '0 #D8C292', '.12 #A98B58', '.4 #6B5238', '1 #3F2F20'),
    down('st', '0 #EFE0B4', '.4 #EBD595', '1 #DEBE6B'),
    down('sd', '0 #DCC48C', '.4 #C6A15A', '1 #9A7433'),
  ]
  const furrows = Array.from({ length: 23 }, (_, at) => strip((at - 9) * ROW + 150, (at - 9) * ROW + 166))
  const tents = Array.from({ length: 27 }, (_, at) => at - 12)
    .filter((row) => row !== 2 && row !== 3)
    .map((row) => tent(row * ROW + 40))
  const all = (part: 'pole' | 'foot') => tents.map((one) => one[part]).join('')
  const body = [
    '<circle cx="250" cy="170" r="38" fill="#F3D58A" opacity=".9"/>',
    shape('url(#a)', ridge({ base: 380, peaks: FAR_PEAKS, rough: 1, foot: 420 })),
    mist(600, 368, 700, 34, 0.9),
    shape('url(#b)', ridge({ base: 396, seed: 8, height: 56, gap: 110, rough: 3, step: 12, foot: 430 })),
    shape('#6F8F72', poplars(random)),
    shape('url(#so)', 'M0 398H1200V900H0Z'),
    shape('#fff', furrows.join(''), 'opacity=".09"'),
    ...tents.map(({ sides }) => sides),
    line('#4A341A', 5, all('foot'), '', 'opacity=".55"'),
    line('#FBEFC8', 3.4, all('pole'), '', 'opacity=".85"'),
    shape('#3A2A1B', strip(330, 640, 1.1)),
    bed(random),
    CARRIER,
    mist(760, 402, 620, 20, 0.7),
  ]
  return drawScene(defs, body, 0.12)
}
