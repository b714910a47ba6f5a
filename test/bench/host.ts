import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { d1Over } from '../../src/node/d1.ts'
import { openSqlite } from '../../src/node/sqlite.ts'
import { startHost } from '../support/node/host.ts'
import { SETTINGS, SHOP_NOW } from '../support/runtime.ts'
import { ask, median, type Round, rounds, say, sayRatio, spread } from './measuring.ts'
import { newOrder, uniqueValues } from './orders.ts'
import type { Call } from './recorder.ts'
import { bundle, teach } from './workers.ts'
import { fillBench } from './world.ts'

const PRODUCTS = 1000
const PAGES = {
  list: '/products',
  detail: '/products/duobei-gongcha-green',
  search: `/products?q=${encodeURIComponent('蜂蜜')}`,
}

/** A database file of so many products. */
export async function filledDatabase(folder: string): Promise<string> {
  const path = join(folder, 'filled.db')
  const db = new DatabaseSync(path)
  for (const name of readdirSync('migrations').sort()) db.exec(readFileSync(join('migrations', name), 'utf8'))
  db.exec(`CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`)
  for (const name of readdirSync('migrations').sort())
    db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name)
  db.close()
  const file = openSqlite(path, { synchronous: 'OFF' })
  await fillBench(
    d1Over((asked) => file.run(asked)),
    PRODUCTS,
    Date.parse(SHOP_NOW),
  )
  file.close()
  return path
}

/** The D1 calls that the shop makes for a request. */
async function recorded(path: string, address: string, init?: RequestInit): Promise<Call[]> {
  const script = `${path}.recorder.mjs`
  writeFileSync(script, await bundle('test/bench/recorder.ts'))
  const { default: recorder } = await import(script)
  const file = openSqlite(path)
  const env = { ...SETTINGS, PUBLIC_URL: 'http://127.0.0.1', DB: d1Over((asked) => file.run(asked)) }
  const answer = (await recorder.fetch(new Request(`http://127.0.0.1${address}`, init), env)) as Response
  if (!answer.ok) throw new Error(`${answer.status} from the recorder: ${await answer.text()}`)
  const calls = (await answer.json()) as Call[]
  file.close()
  return calls
}

async function startFloor(database: string) {
  const child = spawn(process.execPath, ['test/bench/host-floor.ts', database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout, 'data')
  return { address: String(said).trim(), stop: () => child.kill() }
}

const sayCpu = (what: string, kept: Round[]): void =>
  say(
    `CPU of ${what}`,
    `${spread(
      kept.map(({ ours }) => ours.cpuMs),
      2,
    )} ms beside ${median(kept.map(({ floor }) => floor.cpuMs)).toFixed(2)} ms`,
  )

/** The shop on one machine beside a bare node:http handler that makes the same statements on the same rows. */
export async function benchHost(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const database = await filledDatabase(folder)
  copyFileSync(database, join(folder, 'shop.db'))
  copyFileSync(database, join(folder, 'floor.db'))
  // Pages are drawn anew for each request: no copy is kept in development.
  const host = await startHost(folder, { ...SETTINGS, PUBLIC_URL: 'http://127.0.0.1' })
  const floor = await startFloor(join(folder, 'floor.db'))
  try {
    for (const [name, path] of Object.entries(PAGES)) {
      await teach(floor.address, name, await recorded(database, path))
      const kept = await rounds(
        () =>
          ask(
            `${floor.address}/${name}`,
            {},
            (text, status) => status === 200 && text.startsWith('{"rows":'),
          ),
        () => ask(host.address + path, {}, (text, status) => status === 200 && text.includes('</html>')),
      )
      sayRatio(`${name}, uncached`, kept, 0.75)
      sayCpu(`a ${name} page`, kept)
    }
    const calls = await recorded(database, '/api/v1/orders', newOrder())
    const unique = uniqueValues(calls)
    await teach(floor.address, 'orders', calls)
    const kept = await rounds(
      () => {
        const body = JSON.stringify(unique.map((was) => [was, crypto.randomUUID()]))
        return ask(
          `${floor.address}/orders`,
          { method: 'POST', body },
          (text, status) => status === 200 && text.startsWith('{"rows":'),
        )
      },
      () =>
        ask(
          `${host.address}/api/v1/orders`,
          newOrder(),
          (text, status) => status === 201 && text.includes('"accessToken"'),
        ),
    )
    sayRatio('orders, each synced to disk', kept, 0.75)
    say(
      '99th percentile',
      `${spread(kept.map((round) => round.ours.p99 / round.floor.p99))} × the floor's, want ≤ 2`,
    )
    sayCpu('an order', kept)
  } finally {
    await host.end('SIGTERM')
    floor.stop()
    rmSync(folder, { recursive: true })
  }
}
