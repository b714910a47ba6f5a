import { familySymbols } from './family-marks.ts'
import { plotSwatches } from './plot-swatches.ts'

/** UI icons on a 24 grid, stroke 1.6, square ends. */
const ICONS: Record<string, string> = {
  home: '<path d="M3 11l9-7 9 7v9h-6v-6H9v6H3z"/>',
  bag: '<path d="M4 8h16l-1 13H5zM8 8V6a4 4 0 0 1 8 0v2"/>',
  mountain: '<path d="M2 18l6-11 4 6 3-5 7 10zM2 21h20"/>',
  sprout: '<path d="M12 21v-9M12 12C12 7 8 5 4 5c0 5 3 7 8 7zM12 14c0-4 3-6 8-6 0 4-3 6-8 6z"/>',
  roll: '<path d="M12 13a1.500 1.500 0 1 1-1.500-1.500A4 4 0 1 1 8 16.500M8.500 8A6.500 6.500 0 1 1 6 17M6 5.500A9.500 9.500 0 1 1 4.500 18"/>',
  receipt: '<path d="M5 3h14v18l-3-2-2 2-2-2-2 2-2-2-3 2zM9 8h6M9 12h6"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
  cart: '<path d="M2 4h3l3 11h10l3-8H6.500"/><circle cx="9" cy="19.500" r="1.500"/><circle cx="17" cy="19.500" r="1.500"/>',
  'chevron-right': '<path d="M9 5l7 7-7 7"/>',
  'chevron-left': '<path d="M15 5l-7 7 7 7"/>',
  'chevron-down': '<path d="M5 9l7 7 7-7"/>',
  snowflake: '<path d="M12 2v20M3.300 7l17.400 10M20.700 7L3.300 17M9 4l3 3 3-3M9 20l3-3 3 3"/>',
  truck:
    '<path d="M2 6h12v11H2zM14 10h4l4 4v3h-8z"/><circle cx="7" cy="18" r="2"/><circle cx="17" cy="18" r="2"/>',
  pin: '<path d="M12 22s7-7 7-12a7 7 0 1 0-14 0c0 5 7 12 7 12z"/><circle cx="12" cy="10" r="2.500"/>',
  check: '<path d="M4 12l6 6L20 6"/>',
  close: '<path d="M5 5l14 14M19 5L5 19"/>',
  star: '<path d="M12 3l2.700 6 6.300.600-4.800 4.200 1.500 6.200-5.700-3.400L6.300 20l1.500-6.200L3 9.600 9.300 9z"/>',
  heart: '<path d="M12 20.500L4.500 13a5 5 0 0 1 7.500-6.500A5 5 0 0 1 19.500 13z"/>',
  share: '<path d="M12 15V3M8 7l4-4 4 4M5 12v9h14v-9"/>',
  copy: '<path d="M8 8h12v12H8zM4 16V4h12"/>',
  plus: '<path d="M12 4v16M4 12h16"/>',
  minus: '<path d="M4 12h16"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v1"/>',
  calendar: '<path d="M4 6h16v15H4zM4 11h16M8 3v5M16 3v5"/>',
  gift: '<path d="M3 9h18v4H3zM5 13v8h14v-8M12 9v12M12 9S7 9 7 6s5-1 5 3c0-4 5-6 5-3s-5 3-5 3"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 4-7 8-7s8 2 8 7"/>',
  filter: '<path d="M3 6h18M6 12h12M10 18h4"/>',
  undo: '<path d="M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12H9"/>',
}

/** Every icon as a symbol of one file; pages use them by fragment. */
export const ICON_NAMES: readonly string[] = Object.keys(ICONS)

export const iconSprite = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg">${Object.entries(ICONS)
    .map(
      ([name, body]) =>
        `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6">${body}</symbol>`,
    )
    .join('')}${familySymbols()}${plotSwatches()}</svg>`
