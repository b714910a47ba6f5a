import { parseDecimal } from '../kernel/typed-number.ts'

/**
 * How a SKU stands on an invoice. '' and null mean “not filled in yet”: no rate is ever assumed. `rateBp` is in basis
 * points (900 is 9 %).
 */
export type TaxFacts = {
  /** 商品和服务税收分类编码, 19 digits. */
  code: string
  rateBp: number | null
  /** Why nothing is due; the rate is then 0. */
  exemptReason: string
  /** The item's name on the invoice; '': the product's. */
  name: string
}

export const NO_TAX_FACTS: TaxFacts = { code: '', rateBp: null, exemptReason: '', name: '' }

export const isTaxCode = (code: string): boolean => /^\d{19}$/.test(code)

/** A percentage as people type it, in basis points: "9" and "9%" are 900; null for anything else and above 100. */
export function parseRate(typed: string): number | null {
  const rate = parseDecimal(typed, 2, '%')
  return rate !== null && rate <= 10_000 ? rate : null
}

/** A rate as people read it, without the sign: 900 → "9", 150 → "1.5". */
export const shownRate = (rateBp: number): string => String(rateBp / 100)

/** What an invoice line still lacks. */
export const lackingOf = ({ code, rateBp }: TaxFacts): ('code' | 'rate')[] => [
  ...(isTaxCode(code) ? [] : (['code'] as const)),
  ...(rateBp === null ? (['rate'] as const) : []),
]

type Columns = {
  taxCode: string | null
  taxRateBp: number | null
  taxExemptReason: string | null
  invoiceName: string | null
}

/** The facts a variant's row holds; undefined while it holds none. */
export function taxOf(row: Columns): TaxFacts | undefined {
  const { taxCode, taxRateBp, taxExemptReason, invoiceName } = row
  if (taxCode === null && taxRateBp === null && taxExemptReason === null && invoiceName === null)
    return undefined
  return {
    code: taxCode ?? '',
    rateBp: taxRateBp,
    exemptReason: taxExemptReason ?? '',
    name: invoiceName ?? '',
  }
}
