import { parse, unparse } from 'papaparse'
import { CARRIERS } from '../kernel/carriers.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { parseTrackingNo } from './shipment.ts'

export const SHEET_COLUMNS = ['订单号', '储运', '收货地区', '商品', '快递公司', '运单号'] as const
export const MOST_ROWS = 500
const STORAGES: Record<string, string> = { 常温: 'ambient', 冷链: 'cold' }
const STORAGE_NAMES: Record<string, string> = { ambient: '常温', cold: '冷链' }

/** One row of a courier's sheet as it was typed, with what could be read of it. */
export type SheetRow = {
  /** Row of the sheet as a spreadsheet counts them: the heading is 1. */
  at: number
  typed: { number: string; storage: string; carrier: string; trackingNo: string }
  number: string | null
  storage: string | null
  carrier: string | null
  trackingNo: string | null
}

/** Text of an uploaded csv: UTF-8 with or without a mark, else GBK as Excel in China saves it. Null for neither. */
export function sheetText(bytes: ArrayBuffer): string | null {
  for (const encoding of ['utf-8', 'gbk']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '')
    } catch {
      // Not this one.
    }
  }
  return null
}

/** Rows below the heading; null when the heading lacks a column we need. Empty rows are left out. */
export function readSheet(text: string): SheetRow[] | null {
  const { data } = parse<string[]>(text.trim(), { skipEmptyLines: 'greedy' })
  const heading = (data[0] ?? []).map((cell) => cell.trim())
  const column = (name: string) => heading.indexOf(name)
  if (['订单号', '快递公司', '运单号'].some((name) => column(name) < 0)) return null
  return data.slice(1).map((cells, index) => {
    // A quote before a cell is how sheets say "this is text".
    const cell = (name: string) => (cells[column(name)] ?? '').trim().replace(/^'/, '').slice(0, 60)
    const typed = {
      number: cell('订单号'),
      storage: column('储运') < 0 ? '' : cell('储运'),
      carrier: cell('快递公司'),
      trackingNo: cell('运单号'),
    }
    const carrier = Object.entries(CARRIERS).find(
      ([code, { zh }]) => code === typed.carrier || zh === typed.carrier,
    )
    return {
      at: index + 2,
      typed,
      number: parseOrderNumber(typed.number),
      storage: STORAGES[typed.storage] ?? null,
      carrier: carrier?.[0] ?? null,
      trackingNo: parseTrackingNo(typed.trackingNo),
    }
  })
}

export type WaitingRow = { number: string; storage: string; region: string; goods: string }

/** The csv to fill in: what waits, with empty carrier and number. No cell can be read as a formula. */
export const writeSheet = (rows: WaitingRow[]): string =>
  `\uFEFF${unparse(
    [
      [...SHEET_COLUMNS],
      ...rows.map((row) => [
        row.number,
        STORAGE_NAMES[row.storage] ?? row.storage,
        row.region,
        row.goods,
        '',
        '',
      ]),
    ],
    { escapeFormulae: true },
  )}\r\n`
