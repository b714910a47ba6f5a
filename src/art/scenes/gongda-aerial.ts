import { along, aside, drawScene, line, type Point, shape, smooth, svg } from './kit.ts'

type Knoll = { middle: Point; rings: number; flat: number; phase: number; clip: string }

/** Two knolls whose rows meet along a path. */
const KNOLLS: Knoll[] = [
  {
    middle: [330, 330],
    rings: 14,
    flat: 0.8,
    phase: 0.6,
    clip: 'M0 0H830Q690 170 650 330T420 640T210 900H0Z',
  },
  {
    middle: [905, 600],
    rings: 14,
    flat: 0.86,
    phase: 2.2,
    clip: 'M890 0Q740 180 702 344T480 668T276 900H1200V0Z',
  },
]

const CORNERS = 16

/** One closed row round a knoll, which is no circle. */
function ring({ middle: [x, y], flat, phase }: Knoll, radius: number, turn: number): string {
  const points = Array.from({ length: CORNERS + 1 }, (_, at): Point => {
    const angle = (at / CORNERS) * 2 * Math.PI
    const own = phase + turn
    const waves =
      0.16 * Math.sin(2 * angle + own) + 0.09 * Math.sin(3 * angle + own * 2.1) + 0.04 * Math.sin(5 * angle)
    const out = radius * (1 + waves)
    return [x + Math.cos(angle) * out * 1.2, y + Math.sin(angle) * out * flat]
  })
  return `${smooth(points)}Z`
}

/** Rows of round bushes: their shadow, leaves, and light on them, clipped to their side of the path. */
function rows(knoll: Knoll, at: number): string {
  let path = ''
  for (let row = knoll.rings; row > 0; row -= 1) path += ring(knoll, 14 + row * 43, row * 0.02)
  const again = `<use href="#o${at}"`
  return svg`
    <clipPath id="c${at}">
    <path d="${knoll.clip}"/></clipPath>
    <g clip-path="url(#c${at})" fill="none" stroke-linecap="round">
    <path id="o${at}" d="${path}"/>${again} stroke="#4A4A20" stroke-width="32" opacity=".38"
    transform="translate(7 9)"/>${again} stroke="url(#ro)" stroke-width="30" stroke-dasharray="0
    17"/>${again} transform="translate(-3 -4)" stroke="#EBE08A" stroke-width="12"
    stroke-dasharray="0 17" opacity=".7"/></g>`
}

const TREE = svg`
    <g id="t">
    <ellipse cx="84" rx="75" ry="31" transform="rotate(36)" fill="#33401A" opacity=".42"/>
    <circle r="50" fill="#3F6434"/>
    <circle cx="-10" cy="-12" r="34" fill="#5F8040"/>
    <circle cx="-16" cy="-19" r="18" fill="#8FA650"/></g>`

const tree = (x: number, y: number, size: number): string =>
  `<use href="#t" transform="translate(${x} ${y}) scale(${size})"/>`

/** Somebody picking, seen from above: a hat, a basket and the long shadow of early light. */
const PICKER = svg`
    <g id="p">
    <ellipse cx="33" rx="30" ry="9" transform="rotate(36)" fill="#33401A" opacity=".5"/>
    <circle cx="13" cy="4" r="10" fill="#8A6A34"/>
    <circle r="15" fill="#F1DDA4"/>
    <circle cx="-2" cy="-2" r="5" fill="#C9A55A"/></g>`

const picker = (x: number, y: number): string => `<use href="#p" x="${x}" y="${y}"/>`

const SUN = svg`
    <linearGradient id="ro" gradientUnits="userSpaceOnUse" x2="1200" y2="900">
    <stop stop-color="#C7CB63"/>
    <stop offset=".5" stop-color="#93A84C"/>
    <stop offset="1" stop-color="#4E7A40"/></linearGradient>`

const PATH = 'M860 -10Q715 175 676 337T450 654T240 910'

/** 贡达 from above at first light: golden rows round two knolls, a path between them, hats of the pickers. */
export function gongdaAerial(): string {
  const defs = [
    along('s', [1, 1], '0 #EBDD9B', '.5 #C9B95F', '1 #7F8F4A'),
    SUN,
    aside('li', 'cx=".1" cy=".05" r=".9"', '0 #FFF3C4 .75', '1 #FFF3C4 0'),
    TREE,
    PICKER,
  ]
  const body = [
    ...KNOLLS.map(rows),
    line('#E9D8A4', 30, PATH),
    `<path d="${PATH}" fill="none" stroke="#CDB578" stroke-width="3" stroke-dasharray="20 26"/>`,
    tree(640, 150, 0.92),
    tree(570, 520, 0.8),
    tree(760, 430, 0.68),
    tree(1120, 140, 1.2),
    tree(1050, 90, 0.88),
    tree(90, 800, 1.24),
    tree(170, 850, 0.88),
    tree(1150, 830, 1),
    tree(60, 60, 0.8),
    shape('#33401A', 'M768 284l92 22l-18 74l-92 -22z', 'opacity=".4"'),
    shape('#6F7F80', 'M742 262l92 22l-9 37l-92 -22z'),
    shape('#4B5A5E', 'M733 299l92 22l-9 37l-92 -22z'),
    picker(470, 470),
    picker(396, 520),
    picker(830, 700),
    picker(300, 250),
    shape('url(#li)', 'M0 0H1200V900H0Z'),
    shape('#fff', 'M-40 200Q300 60 620 -40H-40Z', 'opacity=".28"'),
  ]
  return drawScene(defs, body, 0.14)
}
