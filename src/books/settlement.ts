import { sha256Hex } from '../kernel/hashing.ts'
import { partOf } from '../kernel/money.ts'

/** What a producer sold and took back in a month, by SKU and price. Sums are after discounts. */
export type SheetRow = {
  sku: string
  name: string
  spec: string
  unitPriceFen: number
  sold: number
  soldFen: number
  returned: number
  returnedFen: number
}
export type Adjustment = { amountFen: number; reason: string }

/** What is settled with a producer for a month; sums in fen. `month` is YYYY-MM. */
export type Sheet = {
  month: string
  producerId: string
  producerName: string
  rows: SheetRow[]
  soldFen: number
  returnedFen: number
  netFen: number
  /** What the shop keeps, in basis points of the net. */
  basisPoints: number
  commissionFen: number
  /** What earlier months were settled too much or too little. */
  adjustments: Adjustment[]
  adjustmentFen: number
  dueFen: number
}

type Found = Pick<Sheet, 'month' | 'producerId' | 'producerName' | 'rows' | 'basisPoints' | 'adjustments'>

/** A part rounded towards nought: more was returned than sold, and the commission goes back too. */
const commissionOf = (netFen: number, basisPoints: number): number =>
  netFen < 0 ? -partOf(-netFen, basisPoints) : partOf(netFen, basisPoints)

/** The sheet of what was found. Due: sold, less what was returned and the commission on both, and what is adjusted. */
export function sheetOf({ month, producerId, producerName, rows, basisPoints, adjustments }: Found): Sheet {
  const sum = (of: (row: SheetRow) => number): number => rows.reduce((all, row) => all + of(row), 0)
  const [soldFen, returnedFen] = [sum((row) => row.soldFen), sum((row) => row.returnedFen)]
  const netFen = soldFen - returnedFen
  const commissionFen = commissionOf(netFen, basisPoints) || 0
  const adjustmentFen = adjustments.reduce((all, { amountFen }) => all + amountFen, 0)
  return {
    ...{ month, producerId, producerName },
    rows: rows.map(({ sku, name, spec, unitPriceFen, sold, soldFen: fen, returned, returnedFen: back }) => ({
      ...{ sku, name, spec, unitPriceFen, sold, soldFen: fen, returned, returnedFen: back },
    })),
    ...{ soldFen, returnedFen, netFen, basisPoints, commissionFen },
    adjustments: adjustments.map(({ amountFen, reason }) => ({ amountFen, reason })),
    ...{ adjustmentFen, dueFen: netFen - commissionFen + adjustmentFen },
  }
}

/** The one text of a sheet, and its SHA-256 in hexadecimal: the same sheet is the same text. */
export async function sealed(sheet: Sheet): Promise<{ content: string; hash: string }> {
  const content = JSON.stringify(sheet)
  return { content, hash: sha256Hex(content) }
}

/** A month that exists, YYYY-MM; null for anything else. */
export const monthFrom = (text: string | undefined): string | null =>
  /^20\d\d-(?:0[1-9]|1[0-2])$/.test(text ?? '') ? text! : null

/** The month `by` months later. */
export function monthAfter(month: string, by: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
