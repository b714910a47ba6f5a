import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { TableView } from './table.ts'
import { LOW } from './table-statements.ts'

const MOST_COUNTED = sql.raw('1000')

/** How many products of a family ('' for all) each view holds, and SKUs likewise; each counted up to a thousand. */
export async function countTable(db: Db, family: string): Promise<Record<TableView | 'skus', number>> {
  const count = (rows: SQL) => sql`(SELECT count(*) FROM (SELECT 1 FROM ${rows} LIMIT ${MOST_COUNTED}))`
  const own = family ? sql`p.family = ${family}` : sql`1 = 1`
  const products = (where: SQL) => count(sql`products p WHERE ${own} AND ${where}`)
  // What no index narrows to a family is looked through as far as it is counted.
  const among = (rows: SQL, at: SQL) => sql`(SELECT count(*) FROM (${rows} LIMIT ${MOST_COUNTED}) l ${at})`
  const drafts = among(
    sql`SELECT content ->> 'family' family FROM product_drafts`,
    family ? sql`WHERE l.family = ${family}` : sql``,
  )
  const low = among(
    sql`SELECT DISTINCT v.product_id id FROM variants v WHERE ${LOW}`,
    family ? sql`CROSS JOIN products p ON p.id = l.id WHERE ${own}` : sql``,
  )
  const skus = family
    ? sql`products p CROSS JOIN variants v ON v.product_id = p.id WHERE ${own}`
    : sql`variants`
  const [row] = await db.all<Record<TableView | 'skus', number>>(sql`SELECT
    ${products(sql`1 = 1`)} "all", ${products(sql`p.listed = 1`)} listed, ${products(sql`p.listed = 0`)} unlisted,
    ${drafts} draft, ${products(sql`p.facts_missing > 0`)} lacking, ${low} low, ${products(sql`p.sample = 1`)} sample,
    ${count(skus)} skus`)
  return row!
}

export type UnreadyCounts = { lacking: number; sample: number }

/** Products without all their facts, and samples that are on the shelf; each counted up to a thousand. */
export async function countUnready(db: Db): Promise<UnreadyCounts> {
  const [row] = await db.all<UnreadyCounts>(sql`SELECT
    (SELECT count(*) FROM (SELECT 1 FROM products WHERE facts_missing > 0 LIMIT ${MOST_COUNTED})) lacking,
    (SELECT count(*) FROM (SELECT 1 FROM products WHERE sample = 1 AND listed = 1 LIMIT ${MOST_COUNTED})) sample`)
  return row!
}
