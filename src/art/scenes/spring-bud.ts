import { randomFrom } from '../random.ts'
import { along, down, drawScene, HEIGHT, radial, round, shape, svg, tenth, WIDTH } from './kit.ts'

/** Light out of focus. */
const SOFT = ['#C9DBA6', '#A9C58A', '#E9EFC9', '#8FB57A']

type Leaf = { outline: string; shade: string; veins: string; fill: string }

const leaf = ({ outline, shade, veins, fill }: Leaf): string =>
  [
    shape(fill, outline),
    shape('#12402A', shade, 'opacity=".22"'),
    `<path d="${veins}" fill="none" stroke="#EAF2BE" stroke-width="4" opacity=".7"/>`,
  ].join('')

/** A drop, 'size' units in radius. */
const dew = (x: number, y: number, size: number): string =>
  svg`
    <g transform="translate(${x} ${y}) scale(${size / 10})">
    <circle cy="2" r="10" fill="#12402A" opacity=".25"/>
    <circle r="10" fill="#F4FAEC" opacity=".75"/>
    <path d="M-7 2A7.5 7.5 0 0 0 5 5.5A10 10 0 0 1 -7 2" fill="#4C8145" opacity=".5"/>
    <circle cx="-3" cy="-3.5" r="2.4" fill="#fff"/></g>`

/** One bud and two leaves with dew, close up. */
export function springBud(): string {
  const random = randomFrom(141)
  const lights = Array.from({ length: 22 }, (_, at) => {
    const radius = 40 + random() * 110
    const [x, y] = [round(random() * WIDTH), round(random() * HEIGHT)]
    const look = `fill="${SOFT[at % 4]!}" opacity="${tenth(0.2 + random() * 0.3)}"`
    return `<circle cx="${x}" cy="${y}" r="${round(radius)}" ${look}/>`
  })
  const defs = [
    down('s', '0 #DDE8D2', '.6 #EDF0D8', '1 #B9CFA0'),
    radial('bo', '0 #fff .7', '.7 #fff .35', '1 #fff 0'),
    along('l1', [1, 1], '0 #A9C55E', '1 #4C8145'),
    along('l2', [0, 1], '0 #7FAA50', '1 #2F6A43'),
    down('bu', '0 #EAF0B4', '.5 #C5D67A', '1 #86AE52'),
  ]
  const body = [
    ...lights,
    // out of focus shoots behind
    svg`
    <g opacity=".4">
    <path d="M250 920Q260 700 240 560Q180 600 120 560Q170 480 240 556Q250 440 290 400Q310 500 248
    560Q330 500 390 540Q330 620 250 570" fill="#5F9150"/>
    <path d="M1000 920Q990 740 1010 620Q940 640 890 590Q950 540 1008 612Q1000 500 1050 450Q1070 560
    1014 618Q1080 570 1140 600Q1090 670 1014 626" fill="#5F9150"/></g>`,
    svg`
    <path d="M590 920Q610 760 604 560" stroke="#6F9A4A" stroke-width="20" fill="none"/>
    <path d="M584 920Q604 760 600 560" stroke="#A9C56E" stroke-width="5" fill="none"/>`,
    leaf({
      outline: 'M606 720Q760 690 880 560Q960 500 1030 500Q1010 640 900 720Q760 800 606 720Z',
      shade: 'M606 720Q800 690 1030 500Q1010 640 900 720Q760 800 606 720Z',
      veins:
        'M606 720Q800 690 1010 520M700 700q30 -30 52 -52M780 664q30 -30 50 -54M860 616q24 -26 36 -44M720 700q50 16 90 14M810 656q46 12 78 6',
      fill: 'url(#l2)',
    }),
    leaf({
      outline: 'M602 640Q470 640 360 520Q280 430 180 420Q220 570 330 640Q460 720 602 640Z',
      shade: 'M602 640Q400 610 180 420Q220 570 330 640Q460 720 602 640Z',
      veins:
        'M602 640Q400 610 210 436M500 622q-44 -20 -70 -46M420 582q-40 -20 -62 -46M340 528q-26 -18 -40 -38M480 616q-50 18 -84 14M390 566q-46 12 -66 4',
      fill: 'url(#l1)',
    }),
    svg`
    <path d="M602 580Q700 520 722 400Q732 320 700 240Q610 330 596 430Q588 520 602 580Z"
    fill="url(#l1)"/>
    <path d="M602 580Q690 470 700 240Q732 320 722 400Q700 520 602 580Z" fill="#12402A"
    opacity=".2"/>`,
    svg`
    <path d="M604 590Q530 500 528 360Q530 240 580 130Q640 260 640 380Q640 500 604 590Z"
    fill="url(#bu)"/>
    <path d="M604 590Q600 400 580 130Q640 260 640 380Q640 500 604 590Z" fill="#4C8145"
    opacity=".28"/>
    <path d="M556 470Q540 340 572 210M584 520Q566 400 580 260" stroke="#fff" stroke-width="4"
    fill="none" opacity=".55" stroke-linecap="round"/>`,
    dew(400, 540, 17),
    dew(300, 500, 10),
    dew(860, 640, 20),
    dew(930, 580, 11),
    dew(574, 150, 13),
    dew(690, 420, 9),
    dew(760, 690, 8),

    svg`
    <circle cx="980" cy="170" r="150" fill="url(#bo)"/>
    <circle cx="980" cy="170" r="44" fill="#F3D58A" opacity=".8"/>`,
  ]
  return drawScene(defs, body, 0.1)
}
