import { randomFrom, round } from './random.ts'
import { TONES, type Tone } from './tones.ts'

export type SceneOptions = {
  seed: number
  tone: Tone
  width: number
  height: number
  /** Where the far hills stand, as a share of the height. */
  horizon?: number
  /** Share of the height that the tea field takes. */
  tea?: number
  /** Where hills stay low, so that words can stand there (share of the width). */
  gap?: number
  /** More and finer rows on higher mounds, for a low and wide field. */
  fineRows?: boolean
  /** Where the sun stands (share of the width); null for none. */
  disc?: number | null
}

type Peak = { x: number; height: number; width: number; power: number }

/** Five ridges of misty cone karst behind one field of tea rows: about a kilobyte of SVG. */
export function scene(options: SceneOptions): string {
  const { seed, tone, width, height, horizon = 0.58, tea = 0.24, gap = 0.5, disc = 0.66 } = options
  const random = randomFrom(seed)
  const colours = TONES[tone]
  const parts = [`<rect width="${width}" height="${height}" fill="${colours.sky}"/>`]
  const gradients = [
    [
      '<linearGradient id="f" x1="0" y1="0" x2="0" y2="1">',
      `<stop stop-color="${colours.soil}" stop-opacity=".24"/>`,
      `<stop offset=".8" stop-color="${colours.soil}" stop-opacity="0"/></linearGradient>`,
    ].join(''),
  ]
  for (let ridge = 0; ridge < 5; ridge += 1) {
    const depth = ridge / 4
    const base = height * (horizon + 0.05 + 0.22 * depth)
    const peaks = peaksOf(random, { width, height, ridge, gap })
    const colour = colours.ridges[ridge] ?? colours.sky
    gradients.push(
      [
        `<linearGradient id="r${ridge}" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${colour}"/>`,
        `<stop offset=".62" stop-color="${colour}" stop-opacity=".7"/>`,
        `<stop offset="1" stop-color="${colours.mist}"/></linearGradient>`,
      ].join(''),
    )
    parts.push(
      [
        `<path fill="url(#r${ridge})" `,
        `d="${outline(peaks, { width, base, step: Math.max(height / (ridge < 3 ? 26 : 40), width / 48), random, rough: height * 0.0016 * ridge })}`,
        '"/>',
      ].join(''),
    )
    if (ridge > 1) parts.push(`<path fill="url(#f)" d="${peaks.map((peak) => flank(peak, base)).join('')}"/>`)
    if (ridge === 0 && disc !== null)
      parts.push(
        `<circle cx="${round(width * disc)}" cy="${round(height * (horizon - 0.135))}" r="${round(height * 0.05)}" fill="#E0A526"/>`,
      )
    parts.push(mist(random, width, height, base, colours.mist))
  }
  parts.push(teaField(random, { width, height, tea, rows: options.fineRows ? FINE : PLAIN, colours }))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMax slice">`,
    `<defs>${gradients.join('')}</defs>${parts.join('')}</svg>`,
  ].join('')
}

function peaksOf(
  random: () => number,
  at: { width: number; height: number; ridge: number; gap: number },
): Peak[] {
  const { width, height, ridge, gap } = at
  const peaks: Peak[] = []
  const spacing = height * (0.3 + 0.13 * ridge) * 0.75
  for (let x = -spacing * random(); x < width + spacing; x += spacing * (0.62 + 0.75 * random())) {
    const tower = random() < 0.33
    const low = 0.5 + 0.62 * Math.min(1, Math.abs(x / width - gap) / 0.34)
    const tall = height * (0.36 - 0.035 * ridge) * (0.42 + 0.5 * random()) * low * (ridge === 4 ? 0.62 : 1)
    peaks.push({
      x,
      height: tall * (tower ? 1.32 : 1),
      width: spacing * (0.5 + 0.35 * random()) * (tower ? 0.77 : 1),
      power: 1.75 + random() * 0.5,
    })
  }
  return peaks
}

type OutlineOptions = { width: number; base: number; step: number; random: () => number; rough: number }

function outline(peaks: Peak[], { width, base, step, random, rough }: OutlineOptions): string {
  const points: [number, number][] = []
  // Two steps beyond the edge, so that the line comes down out of sight.
  for (let x = -step; x <= width + 2 * step; x += step) {
    const rise = Math.max(0, ...peaks.map((peak) => hill(peak, x)))
    points.push([Math.round(x), Math.round(base - rise - (random() - 0.3) * rough * (rise > 4 ? 4 : 0))])
  }
  const middle = (a: [number, number], b: [number, number]) =>
    `${Math.round((a[0] + b[0]) / 2)} ${Math.round((a[1] + b[1]) / 2)}`
  const curve = points
    .slice(1)
    .map((point, index) => `Q${points[index]!.join(' ')} ${middle(points[index]!, point)}`)
  return `M${-Math.ceil(step)} ${Math.round(base)}L${points[0]!.join(' ')}${curve.join('')}L${Math.round(width + 2 * step)} ${Math.round(base)}Z`
}

function hill(peak: Peak, x: number): number {
  const distance = Math.abs(x - peak.x) / peak.width
  return distance >= 1 ? 0 : peak.height * (1 - distance ** peak.power) ** 1.12
}

/** The side away from the light: down the right slope and back to the summit in an S. */
function flank(peak: Peak, base: number): string {
  const at = (share: number, rise: number) =>
    `${Math.round(peak.x + peak.width * share)} ${Math.round(base - peak.height * rise)}`
  const slope = (share: number) => at(share, hill(peak, peak.x + peak.width * share) / peak.height)
  return `M${at(0, 1)}L${slope(0.3)}L${slope(0.6)}L${slope(0.92)}C${at(0.5, 0.1)} ${at(0.34, 0.34)} ${at(0.2, 0.5)}S${at(0.16, 0.78)} ${at(0, 1)}`
}

const mist = (random: () => number, width: number, height: number, base: number, colour: string): string =>
  [
    `<ellipse cx="${Math.round(width * random())}" cy="${Math.round(base)}" rx="${Math.round(width * 0.4)}" `,
    `ry="${round(height * 0.017)}" fill="${colour}" opacity=".6"/>`,
  ].join('')

type FieldOptions = {
  width: number
  height: number
  tea: number
  rows: typeof PLAIN
  colours: (typeof TONES)['day']
}

/** Number of hedges, height of the first as a share of the field, growth from row to row, height of mounds. */
const PLAIN = { hedges: 7, first: 0.075, growth: 1.22, steep: 1 }
const FINE = { hedges: 11, first: 0.048, growth: 1.12, steep: 2.2 }
const SAMPLES = [0, 0.16, 0.34, 0.5, 0.66, 0.84, 1]

/** Hedges follow three mounds; their tops are a row of round bushes, and dark soil between them draws the contours. */
function teaField(random: () => number, { width, height, tea, rows, colours }: FieldOptions): string {
  const top = height * (1 - tea)
  const mounds = [0.16, 0.52, 0.86].map((middle) => ({
    middle: middle + (random() - 0.5) * 0.16,
    spread: 0.12 + random() * 0.1,
    rise: height * tea * (0.16 + random() * 0.26) * rows.steep,
  }))
  const lift = (share: number) =>
    mounds.reduce(
      (sum, mound) => sum + mound.rise * Math.exp(-(((share - mound.middle) / mound.spread) ** 2)),
      0,
    )
  const curve = (y: number) => {
    const flat = 1 - (y - top) / (height - top)
    const points = SAMPLES.map((share): [number, number] => [width * share, y - lift(share) * flat])
    const joints = points
      .slice(1)
      .map(
        ([x, own], at) =>
          `Q${pair(points[at]!)} ${pair([(points[at]![0] + x) / 2, (points[at]![1] + own) / 2])}`,
      )
    return `M${pair(points[0]!)}${joints.join('')}L${pair(points.at(-1)!)}`
  }
  const parts = [`<path fill="${colours.soil}" d="${curve(top)}V${height}H0Z"/>`]
  let y = top
  for (
    let row = 0, step = height * tea * rows.first;
    y < height && row < rows.hedges;
    row += 1, step *= rows.growth
  ) {
    const thick = step * 0.5
    const colour = colours.rows[Math.min(2, Math.floor((row * 3) / rows.hedges))]
    const path = curve(y + thick)
    parts.push(
      [
        `<g fill="none" stroke="${colour}"><path stroke-width="${round(thick)}" d="${path}"/>`,
        `<path transform="translate(0 ${round(-thick * 0.34)})" stroke-linecap="round" `,
        `stroke-width="${round(thick * 0.72)}" stroke-dasharray="0 ${round(thick * 0.62)}" d="${path}"/></g>`,
      ].join(''),
    )
    y += step
  }
  return parts.join('')
}

const pair = ([x, y]: [number, number]) => `${Math.round(x)} ${Math.round(y)}`
