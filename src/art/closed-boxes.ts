import { familyMark } from './family-marks.ts'
import { PALETTES, type Palette, shadow, words } from './pack-parts.ts'
import { pack } from './packs.ts'

/** A gift box as it arrives: lid on, a paper band around it with its name, no ribbon. */
function closedBox(palette: Palette, name: string): string {
  const letters = [...name].map((letter, at) => words(200, 206 + at * 30, 26, '#17211C', letter))
  return [
    shadow(200, 330),
    `<path d="M40 160L78 120H322L360 160Z" fill="${palette.light}"/>`,
    `<path d="M40 160H360V222H40Z" fill="${palette.main}"/><path d="M46 222H354V336H46Z" fill="${palette.dark}"/>`,
    '<path d="M46 222H354V229H46Z" fill="#0003"/><path d="M40 160H360V164H40Z" fill="#fff" opacity=".16"/>',
    '<path d="M300 160H360V222H354V336H300Z" fill="#0001"/>',
    '<path d="M168 160L175 120H225L232 160V336H168Z" fill="#FAF8F3"/><path d="M168 160L175 120H225L232 160Z" fill="#fff"/>',
    '<path d="M222 160H232V336H222Z" fill="#17211C" opacity=".06"/>',
    familyMark('gift', 188, 128, 24, palette.dark),
    `<path d="M180 172H220" stroke="${palette.dark}" stroke-width="2"/>${letters.join('')}`,
    '<text x="200" y="326" font-size="9" text-anchor="middle" font-family="sans-serif" fill="#5A665F">批次 示例</text>',
  ].join('')
}

const drawn = (tone: string, name: string) => () =>
  pack(PALETTES[tone]!.ground, closedBox(PALETTES[tone]!, name))

/** `closed-…` of each gift box that closes; a bag does not. */
export const CLOSED_BOXES: Record<string, () => string> = {
  'closed-gift-puding-four': drawn('gift', '普定四味'),
  'closed-gift-tea-duo': drawn('green', '朵贝双茶'),
}
