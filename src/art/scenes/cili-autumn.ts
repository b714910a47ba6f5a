import { randomFrom } from '../random.ts'
import {
  aside,
  cluster,
  down,
  drawScene,
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

const TURN = 2 * Math.PI

/** Short lines outwards round a middle, from one radius to another, which may differ from line to line. */
function spines(count: number, from: number, to: (at: number) => number, first = 0, middle = 0): string {
  let path = ''
  for (let at = 0; at < count; at += 1) {
    const angle = (at / count) * TURN + first
    const point = (out: number) =>
      `${round(Math.cos(angle) * out + middle)} ${round(Math.sin(angle) * out + middle)}`
    path += `M${point(from)}L${point(to(at))}`
  }
  return path
}

const RIM = spines(34, 44, (at) => 44 * (1.2 + 0.1 * ((at * 7) % 3)))
const FACE = [16, 11, 6].map((count, at) => spines(count, 34 - 11.5 * at, () => 39 - 11.5 * at, at, -4))

/** One cili: spines at its rim, three rings of them on its face, a green crown. */
const FRUIT = svg`
    <symbol id="f" viewBox="-64 -64 128 128" overflow="visible">
    <path d="${RIM}" stroke="#A5671A" stroke-width="2.6" stroke-linecap="round"/>
    <circle r="45" fill="url(#fr)"/>
    <path d="${FACE}" stroke="#8F5512" stroke-width="2" stroke-linecap="round"/>
    <path d="M-8 -42L-26 -60L-10 -54L0 -68L9 -54L26 -59L9 -42Z" fill="#6E7F45"/></symbol>`

const LEAFLETS = [14, 36, 58, 80].map(
  (x) => `M${x} -3q2 -20 16 -26q8 14 -6 25zM${x} -2q4 18 18 22q6 -14 -8 -22z`,
)
const LEAF = svg`
    <g id="l">
    <path d="M0 0Q50 -8 104 0" fill="none" stroke="#5B5A2B" stroke-width="2.5"/>
    <path d="${LEAFLETS}M100 -2q10 -12 24 -8q-4 14 -22 10z"/></g>`

/** Where fruit hangs or lies, as 'x y size'. */
const fruits = (places: string): string =>
  places
    .split(', ')
    .map((place) => {
      const [x, y, size] = place.split(' ').map(Number) as [number, number, number]
      const wide = round(128 * size)
      return svg`
    <use href="#f" x="${round(x - 64 * size)}" y="${round(y - 64 * size)}" width="${wide}"
    height="${wide}"/>`
    })
    .join('')

const IN_BASKET = '-54 -84 .5, -14 -98 .56, 30 -92 .52, 60 -78 .44, -74 -66 .4, 6 -70 .56'
const ON_BRANCHES = [
  '706 372 .92, 822 368 .7, 940 420 .95, 792 602 .86, 905 570 .62, 1016 590 .9, 866 196 .6, 980 214 .8',
  '1100 300 .9, 846 796 .9, 980 782 .72, 1110 480 1, 1120 730 1.05, 1000 880 .9, 1160 130 .8',
].join(', ')

const BASKET = svg`
    <g transform="translate(322 700)">${fruits(IN_BASKET)}<path d="M-96 -72Q0 -44 96 -72L74 18Q0 40
    -74 18Z" fill="#A9793A"/>
    <path d="M-92 -54Q0 -24 92 -54M-87 -32Q0 -2 87 -32M-82 -10Q0 20 82 -10" stroke="#6F4A1C"
    stroke-width="5" fill="none"/>
    <path d="M-60 -60L-48 24M-24 -54L-20 30M14 -53L12 31M52 -58L44 26" stroke="#C99A55"
    stroke-width="6" opacity=".8"/>
    <path d="M-98 -74Q0 -44 98 -74" stroke="#D9AE68" stroke-width="10" fill="none"
    stroke-linecap="round"/></g>`

const FIELDS: [colour: string, path: string][] = [
  ['#C9A95A', 'M40 612L300 590L380 636L120 668Z'],
  ['#8E9A5C', 'M312 594L520 588L560 632L392 636Z'],
  ['#D8BE77', 'M532 588L760 586L760 640L572 634Z'],
  ['#7B8B58', 'M130 676L384 644L470 700L180 720Z'],
  ['#B98F4A', 'M398 644L566 640L620 700L486 704Z'],
  ['#98A266', 'M580 642L762 648L800 706L640 704Z'],
  ['#CDB068', 'M774 590L960 590L1010 650L776 648Z'],
  ['#83935A', 'M972 590L1200 580L1200 650L1026 652Z'],
  ['#BFA055', 'M778 656L1012 658L1060 712L816 710Z'],
]

const STONES = ['#8D8A7E', '#A19C8C', '#787770', '#B3AC98']

/** Four uneven courses of field stones. */
function wall(random: () => number): string {
  let stones = ''
  for (let course = 0; course < 4; course += 1) {
    let left = -40 - random() * 40
    while (left < WIDTH + 40) {
      const width = 62 + random() * 80
      const top = 706 + course * 44 + Math.sin((left + course * 40) / 210) * 10
      const at = (share: number, x: number, y: number) =>
        `${round(left + width * share + x)} ${round(top + y)}`
      const upper = `M${at(0, 4, 8)}Q${at(0, 8, 1)} ${at(0.4, 0, 2)}Q${at(1, -6, 0)} ${at(1, -3, 10)}`
      const lower = `L${at(1, -5, 34)}Q${at(0.5, 0, 42)} ${at(0, 6, 36)}Z`
      stones += shape(STONES[Math.floor(random() * 4)]!, upper + lower)
      left += width
    }
  }
  return stones
}

type Curve = readonly [x0: number, y0: number, x1: number, y1: number, x2: number, y2: number]

/** Branches from the right edge inwards, and how thick each is. */
const BRANCHES: [curve: Curve, width: number][] = [
  [[1260, 470, 980, 300, 690, 330], 9],
  [[1260, 620, 1010, 520, 760, 560], 8],
  [[1260, 300, 1080, 160, 850, 150], 8],
  [[1260, 780, 1040, 700, 800, 760], 10],
  [[1260, 880, 1080, 840, 900, 880], 9],
  [[1180, -30, 1060, 60, 900, 60], 6],
]

const branch = ([[x0, y0, ...rest], width]: (typeof BRANCHES)[0]): string =>
  line('#5C4630', width, `M${x0} ${y0}Q${rest.join(' ')}`)

const LEAVES = ['#7D8A45', '#9A9140', '#B98A32', '#A9672B', '#66763D']

/** Leaves along one branch, to both sides of the way it goes. */
function leaves(random: () => number, [x0, y0, x1, y1, x2, y2]: Curve): string {
  let drawn = ''
  for (let t = 0.12; t <= 1; t += 0.135) {
    const u = 1 - t
    const [x, y] = [u * u * x0 + 2 * u * t * x1 + t * t * x2, u * u * y0 + 2 * u * t * y1 + t * t * y2]
    const way = (Math.atan2(u * (y1 - y0) + t * (y2 - y1), u * (x1 - x0) + t * (x2 - x1)) * 360) / TURN
    const size = tenth(0.75 + random() * 0.5)
    const colour = LEAVES[Math.floor(random() * 5)]!
    const turn = round(way + (random() < 0.5 ? -1 : 1) * (30 + random() * 50))
    drawn += svg`
    <use href="#l" fill="${colour}" transform="translate(${round(x)} ${round(y)}) rotate(${turn})
    scale(${size})"/>`
  }
  return drawn
}

const HILLS = '-20 250 200, 260 110 170, 560 150 150, 800 90 150, 1020 210 160 1.7, 1200 150 160'

/** Cili in autumn: golden fruit hangs into the picture over a stone wall, a full basket on it, fields behind. */
export function ciliAutumn(): string {
  const random = randomFrom(33)
  const defs = [
    down('s', '0 #E9E4D6', '.4 #F5E9CF', '.65 #F6DDB0'),
    MIST,
    down('a', '0 #CBC6B8', '.55 #EFE3CB .3'),
    down('b', '0 #A6A794', '.6 #E9DDBF .25'),
    down('c', '0 #7F8C70', '1 #B6A870'),
    aside('fr', 'cx=".36" cy=".32" r=".75"', '0 #FBE3A0', '.45 #EDB94A', '1 #B9761A'),
    FRUIT,
    LEAF,
  ]
  const body = [
    '<circle cx="880" cy="250" r="52" fill="#F4C463" opacity=".55"/>',
    shape('url(#a)', ridge({ base: 520, seed: 51, height: 200, gap: 170, rough: 1 })),
    mist(500, 500, 700, 50, 0.5),
    shape('url(#b)', ridge({ base: 600, peaks: HILLS })),
    mist(640, 560, 560, 38, 0.55),
    shape('url(#c)', 'M0 580Q300 548 640 572T1200 556V760H0Z'),
    ...FIELDS.map(([colour, path]) => shape(colour, path, 'opacity=".75"')),
    line('#F0E2BC', 9, 'M520 588Q600 640 560 700T640 780', '', 'opacity=".85"'),
    shape('#4D4C42', 'M0 700Q300 690 640 708T1200 700V900H0Z'),
    wall(random),
    line('#EAD9AE', 4, 'M0 706Q300 696 640 712T1200 704', '', 'opacity=".7"'),
    BASKET,
    line('#5E6536', 88, cluster(random, [1160, 640, 300, 620], 22)),
    line('#7B7F3E', 46, cluster(random, [1110, 660, 330, 560], 26)),
    line('#A58A3A', 24, cluster(random, [1100, 640, 330, 600], 28)),
    line('#B4713A', 15, cluster(random, [1090, 640, 340, 600], 20)),
    ...BRANCHES.map(branch),
    ...BRANCHES.map(([curve]) => leaves(random, curve)),
    fruits(ON_BRANCHES),
    shape('#E7A441', 'M0 0H1200V900H0Z', 'opacity=".07"'),
  ]
  return drawScene(defs, body, 0.14)
}
