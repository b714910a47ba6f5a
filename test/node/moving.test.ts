import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readD1Migrations } from '@cloudflare/vitest-plugin'
import type { D1Database } from '@cloudflare/workers-types'
import { afterEach, expect, test } from 'vitest'
import { getPlatformProxy } from 'wrangler'
import { database } from '../../src/db/client.ts'
import type { Bindings } from '../../src/env.ts'
import { bindingsOf } from '../../src/node/bindings.ts'
import { d1Over } from '../../src/node/d1.ts'
import { migrate } from '../../src/node/migrating.ts'
import { type Moved, move } from '../../src/node/moving/moving.ts'
import { fromCloudflare, toCloudflare } from '../../src/node/moving/sides.ts'
import { placeAt } from '../../src/node/place.ts'
import { openSqlite } from '../../src/node/sqlite.ts'
import { stopSelling } from '../../src/settings/selling.ts'
import { deepTest } from '../support/deep.ts'
import { newFolder } from '../support/node/folders.ts'
import { MIGRATIONS, openFolder, putPicture, shopFolder, valueIn } from '../support/node/shop-folder.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A shop with two paid orders, stopped or not. */
async function soldShop(stopped = true) {
  const own = await shopFolder()
  putPicture(own.place, 'copies/2026-11-28/manifest.json', randomBytes(10), 'application/json')
  const live = openFolder(own)
  closing.push(live.close)
  await live.order()
  await live.order()
  const staffId = String(valueIn(own.place.database, 'SELECT id FROM staff LIMIT 1'))
  const by = { staffId, name: '店主' }
  if (stopped) await stopSelling({ db: database(live.env.DB), now: Date.now() }, by, '搬家')
  return { ...own, live }
}

/** A side that holds a migrated database without a shop, and an empty bucket. */
function emptySide(settings: Record<string, string>) {
  const place = placeAt(newFolder())
  migrate(place, MIGRATIONS)
  const file = openSqlite(place.database, { synchronous: 'OFF' })
  closing.push(() => file.close())
  const run = d1Over((asked) => file.run(asked))
  return { place, env: { ...bindingsOf(place, settings, () => []), DB: run } as Bindings }
}

const moved = (from: Bindings, to: Bindings, folder: string, live = false): Promise<Moved> =>
  move({ ...{ from, to, folder, live, now: Date.now() }, say: () => {} })

/** The same database, whose process ends with a call: the `calls`th batch is done, or not, and nothing more. */
function dying(DB: D1Database, calls: number, done: boolean): D1Database {
  let left = calls
  return {
    ...DB,
    prepare: (text: string) => DB.prepare(text),
    batch: async (statements: Parameters<D1Database['batch']>[0]) => {
      left -= 1
      if (left < 0) throw new Error('killed')
      if (left === 0 && !done) throw new Error('killed')
      const answered = await DB.batch(statements)
      if (left === 0) throw new Error('killed')
      return answered
    },
  } as unknown as D1Database
}

test('killed at any step, before or after its rows were in, a move goes on and ends with the same shop', async () => {
  const { place, settings, live } = await soldShop()
  const { place: other, env } = emptySide(settings)
  const folder = newFolder()
  let kills = 0
  let told: Moved | null = null
  for (let calls = 1; !told; calls += 1) {
    const to = { ...env, DB: dying(env.DB, calls, kills % 2 === 0) }
    told = await moved(live.env, to, folder).catch((error: Error) => {
      if (!error.message.includes('killed')) throw error
      kills += 1
      return null
    })
  }
  expect(kills).toBeGreaterThan(5)
  expect(told).toMatchObject({ changed: [], objects: { there: 2 } })
  expect(valueIn(other.database, 'SELECT count(*) FROM captures')).toBe(2)
  for (const kind of ['trigger', 'table', 'index'])
    expect([
      kind,
      valueIn(other.database, `SELECT count(*) FROM sqlite_master WHERE type = '${kind}'`),
    ]).toEqual([kind, valueIn(place.database, `SELECT count(*) FROM sqlite_master WHERE type = '${kind}'`)])
  expect(readFileSync(join(other.media, 'scans/two'))).toEqual(readFileSync(join(place.media, 'scans/two')))
  expect(readdirSync(other.media).sort()).toEqual(['.types', 'invoices', 'scans'])
  // A second call after the end finds all of it there.
  expect(await moved(live.env, env, folder)).toMatchObject({ objects: { there: 2, copied: 0 } })
})

test('a shop that takes orders is not moved, but copied when asked; what was ordered meanwhile is named', async () => {
  const { settings, live } = await soldShop(false)
  const { env } = emptySide(settings)
  const folder = newFolder()
  await expect(moved(live.env, env, folder)).rejects.toThrow('the shop takes orders: stop it first')
  expect(existsSync(folder)).toBe(false)
  // One more while the pictures are copied.
  let first = true
  const MEDIA = {
    ...env.MEDIA,
    head: async (key: string) => {
      if (first) await live.order()
      first = false
      return env.MEDIA.head(key)
    },
  } as unknown as Bindings['MEDIA']
  const { changed } = await moved(live.env, { ...env, MEDIA }, folder, true)
  expect(changed).toEqual(expect.arrayContaining([expect.stringMatching(/^orders \(2 and 3 rows\)$/)]))
})

test('another secret, another version, a database with a shop in it: refused in a sentence, and nothing is written', async () => {
  const { settings, live, place } = await soldShop()
  const { env, place: other } = emptySide(settings)
  const strange = { ...env, PHONE_KEY: 'another-key-of-another-shop' } as Bindings
  await expect(moved(live.env, strange, newFolder())).rejects.toThrow(
    'PHONE_KEY must be the same on both sides',
  )
  const used = await soldShop()
  const taken = { ...used.live.env, ...settings } as unknown as Bindings
  await expect(moved(live.env, taken, newFolder())).rejects.toThrow('holds orders or staff already')
  await env.DB.prepare("INSERT INTO d1_migrations (name) VALUES ('9999_next.sql')").run()
  await expect(moved(live.env, env, newFolder())).rejects.toThrow('of different versions')
  expect(valueIn(other.database, 'SELECT count(*) FROM orders')).toBe(0)
  expect(valueIn(place.database, 'SELECT count(*) FROM orders')).toBe(2)
})

// The tool that deploys takes most of half a minute to start and to fill its D1.
deepTest('from one machine to D1 and R2, and from there into another folder, which sells on', async () => {
  const { place, settings } = await soldShop()
  const proxy = await getPlatformProxy<Bindings>({ persist: { path: join(newFolder(), 'v3') } })
  closing.push(() => proxy.dispose())
  const { DB } = proxy.env
  await DB.prepare('CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE)').run()
  for (const { name, queries } of await readD1Migrations(MIGRATIONS))
    await DB.batch([
      ...queries.map((query) => DB.prepare(query)),
      DB.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
  const cloud = { ...settings, DB, MEDIA: proxy.env.MEDIA } as unknown as Bindings
  const of = { live: false, now: Date.now(), say: () => {} }
  expect(await toCloudflare(cloud, { ...of, dataDir: place.root })).toMatchObject({
    changed: [],
    objects: { there: 2, copied: 2 },
  })
  expect(existsSync(join(place.root, 'moving'))).toBe(false)

  const back = placeAt(newFolder())
  const again = { ...of, dataDir: back.root, migrations: MIGRATIONS, replace: false }
  await expect(fromCloudflare(cloud, again)).rejects.toThrow("put the shop's secrets into")
  writeFileSync(back.secrets, readFileSync(place.secrets))
  // A shop that begins there meanwhile keeps its database; the next run goes on.
  const begin = () => writeFileSync(back.database, '')
  await expect(fromCloudflare(cloud, { ...again, say: begin })).rejects.toThrow('is there already')
  expect(readFileSync(back.database).length).toBe(0)
  rmSync(back.database)
  expect(await fromCloudflare(cloud, again)).toMatchObject({ changed: [], replaced: null })
  expect(readdirSync(back.root).sort()).toEqual(['media', 'secrets.env', 'shop.db'])
  expect(readFileSync(join(back.media, '.types/scans/two'), 'utf8')).toBe('image/png')
  await expect(fromCloudflare(cloud, again)).rejects.toThrow('is there already: add --replace')
  const second = openFolder({ place: back, settings })
  closing.push(second.close)
  const products = await second.get('/products?q=绿茶')
  expect(products).toContain('/products/')
  expect(valueIn(back.database, 'SELECT count(*) FROM orders')).toBe(2)
})
