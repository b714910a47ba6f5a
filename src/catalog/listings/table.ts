import type { Db } from '../../db/client.ts'
import { searchExpression } from '../search-words.ts'
import { freshRow, readFreshRows } from './table-drafts.ts'
import { LONGEST_SPAN, pageStatement, spanStatement } from './table-statements.ts'

export const TABLE_VIEWS = ['all', 'listed', 'unlisted', 'draft', 'lacking', 'low', 'sample'] as const
export type TableView = (typeof TABLE_VIEWS)[number]

export type TableSku = {
  sku: string
  specZh: string
  netG: number | null
  netMl: number | null
  priceFen: number
  /** The end of its price for a time, which may be over; null when none was set. */
  promoUntil: number | null
  soldAlone: number
  available: number
  bundle: number
}
export type TableRow = {
  id: string
  /** Where the next page starts, or the one before ends. */
  key: string
  slug: string
  nameZh: string
  picture: string
  family: string
  /** Null for a draft of a product that does not exist yet. */
  listed: number | null
  sample: number
  factsMissing: number
  seasonMask: number
  draft: number
  skus: TableSku[]
}

export type TableQuery = {
  view: TableView
  q: string
  /** Code of a family; '' for all of them. */
  family: string
  /** The key a page begins behind, or ends before; neither: the first page. */
  after?: string
  before?: string
  limit: number
}
/** `previous` is '' when only the first page is left to go back to. */
export type TablePage = { rows: TableRow[]; next: string | null; previous: string | null }

/** Pieces from which on a stock counts as low; the index of low stock holds the same number. */
export const LOW_STOCK = 10

type Row = Omit<TableRow, 'skus' | 'key'> & { skus: string; key: string | number; content: string | null }

/** A page of the listing table by product, each with its SKUs; rows read do not grow with the catalogue. */
export async function readTable(db: Db, query: TableQuery): Promise<TablePage> {
  const words = query.q ? searchExpression(query.q) : null
  if (query.q && !words) return { rows: [], next: null, previous: null }
  const [read, span] = await db.batch([
    db.all<Row>(pageStatement(query, words)),
    db.all<{ keys: number; last: string | number | null }>(spanStatement(query, words)),
  ])
  const back = query.before !== undefined
  // A short page before another is the first one: it is filled up.
  if (back && read.length <= query.limit) return readTable(db, { ...query, before: undefined })
  const rows = read.slice(0, query.limit).map(tableRow)
  if (back) rows.reverse()
  const behind = read.length > query.limit ? rows.at(-1)!.key : endOf(span[0])
  const first = query.after === undefined && !back
  const fresh = first && query.view !== 'draft' ? await freshRows(db, query) : []
  return {
    rows: [...fresh, ...rows],
    next: back ? (rows.at(-1)?.key ?? null) : behind,
    previous: first ? null : (rows[0]?.key ?? ''),
  }
}

/** Where the next page goes on when this one looked through all it may and found less than a page. */
const endOf = (span: { keys: number; last: string | number | null } | undefined): string | null =>
  span && span.keys >= LONGEST_SPAN ? String(span.last) : null

const freshRows = async (db: Db, { view, q, family }: TableQuery): Promise<TableRow[]> =>
  q || view === 'all' ? readFreshRows(db, q, family) : []

const tableRow = ({ content, ...row }: Row): TableRow =>
  content
    ? freshRow(row.id, JSON.parse(content))
    : { ...row, key: String(row.key), skus: JSON.parse(row.skus) as TableSku[] }
