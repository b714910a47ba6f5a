import type { Size } from './sizes.ts'

/**
 * Begins a word of the index that says what a product is and not how it is called. A character for private use: FTS5
 * keeps it in words, and no query that somebody types leads to one.
 */
const MARK = '\u{e000}'

/** What a search can be narrowed to within the index, so that a page reads no row it does not show. */
export const markOf = {
  family: (code: string) => `${MARK}f${code}`,
  storage: (storage: string) => `${MARK}s${storage}`,
  origin: (code: string) => `${MARK}o${code}`,
  /** In season in this month. */
  month: (month: number) => `${MARK}m${month}`,
  size: ({ unit, amount }: Size) => `${MARK}${unit}${amount}`,
}

type Marked = {
  family: string
  storage: string
  originCode: string
  seasonMonths: number[]
  variants: { soldAlone: boolean; netG: number | null; netMl: number | null }[]
}

/** A mark nothing bears: FTS5 refuses an empty expression. */
export const NO_MARK = `${MARK}none`

/** All marks of a listing. */
export function marksOf({ family, storage, originCode, seasonMonths, variants }: Marked): string[] {
  const sizes = variants
    .filter(({ soldAlone }) => soldAlone)
    .flatMap(({ netG, netMl }): Size[] => [
      ...(netG ? [{ unit: 'g' as const, amount: netG }] : []),
      ...(netMl ? [{ unit: 'ml' as const, amount: netMl }] : []),
    ])
  return [
    markOf.family(family),
    markOf.storage(storage),
    markOf.origin(originCode),
    ...seasonMonths.map(markOf.month),
    ...new Set(sizes.map(markOf.size)),
  ]
}
