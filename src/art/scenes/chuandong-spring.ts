import { figure } from './figure.ts'
import { down, drawScene, MIST, mist, over, ridge, round, shape, svg, tenth } from './kit.ts'

type Hill = {
  /** Middle of its foot, half its width there, its height. */
  x: number
  foot: number
  half: number
  height: number
  terraces: number
  /** Depth of a terrace as a share of its width: how far one looks down on it. */
  flat: number
  /** How thick a hedge is at the foot. */
  hedge: number
  soil: string
  leaf: string
  light: string
}

/** A hill terraced to its top: ellipses that shrink upwards, each edged with a row of round bushes. */
function terracedHill(hill: Hill): string {
  const { x, foot, half, height, terraces, flat, soil, leaf, light } = hill
  let drawn = ''
  for (let terrace = 0; terrace < terraces; terrace += 1) {
    const up = terrace / terraces
    const rx = half * (1 - up ** 1.5) ** 0.8
    const y = foot - height * up
    const hedge = hill.hedge * (1 - 0.5 * up)
    const top = terrace === terraces - 1
    const ellipse = (lift: number, paint: string) =>
      svg`
    <ellipse cx="${x}" rx="${round(rx)}" cy="${round(y - hedge * lift)}"
    ry="${round(rx * flat)}" ${paint}/>`
    const beads = `stroke-linecap="round" stroke-dasharray="0 ${tenth(hedge * 0.7)}"`
    drawn += ellipse(0, `fill="${soil}"`)
    drawn += ellipse(
      0.3,
      `fill="${top ? leaf : soil}" stroke="${leaf}" stroke-width="${tenth(hedge)}" ${beads}`,
    )
    drawn += ellipse(0.52, `fill="none" stroke="${light}" stroke-width="${tenth(hedge * 0.5)}" ${beads}`)
    if (top) drawn += ellipse(0.7, `fill="${light}" opacity=".55"`)
  }
  return drawn
}

const BACK = terracedHill({
  ...{ x: 610, foot: 672, half: 250, height: 190, terraces: 11, flat: 0.17, hedge: 14 },
  ...{ soil: '#5F8E73', leaf: 'url(#r1)', light: 'url(#h1)' },
})
const RIGHT = terracedHill({
  ...{ x: 1080, foot: 860, half: 430, height: 350, terraces: 13, flat: 0.2, hedge: 25 },
  ...{ soil: '#2C5A40', leaf: 'url(#r2)', light: 'url(#h2)' },
})
const LEFT = terracedHill({
  ...{ x: 170, foot: 1010, half: 660, height: 490, terraces: 15, flat: 0.24, hedge: 36 },
  ...{ soil: '#1F4A37', leaf: 'url(#r3)', light: 'url(#h3)' },
})

const FAR =
  '90 240 130, 250 170 110, 420 330 120 1.6, 560 200 150, 760 150 140, 930 280 140 1.7, 1110 200 150'
const MIDDLE = '0 260 170, 220 120 160, 640 150 170, 830 260 130 1.7, 1010 150 140, 1180 330 170 1.7'
const NEAR = '120 170 150, 480 80 130, 1080 180 190'

/** 穿洞 in spring: three hills wound round with tea like snails, mist in the valleys, somebody picking. */
export function chuandongSpring(): string {
  const defs = [
    over('r1', [360, 860], '0 #A5C596', '.5 #86AE7D', '1 #6C9A76'),
    over('h1', [360, 860], '0 #D3E2B4', '.5 #A9C78F', '1 #7FAA80'),
    over('r2', [650, 1500], '0 #86B167', '.4 #5F9657', '1 #3C6F49'),
    over('h2', [650, 1300], '0 #C4DA8E', '.4 #8DB766', '1 #4C8152'),
    over('r3', [-200, 830], '0 #679A4F', '.5 #4A8047', '1 #2C5E40'),
    over('h3', [-100, 760], '0 #B5D07B', '.45 #82AE59', '1 #3C7247'),
    down('s', '0 #DFEBE6', '.45 #F1F3E8', '.7 #FBF3DF'),
    MIST,
    down('a', '0 #CFDFDB', '.5 #EAF0EA .2'),
    down('b', '0 #A9C4BC', '.55 #E6EEE6 .1'),
    down('c', '0 #7BA398', '.5 #E6EEE6 .05'),
  ]
  const body = [
    shape('url(#a)', ridge({ base: 520, peaks: FAR, rough: 1 })),
    mist(600, 470, 760, 70, 0.9),
    shape('url(#b)', ridge({ base: 590, peaks: MIDDLE })),
    mist(380, 540, 520, 62, 0.95),
    mist(960, 560, 420, 50, 0.8),
    shape('url(#c)', ridge({ base: 640, peaks: NEAR, rough: 3, step: 14 })),
    mist(620, 610, 620, 54, 1),
    BACK,
    mist(470, 706, 470, 44, 1),
    mist(800, 690, 320, 36, 0.8),
    RIGHT,
    mist(640, 842, 300, 46, 0.9),
    mist(900, 890, 300, 40, 0.5),
    LEFT,
    figure(432, 700, 104, { hat: '#E0A526', coat: '#35606E', basket: '#C99A55', lean: 4 }),
    figure(668, 590, 36, { hat: '#E9CB86', coat: '#5D7F86', turned: true }),
    mist(950, 640, 260, 26, 0.5),
  ]
  return drawScene(defs, body, 0.12)
}
