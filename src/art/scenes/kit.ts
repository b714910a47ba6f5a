import { randomFrom } from '../random.ts'

/** What every scene shares: its frame, light, mist and mountains. 1200 × 900, cut to a box by `slice`. */
export const WIDTH = 1200
export const HEIGHT = 900

export const round = Math.round
export const tenth = (value: number): number => Math.round(value * 10) / 10

type Value = string | number | readonly string[]

/** A template of SVG: line breaks between its elements are for whoever reads the code, lists are written one after another. */
export const svg = (strings: TemplateStringsArray, ...values: Value[]): string =>
  strings
    .map((text, at) => {
      const value = values[at] ?? ''
      return tightened(text) + (typeof value === 'object' ? value.join('') : value)
    })
    .join('')
    .trim()

const tightened = (text: string): string =>
  text
    .replace(/>\s*\n\s*/g, '>')
    .replace(/\s*\n\s*</g, '<')
    .replace(/\s*\n\s*/g, ' ')

export type Point = readonly [x: number, y: number]

/** A curve near the points, through the middle between each two. */
export function smooth(points: readonly Point[]): string {
  const [first, last] = [points[0]!, points.at(-1)!]
  let path = `M${round(first[0])} ${round(first[1])}`
  for (let at = 1; at < points.length - 1; at += 1) {
    const [near, next] = [points[at]!, points[at + 1]!]
    path += `Q${round(near[0])} ${round(near[1])} ${round((near[0] + next[0]) / 2)} ${round((near[1] + next[1]) / 2)}`
  }
  return `${path}L${round(last[0])} ${round(last[1])}`
}

/** One cone of karst; a power below 2 makes it pointed. */
type Peak = readonly [x: number, height: number, halfWidth: number, power?: number]

type RidgeOptions = {
  /** Where the ridge stands. */
  base: number
  /** Each peak as `x height halfWidth power`, with commas between; without them as many as fit, from a seed. */
  peaks?: string
  seed?: number
  height?: number
  gap?: number
  /** Around this place, within this reach, seeded peaks stay low. */
  low?: readonly [at: number, reach: number]
  step?: number
  rough?: number
  /** How far down the fill goes. */
  foot?: number
}

/** The outline of cone-karst peaks standing in one line, each point as high as the highest of them there. */
export function ridge(options: RidgeOptions): string {
  const { base, seed = 1, step = 20, rough = 2, foot = HEIGHT } = options
  const random = randomFrom(seed)
  const peaks = options.peaks ? readPeaks(options.peaks) : seededPeaks(random, options)
  const points: Point[] = []
  for (let x = -step; x <= WIDTH + step; x += step) {
    const y = Math.max(0, ...peaks.map((peak) => heightAt(peak, x)))
    points.push([x, base - y - (random() - 0.4) * (y > 6 ? 2 * rough : 0)])
  }
  return `${smooth([[-step, base], ...points, [WIDTH + step, base]])}V${foot}H-${step}Z`
}

const readPeaks = (peaks: string): Peak[] =>
  peaks.split(', ').map((peak) => peak.split(' ').map(Number) as unknown as Peak)

function heightAt([at, height, halfWidth, power = 2]: Peak, x: number): number {
  const away = Math.abs(x - at) / halfWidth
  return away < 1 ? height * (1 - away ** power) ** 1.15 : 0
}

function seededPeaks(random: () => number, { height = 200, gap = 200, low }: RidgeOptions): Peak[] {
  const peaks: Peak[] = []
  for (let x = -gap * random(); x < WIDTH + gap; x += gap * (0.55 + 0.8 * random())) {
    const steep = random() < 0.35
    let own = height * (0.45 + 0.55 * random()) * (steep ? 1.25 : 1)
    if (low) own *= 0.35 + 0.65 * Math.min(1, Math.abs(x - low[0]) / low[1])
    const halfWidth = gap * (0.55 + 0.4 * random()) * (steep ? 0.72 : 1)
    peaks.push([x, own, halfWidth, 1.7 + 0.6 * random()])
  }
  return peaks
}

/** Stops as `offset colour opacity`. */
const stops = (all: readonly string[]): string =>
  all
    .map((stop) => {
      const [offset, colour, opacity] = stop.split(' ')
      return `<stop offset="${offset}" stop-color="${colour}"${opacity ? ` stop-opacity="${opacity}"` : ''}/>`
    })
    .join('')

/** A gradient down its shape. */
export const down = (id: string, ...all: string[]): string => along(id, [0, 1], ...all)

/** A gradient from the upper left corner of its shape's box to a point of it. */
export const along = (id: string, [x, y]: Point, ...all: string[]): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="${x}" y2="${y}">${stops(all)}</linearGradient>`

/** A gradient over the scene itself, from left to right, so that shapes side by side share one light. */
export const over = (id: string, [from, to]: Point, ...all: string[]): string =>
  [
    `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${from}" x2="${to}" y1="0" y2="0">`,
    `${stops(all)}</linearGradient>`,
  ].join('')

export const radial = (id: string, ...all: string[]): string =>
  `<radialGradient id="${id}">${stops(all)}</radialGradient>`

/** A light that falls from one side: `place` says where its middle is. */
export const aside = (id: string, place: string, ...all: string[]): string =>
  radial(id, ...all).replace('>', ` ${place}>`)

/** White mist that `mist` fills its ellipses with: a gradient, since a blur costs a phone too much. */
export const MIST = radial('m', '0 #fff .95', '.5 #fff .6', '1 #fff 0')

export const mist = (x: number, y: number, rx: number, ry: number, opacity = 0.8): string =>
  [
    `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" `,
    `fill="url(#m)" opacity="${opacity}"/>`,
  ].join('')

/** `count` dots for one wide round stroke: leaves, snow, flowers, stars. */
export function dots(
  random: () => number,
  count: number,
  x: (share: number) => number,
  y: (share: number) => number,
): string {
  let path = ''
  for (let at = 0; at < count; at += 1) path += `M${round(x(random()))} ${round(y(random()))}h.1`
  return path
}

/** A box around its middle. */
export type Box = readonly [x: number, y: number, width: number, height: number]

/** Dots that gather in the middle of a box: the leaves of one bough. */
export const cluster = (random: () => number, [x, y, width, height]: Box, count: number): string =>
  dots(
    random,
    count,
    (share) => x + (share + random() - 1) * width * 0.6,
    (share) => y + (share - 0.5) * height,
  )

/** One filled path. */
export const shape = (fill: string, path: string, more = ''): string =>
  `<path d="${path}" fill="${fill}"${more ? ` ${more}` : ''}/>`

/** One line with round ends; its dashes, if any, as `0 12`: round dashes of no length are beads. */
export const line = (stroke: string, width: number, path: string, dashes = '', more = ''): string =>
  [
    `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"`,
    `${dashes ? ` stroke-dasharray="${dashes}"` : ''}${more ? ` ${more}` : ''}/>`,
  ].join('')

// Paper, and none of it where the picture is so small that it is noise: the rule asks how wide the picture itself is.
const GRAIN = [
  '<style>@media(max-width:300px){.n{display:none}}</style>',
  '<filter id="n" x="0" y="0" width="1" height="1">',
  '<feTurbulence type="fractalNoise" baseFrequency=".72" numOctaves="2" seed="4"/>',
  '<feColorMatrix values="0 0 0 0 .1 0 0 0 0 .1 0 0 0 0 .08 0 0 0 -1.7 .98"/></filter>',
].join('')

/** A whole scene: what it defines (`s` is its sky), what it draws, and how strong the paper's grain is over it. */
export const drawScene = (defs: readonly string[], body: readonly string[], grain: number): string =>
  svg`
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid slice">
    <defs>${GRAIN}${defs}</defs>
    <rect width="${WIDTH}" height="${HEIGHT}" fill="url(#s)"/>
    ${body}
    <rect class="n" width="${WIDTH}" height="${HEIGHT}" filter="url(#n)" opacity="${grain}"/>
    </svg>`

/** The same without its paper, for a picture within another: a rule and a filter stand for themselves alone. */
export const withoutGrain = (scene: string): string =>
  scene.replace(GRAIN, '').replace(/<rect class="n"[^>]*\/>/, '')
