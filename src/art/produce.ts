import { PALETTES } from './pack-parts.ts'
import { chives, cili, giftBox, tin } from './packs.ts'

const frame = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">${body}</svg>`

const leaf = (turn: number, size: number): string =>
  [
    `<g transform="translate(200 270) rotate(${turn}) scale(${size})">`,
    '<path d="M0 0C-46 -40 -40 -120 0 -170C40 -120 46 -40 0 0Z" fill="#5E8A4A"/>',
    '<path d="M0 0C46 -40 40 -120 0 -170Z" fill="#48743C"/>',
    '<path d="M0 0V-150" stroke="#A9C48A" stroke-width="2"/></g>',
  ].join('')

const cell = (x: number, y: number, fill: string): string =>
  `<path d="M${x} ${y - 54}l47 27v54l-47 27l-47 -27v-54z" fill="${fill}" stroke="#F3ECDF" stroke-width="6"/>`

/** One of the leaves along the stem of the cili. */
function leaflet(at: number): string {
  const [x, y] = [258 + at * 26, 92 - at * 16]
  const turn = `rotate(${at % 2 ? 40 : -70} ${x} ${y})`
  return `<ellipse cx="${x}" cy="${y}" rx="22" ry="10" transform="${turn}" fill="#7C9F57"/>`
}

/** One of the noodles hung over the bar. */
function strand(at: number): string {
  const radius = 108 - at * 17
  const line = `M${92 + at * 17} 330V210A${radius} ${radius} 0 0 1 ${308 - at * 17} 210V330`
  return `<path d="${line}" fill="none" stroke="${at % 2 ? '#F3E7C4' : '#E2CF9B'}" stroke-width="15"/>`
}

export const PRODUCE: Record<string, () => string> = {
  tea: () =>
    frame(
      [
        `<path d="M200 360V250" stroke="#5E8A4A" stroke-width="7"/>${leaf(-58, 0.92)}${leaf(58, 0.92)}`,
        '<path d="M200 262C176 210 180 120 204 56C226 120 226 210 200 262Z" fill="#9CBB74"/>',
        '<path d="M200 262C212 200 212 130 204 56C226 120 226 210 200 262Z" fill="#7C9F57"/>',
      ].join(''),
    ),
  chive: () => frame(chives(1.1)),
  cili: () =>
    frame(
      [
        '<path d="M226 120C250 60 300 40 344 34" fill="none" stroke="#5E8A4A" stroke-width="6"/>',
        ...[0, 1, 2, 3].map(leaflet),
        `${cili(196, 232, 108)}`,
      ].join(''),
    ),
  honey: () =>
    frame(
      [
        `${cell(200, 190, '#C98424')}${cell(106, 190, '#E0A526')}${cell(294, 190, '#B9701A')}${cell(153, 109, '#D9962A')}`,
        `${cell(247, 109, '#C98424')}${cell(153, 271, '#B9701A')}${cell(247, 271, '#D9962A')}`,
        '<path d="M200 310c-12 22 -14 44 0 48c14 -4 12 -26 0 -48z" fill="#B9701A"/>',
      ].join(''),
    ),
  noodle: () =>
    frame(
      [
        ...[0, 1, 2, 3, 4].map(strand),
        '<rect x="74" y="262" width="106" height="40" fill="#9A3A22"/>',
        '<rect x="220" y="262" width="106" height="40" fill="#9A3A22"/>',
      ].join(''),
    ),
  gift: () =>
    frame(
      giftBox(
        PALETTES.gift!,
        '普定四味',
        `${tin(110, 110, 190, PALETTES.red!, '朵贝红')}${tin(290, 110, 170, PALETTES.bud!, '蜂蜜')}`,
      ),
    ),
}
