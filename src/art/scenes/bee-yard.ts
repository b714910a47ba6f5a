import { randomFrom } from '../random.ts'
import { figure } from './figure.ts'
import { along, type Box, cluster, down, drawScene, line, radial, ridge, round, shape, svg } from './kit.ts'

const HIVE = svg`
    <symbol id="b" viewBox="0 0 120 150" overflow="visible">
    <path d="M16 120l-6 30h8l5 -28zM92 120l6 30h-8l-5 -28z" fill="#4A3720"/>
    <path d="M6 34H82V124H6Z" fill="url(#bw)"/>
    <path d="M82 34L114 22V110L82 124Z" fill="#7C5223"/>
    <path d="M6 62H82L114 50M6 92H82L114 80" stroke="#6B4419" stroke-width="2.5" fill="none"/>
    <path d="M-4 36L30 16H122L88 36Z" fill="#76807B"/>
    <path d="M-4 36H88V44H-4Z" fill="#59635F"/>
    <path d="M88 36L122 16V24L88 44Z" fill="#454E4B"/>
    <path d="M26 110h36v7h-36z" fill="#2B1D0C"/>
    <path d="M20 118h48l6 8h-60z" fill="#C58E46"/></symbol>`

const hive = (x: number, y: number, width: number): string => {
  const [middle, foot, rx, ry] = [x + width * 0.5, y + width * 1.24, width * 0.62, width * 0.1].map(round)
  return svg`
    <ellipse cx="${middle!}" cy="${foot!}" rx="${rx!}" ry="${ry!}" fill="#1F3A1C" opacity=".35"/>
    <use href="#b" x="${x}" y="${y}" width="${width}" height="${round(width * 1.25)}"/>`
}

const bee = (x: number, y: number, turn: number): string =>
  svg`
    <g transform="translate(${x} ${y}) rotate(${turn}) scale(.85)">
    <ellipse cx="-2" cy="-7" rx="5" ry="8" fill="#fff" opacity=".85"/>
    <ellipse cx="5" cy="-6" rx="4" ry="7" fill="#fff" opacity=".7"/>
    <ellipse rx="10" ry="6" fill="#C98A1C"/>
    <path d="M-3 -6v12M2 -6v12" stroke="#3A2A0E" stroke-width="2.4"/></g>`

/** Bushes far off: round heads, close together. */
function bushes(random: () => number, [x, y, width, height]: Box, count: number): string {
  let path = ''
  for (let at = 0; at < count; at += 1) {
    const [cx, cy] = [x + (random() - 0.5) * width, y + (random() - 0.5) * height]
    const radius = 18 + random() * 34
    const arc = `a${round(radius)} ${round(radius * 0.86)} 0 1 0`
    path += `M${round(cx - radius)} ${round(cy)}${arc} ${round(2 * radius)} 0${arc} ${round(-2 * radius)} 0`
  }
  return path
}

/** A trunk that widens to its roots and leans as it rises, with light along its bark. */
function trunk(x: number, width: number, lean: number): string {
  const at = (share: number, more = 0) => round(x + width * share + more)
  const left = `M${at(-1)} 910Q${at(-0.5)} 820 ${at(-0.52)} 600Q${at(-0.6, lean)} 300 ${at(-0.4, 2 * lean)} -10`
  const right = `H${at(0.5, 2 * lean)}Q${at(0.4, lean)} 300 ${at(0.5)} 600Q${at(0.5)} 820 ${at(1.1)} 910Z`
  const bark = [
    `M${at(-0.2)} 860Q${at(-0.1)} 500 ${at(0, 2 * lean)} 0`,
    `M${at(0.15)} 880Q${at(0.22)} 560 ${at(0.2, 2 * lean)} 0`,
  ]
  return shape('url(#tr)', left + right) + line('#FFF3B0', 3, bark.join(''), '', 'opacity=".16"')
}

type Bough = readonly [...Box, leaves: number]

/** The leaves from dark to light and dark again: how large each dab is, and the boughs they gather on. */
const CANOPY: [colour: string, size: number, ...boughs: Bough[]][] = [
  ['#5F8040', 74, [200, 80, 560, 210, 34], [1010, 90, 520, 220, 30], [600, 40, 700, 110, 26]],
  ['#7E9C48', 46, [240, 150, 460, 170, 34], [1000, 160, 420, 180, 30], [620, 96, 500, 90, 18]],
  ['#A9BE5B', 28, [330, 170, 380, 190, 40], [940, 180, 360, 190, 36], [620, 120, 420, 90, 22]],
  ['#D3DC84', 15, [400, 190, 340, 170, 40], [880, 200, 320, 170, 34]],
  ['#3F6434', 90, [600, -10, 1400, 60, 26], [40, 120, 190, 260, 12], [1180, 140, 150, 280, 12]],
  ['#2F5230', 52, [600, -10, 1400, 60, 30], [40, 170, 170, 280, 16], [1180, 190, 140, 300, 16]],
]

const BOUGHS =
  'M140 420Q230 330 280 150M1130 440Q1060 330 1000 170M1110 330Q1040 240 900 150M150 330Q200 230 400 130'

const FLIGHTS = 'M880 600Q800 430 700 470T600 410M330 590Q420 440 500 500T470 400M1010 640Q940 480 860 450'

const SUN_PATCHES: Box[] = [
  [640, 600, 260, 26],
  [460, 690, 200, 22],
  [860, 730, 240, 26],
  [620, 800, 300, 28],
  [250, 800, 140, 18],
  [1010, 640, 120, 14],
]

/** Flowers in the grass, two white for a golden one. */
function flowers(random: () => number): string {
  const colours = ['', '']
  for (let at = 0; at < 90; at += 1) {
    const y = round(600 + random() * 290)
    colours[at % 3 ? 0 : 1] += `M${round(240 + random() * 760)} ${y}h.1`
  }
  return line('#FBF3D6', 7, colours[0]!) + line('#E0A526', 7, colours[1]!)
}

/** Bees under trees in early summer: hives along a diagonal, light through the leaves, the keeper far off. */
export function beeYard(): string {
  const random = randomFrom(44)
  const defs = [
    down('s', '0 #EFF1D6', '.5 #F7EBC0', '1 #DCE0A4'),
    radial('g', '0 #FFF6CF 1', '.5 #FFEFB4 .6', '1 #FFEFB4 0'),
    down('a', '0 #B9C69A', '.7 #E9E7BE .4'),
    down('gr', '0 #B3BE6B', '.35 #7E9A4C', '1 #3F6134'),
    along('tr', [1, 0], '0 #3B4A35', '.55 #4E4A33', '1 #2E3226'),
    down('sf', '0 #FFF6C8 0', '.3 #FFF6C8 .4', '1 #FFF6C8 0'),
    down('bw', '0 #D9A55A', '1 #B37A35'),
    HIVE,
  ]
  const body = [
    shape('url(#a)', ridge({ base: 520, seed: 61, height: 210, gap: 190, low: [640, 420] })),
    '<ellipse cx="640" cy="300" rx="520" ry="340" fill="url(#g)"/>',
    shape('#9DB06A', bushes(random, [200, 500, 520, 60], 26)),
    shape('#92A862', bushes(random, [1020, 500, 460, 70], 26)),
    shape('#B3C07A', bushes(random, [620, 520, 500, 30], 18)),
    shape('url(#gr)', 'M0 540Q300 500 640 530T1200 520V900H0Z'),
    ...SUN_PATCHES.map(
      ([x, y, rx, ry]) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="#F3EDA6" opacity=".42"/>`,
    ),
    shape('#E5D6A0', 'M560 540Q640 640 520 740T600 920H760Q620 800 700 700T610 540Z', 'opacity=".6"'),
    flowers(random),
    hive(706, 498, 58),
    hive(790, 512, 72),
    hive(392, 520, 74),
    hive(884, 532, 96),
    hive(286, 556, 104),
    hive(960, 566, 118),
    figure(560, 606, 88, { hat: '#EAD9A8', coat: '#F1EBD8', dark: '#8F8B73' }),
    shape('#5A665F', 'M546 536h28v18h-28z', 'opacity=".45"'),
    trunk(148, 56, -14),
    trunk(1120, 66, 16),
    line('#464833', 15, BOUGHS),
    ...CANOPY.map(([colour, size, ...boughs]) =>
      line(
        colour,
        size,
        boughs.map(([x, y, width, height, count]) => cluster(random, [x, y, width, height], count)).join(''),
      ),
    ),
    shape('url(#sf)', 'M440 170L250 690H470L570 150ZM660 140L690 640H880L780 150Z'),
    line('#6B4E12', 2.2, FLIGHTS, '1 8', 'opacity=".75"'),
    bee(600, 408, -20),
    bee(470, 398, 30),
    bee(858, 448, 10),
    bee(744, 470, -10),
    bee(416, 492, -30),
  ]
  return drawScene(defs, body, 0.14)
}
