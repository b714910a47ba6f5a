import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { type Choices, readChoices } from '../listings/editor.ts'
import { type Published, readAllPublished } from '../listings/published.ts'
import type { Product } from '../schema.ts'
import { publishedCells } from './cells.ts'
import { headRows } from './columns.ts'
import { MOST_SHEET_ROWS, rowOf } from './rows.ts'

/** Products per round trip: their stories and histories come whole. */
const CHUNK = 500

/** Products by id, any number of them. */
export async function readProducts(db: Db, ids: string[]): Promise<Published[]> {
  const products: Published[] = []
  for (let from = 0; from < ids.length; from += CHUNK)
    products.push(...(await readAllPublished(db, ids.slice(from, from + CHUNK))))
  return products
}

/**
 * What is published, as rows a sheet shows: heading, notes, one row a SKU, 5,000 at most; `family` narrows it. What a
 * product's SKUs share stands on its first row only. `more` says that not all of it fits.
 */
export async function exportListings(db: Db, family?: string): Promise<{ rows: string[][]; more: boolean }> {
  const wanted = family ? sql`WHERE family = ${family}` : sql``
  const [choices, ids] = await Promise.all([
    readChoices(db),
    db.all<Pick<Product, 'id'>>(
      sql`SELECT id FROM products ${wanted} ORDER BY search_rank LIMIT ${MOST_SHEET_ROWS + 1}`,
    ),
  ])
  const products = await readProducts(
    db,
    ids.map(({ id }) => id),
  )
  products.sort((a, b) => a.position - b.position)
  const rows: string[][] = []
  for (const published of products) {
    const own = productRows(published, choices)
    if (rows.length + own.length > MOST_SHEET_ROWS) return { rows: [...headRows(), ...rows], more: true }
    rows.push(...own)
  }
  return { rows: [...headRows(), ...rows], more: false }
}

function productRows(published: Published, choices: Choices): string[][] {
  const { product, skus } = publishedCells(published, choices)
  return [...skus.values()].map((cells, row) => {
    const shared = row === 0 ? product : { slug: product.slug!, nameZh: product.nameZh! }
    return rowOf({ ...shared, ...cells, seen: cells.stock ?? '' })
  })
}
