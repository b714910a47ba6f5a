import { type Migration, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { D1Database, Fetcher } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import { type Db, database } from '../../src/db/client.ts'
import { fillSampleWorld } from '../../src/db/sample/world.ts'
import { type Bindings, settingsOf } from '../../src/env.ts'
import type { PlaceOrderRequest } from '../../src/orders/order.ts'
import type { Shop } from '../../src/shop.ts'

export const bindings = env as unknown as Bindings & { TEST_MIGRATIONS: Migration[]; WORLDS: Fetcher }

/** Monday 2026-11-23, ten o'clock in Puding: chives are in season and both cut-offs lie ahead. */
export const NOW = Date.parse('2026-11-23T10:00:00+08:00')

/** A database without tables. */
export async function emptyDatabase(): Promise<Db> {
  const db = database(bindings.DB)
  // Right after another file's large world the first reset may find nothing to do; the second one does it.
  for (let tries = 0; tries < 3; tries += 1) {
    await reset()
    if (!(await db.all(sql`SELECT 1 FROM sqlite_master WHERE name = 'families'`)).length) break
  }
  return db
}

const askForWorld = (what: 'find' | 'keep' | 'lay', mark: string, world = '') =>
  bindings.WORLDS.fetch(`http://worlds/${what}?${new URLSearchParams({ mark, world })}`, { method: 'POST' })

/** Names this runtime's database to those who look after its files. */
let mark = ''
async function markDatabase(db: Db): Promise<void> {
  mark = crypto.randomUUID()
  await db.run(sql.raw(`CREATE TABLE "${mark}" (x)`))
  const { status } = await askForWorld('find', mark)
  if (status !== 204) throw new Error('the file of this database was not found')
  await db.run(sql.raw(`DROP TABLE "${mark}"`))
}

/** Keeps the database as it is, to be laid out again. */
export async function keepWorld(world: string): Promise<void> {
  await askForWorld('keep', mark, world)
}

/** The database as it was when this world was kept. */
export async function layOut(world: string): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    await reset()
    if ((await askForWorld('lay', mark, world)).status === 204) return
  }
  throw new Error('the database of the test before could not be taken away')
}

/** D1 takes 100 KB of SQL at once, in bytes. */
const LONGEST_SQL = 90_000

/** Statements in as few calls as D1 takes: one call a statement costs a test four times as long. */
export async function runAll(statements: string[]): Promise<void> {
  let sql = ''
  let bytes = 0
  for (const statement of statements) {
    const next = `${statement.trim().replace(/;$/, '')};\n`
    const more = new TextEncoder().encode(next).length
    if (sql && bytes + more > LONGEST_SQL) {
      await bindings.DB.prepare(sql).run()
      sql = ''
      bytes = 0
    }
    sql += next
    bytes += more
  }
  if (sql) await bindings.DB.prepare(sql).run()
}

/** Every migration, in an empty database. */
export const migrate = () => runAll(bindings.TEST_MIGRATIONS.flatMap(({ queries }) => queries))

/** Instants whose sample world was migrated and filled, and is kept. */
const worlds = new Set<number>()

/** A migrated database with the sample world and a clock that stands still until a test moves it. */
export async function openShop(now = NOW): Promise<Shop> {
  const shop = { db: database(bindings.DB), settings: settingsOf(bindings), now }
  if (worlds.has(now)) {
    await layOut(String(now))
    return shop
  }
  await emptyDatabase()
  if (!mark) await markDatabase(shop.db)
  await migrate()
  await fillSampleWorld(shop.db, now)
  await keepWorld(String(now))
  worlds.add(now)
  return shop
}

export const at = (shop: Shop, now: number): Shop => ({ ...shop, now })

let buyers = 0

/** A buyer nobody else is: own phone, own address, in Huadu, Guangzhou. */
export function newBuyer(): PlaceOrderRequest['recipient'] {
  buyers += 1
  const phone = `138${String(10_000_000 + buyers)}`
  return { name: '林晓禾', phone, region: '440114', street: `新华街道公益大道${buyers}号` }
}

export function orderOf(
  items: [sku: string, quantity: number][],
  more: Partial<PlaceOrderRequest> = {},
): PlaceOrderRequest {
  return {
    items: items.map(([sku, quantity]) => ({ sku, quantity })),
    recipient: newBuyer(),
    note: '',
    invoice: null,
    consents: ['terms', 'privacy', 'no_return'],
    channel: 'online',
    language: 'zh',
    shipOn: null,
    expectedTotalFen: null,
    ...more,
  }
}

export async function availableOf(db: Db, sku: string): Promise<number> {
  const [row] = await db.all<{ available: number }>(sql`SELECT available FROM variants WHERE sku = ${sku}`)
  return row!.available
}

/** SKUs whose ledger does not explain what is available; empty when all is well. */
export async function unreconciled(db: Db): Promise<string[]> {
  const rows = await db.all<{ sku: string }>(sql`
    SELECT v.sku FROM variants v WHERE v.components IS NULL AND v.available <> (
      SELECT coalesce(sum(CASE m.kind WHEN 'reserved' THEN -m.quantity WHEN 'sold' THEN 0 ELSE m.quantity END), 0)
      FROM stock_movements m WHERE m.sku = v.sku)`)
  return rows.map((row) => row.sku)
}

/** A D1 that counts round trips, statements and rows while it works. */
export function metered(binding: D1Database) {
  const count = { trips: 0, statements: 0, read: 0, written: 0 }
  const add = (results: { meta: { rows_read: number; rows_written: number } }[]) => {
    count.trips += 1
    count.statements += results.length
    for (const { meta } of results) {
      count.read += meta.rows_read
      count.written += meta.rows_written
    }
  }
  type Statement = ReturnType<D1Database['prepare']>
  const inner = new WeakMap<object, Statement>()
  const wrap = (statement: Statement): Statement => {
    const proxy = new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        if (key === 'run' || key === 'all') {
          return async () => {
            const result = await target.all()
            add([result])
            return result
          }
        }
        if (key === 'first') {
          return async (column?: string) => {
            const result = await target.all<Record<string, unknown>>()
            add([result])
            const row = result.results[0] ?? null
            return column && row ? row[column] : row
          }
        }
        if (key === 'raw') {
          return async () => {
            const result = await target.all<Record<string, unknown>>()
            add([result])
            return result.results.map((row) => Object.values(row))
          }
        }
        return Reflect.get(target, key)
      },
    })
    inner.set(proxy, statement)
    return proxy
  }
  const db = new Proxy(binding, {
    get(target, key) {
      if (key === 'prepare') return (text: string) => wrap(target.prepare(text))
      if (key === 'batch') {
        return async (statements: Statement[]) => {
          const results = await target.batch(statements.map((statement) => inner.get(statement) ?? statement))
          add(results)
          return results
        }
      }
      return Reflect.get(target, key)
    },
  })
  return { db, count, reset: () => Object.assign(count, { trips: 0, statements: 0, read: 0, written: 0 }) }
}
