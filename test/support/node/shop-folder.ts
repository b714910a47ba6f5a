// Folders of shops on one machine, as they lie on the disk: real files, real orders through the real pages.
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as esbuild from 'esbuild'
import { database } from '../../../src/db/client.ts'
import { fillSampleStaff } from '../../../src/db/sample/staff.ts'
import { fillSampleWorld } from '../../../src/db/sample/world.ts'
import type { Bindings } from '../../../src/env.ts'
import shop from '../../../src/index.ts'
import { bindingsOf } from '../../../src/node/bindings.ts'
import { d1Over } from '../../../src/node/d1.ts'
import { migrate } from '../../../src/node/migrating.ts'
import { type Place, placeAt } from '../../../src/node/place.ts'
import { readSettings } from '../../../src/node/settings.ts'
import { openSqlite } from '../../../src/node/sqlite.ts'
import { newFolder } from './folders.ts'

export const MIGRATIONS = 'migrations'

let template: string | null = null
/** Buyers so far: each order is of somebody else. */
let count = 0

/** A folder with the sample shop, its secrets, and two pictures; its database is open nowhere. */
export async function shopFolder(): Promise<{ place: Place; settings: Record<string, string> }> {
  template ??= await makeTemplate()
  const folder = newFolder()
  cpSync(template, folder, { recursive: true })
  const place = placeAt(folder)
  return { place, settings: settingsIn(place) }
}

const settingsIn = (place: Place) => readSettings(place, { APP_ENV: 'development' }, 8787)

async function makeTemplate(): Promise<string> {
  const place = placeAt(newFolder())
  settingsIn(place)
  migrate(place, MIGRATIONS)
  const file = openSqlite(place.database, { synchronous: 'OFF' })
  const db = database(d1Over((asked) => file.run(asked)))
  await fillSampleWorld(db, Date.now())
  await fillSampleStaff(db, Date.now(), 'nobody signs in')
  file.close()
  putPicture(place, 'invoices/one.pdf', randomBytes(70_000), 'application/pdf')
  putPicture(place, 'scans/two', randomBytes(500), 'image/png')
  return place.root
}

export function putPicture(place: Place, key: string, bytes: Uint8Array, type: string): void {
  for (const [path, value] of [
    [join(place.media, key), bytes],
    [join(place.media, '.types', key), type],
  ] as const) {
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, value)
  }
}

/** The shop of a folder, opened as its own server opens it. */
export function openFolder({ place, settings }: { place: Place; settings: Record<string, string> }) {
  const file = openSqlite(place.database, { synchronous: 'OFF' })
  const env: Bindings = bindingsOf(place, settings, (asked) => file.run(asked))
  const call = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    shop.fetch(
      new Request(settings.PUBLIC_URL + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: settings.PUBLIC_URL!, ...headers },
        body: JSON.stringify(body),
      }),
      env,
      { waitUntil: () => {}, passThroughOnException: () => {}, props: {} },
    )
  return {
    env,
    /** An order of honey or tea that is paid at once; answers its number. */
    order: async (): Promise<string> => {
      count += 1
      const recipient = {
        ...{ name: '林晓禾', phone: `138${10_000_000 + count}`, region: '440114' },
        street: `新华街道公益大道${count}号`,
      }
      const asked = {
        items: [{ sku: 'TEA-GC-250', quantity: 1 }],
        ...{ recipient, consents: ['terms', 'privacy', 'no_return'] },
      }
      const placed = await call('/api/v1/orders', asked, { 'Idempotency-Key': crypto.randomUUID() })
      const { number, accessToken } = (await told(placed)) as { number: string; accessToken: string }
      const authorization = { Authorization: `Bearer ${accessToken}` }
      const begun = await call(`/api/v1/orders/${number}/payments`, { method: 'sandbox' }, authorization)
      const { outTradeNo } = (await told(begun)) as { outTradeNo: string }
      await told(await call(`/payments/sandbox/${outTradeNo}`, { outcome: 'success' }))
      return number
    },
    get: async (path: string): Promise<string> => {
      const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} }
      return (await shop.fetch(new Request(settings.PUBLIC_URL + path), env, context)).text()
    },
    close: () => file.close(),
  }
}

async function told(answer: Response): Promise<unknown> {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${text}`)
  return text ? JSON.parse(text) : null
}

/** One value of a database that nobody has to have open. */
export function valueIn(database: string, sql: string): unknown {
  const db = new DatabaseSync(database, { readOnly: true })
  try {
    return Object.values(db.prepare(sql).get() ?? {})[0]
  } finally {
    db.close()
  }
}

/** Makes a database larger by as many megabytes that no packing makes smaller. */
export function swell({ database: path }: Place, megabytes: number): void {
  const db = new DatabaseSync(path)
  db.exec(
    'PRAGMA synchronous = OFF; CREATE TABLE swollen (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT',
  )
  const insert = db.prepare('INSERT INTO swollen (bytes) VALUES (?)')
  db.exec('BEGIN')
  for (let at = 0; at < megabytes * 10; at += 1) insert.run(randomBytes(100_000))
  db.exec('COMMIT')
  db.close()
}

let bundle: string | null = null

/** The commands as a release holds them: shop.mjs with its migrations beside. */
export async function builtShop(): Promise<string> {
  if (!bundle) {
    const outdir = newFolder()
    await esbuild.build({
      entryPoints: { shop: 'src/node/main.ts', 'backup-room': 'src/node/backups/backup-room.ts' },
      ...{ outdir, outExtension: { '.js': '.mjs' }, chunkNames: 'parts/[name]-[hash]' },
      ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node24' },
      banner: {
        js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
      },
    })
    cpSync(MIGRATIONS, join(outdir, 'migrations'), { recursive: true })
    bundle = join(outdir, 'shop.mjs')
  }
  return bundle
}
