import { STAR } from './star.ts'

const CELL = 'M3 4q9-3.500 18 0-.5 6 1 12.500-9.500-3-20 0 1.500-6.500 1-12.500z'

const SWATCHES: Record<string, string> = {
  available: `<path fill="#fff" stroke="#1F5B42" stroke-width="1.6" d="${CELL}"/>`,
  held: [
    `<path fill="#fff" stroke="#78857D" stroke-width="1.4" d="${CELL}"/>`,
    '<path stroke="#8FA59A" stroke-width="1.9" d="M3.500 9.500l6-6.600M3.200 15.300L14.500 2.800M8.500 14.600L19 ',
    '3.300M14 14.300l7-7.500M19 15.200l2.300-2.500"/>',
  ].join(''),
  adopted: `<path fill="#4A7761" stroke="#4A7761" stroke-width="1.6" d="${CELL}"/>`,
  mine: [
    `<path fill="#F3D58A" stroke="#7F5300" stroke-width="1.4" d="${CELL}"/>`,
    `<path fill="#7F5300" transform="translate(7 4.200) scale(.39)" d="${STAR}"/>`,
  ].join(''),
}

/** Little bent plots, one a state, as symbols of the sprite. */
export const plotSwatches = (): string =>
  Object.entries(SWATCHES)
    .map(([state, body]) => `<symbol id="plot-${state}" viewBox="0 0 24 20">${body}</symbol>`)
    .join('')
