/** The square mark: a frame and the strokes of 元, its legs like a valley. 48 grid. */
const strokes = (colour: string): string =>
  [
    `<rect x="3" y="3" width="42" height="42" fill="none" stroke="${colour}" stroke-width="3.4"/>`,
    '<path d="M15 14.500H33M11 22.500H37M20 22.500Q19.500 32 11.500 36M28 22.500V31Q28 35 32 35H37V31.500" ',
    `fill="none" stroke="${colour}" stroke-width="3.200"/>`,
  ].join('')

export const mark = (colour: string, ground?: string): string =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 ',
    `48">${ground ? `<rect width="48" height="48" fill="${ground}"/>` : ''}${strokes(colour)}</svg>`,
  ].join('')

export const markAt = (x: number, y: number, size: number, colour: string): string =>
  `<g transform="translate(${x} ${y}) scale(${size / 48})">${strokes(colour)}</g>`
