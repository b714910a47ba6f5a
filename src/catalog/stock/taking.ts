import { type SQL, sql } from 'drizzle-orm'
import type { Answers } from '../../db/client.ts'
import { failedOn } from '../../db/failures.ts'
import { insertRows } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { belowHeadings } from '../../kernel/spreadsheet.ts'
import { civilDate } from '../../kernel/time.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import { audit } from '../../staff/auditing.ts'
import { declined, done, type ListingResult, type Place } from '../listings/refusal.ts'
import { type StockCount, stockCounts } from '../schema.ts'
import { skuOf } from '../sheets/rows.ts'
import { type Slip, slipsAmong } from '../slips.ts'
import { planStock, readStock, writeStock } from './adjusting.ts'
import { readStocks, type StockRow } from './reading.ts'

/** Columns a spreadsheet adds up. */
export const COUNT_NUMBERS = ['账面件数', '实盘件数']
/** Without these a sheet is no count. */
export const COUNT_HEADINGS = ['SKU', ...COUNT_NUMBERS, '盘点表编号']
const HEADINGS = ['SKU', '商品', '规格', '账面件数', '实盘件数', '盘点表编号'] as const

/** What should lie on the shelf: what can be promised, what unpaid orders hold, what is paid and not yet sent. */
export const onShelf = ({ available, held, toShip }: StockRow): number => available + held + toShip

/** The sheet to count with, under a number of its own: a SKU is counted once under it. */
export async function countSheet({ db, now }: Place): Promise<string[][]> {
  const taking = newId('stk', now)
  const rows = await readStocks(db, null, civilDate(now))
  return [
    [...HEADINGS],
    ...rows.map((row) => [row.sku, row.nameZh, row.specZh, String(onShelf(row)), '', taking]),
  ]
}

/** A counted row as it was typed: pieces as text. */
export type CountRow = { at: number; sku: string; expected: string; counted: string; taking: string }

/** Counted rows below the heading; null when the heading lacks a column. Rows nobody counted are left out. */
export function countRowsOf(table: string[][]): CountRow[] | null {
  const found = belowHeadings(table, COUNT_HEADINGS)
  if (!found) return null
  return found.rows.flatMap(({ at, cells }) => {
    const cell = (name: string) => (cells[found.column(name)] ?? '').trim().slice(0, 40)
    const row = {
      at,
      sku: skuOf(cell('SKU')),
      expected: cell('账面件数'),
      counted: cell('实盘件数'),
      taking: cell('盘点表编号'),
    }
    return row.sku && row.counted ? [row] : []
  })
}

/** Counts that look mistyped beside what should have been there. */
export const countSlips = (rows: CountRow[]): Slip[] =>
  slipsAmong(
    rows.map(({ sku, expected, counted }) => ({
      ...{ what: 'stock' as const, sku },
      before: piecesOf(expected) ?? 0,
      after: piecesOf(counted) ?? 0,
    })),
  )

export type Counted = CountRow & {
  name: string
  /** Counted less what should have been there when the sheet was made. */
  difference: number
  seen: number
  available: number
  /** Why it cannot be applied; null when it can. */
  reason: string | null
}

const MOST_PIECES = 9_999_999
const piecesOf = (text: string): number | null => parseWhole(text, MOST_PIECES, '件')

function countStatements({ db, now }: Place, rows: CountRow[]) {
  const takings = JSON.stringify([...new Set(rows.map(({ taking }) => taking))])
  return [
    readStocks(
      db,
      rows.map(({ sku }) => sku),
      civilDate(now),
    ),
    db.all<Pick<StockCount, 'taking' | 'sku'>>(
      sql`SELECT taking, sku FROM stock_counts WHERE taking IN (SELECT value FROM json_each(${takings}))`,
    ),
  ] as const
}

/** What the counted rows would change now; writes nothing. */
export const planCount = async (place: Place, rows: CountRow[]): Promise<Counted[]> =>
  countFrom(rows, await place.db.batch(countStatements(place, rows)))

function countFrom(
  rows: CountRow[],
  [stocks, counted]: Answers<ReturnType<typeof countStatements>>,
): Counted[] {
  const skus = rows.map(({ sku }) => sku)
  const known = new Map(stocks.map((row) => [row.sku, row]))
  const before = new Set(counted.map(({ taking, sku }) => `${taking} ${sku}`))
  return rows.map((row, index) => {
    const stock = known.get(row.sku)
    const [expected, found] = [piecesOf(row.expected), piecesOf(row.counted)]
    const difference = (found ?? 0) - (expected ?? 0)
    const seen = stock?.available ?? 0
    const reason = !stock
      ? '没有这个 SKU（礼盒不盘，盘里面的东西）'
      : skus.indexOf(row.sku) !== index
        ? '这个 SKU 写了两次，请合成一行'
        : !/^stk_[0-9a-z]{26}$/.test(row.taking)
          ? '盘点表编号不对，请用下载的盘点表填'
          : before.has(`${row.taking} ${row.sku}`)
            ? '这张盘点表里的这一行已经入账，不重复入账'
            : expected === null
              ? '账面件数被改过，请用下载的盘点表填'
              : found === null
                ? '实盘件数请填整数'
                : seen + difference < 0
                  ? shortOf(stock, -difference)
                  : null
    const name = stock ? `${stock.nameZh} ${stock.specZh}` : ''
    return { ...row, name, difference, seen, available: seen + difference, reason }
  })
}

const shortOf = ({ available, held, toShip }: StockRow, missing: number): string =>
  `少了${missing}件，但可售只有${available}件：另有${held}件被未付款订单占用、${toShip}件已付款待发，不能减掉。请先处理这些订单`

/**
 * Enters counted rows in one batch: the difference of each goes to what can be promised now, whatever was sold since
 * the sheet was made. Refusals: conflict when a row cannot be applied any more or was applied before; those of
 * adjusting stock.
 */
export async function applyCount(
  place: Place,
  rows: CountRow[],
  by: string,
): Promise<ListingResult<{ entry: string; changed: number }>> {
  const [there, ...ground] = await place.db.batch([
    readStock(place.db, rows),
    ...countStatements(place, rows),
  ])
  const planned = countFrom(rows, ground)
  if (!planned.length || planned.some(({ reason }) => reason)) return declined({ code: 'conflict' })
  const changes = planned.map(({ sku, seen, available }) => ({ sku, seen, available }))
  const changed = changes.filter(({ seen, available }) => seen !== available).length
  const keep = (entry: string) =>
    insertRows(
      stockCounts,
      planned.map(({ sku, taking, expected, counted }) => ({
        ...{ sku, taking, entry },
        expected: piecesOf(expected)!,
        counted: piecesOf(counted)!,
      })),
    )
  try {
    if (!changed) return done({ entry: await keepOnly(place, keep, planned.length, by), changed })
    const plan = planStock(place, changes, there, '盘点', by, (entry) => [keep(entry)])
    const set = await writeStock(place, changes, plan)
    return set.ok ? done({ entry: set.value.entry!, changed }) : set
  } catch (error) {
    // Somebody entered the same sheet at the same time.
    if (failedOn(error, 'stock_counts.taking')) return declined({ code: 'conflict' })
    throw error
  }
}

/** Everything was there: the count is kept, the stock stays. */
async function keepOnly(
  { db, now }: Place,
  keep: (entry: string) => SQL,
  skus: number,
  by: string,
): Promise<string> {
  const entry = newId('aud', now)
  const record = { id: entry, staffId: by, verb: 'stock.counted', object: `skus:${skus}` }
  await db.batch([audit(db, record, now), db.run(keep(entry))])
  return entry
}
