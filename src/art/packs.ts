import { familyMark } from './family-marks.ts'
import {
  batchWindow,
  label,
  onGround,
  PALETTES,
  type Palette,
  type Printed,
  rounded,
  shadow,
  terraces,
  words,
} from './pack-parts.ts'
import { round } from './random.ts'

const BASE = 336

/** A round tin: body, lid with its edge, terraces in relief at its foot, label. */
export function tin(
  x: number,
  width: number,
  height: number,
  palette: Palette,
  name: string,
  printed?: Printed,
): string {
  const [left, top, ry] = [x - width / 2, BASE - height, round(width * 0.07)]
  const [right, lid, foot] = [left + width, round(top + height * 0.18), BASE - ry]
  const [id, half] = [`tin${x}`, width / 2]
  const box = { x, y: lid + height * 0.1, width: width * 0.5, height: height * 0.56 }
  return [
    `<defs>${rounded(id, palette)}</defs>${shadow(x, width * 1.15)}`,
    `<path d="M${left} ${lid}V${foot}A${half} ${ry} 0 0 0 ${right} ${foot}V${lid}Z" fill="url(#${id})"/>`,
    width > 60 ? terraces(x, width, BASE - 14, palette.light) : '',
    `<path d="M${left} ${lid + 5}A${half} ${ry} 0 0 0 ${right} ${lid + 5}" fill="none" stroke="#0003" stroke-width="5"/>`,
    `<path d="M${left - 2} ${top + ry}V${lid}A${half + 2} ${ry} 0 0 0 ${right + 2} ${lid}V${top + ry}Z" fill="url(#${id})"/>`,
    `<ellipse cx="${x}" cy="${top + ry}" rx="${half + 2}" ry="${ry}" fill="${palette.lid}"/>`,
    `<ellipse cx="${x}" cy="${top + ry}" rx="${round(half * 0.84)}" ry="${round(ry * 0.78)}" fill="#fff" opacity=".14"/>`,
    label(box, name, palette, printed),
  ].join('')
}

/** A stand-up pouch with a crimped top. */
export function pouch(
  x: number,
  width: number,
  height: number,
  palette: Palette,
  name: string,
  printed?: Printed,
): string {
  const [left, top] = [x - width / 2, BASE - height]
  const [right, id] = [left + width, `pouch${x}`]
  const box = { x, y: top + height * 0.22, width: width * 0.46, height: height * 0.54 }
  const side = `${right} ${BASE - 8}Q${x} ${BASE + 6} ${left} ${BASE - 8}Q${left + 2} ${round(top + height / 2)} ${left + 6} ${top}Z`
  return [
    `<defs>${rounded(id, palette)}</defs>${shadow(x, width * 1.1)}`,
    `<path d="M${left + 6} ${top}H${right - 6}Q${right - 2} ${round(top + height / 2)} ${side}" fill="url(#${id})"/>`,
    `<path d="M${left + 6} ${top}H${right - 6}V${top + 18}H${left + 6}Z" fill="${palette.dark}"/>`,
    `<path d="M${left + 10} ${top + 5}H${right - 10}M${left + 10} ${top + 10}H${right - 10}" stroke="${palette.light}" opacity=".5"/>`,
    label(box, name, palette, printed),
  ].join('')
}

/** A jar: glass, honey that catches the light, a dark lid. */
export function jar(x: number, width: number, height: number, name: string, printed?: Printed): string {
  const palette = PALETTES.honey!
  const [left, top, id] = [x - width / 2, BASE - height, `jar${x}`]
  const box = { x, y: top + height * 0.3, width: width * 0.5, height: height * 0.58 }
  return [
    `<defs>${rounded(id, palette)}</defs>${shadow(x, width * 1.12)}`,
    `<rect x="${left}" y="${top + 24}" width="${width}" height="${height - 24}" rx="14" fill="#EFE0BC"/>`,
    `<rect x="${left + 4}" y="${top + 46}" width="${width - 8}" height="${height - 50}" rx="11" fill="url(#${id})"/>`,
    `<rect x="${left + 6}" y="${top}" width="${width - 12}" height="28" rx="3" fill="${palette.lid}"/>`,
    `<rect x="${left + 12}" y="${top + 54}" width="6" height="${height - 74}" fill="#fff" opacity=".35"/>`,
    label(box, name, palette, printed),
  ].join('')
}

export function bottle(x: number, width: number, height: number, name: string): string {
  const [left, top] = [x - width / 2, BASE - height]
  const neck = width * 0.34
  return [
    `${shadow(x, width * 1.15)}`,
    `<path d="M${x - neck / 2} ${top + 18}V${top + height * 0.28}Q${left} ${top + height * 0.38} ${left} `,
    `${top + height * 0.5}V${BASE - 8}Q${left} ${BASE} ${left + 8} ${BASE}H${left + width - 8}Q${left + width} `,
    `${BASE} ${left + width} ${BASE - 8}V${top + height * 0.5}Q${left + width} ${top + height * 0.38} `,
    `${x + neck / 2} ${top + height * 0.28}V${top + 18}Z" fill="#C7861E"/>`,
    `<rect x="${x - neck / 2 - 3}" y="${top}" width="${neck + 6}" height="22" fill="#2B3A33"/>`,
    `<rect x="${left + 6}" y="${top + height * 0.52}" width="6" height="${height * 0.4}" fill="#fff" `,
    `opacity=".25"/>${label({ x, y: top + height * 0.48, width: width * 0.66, height: height * 0.44 }, name, PALETTES.cili!)}`,
  ].join('')
}

/** An upright open box with sticks or sachets standing in it. */
export function sticks(x: number, width: number, palette: Palette, name: string, spec: string): string {
  const left = x - width / 2
  const standing = [0, 1, 2, 3, 4].map((at) => {
    const stick = width / 6
    const tall = 60 + ((at * 37) % 24)
    return [
      `<rect x="${left + 14 + at * (stick + 4)}" y="${206 - tall}" width="${stick}" height="${tall + 20}" fill="${palette.main}"/>`,
      `<rect x="${left + 14 + at * (stick + 4) + stick * 0.66}" y="${206 - tall}" width="${stick * 0.34}" `,
      `height="${tall + 20}" fill="${palette.dark}"/>`,
    ].join('')
  })
  return [
    `${shadow(x, width * 1.15)}${standing.join('')}`,
    `<path d="M${left} 196q${width / 2} 26 ${width} 0V${BASE}H${left}Z" fill="#FAF5E6"/>`,
    `<rect x="${left}" y="${BASE - 34}" width="${width}" height="34" fill="${palette.main}"/>`,
    `<path d="M${x + width * 0.32} 205q${width * 0.1} -4 ${width * 0.18} -9V${BASE}H${x + width * 0.32}Z" `,
    `fill="#17211C" opacity=".07"/>${words(x, 284, 22, '#17211C', name)}${words(x, BASE - 12, 13, '#17211C', spec)}`,
    familyMark(palette.family, x - 13, 232, 26, palette.dark),
  ].join('')
}

export function box(
  x: number,
  width: number,
  height: number,
  palette: Palette,
  name: string,
  spec: string,
): string {
  const [left, top] = [x - width / 2, BASE - height]
  return [
    shadow(x, width * 1.12),
    `<path d="M${left} ${top}h${width * 0.78}v${height}h-${width * 0.78}z" fill="#F4F1E8"/>`,
    `<path d="M${left + width * 0.78} ${top}l${width * 0.22} -14v${height - 6}l-${width * 0.22} 20z" fill="#D9D3C4"/>`,
    `<path d="M${left} ${top}l${width * 0.22} -14h${width * 0.78}l-${width * 0.22} 14z" fill="#FBF9F2"/>`,
    `<rect x="${left}" y="${top}" width="${width * 0.27}" height="${height}" `,
    `fill="${palette.main}"/>${[...name].map((letter, at) => words(left + width * 0.135, top + 58 + at * 18, 16, '#FAF8F3', letter)).join('')}`,
    familyMark(
      palette.family === 'tea' ? 'tea' : 'noodle',
      left + width * 0.135 - 11,
      top + 14,
      22,
      '#FAF8F3',
    ),
    `<path d="M${left + width * 0.27} ${BASE}v-22q${width * 0.12} -26 ${width * 0.22} 0q${width * 0.12} -38 `,
    `${width * 0.29} -4v26z" fill="${palette.main}" `,
    `opacity=".2"/>${words(left + width * 0.525, top + 42, 17, '#17211C', spec)}`,
    batchWindow(left + width * 0.525, top + 56, 76),
  ].join('')
}

export function noodles(x: number): string {
  const palette = PALETTES.noodle!
  return [-66, 0, 66].map((offset) => noodleBundle(x + offset, palette)).join('')
}

/** One bundle of noodles in its paper. */
function noodleBundle(at: number, palette = PALETTES.noodle!): string {
  const strands = [-22, -14, -6, 2, 10, 18].map(
    (s) =>
      `<rect x="${at + s}" y="${142 + Math.abs(s)}" width="6" height="${192 - Math.abs(s)}" fill="${s % 4 ? palette.main : '#F3E7C4'}"/>`,
  )
  return [
    `${shadow(at, 64)}${strands.join('')}`,
    label({ x: at, y: 176, width: 56, height: 132 }, '苗干妈面条', { ...palette, dark: palette.lid }),
  ].join('')
}

export function chives(scale = 1): string {
  const ribbons = Array.from({ length: 22 }, (_, at) => {
    const spread = (at - 10.5) * 5.2
    const tip = -150 - ((at * 53) % 40)
    const colour = at % 3 ? '#F1DE8A' : '#FBF3CC'
    return [
      `<path d="M${spread * 0.32} 78Q${spread * 0.5} -10 ${spread * 1.25 + (at % 4) * 6} ${tip}" fill="none" `,
      `stroke="${colour}" stroke-width="5.6" stroke-linecap="round"/>`,
      `<path d="M${spread * 0.6} -30Q${spread * 0.9} -80 ${spread * 1.25 + (at % 4) * 6} ${tip}" fill="none" `,
      'stroke="#DCC65A" stroke-width="2.2" opacity=".7"/>',
    ].join('')
  })
  return [
    `<g transform="translate(180 236) rotate(32) scale(${scale})">${ribbons.join('')}`,
    `<path d="M-34 28Q0 42 34 28V66Q0 80 -34 66Z" fill="#FAF8F3"/>${words(0, 56, 19, '#17211C', '韭黄')}`,
    '<path d="M-30 -4Q0 10 30 -4" fill="none" stroke="#B9701A" stroke-width="5"/></g>',
  ].join('')
}

export function cili(x: number, y: number, r: number): string {
  const spines = Array.from({ length: 40 }, (_, at) => {
    const angle = (at / 40) * Math.PI * 2
    const point = (radius: number) =>
      `${Math.round(x + Math.cos(angle) * radius)} ${Math.round(y + Math.sin(angle) * radius)}`
    return `M${point(r * 0.96)}L${point(r * 1.14)}`
  })
  return [
    `<path d="${spines.join('')}" stroke="#C7861E" stroke-width="${Math.max(1.4, r / 22)}"/>`,
    `<circle cx="${x}" cy="${y}" r="${r}" fill="#E0A526"/>`,
    `<ellipse cx="${x - r * 0.2}" cy="${y - r * 0.2}" rx="${r * 0.6}" ry="${r * 0.55}" fill="#EDBE4E" opacity=".8"/>`,
    `<circle cx="${x - r * 0.3}" cy="${y - r * 0.34}" r="${r * 0.22}" fill="#F7DC8C" opacity=".8"/>`,
    `<path d="M${x} ${y - r}l-${r * 0.2} -${r * 0.22}l${r * 0.2} ${r * 0.08}l${r * 0.2} -${r * 0.08}z" fill="#7C9F57"/>`,
  ].join('')
}

export function giftBox(palette: Palette, title: string, inside: string): string {
  return [
    `${shadow(200, 320)}<rect x="46" y="112" width="308" height="150" fill="${palette.dark}"/>`,
    `<rect x="56" y="122" width="288" height="140" fill="${palette.lid}" opacity=".6"/>${words(200, 150, 24, '#F4EFE2', title)}`,
    `<g transform="translate(80 78) scale(.6)">${inside}</g>`,
    `<path d="M36 262H364L350 336H50Z" fill="${palette.main}"/>`,
    `<path d="M300 262H364L350 336H300Z" fill="${palette.dark}"/>`,
    `<rect x="158" y="280" width="84" height="36" fill="#FAF8F3"/>${words(214, 304, 17, '#17211C', '普定')}`,
    familyMark('gift', 168, 287, 20, palette.dark),
  ].join('')
}

/** Chives in an open crate, as canteens get them. */
export const crate = (): string =>
  [
    `<g transform="translate(40 -26)">${chives(0.86)}</g><path d="M66 226H334L322 336H78Z" fill="#F7F8F5"/>`,
    '<path d="M280 226H334L322 336H280Z" fill="#E2E6E1"/>',
    '<path d="M66 226H334L332 240H68Z" fill="#17211C" opacity=".06"/>',
    '<path d="M112 252H248V320H112Z" fill="#FAF8F3"/><path d="M112 252H146V320H112Z" fill="#A8873A"/>',
    familyMark('chive', 118, 275, 22, '#FAF8F3'),
    words(197, 279, 21, '#17211C', '普定韭黄'),
    batchWindow(197, 292, 76),
  ].join('')

export const fourGift = (): string =>
  giftBox(
    PALETTES.gift!,
    '普定四味',
    [
      tin(48, 94, 186, PALETTES.red!, '朵贝红'),
      jar(158, 100, 160, '夜郎蜂蜜'),
      noodleBundle(254),
      tin(346, 90, 172, PALETTES.cili!, '刺梨汁'),
    ].join(''),
  )

export const duoGift = (): string =>
  giftBox(
    PALETTES.green!,
    '朵贝双茶',
    tin(110, 116, 190, PALETTES.pale!, '白叶春茶') + tin(290, 116, 190, PALETTES.red!, '朵贝红'),
  )

export const bag = (): string =>
  [
    `${shadow(200, 190)}<path d="M160 120q0 -50 40 -50t40 50" fill="none" stroke="#2B3A33" stroke-width="7"/>`,
    '<path d="M110 118H290V336H110Z" fill="#E6DFCB"/><path d="M252 118H290V336H252Z" fill="#D0C7AE"/>',
    `<path d="M110 336V290q40 -44 80 -8q40 -34 62 0V336Z" fill="#7C9F57" opacity=".5"/>`,
    label({ x: 196, y: 156, width: 56, height: 132 }, '工会慰问包', PALETTES.gift!),
  ].join('')

export const pack = (ground: string, ...drawings: string[]): string => onGround(ground, drawings.join(''))
