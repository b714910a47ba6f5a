import { randomFrom } from '../random.ts'
import { figure } from './figure.ts'
import {
  along,
  down,
  drawScene,
  line,
  MIST,
  mist,
  type Point,
  radial,
  ridge,
  round,
  shape,
  smooth,
  svg,
  tenth,
  WIDTH,
} from './kit.ts'

/** How high the slope stands at x. */
const slope = (x: number): number =>
  740 - 0.00028 * (x + 60) ** 2 * 0.86 - 30 * Math.sin(x / 150) - (x > 700 ? (x - 700) * 0.04 : 0)

/** A stone house under slate with a lit window, and with light in its door when it stands open. */
function house(x: number, width: number, height: number, open: boolean): string {
  const w = (share: number) => round(width * share)
  const h = (share: number) => round(height * share)
  const y = round(slope(x + width * 1.5) + height * 0.55)
  const eaves = h(1) - 4
  const roof = h(1.5) + 6
  const slates = svg`
    M${-w(0.06)} ${-eaves}L${w(0.34)} ${-roof}H${w(1.22)}L${w(1.58)} ${-eaves}H${w(0.74)}L${w(0.34)} ${12 - roof}L${-w(0.06)} ${6 - eaves}z`
  const stones = svg`
    M6 ${-h(0.3)}h${w(0.2)}M${w(0.36)} ${-h(0.2)}h${w(0.24)}M${w(0.1)} ${-h(0.62)}h${w(0.2)}M${w(0.4)} ${-h(0.72)}h${w(0.2)}`
  return [
    `<g transform="translate(${x} ${y})">`,
    shape('#6F685E', `M0 0V${-h(1)}l${w(0.34)} ${-h(0.5)}l${w(0.34)} ${h(0.5)}V0z`),
    shape('#4B4A46', `M${w(0.68)} 0V${-h(1)}H${w(1.5)}V0z`),
    shape('#2B3A3E', slates),
    svg`
    <path d="M${w(0.5)} ${-h(1.31)}H${w(1.36)}M${w(0.62)} ${-h(1.15)}H${w(1.47)}" stroke="#53646A"
    stroke-width="2"/>`,
    `<path d="${stones}" stroke="#8B8375" stroke-width="2.4"/>`,
    shape('#F4C25A', `M${w(0.86)} ${-h(0.72)}h${w(0.2)}v${h(0.34)}h${-w(0.2)}z`),
    `<path d="M${w(0.96)} ${-h(0.72)}v${h(0.34)}" stroke="#6A4A18" stroke-width="2"/>`,
    open ? shape('#E9A83C', `M${w(0.26)} ${-h(0.5)}h${w(0.18)}v${h(0.5)}h${-w(0.18)}z`) : '',
    '</g>',
  ].join('')
}

const TREE =
  'M-3 0V-34Q-40 -30 -38 -58Q-50 -84 -22 -92Q-10 -116 14 -100Q42 -100 40 -72Q52 -44 24 -36Q10 -30 3 -34V0z'

const tree = (x: number, below: number, size: number, colour: string): string =>
  shape(colour, TREE, `transform="translate(${x} ${round(slope(x) + below)}) scale(${size})"`)

/** Where a row of tea is cut, so that its bushes can grow thicker towards us. */
const CUTS = [0, 0.3, 0.62, 1]
const HEDGES = [21, 30, 42]

/** A row from the ridge to below our feet, as a quadratic curve; 'row' from 0 to 1. */
function rowAt(row: number): (share: number) => Point {
  const top: Point = [20 + row * 1170, slope(20 + row * 1170) + 20]
  const end: Point = [-560 + row * 1760 + row * row * 520, 980]
  const bend: Point = [top[0] * 0.7 + end[0] * 0.3 - 10, top[1] + (end[1] - top[1]) * 0.35]
  return (share) => {
    const rest = 1 - share
    const mixed = (axis: 0 | 1) =>
      rest * rest * top[axis] + 2 * share * rest * bend[axis] + share * share * end[axis]
    return [mixed(0), mixed(1)]
  }
}

/** All rows, fanned down the slope: one path for each length that they are cut into. */
function rows(): string[] {
  const lengths = HEDGES.map(() => '')
  for (let row = 0; row < 23; row += 1) {
    const at = rowAt(row / 22)
    for (const length of HEDGES.keys()) {
      const [from, to] = [CUTS[length]!, CUTS[length + 1]!]
      const [first, middle, last] = [at(from), at((from + to) / 2), at(to)]
      const [bendX, bendY] = [
        2 * middle[0] - (first[0] + last[0]) / 2,
        2 * middle[1] - (first[1] + last[1]) / 2,
      ]
      lengths[length] +=
        `M${first.map(round).join(' ')}Q${round(bendX)} ${round(bendY)} ${last.map(round).join(' ')}`
    }
  }
  return lengths
}

/** The shadow of hedges, their leaves, the lit ones and the last sun on them. */
function hedges(path: string, length: number): string {
  const width = HEDGES[length]!
  const beads = `0 ${tenth(width * 0.66)}`
  const moved = (x: number, y: number) => `transform="translate(${tenth(-width * x)} ${tenth(-width * y)})"`
  return [
    line('#123026', width + 4, path, '', 'transform="translate(5 5)" opacity=".5"'),
    line('#3C664D', width, path, beads),
    line('#64865A', tenth(width * 0.56), path, beads, moved(0.1, 0.2)),
    line('#DDB577', tenth(width * 0.2), path, beads, `${moved(0.2, 0.34)} opacity=".8"`),
  ].join('')
}

const CLOUDS =
  'M120 352Q360 326 640 346Q780 352 900 340Q760 368 600 362Q360 360 120 352ZM-20 398Q200 384 420 400Q200 412 -20 408ZM560 412Q760 396 1010 414Q780 426 560 412Z'

/** 化处 at dusk: rows of tea fan down a slope under a stone village whose windows are being lit. */
export function huachuDusk(): string {
  const random = randomFrom(11)
  const defs = [
    down('s', '0 #39525F', '.26 #6C8087', '.46 #C7A789', '.6 #F0C48A', '.7 #F6DDB0'),
    MIST,
    down('a', '0 #7F8582', '.6 #D9B68F .35'),
    down('b', '0 #4E6064', '.55 #A98F78 .75'),
    along('c', [0.3, 1], '0 #2C4A43', '1 #16302A'),
    radial('g', '0 #F7D48A .75', '1 #F7D48A 0'),
    down('k', '0 #F4E3C5 0', '.5 #F4E3C5 .35', '1 #F4E3C5 0'),
  ]
  const stars = Array.from({ length: 14 }, () => {
    const [x, y, r] = [round(random() * WIDTH), round(random() * 230), tenth(0.9 + random() * 1.1)]
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="#F8EBCB" opacity="${tenth(0.3 + random() * 0.6)}"/>`
  })
  const edge = smooth(Array.from({ length: 32 }, (_, at): Point => [at * 40 - 20, slope(at * 40 - 20)]))
  const body = [
    shape('#F8E7BF', 'M250 120a46 46 0 1 0 40 74a38 38 0 1 1 -40 -74z'),
    ...stars,
    shape('#F6CF97', CLOUDS, 'opacity=".7"'),
    shape('url(#a)', ridge({ base: 640, seed: 31, height: 260, gap: 150, rough: 1, low: [380, 500] })),
    mist(360, 600, 520, 60, 0.25),
    shape('url(#b)', ridge({ base: 720, seed: 18, height: 240, gap: 230, low: [300, 600] })),
    tree(1010, 30, 1.9, '#2F443F'),
    tree(596, 20, 0.9, '#3A504A'),
    house(640, 62, 44, false),
    house(726, 70, 50, true),
    house(826, 76, 56, false),
    house(918, 82, 56, true),
    house(1078, 96, 66, false),
    tree(812, 26, 0.72, '#243A35'),
    tree(1052, 34, 1, '#213631'),
    line('url(#k)', 12, `M760 ${round(slope(742) - 96)}q-16 -50 8 -90t-6 -96`),
    shape('url(#c)', `${edge}V900H-20Z`),
    ...rows().map(hedges),
    line('#E9BE84', 3, edge, '', 'opacity=".6"'),
    line('#B9A588', 13, `M620 ${round(slope(620) + 10)}Q560 720 640 790T560 920`, '', 'opacity=".75"'),
    `<ellipse cx="930" cy="${round(slope(930) - 10)}" rx="230" ry="110" fill="url(#g)" opacity=".5"/>`,
    figure(602, 748, 60, {
      ...{ hat: '#D9B878', coat: '#1B2E2C', dark: '#14221E', basket: '#7C6440' },
      reaches: false,
    }),
    shape('#E2A25A', 'M0 0H1200V900H0Z', 'opacity=".06"'),
  ]
  return drawScene(defs, body, 0.2)
}
