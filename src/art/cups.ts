import { randomFrom } from './random.ts'
import { aside, dots, line, round, svg, tenth } from './scenes/kit.ts'

type Tea = {
  /** The liquor from its middle to its rim. */
  liquor: [deep: string, plain: string, rim: string]
  leaves: readonly string[]
  /** One dry leaf around its middle, in a colour; null for what is broken small. */
  leaf: ((colour: string) => string) | null
  ground: string
  seed: number
}

const filled = (path: string) => (colour: string) => `<path d="${path}" fill="${colour}"/>`

/** Curled: two strokes that bend back. */
const curled = (colour: string): string =>
  line(colour, 3.6, 'M-13 3Q-12 -7 -2 -6Q8 -5 6 2Q3 6 -2 2M4 -3Q12 -5 14 2')

const GREEN: Tea = {
  liquor: ['#A9B552', '#C9D07A', '#E6E8A9'],
  leaves: ['#2F4A33', '#476B45', '#6E8F58', '#9DB37A'],
  leaf: curled,
  ground: '#ECF0EA',
  seed: 5,
}

/** The teas by the name of their pack; tints are examples, said so where they stand. */
const TEAS: Record<string, Tea> = {
  'duobei-hong': {
    liquor: ['#8E2E12', '#C4571F', '#E88A3A'],
    leaves: ['#2B1A14', '#4A2A1C', '#6B3B22', '#C99A45'],
    leaf: filled('M-15 2Q-6 -6 2 0T16 -3Q6 5 -2 4T-15 2Z'),
    ground: '#F2EAE4',
    seed: 3,
  },
  'duobei-gongcha-green': GREEN,
  'duobei-baiye-spring-green': {
    liquor: ['#C9CF83', '#DDE0A4', '#F0F0CC'],
    leaves: ['#6F8A4E', '#93AA66', '#B9C98C', '#DDE3B8'],
    leaf: filled('M-19 0Q-4 -5.5 19 -1Q0 5 -19 0Z'),
    ground: '#EEF2EE',
    seed: 8,
  },
  'gongda-golden-bud': {
    liquor: ['#D0AC3C', '#E4C762', '#F5E4A0'],
    leaves: ['#A9791F', '#C99A32', '#E2BE5E', '#F3DE9A'],
    leaf: filled('M-16 0Q-4 -7 15 -2Q6 7 -16 0Z'),
    ground: '#F6F0DF',
    seed: 11,
  },
  'duobei-teabag': {
    liquor: ['#B59A3E', '#CDB45A', '#E5D48C'],
    leaves: ['#3C4A33', '#5A6B45', '#6E7F58', '#8D9B70'],
    leaf: null,
    ground: '#ECF0EA',
    seed: 13,
  },
}

type Place = readonly [x: number, y: number, scale: number]
const placed = ([x, y, scale]: Place): string => `transform="translate(${x} ${y}) scale(${scale})"`
const onSheet = (ground: string, drawing: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">${ground}${drawing}</svg>`
const sheetGround = ({ ground }: Tea): string => `<rect width="400" height="400" fill="${ground}"/>`

/** A cup seen from above: saucer, porcelain, liquor with a bright rim and the glint of a window; 128 units to its edge. */
const cup = ({ liquor: [deep, plain, rim], seed }: Tea, place: Place): string => svg`
  <defs>${aside(`q${seed}`, 'cx=".45" cy=".42" r=".6"', `0 ${plain}`, `.72 ${deep}`, `.9 ${plain}`, `1 ${rim}`)}</defs>
  <g ${placed(place)}>
  <ellipse cx="10" cy="16" rx="128" ry="124" fill="#17211C" opacity=".1"/>
  <circle r="122" fill="#F1EEE4"/><circle r="122" fill="none" stroke="#DAD5C5" stroke-width="2"/>
  <circle r="86" fill="#E4DFD0"/><circle cx="-3" cy="-4" r="84" fill="#FDFCF8"/>
  <circle r="70" fill="url(#q${seed})"/><circle r="70" fill="none" stroke="${rim}" stroke-width="3.5"/>
  <path d="M-70 0A70 70 0 0 1 20 -67A84 84 0 0 0 -66 30Z" fill="#17211C" opacity=".14"/>
  ${line('#fff', 6, 'M-44 -28Q-30 -50 -4 -54', '', 'opacity=".55"')}
  ${line('#fff', 4, 'M40 34q8 -6 12 -16', '', 'opacity=".35"')}
  </g>`

/** A small heap of dry leaf on white paper, 100 units to its edge. */
function heap({ leaf, leaves, seed }: Tea, place: Place): string {
  const random = randomFrom(seed)
  const pieces = leaf
    ? Array.from({ length: 72 }, () => {
        const [angle, out] = [random() * 2 * Math.PI, Math.sqrt(random())]
        const x = round(Math.cos(angle) * out * 78)
        const y = round(Math.sin(angle) * out * 34 - (1 - out) * 16)
        const colour = leaves[Math.floor(random() * random() * 4)]!
        return `<g transform="translate(${x} ${y}) rotate(${round(random() * 180)})">${leaf(colour)}</g>`
      })
    : leaves.map((colour, at) => {
        const spread = (size: number) => (share: number) => (share + random() - 1) * size
        return line(colour, tenth(4 + at * 0.8), dots(random, 36, spread(76), spread(34)))
      })
  return svg`
    <g ${placed(place)}>
    <ellipse cx="4" cy="14" rx="100" ry="48" fill="#17211C" opacity=".1"/>
    <ellipse cy="6" rx="100" ry="46" fill="#FDFCF8"/>${pieces}</g>`
}

const each = (kind: string, draw: (tea: Tea) => string): [string, () => string][] =>
  Object.entries(TEAS).map(([slug, tea]) => [`${kind}-${slug}`, () => draw(tea)])

/** `cup-…` and `leaf-…` of each tea, and `brew-…`: the cup alone, on whatever it is laid. */
export const CUPS: Record<string, () => string> = Object.fromEntries([
  ...each('cup', (tea) => onSheet(sheetGround(tea), cup(tea, [196, 194, 1.26]))),
  ...each('leaf', (tea) => onSheet(sheetGround(tea), heap(tea, [200, 206, 1.75]))),
  ...each('brew', (tea) => onSheet('', cup(tea, [192, 190, 1.42]))),
])

/** A tea as a poster shows it: a large cup that the edge cuts, the pack before it, dry leaf at its foot; 1080 square. */
export function teaStill(slug: string, pack: string): string {
  const tea = TEAS[slug]!
  return svg`
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 1080">
    <rect width="1080" height="1080" fill="${tea.ground}"/>
    <path d="M0 0H420L140 1030H0Z" fill="#fff" opacity=".4"/>
    <path d="M520 0H640L350 1030H230Z" fill="#fff" opacity=".3"/>
    <rect y="1030" width="1080" height="50" fill="#17211C" opacity=".05"/>
    ${cup(tea, [800, 430, 3.75])}
    <g transform="translate(-20 -50) scale(2.75)">${pack}</g>
    ${heap(tea, [660, 972, 1.2])}
    </svg>`
}

/** The cups alone, by the name of their pack: to be laid beside a pack, on one sheet. */
export const LAID_CUPS: Record<string, () => string> = Object.fromEntries(
  Object.entries(TEAS).map(([slug, tea]) => [slug, () => onSheet('', cup(tea, [196, 194, 1.36]))]),
)
