import { type Family, familyMark } from './family-marks.ts'
import { round } from './random.ts'

export type Palette = {
  main: string
  dark: string
  light: string
  lid: string
  ground: string
  family: Family
}

export const PALETTES: Record<string, Palette> = {
  green: {
    main: '#1F5B42',
    dark: '#123828',
    light: '#37795B',
    lid: '#2B6A4E',
    ground: '#EAF0EA',
    family: 'tea',
  },
  red: {
    main: '#9A3A22',
    dark: '#6E2512',
    light: '#B5553A',
    lid: '#A8472C',
    ground: '#F3E9E2',
    family: 'tea',
  },
  pale: {
    main: '#BFD0AC',
    dark: '#728A62',
    light: '#DDE8CC',
    lid: '#CBDABA',
    ground: '#EFF2E6',
    family: 'tea',
  },
  bud: {
    main: '#CFA440',
    dark: '#8A6714',
    light: '#E6C670',
    lid: '#D9B252',
    ground: '#F6EFDB',
    family: 'tea',
  },
  cili: {
    main: '#DFA22B',
    dark: '#A8701A',
    light: '#F2CB70',
    lid: '#E5B048',
    ground: '#F8F0DA',
    family: 'cili',
  },
  honey: {
    main: '#B9701A',
    dark: '#7F480C',
    light: '#E0A24C',
    lid: '#2B3A33',
    ground: '#F4EADA',
    family: 'honey',
  },
  noodle: {
    main: '#E2CF9B',
    dark: '#C9B278',
    light: '#F7EBC9',
    lid: '#9A3A22',
    ground: '#F3EEE0',
    family: 'noodle',
  },
  gift: {
    main: '#4B6672',
    dark: '#32474F',
    light: '#6C8793',
    lid: '#5C7884',
    ground: '#E9EEEE',
    family: 'gift',
  },
  chive: {
    main: '#F1DE8A',
    dark: '#A8873A',
    light: '#FBF3CC',
    lid: '#fff',
    ground: '#F6F2DF',
    family: 'chive',
  },
}

const SERIF = 'font-family="Songti SC,Noto Serif CJK SC,serif" font-weight="700"'
const PAPER = '#FAF8F3'
const INK = '#17211C'

/** The one stage of all packs: a wall, light through a window on the left, a table from y 312; packs stand on y 336. */
export const onGround = (ground: string, drawing: string): string =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><defs><linearGradient id="table" x2="0" y2="1">',
    `<stop stop-color="${INK}" stop-opacity=".1"/><stop offset="1" stop-color="${INK}" stop-opacity="0"/>`,
    `</linearGradient></defs><rect width="400" height="400" fill="${ground}"/>`,
    '<path d="M0 0H150L40 312H0Z" fill="#fff" opacity=".42"/>',
    '<path d="M190 0H236L126 312H80Z" fill="#fff" opacity=".3"/>',
    `<rect y="312" width="400" height="88" fill="url(#table)"/>${drawing}</svg>`,
  ].join('')

export const shadow = (x: number, width: number): string =>
  `<ellipse cx="${x}" cy="337" rx="${round(width / 2)}" ry="8" fill="${INK}" opacity=".15"/>`

/** A round body's paint: light from the left, as `url(#id)`. */
export const rounded = (id: string, { main, dark, light }: Palette): string => {
  const stops: [number, string][] = [
    [0, dark],
    [0.12, main],
    [0.3, light],
    [0.42, main],
    [0.72, main],
    [1, dark],
  ]
  const drawn = stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`)
  return `<linearGradient id="${id}">${drawn.join('')}</linearGradient>`
}

/** What stands on a label beside the name: the net content; and the months of the season, as a row of cells under it. */
export type Printed = { net?: string; months?: readonly number[] }

/** Twelve cells in a row, those of the season in gold. */
export function ticks(x: number, y: number, width: number, months: readonly number[] = []): string {
  if (!months.length) return ''
  const step = width / 12
  const cells = (all: readonly number[]) =>
    all
      .map((month) => `M${round(x - width / 2 + (month - 1) * step)} ${round(y)}h${round(step * 0.75)}`)
      .join('')
  const row = (colour: string, all: readonly number[]) =>
    `<path d="${cells(all)}" stroke="${colour}" stroke-width="${round(step * 0.75)}"/>`
  return row('#fff6', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) + row('#E0A526', months)
}

export type LabelBox = { x: number; y: number; width: number; height: number }

/** Words too small to be read are not set. */
const SMALLEST_BATCH = 44

/**
 * The label of every pack: a head in the family's dark tone with its mark, the name set vertically, and, where there
 * is room, a window for the batch that says it is an example.
 */
export function label(
  { x, y, width, height }: LabelBox,
  name: string,
  { dark, family }: Palette,
  { net, months }: Printed = {},
): string {
  const small = width < SMALLEST_BATCH
  const head = Math.min(width * 0.3, height * (small ? 0.2 : 0.24))
  const content = net && !small ? Math.min(15, height * 0.12) : 0
  const window = small ? 0 : Math.min(18, height * 0.16) + content
  const batchHeight = window - content
  const letters = [...name]
  const size = Math.min(
    width * (small ? 0.7 : 0.44),
    (height - head - window - (small ? 2 : 12)) / (letters.length * 1.14),
  )
  const middle = (height - head - window - letters.length * size * 1.14) / 2
  const left = x - width / 2
  const set = letters.map((letter, at) =>
    words(x, round(y + head + middle + size * (0.92 + at * 1.14)), round(size), INK, letter),
  )
  const foot = round(y + height - batchHeight - 3)
  const netLine = [
    `<path d="M${round(left + 6)} ${round(foot - content - 1)}h${round(width - 12)}" stroke="${INK}" stroke-width=".8"/>`,
    `<text x="${x}" y="${round(foot - content * 0.25)}" font-size="${round(content * 0.72)}" text-anchor="middle" `,
    `font-weight="700" font-family="sans-serif" fill="${INK}">${net}</text>`,
  ]
  const batch = [
    `<rect x="${round(left + 4)}" y="${foot}" width="${round(width - 8)}" height="${round(batchHeight)}" fill="none" `,
    `stroke="${INK}" stroke-width=".6" stroke-dasharray="2 1.500"/>`,
    `<text x="${x}" y="${round(foot + batchHeight * 0.72)}" font-size="${round(Math.min(batchHeight * 0.6, width * 0.15))}" text-anchor="middle" `,
    'font-family="sans-serif" fill="#5A665F">批次 示例</text>',
  ]
  return [
    `<rect x="${round(left)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${PAPER}"/>`,
    `<rect x="${round(left)}" y="${round(y)}" width="${round(width)}" height="${round(head)}" fill="${dark}"/>`,
    familyMark(family, round(x - head * 0.34), round(y + head * 0.16), round(head * 0.68), PAPER),
    ...set,
    ...(content ? netLine : []),
    ...(window ? batch : []),
    ticks(x, y + height + width * 0.1, width, months),
  ].join('')
}

/** The window for the batch by itself, on packs without the common label. */
export const batchWindow = (x: number, y: number, width: number): string =>
  [
    `<rect x="${round(x - width / 2)}" y="${y}" width="${width}" height="16" fill="none" stroke="${INK}" stroke-width=".6" `,
    `stroke-dasharray="2 1.500"/><text x="${x}" y="${y + 11.5}" font-size="10" text-anchor="middle" `,
    'font-family="sans-serif" fill="#5A665F">批次 示例</text>',
  ].join('')

export const words = (x: number, y: number, size: number, fill: string, text: string): string =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="middle" ${SERIF} fill="${fill}">${text}</text>`

/** Terraces in low relief at the foot of a tin: the tea family's sign. */
export const terraces = (x: number, width: number, y: number, colour: string): string => {
  const line = (at: number) => {
    const half = round(width / 2)
    return `M${round(x - width / 2)} ${round(y - at * 10)}q${round(width / 4)} ${-15 + at * 3} ${half} -4t${half} ${-2 - at}`
  }
  return `<path d="${[0, 1, 2, 3].map(line).join('')}" fill="none" stroke="${colour}" stroke-width="1.6" opacity=".55"/>`
}
