import { carrierFrom } from '../kernel/carriers.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { belowHeadings } from '../kernel/spreadsheet.ts'
import { parseTrackingNo, parseTrackingNos } from './shipment.ts'

export const SHEET_COLUMNS = [
  ...['订单号', '储运', '收件人', '电话', '收货地区', '详细地址', '商品', '快递公司', '运单号'],
]
/** Tracking numbers of one cell. */
export const LONGEST_NUMBERS = 400
/** The goods of a big order in one cell; a longer list is compared no further. */
const LONGEST_GOODS = 4000
/** A day's parcels in one sheet; measured in test/fulfilment/sheet.d1.test.ts. */
export const MOST_ROWS = 5000
export const COURIER_HEADINGS = ['订单号', '快递公司', '运单号']
const STORAGE_NAMES: Record<string, string> = { ambient: '常温', cold: '冷链' }

export type SheetCell = 'number' | 'storage' | 'carrier' | 'trackingNo'

/** One row of a courier's sheet as it was typed, with what could be read of it. */
export type SheetRow = {
  /** Row of the sheet as a spreadsheet counts them: the heading is 1. */
  at: number
  typed: Record<SheetCell, string>
  number: string | null
  storage: string | null
  carrier: string | null
  trackingNo: string | null
  /** What the sheet says of its order, as it was downloaded; '' where it has no such column. */
  told?: { name: string; goods: string }
  /** Somebody looked at a tracking number that another order has too. */
  sure?: boolean
}

const codeOf = (names: [code: string, name: string][], typed: string): string | null =>
  names.find(([code, name]) => code === typed || name === typed)?.[0] ?? null

/** A row from its four cells; codes and any usual name of storage and carrier alike. */
export function sheetRow(at: number, typed: Record<SheetCell, string>): SheetRow {
  return {
    at,
    typed,
    number: parseOrderNumber(typed.number),
    storage: codeOf(Object.entries(STORAGE_NAMES), typed.storage),
    carrier: carrierFrom(typed.carrier),
    trackingNo: parseTrackingNo(typed.trackingNo),
  }
}

/**
 * Rows below the heading; null when the heading lacks a column we need. Empty rows are left out, and one with several
 * tracking numbers stands for as many boxes.
 */
export function courierRows(rows: string[][]): SheetRow[] | null {
  const found = belowHeadings(rows, COURIER_HEADINGS)
  if (!found) return null
  return found.rows.flatMap(({ at, cells }) => {
    // A quote before a cell is how sheets say "this is text".
    const cell = (name: string, most = 60) =>
      (cells[found.column(name)] ?? '').trim().replace(/^'/, '').slice(0, most)
    const typed = {
      number: cell('订单号'),
      storage: cell('储运'),
      carrier: cell('快递公司'),
      trackingNo: cell('运单号', LONGEST_NUMBERS),
    }
    if (!cells.some((text) => text.trim())) return []
    const told = { name: cell('收件人'), goods: cell('商品', LONGEST_GOODS) }
    const boxes = parseTrackingNos(typed.trackingNo) ?? []
    const rows = boxes.length > 1 ? boxes.map((trackingNo) => ({ ...typed, trackingNo })) : [typed]
    return rows.map((own) => ({ ...sheetRow(at, own), told }))
  })
}

export type WaitingRow = {
  number: string
  storage: string
  name: string
  /** Whole, with its extension. */
  phone: string
  region: string
  street: string
  goods: string
}

/** What goes into a parcel, in one line. */
export const goodsOf = (lines: { titleZh: string; specZh: string; pieces: number }[]): string =>
  lines.map((line) => `${line.titleZh} ${line.specZh}×${line.pieces}`).join(';')

/** The sheet to fill in: what waits, with empty carrier and number. */
export const templateRows = (rows: WaitingRow[]): string[][] => [
  [...SHEET_COLUMNS],
  ...rows.map((row) => [
    row.number,
    STORAGE_NAMES[row.storage] ?? row.storage,
    row.name,
    row.phone,
    row.region,
    row.street,
    row.goods,
    '',
    '',
  ]),
]
