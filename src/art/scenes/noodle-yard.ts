import { randomFrom } from '../random.ts'
import { figure } from './figure.ts'
import { down, drawScene, line, MIST, mist, ridge, round, shape, svg, tenth } from './kit.ts'

type Curtain = { id: string; strands: number; length: number; blown: number; step: number }

/** Noodles over a bar, all blown one way. Every strand is the same relative curve, which gzip folds. */
function curtain({ id, strands, length, blown, step }: Curtain): string {
  const [width, half, sway] = [strands * step, round(length * 0.5), tenth(blown * 0.2)]
  const back = `M-4 0H${width}q${sway} ${half} ${blown} ${length}H${blown - 4}Q${round(sway - 4)} ${half} -4 0z`
  const shade = `M-4 0H${width}v22q-${round(width / 2)} 12 -${width + 4} 0z`
  let path = ''
  for (let at = 0; at < strands; at += 1)
    path += `M${at * step} 0q${sway} ${half} ${blown + ((at * 7) % 5) * 3} ${length + ((at * 13) % 7) * 5}`
  return svg`
    <g id="${id}">
    <path d="${back}" fill="#EAD8A6" opacity=".85"/>
    <path d="${path}" fill="none" stroke="#FBF3D9" stroke-width="5"/>
    <path d="${path}" transform="translate(4 0)" fill="none" stroke="#C9AE72" stroke-width="1.6"/>
    <path d="${shade}" fill="#B98F4A" opacity=".28"/></g>`
}

const CURTAINS: Curtain[] = [
  { id: 'c1', strands: 30, length: 300, blown: -46, step: 9 },
  { id: 'c2', strands: 34, length: 200, blown: -30, step: 7 },
  { id: 'c3', strands: 30, length: 130, blown: -18, step: 5 },
]

type Rack = { bar: [from: number, to: number]; y: number; thick: number; tall: number; legs: number[] }

/** A bar on crossed legs, and where along it the curtains of one kind hang. */
const rack = ({ bar: [from, to], y, thick, tall, legs }: Rack, hung: string, places: number[]): string =>
  [
    line('#8A6A34', thick, `M${from} ${y}H${to}`),
    line('#D8B56E', tenth(thick * 0.3), `M${from} ${tenth(y - thick * 0.25)}H${to}`),
    ...legs.map((x) => {
      const [left, right, foot] = [round(x - tall * 0.09), round(x + tall * 0.09), y + tall]
      return line(
        '#70542A',
        tenth(thick * 0.8),
        `M${x} ${y - 20}L${left} ${foot}M${x} ${y - 20}L${right} ${foot}`,
      )
    }),
    ...places.map((x) => `<use href="#${hung}" x="${x}" y="${y}"/>`),
  ].join('')

function slates(): string {
  let path = ''
  for (let y = 0; y < 5; y += 1)
    for (let x = 0; x < 13; x += 1)
      path += `M${700 - y * 22 + x * 52 + (y % 2) * 24} ${206 + y * 21}l-14 18h46`
  return path
}

const paned = (x: number): string =>
  svg`
    <path d="M${x} 400h104v78h-104Z" fill="#4B5A50"/>
    <path d="M${x} 400h104v78h-104ZM${x + 34} 400v78M${x + 69} 400v78M${x} 439h104" fill="none"
    stroke="#7C6238" stroke-width="5"/>`

const HOUSE = [
  shape('url(#w)', 'M640 560V300H1260V560Z'),
  shape('#8D7B55', 'M640 300H1260V330H640Z', 'opacity=".3"'),
  shape('#4E5F64', 'M590 306L700 196H1260V306Z'),
  `<path d="${slates()}" fill="none" stroke="#7C8E92" stroke-width="2" opacity=".75"/>`,
  shape('#33444A', 'M586 306H1260V316H590Z'),
  shape('#3A2D1E', 'M720 560V390h92V560Z'),
  shape('#6B4F2C', 'M720 560V390h46V560Z'),
  shape('#5A4526', 'M712 382h108v10H712z'),
  paned(880),
  paned(1050),
]

const STONES = ['#B6AE98', '#A39C88', '#C6BEA6']

/** A low wall of dressed stones, in three courses. */
function wall(random: () => number): string {
  let stones = ''
  for (let course = 0; course < 3; course += 1) {
    let x = -20 - random() * 30
    while (x < 640) {
      const width = 44 + random() * 50
      const top = `M${round(x + 3)} ${462 + course * 32}h${round(width - 6)}`
      stones += shape(
        STONES[Math.floor(random() * 3)]!,
        `${top}q4 14 -2 27h-${round(width - 8)}q-5 -14 2 -27z`,
      )
      x += width
    }
  }
  return stones
}

const CLOUDS =
  'M-20 150Q200 110 420 150Q300 168 180 160Q60 176 -20 166ZM640 90Q820 56 1010 96Q880 116 760 104Q680 110 640 90Z'
const PEAKS = '80 220 140, 280 140 120, 470 250 110 1.6, 660 150 140, 1150 240 130'
const JOINTS =
  'M0 604H1200M0 672H1200M0 772H1200M180 556L60 900M420 556L380 900M640 556L660 900M860 556L960 900M1080 556L1260 900'
const SHADOWS =
  'M70 640L-40 700H250L330 640ZM380 640L300 700H560L620 640ZM120 860L-120 960H420L520 860ZM640 840L520 960H1000L1040 840Z'

/** Somebody carries a bar of wet noodles out. */
const CARRIER = [
  figure(590, 640, 122, { hat: '#E0A526', coat: '#4B6672', dark: '#2B3A33', reaches: false }),
  line('#8A6A34', 6, 'M556 548L690 560'),
  line(
    '#FBF3D9',
    5,
    Array.from({ length: 9 }, (_, at) => `M${608 + at * 9} ${553 + at}q-2 26 -10 54`).join(''),
  ),
]

/** Noodles drying in a stone yard on a clear day: three racks of white curtains in the wind. */
export function noodleYard(): string {
  const defs = [
    down('s', '0 #B9D3DA', '.5 #E6EEE9', '1 #F8F0DA'),
    MIST,
    down('a', '0 #A9C1C0', '1 #E8EEE6 .3'),
    down('w', '0 #F4ECD8', '1 #E3D5B4'),
    down('g', '0 #E9DCBC', '1 #C8B284'),
    ...CURTAINS.map(curtain),
  ]
  const body = [
    shape('#fff', CLOUDS, 'opacity=".75"'),
    shape('url(#a)', ridge({ base: 470, peaks: PEAKS })),
    mist(460, 440, 600, 34, 0.8),
    ...HOUSE,
    shape('#8A836F', 'M0 456H644V562H0Z'),
    wall(randomFrom(71)),
    shape('url(#g)', 'M0 556H1200V900H0Z'),
    `<path d="${JOINTS}" stroke="#A88F5E" stroke-width="2.5" opacity=".4"/>`,
    shape('#7A6234', SHADOWS, 'opacity=".3"'),
    rack({ bar: [40, 640], y: 440, thick: 7, tall: 180, legs: [52, 340, 628] }, 'c3', [70, 228, 372]),
    ...CARRIER,
    rack({ bar: [690, 1180], y: 420, thick: 9, tall: 250, legs: [704, 1166] }, 'c2', [716, 946]),
    rack({ bar: [-20, 560], y: 392, thick: 13, tall: 440, legs: [20, 540] }, 'c1', [44, 310]),
    rack({ bar: [760, 1230], y: 500, thick: 14, tall: 400, legs: [790] }, 'c1', [840]),
    shape('#F3C979', 'M0 0H1200V900H0Z', 'opacity=".08"'),
  ]
  return drawScene(defs, body, 0.12)
}
