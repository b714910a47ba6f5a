export type Palette = { main: string; dark: string; lid: string; ground: string }

export const PALETTES: Record<string, Palette> = {
  green: { main: '#1F5B42', dark: '#174733', lid: '#2B6A4E', ground: '#ECF0EA' },
  red: { main: '#9A3A22', dark: '#74290f', lid: '#A8472c', ground: '#F2EAE4' },
  pale: { main: '#C5D2B2', dark: '#8fa37a', lid: '#DDE6CF', ground: '#EEF2EE' },
  bud: { main: '#D3A93F', dark: '#946e17', lid: '#DFBC60', ground: '#F6F0DF' },
  cili: { main: '#E0A526', dark: '#C7861E', lid: '#EBC063', ground: '#F6F0DF' },
  honey: { main: '#B9701A', dark: '#8A5210', lid: '#2B3A33', ground: '#F3ECDF' },
  noodle: { main: '#E2CF9B', dark: '#C9B278', lid: '#9A3A22', ground: '#F2EEE3' },
  gift: { main: '#4B6672', dark: '#3A515B', lid: '#5C7884', ground: '#E9EEEE' },
  chive: { main: '#F1DE8A', dark: '#DCC65A', lid: '#fff', ground: '#F4F1E2' },
}

const SERIF = 'font-family="Songti SC,Noto Serif CJK SC,serif" font-weight="700"'

/** A pack on its ground: floor from y 318, soft shadow, the drawing standing on y 336. */
export const onGround = (ground: string, drawing: string): string =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">',
    `<rect width="400" height="400" fill="${ground}"/>`,
    `<rect y="318" width="400" height="82" fill="#fff" opacity=".38"/>${drawing}</svg>`,
  ].join('')

export const shadow = (x: number, width: number): string =>
  `<ellipse cx="${x}" cy="337" rx="${width / 2}" ry="7" fill="#17211C" opacity=".1"/>`

/** A paper plate with the name set vertically, a gold dot below. */
export function plate(x: number, y: number, width: number, height: number, name: string): string {
  const letters = [...name]
  const size = Math.min(width * 0.56, (height - 18) / (letters.length * 1.16))
  const set = letters
    .map((letter, index) =>
      [
        `<text x="${x}" y="${Math.round(y + size * (1.05 + index * 1.16))}" font-size="${Math.round(size)}" `,
        `text-anchor="middle" ${SERIF} fill="#17211C">${letter}</text>`,
      ].join(''),
    )
    .join('')
  const left = x - width / 2
  return [
    `<rect x="${left}" y="${y}" width="${width}" height="${height}" fill="#FAF8F3"/>`,
    `<rect x="${left + 3}" y="${y + 3}" width="${width - 6}" height="${height - 6}" fill="none" stroke="#17211C" `,
    `stroke-width=".6" opacity=".5"/>${set}<circle cx="${x}" cy="${y + height - 9}" r="2.4" fill="#E0A526"/>`,
  ].join('')
}

export const words = (x: number, y: number, size: number, fill: string, text: string): string =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="middle" ${SERIF} fill="${fill}">${text}</text>`

/** Two ridges at the foot, in tints of the pack's own colour: the tea family's sign. */
export const foot = (x: number, width: number, y: number): string => {
  const left = x - width / 2
  return [
    `<path d="M${left} ${y}q${width * 0.16} -34 ${width * 0.32} -8q${width * 0.14} -38 ${width * 0.3} `,
    `-4q${width * 0.18} -26 ${width * 0.38} 2v10H${left}z" fill="#fff" opacity=".13"/>`,
  ].join('')
}
