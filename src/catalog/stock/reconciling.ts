import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { insert } from '../../db/query.ts'
import { civilDate } from '../../kernel/time.ts'
import { type Product, type StoredCheck, stockChecks, type Variant } from '../schema.ts'
import { HELD } from './reading.ts'

/** Both sides of the account of a SKU, in pieces: what came must be what is there, held or sold. */
export type Account = Pick<Variant, 'sku' | 'specZh' | 'available'> & {
  nameZh: Product['nameZh']
  opening: number
  restocked: number
  adjusted: number
  returned: number
  held: number
  sold: number
}

/** Pieces too many (+) or missing (−) against the ledger; 0 when the account is right. */
export const differenceOf = (account: Account): number =>
  account.available +
  account.held +
  account.sold -
  (account.opening + account.restocked + account.adjusted + account.returned)

const sum = (kind: string): SQL =>
  sql`coalesce((SELECT pieces FROM stock_sums s WHERE s.sku = v.sku AND s.kind = ${kind}), 0)`
const ACCOUNTS = sql`WITH held AS MATERIALIZED (${HELD})
  SELECT v.sku, p.name_zh nameZh, v.spec_zh specZh, v.available, coalesce(held.pieces, 0) held,
    ${sum('opening')} opening, ${sum('restocked')} restocked, ${sum('adjusted')} adjusted,
    ${sum('returned')} returned, ${sum('sold')} sold
  FROM variants v CROSS JOIN products p ON p.id = v.product_id LEFT JOIN held ON held.sku = v.sku
  WHERE v.components IS NULL`

/** Accounts by SKU after `after`, retired SKUs too. */
export async function readAccounts(
  db: Db,
  after: string,
  limit: number,
): Promise<{ accounts: Account[]; next: string | null }> {
  const rows = await db.all<Account>(sql`${ACCOUNTS} AND v.sku > ${after} ORDER BY v.sku LIMIT ${limit + 1}`)
  return { accounts: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.sku : null }
}

/** Accounts that do not add up, 200 at most. */
export const readDifferences = (db: Db) =>
  db.all<Account>(sql`SELECT * FROM (${ACCOUNTS})
    WHERE available + held + sold <> opening + restocked + adjusted + returned
    ORDER BY sku LIMIT 200`)

export type StockCheck = { on: string; skus: number; differing: string[] }

/** Checks all accounts and keeps the result under today's date; a night's work. */
export async function checkStock(db: Db, now: number): Promise<StockCheck> {
  const [accounts, [row]] = await db.batch([
    readDifferences(db),
    db.all<{ skus: number }>(sql`SELECT count(*) skus FROM variants WHERE components IS NULL`),
  ])
  const differing = accounts.map(({ sku }) => sku)
  const check = { on: civilDate(now), skus: row!.skus, differing }
  const found = { at: now, skus: check.skus, differing: JSON.stringify(differing) }
  await db.run(
    insert(stockChecks)
      .values({ checkedOn: check.on, ...found })
      .onConflictDoUpdate({ target: stockChecks.checkedOn, set: found }),
  )
  if (differing.length)
    console.error(JSON.stringify({ error: 'stock_unreconciled', skus: differing.slice(0, 20) }))
  return check
}

/** The newest nightly check, or null before the first. */
export async function readCheck(db: Db): Promise<StockCheck | null> {
  const [row] = await db.all<Pick<StoredCheck, 'skus' | 'differing'> & { on: StoredCheck['checkedOn'] }>(
    sql`SELECT checked_on "on", skus, differing FROM stock_checks ORDER BY checked_on DESC LIMIT 1`,
  )
  return row ? { ...row, differing: JSON.parse(row.differing) as string[] } : null
}
