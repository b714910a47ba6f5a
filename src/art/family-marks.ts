export type Family = 'tea' | 'chive' | 'cili' | 'honey' | 'noodle' | 'gift'

const open = (path: string, width: number): string =>
  `<path d="${path}" fill="none" stroke="currentColor" stroke-width="${width}"/>`

const CILI_SPINES = 'M12 5V1M6 8L3 5M18 8L21 5M5 13H1M19 13H23M6 18L3 21M18 18L21 21M12 21V24'
const TEA_LEAVES =
  'M11.3 22C4.5 21 1 15.5 2 9C8 10 11.3 14.5 11.3 22ZM12.7 22C19.5 21 23 15.5 22 9C16 10 12.7 14.5 12.7 22Z'

/** One shape for each family on a 24 grid, known even at 16 px: the head of every label. */
const MARKS: Record<Family, string> = {
  tea: `<path d="${TEA_LEAVES}M12 13C8.800 9.500 8.800 5.500 12 1.500C15.200 5.500 15.200 9.500 12 13Z"/>`,
  chive: open('M6 21C7 14 6 9 4 3M10 21V2M14 21V2M18 21C17 14 18 9 20 3M4 15H20', 2),
  cili: `<circle cx="12" cy="13" r="6.500"/>${open(CILI_SPINES, 2)}`,
  honey: `${open('M12 2L20.500 7V17L12 22L3.500 17V7Z', 2.2)}<path d="M12 8L16 10.300V14.500L12 17L8 14.500V10.300Z"/>`,
  noodle: open('M3 21V12a9 9 0 0 1 18 0V21M7 21V12a5 5 0 0 1 10 0V21M11 21V12a1 1 0 0 1 2 0V21', 2),
  gift: open('M3 8H21V22H3ZM12 8V22M3 13H21M12 8L7 3M12 8L17 3', 2.2),
}

/** Each mark as a symbol of the icons' file, in the colour of the words beside it. */
export const familySymbols = (): string =>
  Object.entries(MARKS)
    .map(
      ([family, body]) =>
        `<symbol id="family-${family}" viewBox="0 0 24 24" fill="currentColor">${body}</symbol>`,
    )
    .join('')

export const isMarked = (family: string): family is Family => Object.hasOwn(MARKS, family)

export const familyMark = (family: Family, x: number, y: number, size: number, colour: string): string =>
  `<g transform="translate(${x} ${y}) scale(${size / 24})" fill="${colour}" color="${colour}">${MARKS[family]}</g>`
