const BASE = 336
const CUP_MM = 80
const INK = '#5A665F'

type ScaleOptions = {
  ground: string
  /** A pack drawn on a 400 × 400 sheet, standing on y 336. */
  drawing: string
  /** What the drawing takes of that sheet. */
  left: number
  width: number
  height: number
  /** How tall the thing is; its width follows from the drawing. Sample sizes, marked so on the page. */
  heightMm: number
}

/** A pack and the outline of an 80 mm cup at one scale, with their measures: square, cut to 3:2 without loss. */
export function trueScale({ ground, drawing, left, width, height, heightMm }: ScaleOptions): string {
  const widthMm = Math.round((heightMm * width) / height / 5) * 5
  const perMm = Math.min(2, 236 / Math.max(heightMm, CUP_MM), 230 / widthMm)
  const size = (heightMm * perMm) / height
  const [from, packWidth, packHeight] = [80, width * size, heightMm * perMm]
  const cup = { x: 385, top: 76 * perMm, foot: 56 * perMm, height: CUP_MM * perMm }
  return [
    [
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -100 600 600">',
      `<rect y="-100" width="600" height="600" fill="${ground}"/>`,
      '<rect y="318" width="600" height="182" fill="#fff" opacity=".38"/>',
    ].join(''),
    `<g transform="translate(${round(from - left * size)} ${round(BASE * (1 - size))}) scale(${round(size, 1000)})">${drawing}</g>`,
    upright(from - 22, BASE - packHeight, packHeight, `${heightMm} mm`),
    level(from, packWidth, `${widthMm} mm`),
    [
      `<path d="M${cup.x} ${round(BASE - cup.height)}h${round(cup.top)}l${round((cup.foot - cup.top) / 2)} `,
      `${round(cup.height)}h${round(-cup.foot)}z" fill="none" stroke="${INK}" stroke-width="1.6" stroke-dasharray="5 `,
      '4"/>',
    ].join(''),
    upright(cup.x + cup.top + 22, BASE - cup.height, cup.height, `${CUP_MM} mm`),
    '</svg>',
  ].join('')
}

const round = (value: number, parts = 10): number => Math.round(value * parts) / parts

const label = (x: number, y: number, text: string, turn = ''): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="17" font-family="sans-serif" text-anchor="middle" fill="${INK}"${turn}>${text}</text>`

function upright(x: number, y: number, height: number, text: string): string {
  const middle = round(y + height / 2)
  const turn = ` transform="rotate(-90 ${round(x - 8)} ${middle})"`
  return [
    `<path d="M${round(x)} ${round(y)}v${round(height)}m-5 0h10m-10 ${round(-height)}h10" fill="none" `,
    `stroke="${INK}"/>${label(x - 8, middle, text, turn)}`,
  ].join('')
}

const level = (x: number, width: number, text: string): string =>
  `<path d="M${round(x)} 356h${round(width)}m0 -5v10m${round(-width)} -10v10" fill="none" stroke="${INK}"/>${label(x + width / 2, 382, text)}`
