import { randomFrom } from '../random.ts'
import { along, dots, down, drawScene, line, mist, type Point, radial, ridge, svg, WIDTH } from './kit.ts'

const ROAD =
  'M1240 250C1130 270 1050 320 1066 372S1190 420 1170 478S890 530 880 596S1120 650 1126 716S860 790 620 940'

/** Trees down the slope, one group between each two bends. */
const TREES: [colour: string, size: number, count: number, across: Point, down: Point][] = [
  ['#1D4234', 34, 16, [980, 260], [700, 10]],
  ['#234A3B', 26, 20, [930, 220], [586, 22]],
  ['#2B5546', 26, 16, [1150, 90], [330, 60]],
  ['#183A2D', 44, 26, [760, 420], [862, 40]],
  ['#1D4234', 30, 14, [690, 110], [730, 40]],
  ['#2B5546', 22, 12, [900, 70], [486, 16]],
]

/** The road down before sunrise: hairpins above a sea of mist, one van with its lights on. */
export function mountainRoad(): string {
  const random = randomFrom(101)
  const defs = [
    down('s', '0 #1B3440', '.35 #3F5D68', '.58 #A99C95', '.7 #E8BE94'),
    radial('m', '0 #EAE3DA .95', '.5 #D9D8D4 .65', '1 #C9CFD0 0'),
    down('a', '0 #55707A', '.5 #A3A7A6 .7'),
    down('b', '0 #2E4B55', '.55 #7F8C8F .8'),
    down('h', '0 #1C3A33', '1 #0C1F18'),
    along('bm', [1, 0], '0 #FFE3A0 0', '1 #FFE9B8 .85'),
  ]
  const body = [
    svg`
    <path d="${dots(
      random,
      40,
      (u) => u * WIDTH,
      (u) => u * 300,
    )}" stroke="#F4EFE2" stroke-width="2.6"
    stroke-linecap="round" opacity=".7"/>`,
    svg`
    <path d="M120 470Q420 440 700 462T1000 452Q800 486 560 480T120 470ZM500 418Q700 404 900 416Q720
    430 500 418Z" fill="#F6D3A2" opacity=".55"/>`,
    svg`
    <path fill="url(#a)"
    d="${ridge({ base: 620, peaks: '60 210 110, 210 120 90, 360 270 90 1.5, 500 140 110, 660 230 100 1.6, 830 130 110, 1130 160 120', rough: 1 })}"/>`,
    mist(420, 600, 700, 56, 0.95),
    svg`
    <path fill="url(#b)"
    d="${ridge({ base: 720, peaks: '-10 240 130, 180 150 110 1.6, 330 90 110, 520 190 110 1.5, 700 90 130', rough: 2 })}"/>`,
    mist(300, 700, 560, 70, 1),
    mist(640, 720, 420, 50, 0.9),
    `<path fill="#1F3B3A" d="${ridge({ base: 830, peaks: '90 150 110 1.6, 330 100 100', rough: 3, step: 12 })}"/>`,
    mist(210, 830, 520, 80, 1),
    mist(300, 900, 520, 60, 0.9),
    // the mountain with the road
    svg`
    <path d="M1240 90Q1130 150 1060 290Q1000 400 880 470Q760 540 690 690Q640 800 520 920H1240Z"
    fill="url(#h)"/>
    <path d="M1240 90Q1130 150 1060 290Q1030 345 990 390Q1090 380 1130 300Q1180 190 1240 190Z"
    fill="#fff" opacity=".06"/>`,
    // trees as beads down the slope
    ...TREES.map(([colour, size, count, [left, wide], [top, high]]) =>
      line(
        colour,
        size,
        dots(
          random,
          count,
          (x) => left + x * wide,
          (y) => top + y * high,
        ),
      ),
    ),
    // its kerb, edge, asphalt and centre line
    svg`
    <g fill="none" stroke-linecap="round">
    <path d="${ROAD}" transform="translate(0 13)" stroke="#0A1A14" stroke-width="46" opacity=".8"/>
    <path d="${ROAD}" stroke="#A39C8C" stroke-width="44"/>
    <path d="${ROAD}" stroke="#5B6360" stroke-width="37"/>
    <path d="${ROAD}" stroke="#E9D9AE" stroke-width="2.6" stroke-dasharray="16 18"/></g>`,
    // parcel van with light
    svg`
    <path d="M906 796L500 770L540 920L900 820Z" fill="url(#bm)" opacity=".6"/>
    <path d="M906 800L660 800L670 866L900 818Z" fill="url(#bm)" opacity=".7"/>`,
    svg`
    <g transform="translate(896 740) rotate(3)">
    <ellipse cx="66" cy="84" rx="84" ry="9" fill="#000" opacity=".4"/>
    <path d="M34 4H146V76H34Z" fill="#F4EFE2"/>
    <path d="M34 4H146V18H34Z" fill="#fff"/>
    <path d="M34 24H6Q0 34 -6 52V76H34Z" fill="#1F5B42"/>
    <path d="M30 30H10q-6 10 -8 20h32z" fill="#BFD5D8"/>
    <path d="M76 26h38v34H76z" fill="none" stroke="#1F5B42" stroke-width="4"/>
    <path d="M84 36h22M80 44h30M90 44q0 8 -8 12M100 44v8q0 4 8 3" stroke="#1F5B42" stroke-width="3"
    fill="none"/>
    <circle cx="20" cy="78" r="12" fill="#0A1410"/>
    <circle cx="118" cy="78" r="12" fill="#0A1410"/>
    <circle cx="20" cy="78" r="4.500" fill="#8A948F"/>
    <circle cx="118" cy="78" r="4.500" fill="#8A948F"/>
    <path d="M-8 56h8v10h-8z" fill="#FFD977"/>
    <path d="M142 56h5v10h-5z" fill="#B3261E"/></g>`,
    // second van far up, and village lights below in the mist
    svg`
    <g transform="translate(1044 356) scale(.3)">
    <path d="M34 4H146V76H34Z" fill="#E5DFD0"/>
    <path d="M34 24H6L-6 52V76H34Z" fill="#2B6A4E"/></g>`,
    svg`
    <g fill="#F4C25A">
    <path d="M150 770h7v9h-7zM176 778h6v8h-6zM128 784h6v8h-6zM210 772h6v8h-6zM338 806h6v8h-6z"/></g>`,
  ]
  return drawScene(defs, body, 0.2)
}
