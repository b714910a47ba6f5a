import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { DAY_MS } from '../../src/kernel/time.ts'
import { drill } from '../../src/node/backups/drilling.ts'
import { hashOfFile } from '../../src/node/backups/files.ts'
import { backupsIn, makeBackup } from '../../src/node/backups/making.ts'
import { databaseFile, manifestFile } from '../../src/node/backups/manifest.ts'
import { listOf, mirrorPlace } from '../../src/node/backups/pictures.ts'
import { restore } from '../../src/node/backups/restoring.ts'
import { yesterdayOf } from '../../src/node/backups/snapshot.ts'
import { sourceIn, sourceOf } from '../../src/node/backups/source.ts'
import { migrate } from '../../src/node/migrating.ts'
import { type Place, placeAt } from '../../src/node/place.ts'
import { newFolder } from '../support/node/folders.ts'
import { builtShop, MIGRATIONS, openFolder, shopFolder, swell, valueIn } from '../support/node/shop-folder.ts'

const orders = (place: Place) => valueIn(place.database, 'SELECT count(*) FROM orders')

const restored = async (
  from: Place,
  into: Place,
  more: Partial<Parameters<typeof restore>[1]> = {},
  name?: string,
) =>
  restore(await sourceIn(from.copies, name), {
    ...{ place: into, replace: false, migrations: MIGRATIONS, now: Date.now() },
    ...{ phoneKey: undefined, ...more },
  })

test('a backup restored into an empty folder is the same database, with the same pictures, and a shop that sells on', async () => {
  const own = await shopFolder()
  const live = openFolder(own)
  await live.order()
  const { name, rows, media } = await makeBackup(own)
  const into = placeAt(newFolder())
  const told = await restored(own.place, into, { phoneKey: own.settings.PHONE_KEY })
  expect(told).toMatchObject({ pictures: 2, phones: 'opened', replaced: null, migrated: [] })
  expect(media).toMatchObject({ count: 2, objectBytes: 70_500 })
  expect(rows.orders).toBe(1)
  for (const key of ['invoices/one.pdf', 'scans/two', '.types/invoices/one.pdf'])
    expect(readFileSync(join(into.media, key))).toEqual(readFileSync(join(own.place.media, key)))
  live.close()
  for (const table of Object.keys(rows)) {
    const all = (path: string) => {
      const db = new DatabaseSync(path, { readOnly: true })
      const found = db.prepare(`SELECT * FROM "${table}"`).all()
      db.close()
      return found
    }
    expect([table, all(into.database)]).toEqual([table, all(own.place.database)])
  }
  const second = openFolder({ place: into, settings: own.settings })
  await second.order()
  second.close()
  expect(orders(into)).toBe(2)
  expect(await backupsIn(own.place.copies)).toEqual([name])
})

test('a backup made while people order is of one moment: all before it and nothing after', async () => {
  const own = await shopFolder()
  swell(own.place, 12)
  const live = openFolder(own)
  await live.order()
  let ended = false
  let placed = 0
  const writing = (async () => {
    while (!ended && placed < 60) {
      await live.order()
      placed += 1
      await sleep(0)
    }
  })()
  const { rows } = await makeBackup(own)
  ended = true
  await writing
  live.close()
  expect(placed).toBeGreaterThan(0)
  expect(rows.orders).toBeLessThan(1 + placed)
  expect(rows.captures).toBe(rows.orders)
  const into = placeAt(newFolder())
  // Its rules of the books among them.
  await restored(own.place, into)
  expect(orders(into)).toBe(rows.orders)
})

test('pictures are kept once for all backups: with a second name of the same file, hashed when they are new', async () => {
  const { place } = await shopFolder()
  await makeBackup({ place })
  const [one] = await listOf(place.copies, (await backupsIn(place.copies))[0]!)
  const kept = mirrorPlace(place.copies, one!.sha256)
  expect(statSync(kept).ino).toBe(statSync(join(place.media, one!.key)).ino)
  expect(await hashOfFile(kept)).toBe(one!.sha256)
  // What the shop deletes stays as long as a backup lists it.
  rmSync(join(place.media, one!.key))
  const { media } = await makeBackup({ place })
  expect(media.count).toBe(1)
  expect(existsSync(kept)).toBe(true)
})

test('a database that is there is replaced only when asked, never while it is open, and stays beside', async () => {
  const own = await shopFolder()
  const live = openFolder(own)
  await live.order()
  await makeBackup(own)
  await live.order()
  await expect(restored(own.place, own.place)).rejects.toThrow('is there already: add --replace')
  await expect(restored(own.place, own.place, { replace: true })).rejects.toThrow('stop the shop first')
  live.close()
  const { replaced } = await restored(own.place, own.place, { replace: true })
  expect(orders(own.place)).toBe(1)
  expect(valueIn(replaced!, 'SELECT count(*) FROM orders')).toBe(2)
})

test('beside the log of a shop that was killed, or of one that is gone, the restored database is whole', async () => {
  const own = await shopFolder()
  const live = openFolder(own)
  await live.order()
  await makeBackup(own)
  await live.order()
  // As a power cut leaves it: what was last written stands in the log alone.
  for (const part of ['', '-wal', '-shm'])
    linkSync(own.place.database + part, `${own.place.database}.cut${part}`)
  const cut = `${own.place.database}.cut`
  const killed = placeAt(newFolder())
  for (const part of ['', '-wal']) writeFileSync(killed.database + part, readFileSync(cut + part))
  const orphan = placeAt(newFolder())
  writeFileSync(`${orphan.database}-wal`, readFileSync(`${cut}-wal`))
  live.close()

  const { replaced } = await restored(own.place, killed, { replace: true })
  expect(valueIn(killed.database, 'PRAGMA integrity_check')).toBe('ok')
  expect(orders(killed)).toBe(1)
  expect(valueIn(replaced!, 'SELECT count(*) FROM orders')).toBe(2)
  await restored(own.place, orphan)
  expect(valueIn(orphan.database, 'PRAGMA integrity_check')).toBe('ok')
  expect(orders(orphan)).toBe(1)
})

test('a flipped byte, a cut file, a lost picture, another key, a newer version: one sentence each, and nothing is changed', async () => {
  const own = await shopFolder()
  const live = openFolder(own)
  await live.order()
  live.close()
  const { name, media } = await makeBackup(own)
  const packed = join(own.place.copies, databaseFile(name))
  const listed = join(own.place.copies, media.file)
  const manifest = join(own.place.copies, manifestFile(name))
  const [picture] = await listOf(own.place.copies, name)
  const kept = mirrorPlace(own.place.copies, picture!.sha256)
  const into = placeAt(newFolder())
  const spoilt = async (path: string, spoil: (bytes: Buffer) => Buffer, sentence: string | RegExp) => {
    const bytes = readFileSync(path)
    rmSync(path)
    writeFileSync(path, spoil(Buffer.from(bytes)))
    await expect(restored(own.place, into)).rejects.toThrow(sentence)
    writeFileSync(path, bytes)
    expect(readdirSync(into.root)).toEqual(['.restoring.lock'])
  }
  const flipped = (at: number) => (bytes: Buffer) => {
    bytes[Math.floor(bytes.length * at)]! ^= 1
    return bytes
  }
  for (const at of [0.001, 0.5, 0.999])
    await spoilt(packed, flipped(at), `${databaseFile(name)} is not as it was`)
  await spoilt(packed, (bytes) => bytes.subarray(0, bytes.length / 2), `${databaseFile(name)} is cut off`)
  await spoilt(listed, flipped(0.7), 'is not as it was written')
  await spoilt(kept, flipped(0.5), 'is not as it was written')
  await spoilt(manifest, (bytes) => Buffer.from(String(bytes).replace('"orders": 1', '"orders": 2')), 'rows')
  await spoilt(manifest, (bytes) => bytes.subarray(0, 200), `${manifestFile(name)} is not as it was written`)
  await spoilt(
    manifest,
    (bytes) => Buffer.from(String(bytes).replace('"0001_staff.sql"', '"0001_staff.sql", "9999_next.sql"')),
    'of a newer version of the shop (9999_next.sql)',
  )
  await expect(restored(own.place, into, { phoneKey: 'another-key-of-another-shop' })).rejects.toThrow(
    'PHONE_KEY has to be the one the shop had',
  )
  renameSync(kept, `${kept}.away`)
  await expect(restored(own.place, into)).rejects.toThrow('is not there')
  await expect(sourceOf(join(own.place.copies, 'shop-20200101T000000000Z.db.gz'))).rejects.toThrow(
    'is not there',
  )
  renameSync(`${kept}.away`, kept)
  await restored(own.place, into)
  expect(orders(into)).toBe(1)
})

test('an older backup is brought to this version before its books are looked at', async () => {
  const { place } = await shopFolder()
  const db = new DatabaseSync(place.database)
  const last = db.prepare('SELECT name FROM d1_migrations ORDER BY name DESC LIMIT 1').get()!.name as string
  db.close()
  const older = newFolder()
  mkdirSync(older)
  for (const file of readdirSync(MIGRATIONS))
    if (file !== last) cpSync(join(MIGRATIONS, file), join(older, file))
  const before = placeAt(newFolder())
  migrate(before, older)
  await makeBackup({ place: before })
  const into = placeAt(newFolder())
  expect((await restored(before, into)).migrated).toEqual([last])
  expect(valueIn(into.database, 'SELECT max(name) FROM d1_migrations')).toBe(last)
})

test('a backup that is killed half way leaves the one before whole, and the next clears what lies about', async () => {
  const own = await shopFolder()
  const live = openFolder(own)
  await live.order()
  const first = await makeBackup(own)
  swell(own.place, 12)
  const script = await builtShop()
  const child = spawn(process.execPath, [script, 'backup'], {
    env: { ...process.env, DATA_DIR: own.place.root },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const half = () => readdirSync(own.place.copies).some((file) => file.endsWith('.part'))
  while (!half() && child.exitCode === null) await sleep(1)
  child.kill('SIGKILL')
  expect((await ended)[1]).toBe('SIGKILL')
  expect(half()).toBe(true)
  expect(await backupsIn(own.place.copies)).toEqual([first.name])
  await restored(own.place, placeAt(newFolder()))
  await live.order()
  live.close()
  const next = await makeBackup(own)
  expect(half()).toBe(false)
  expect(readdirSync(own.place.copies).filter((file) => file.startsWith('.making-'))).toEqual([])
  const into = placeAt(newFolder())
  await restored(own.place, into, {}, next.name)
  expect(orders(into)).toBe(2)
})

test('a full disk, a folder that is none, a locked database and a damaged one are said in a sentence; what was kept stays', async () => {
  const own = await shopFolder()
  const first = await makeBackup(own)
  swell(own.place, 5)
  const script = await builtShop()
  // Files of this process may not grow beyond two megabytes.
  const full = spawnSync(
    'bash',
    ['-c', 'ulimit -f 2048; exec "$0" "$@"', process.execPath, script, 'backup'],
    {
      env: { ...process.env, DATA_DIR: own.place.root },
      encoding: 'utf8',
    },
  )
  expect([full.status, full.stderr]).toEqual([
    1,
    `No backup: the disk of ${own.place.copies} does not take or give what it should.\n`,
  ])
  expect(await backupsIn(own.place.copies)).toEqual([first.name])
  expect(readdirSync(own.place.copies).filter((file) => /^\.making-|\.part$/.test(file))).toEqual([])

  const holder = new DatabaseSync(own.place.database)
  holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  await expect(makeBackup({ ...own, busyMs: 20 })).rejects.toThrow('another process holds the database')
  holder.close()

  const closed = placeAt(newFolder())
  writeFileSync(closed.copies, '')
  await expect(makeBackup({ place: closed })).rejects.toThrow('cannot be opened or written')
  await expect(makeBackup({ place: placeAt(newFolder()) })).rejects.toThrow('there is nothing to copy')

  truncateSync(own.place.database, statSync(own.place.database).size / 2)
  await expect(makeBackup(own)).rejects.toThrow('damaged')
  expect(await backupsIn(own.place.copies)).toEqual([first.name])
})

test('two backups at once: one is made, the other says so', async () => {
  const { place } = await shopFolder()
  const both = await Promise.allSettled([makeBackup({ place }), makeBackup({ place })])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find((one) => one.status === 'rejected')
  expect(String(refused?.reason)).toContain('another process works on the backups')
  expect(await backupsIn(place.copies)).toHaveLength(1)
})

test('the drill restores, opens phones, answers and compares yesterday’s money; it fails where one of these does not hold', async () => {
  const own = await shopFolder()
  // At noon: in the first minutes of a day the one before it still counts as today.
  const noon = yesterdayOf(Date.now()).from + DAY_MS / 2
  const yesterday = { SHOP_NOW: new Date(noon).toISOString() }
  const live = openFolder({ ...own, settings: { ...own.settings, ...yesterday } })
  await live.order()
  const { paid } = await makeBackup(own)
  expect(paid.fen).toBeGreaterThan(0)
  const drilled = async (settings = own.settings) =>
    drill(await sourceIn(own.place.copies), {
      ...{ place: own.place, settings, migrations: MIGRATIONS, now: Date.now() },
    })
  expect(await drilled()).toMatchObject({ fen: paid.fen, phones: 'opened', pictures: 2 })
  await expect(drilled({ ...own.settings, PHONE_KEY: 'another-key-of-another-shop' })).rejects.toThrow(
    'PHONE_KEY',
  )
  await live.order()
  live.close()
  await expect(drilled()).rejects.toThrow(`the copy holds ${paid.fen} fen`)
  expect(readdirSync(own.place.copies).filter((file) => file.startsWith('.drill-'))).toEqual([])
})

test('a shop that began in the folder while its backup was laid out keeps its database', async () => {
  const own = await shopFolder()
  await makeBackup(own)
  const into = placeAt(newFolder())
  const source = await sourceIn(own.place.copies)
  let begun: DatabaseSync | null = null
  const part: typeof source.part = (of) => {
    if (!begun) {
      begun = new DatabaseSync(into.database)
      begun.exec('PRAGMA journal_mode = WAL; CREATE TABLE begun (a)')
    }
    return source.part(of)
  }
  const of = { place: into, migrations: MIGRATIONS, phoneKey: undefined, now: Date.now() }
  await expect(restore({ ...source, part }, { ...of, replace: false })).rejects.toMatchObject({
    code: 'exists',
  })
  await expect(restore({ ...source, part }, { ...of, replace: true })).rejects.toMatchObject({
    code: 'in_use',
  })
  begun!.close()
  expect(valueIn(into.database, 'SELECT count(*) FROM begun')).toBe(0)
  expect((await restore(source, { ...of, replace: true })).replaced).not.toBeNull()
})

test('a restore of the latest does not take one of a clock that once ran ahead', async () => {
  const own = await shopFolder()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * DAY_MS })
  const ahead = await makeBackup(own).finally(() => vi.useRealTimers())
  expect((await sourceIn(own.place.copies)).manifest.name).toBe(ahead.name)
  const made = await makeBackup(own)
  expect((await sourceIn(own.place.copies)).manifest.name).toBe(made.name)
})

test('a picture that lies there already gets its type back', async () => {
  const own = await shopFolder()
  await makeBackup(own)
  rmSync(join(own.place.media, '.types/scans/two'))
  writeFileSync(join(own.place.media, '.types/invoices/one.pdf'), 'text/html')
  await restored(own.place, own.place, { replace: true })
  const types = ['scans/two', 'invoices/one.pdf'].map((key) =>
    readFileSync(join(own.place.media, '.types', key), 'utf8'),
  )
  expect(types).toEqual(['image/png', 'application/pdf'])
})

test('a copy from before a migration that was made by half is made again', async () => {
  const { place } = await shopFolder()
  const db = new DatabaseSync(place.database)
  const [first] = readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  db.prepare('DELETE FROM d1_migrations WHERE name = ?').run(first!)
  db.close()
  const copy = join(place.copies, `before-${first!.slice(0, 4)}.db`)
  mkdirSync(place.copies, { recursive: true })
  writeFileSync(copy, 'half of a database')
  // Its tables are there: it fails here, as one that is broken would.
  expect(() => migrate(place, MIGRATIONS)).toThrow(first)
  expect(valueIn(copy, 'SELECT count(*) > 0 FROM d1_migrations')).toBe(1)
  const before = statSync(copy).mtimeMs
  expect(() => migrate(place, MIGRATIONS)).toThrow(first)
  expect(statSync(copy).mtimeMs).toBe(before)
})
