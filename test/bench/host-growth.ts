import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Host, startHost } from '../support/node/host.ts'
import { SETTINGS } from '../support/runtime.ts'
import { filledDatabase } from './host.ts'
import { ask, median, rates, rounds, say, spread } from './measuring.ts'
import { newOrder } from './orders.ts'

const FEW = 1_000
const MANY = Number(process.env.GROW_ORDERS ?? 1_000_000)
/** Rows of one statement: what it needs in memory stays small. */
const AT_ONCE = 20_000

/** Copies of the order that is there and of its rows, under other ids, numbers and phones. */
function grow(path: string, orders: number): void {
  const db = new DatabaseSync(path, { timeout: 60_000 })
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000')
  const columns = (table: string) =>
    db
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map(({ name }) => String(name))
  const copy = (table: string, own: Record<string, string>, from: number) => {
    const names = columns(table)
    const of = table === 'orders' ? 'id' : 'order_id'
    db.exec(`INSERT INTO ${table} (${names.join(', ')})
      WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${Math.min(from + AT_ONCE, orders)})
      SELECT ${names.map((name) => own[name] ?? `t.${name}`).join(', ')} FROM n, ${table} t
      WHERE t.${of} = (SELECT min(id) FROM orders)`)
  }
  for (let from = 0; from < orders; from += AT_ONCE) {
    db.exec('BEGIN')
    const order = {
      id: `t.id || '-' || n.i`,
      number: `substr(t.number, 1, 2) || printf('%010d', n.i)`,
      phone_hmac: `t.phone_hmac || n.i`,
      address_hmac: `t.address_hmac || n.i`,
      network_hmac: `'net' || n.i`,
      paid_at: 't.placed_at',
      state: `'paid'`,
    }
    copy('orders', order, from)
    for (const table of ['order_lines', 'order_events'])
      copy(table, { order_id: `t.order_id || '-' || n.i` }, from)
    db.exec(`DELETE FROM unindexed_orders WHERE order_id LIKE '%-%'; COMMIT`)
  }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

/** Orders and pages of a shop that has sold for years, beside one that has just begun: the same process, more rows. */
export async function benchHostGrowth(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'growth-'))
  const hosts: Host[] = []
  try {
    const database = await filledDatabase(folder)
    for (const [name, orders] of [
      ['few', FEW],
      ['many', MANY],
    ] as const) {
      const own = join(folder, name)
      mkdirSync(own)
      copyFileSync(database, join(own, 'shop.db'))
      const settings = { ...SETTINGS, PUBLIC_URL: 'http://127.0.0.1' }
      const first = await startHost(own, settings)
      await ask(`${first.address}/api/v1/orders`, newOrder(), (_, status) => status === 201)
      await first.end('SIGTERM')
      grow(join(own, 'shop.db'), orders)
      hosts.push(await startHost(own, settings))
    }
    const [few, many] = hosts.map(({ address }) => address) as [string, string]
    const order = (shop: string) => () =>
      ask(
        `${shop}/api/v1/orders`,
        newOrder(),
        (text, status) => status === 201 && text.includes('"accessToken"'),
      )
    const page = (shop: string) => () =>
      ask(`${shop}/products`, {}, (text, status) => status === 200 && text.includes('</html>'))
    for (const [name, of] of Object.entries({ orders: order, list: page })) {
      const kept = await rounds(of(few), of(many))
      const ratios = kept.map(({ floor, ours }) => floor.rate / ours.rate)
      say(`${name}, ${MANY} ÷ ${FEW} orders`, `${spread(ratios)} of the time, want 1.00; ${rates(kept)}`)
      const cpu = (side: 'floor' | 'ours') => median(kept.map((round) => round[side].cpuMs)).toFixed(2)
      say('', `CPU ${cpu('ours')} ms beside ${cpu('floor')} ms`)
    }
  } finally {
    for (const host of hosts) await host.end('SIGTERM')
    rmSync(folder, { recursive: true })
  }
}
