import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lastWords } from '../../src/node/last-words.ts'
import { onlyOne } from '../../src/node/only-one.ts'
import { placeAt } from '../../src/node/place.ts'
import { tooOld } from '../../src/node/version.ts'

const root = mkdtempSync(join(tmpdir(), 'shop-starting-'))
const release = join(root, 'release')
/** A shop that was opened once: making its database takes the longest. */
const opened = join(root, 'opened')
/** A copy of it for one test, which nobody else opens. */
const copyOf = (name: string) => {
  const folder = join(root, name)
  cpSync(opened, folder, { recursive: true })
  return folder
}
const settings = { APP_ENV: 'production', PUBLIC_URL: 'https://shop.example', PORT: '0', HOST: '127.0.0.1' }

/** What a program said until it ended. */
async function said(args: string[], env: Record<string, string> = {}) {
  const run = spawn(process.execPath, args, { env: env as NodeJS.ProcessEnv })
  const words = { out: '', err: '' }
  run.stdout.on('data', (chunk) => {
    words.out += chunk
    // One that starts is asked to end: its code tells the two apart.
    if (words.out.includes('/admin')) run.kill('SIGTERM')
  })
  run.stderr.on('data', (chunk) => (words.err += chunk))
  const code = await new Promise((done) => run.on('close', done))
  return { code, ...words }
}
const start = (folder: string, more: Record<string, string> = {}, before: string[] = []) =>
  said([...before, join(release, 'shop.mjs')], { ...settings, DATA_DIR: folder, ...more })
const sentence = (words: string) => expect.stringMatching(new RegExp(`^[^\\n]*${words}[^\\n]*\\n$`))

beforeAll(async () => {
  expect(await said(['src/dev/build-node.mjs', release])).toMatchObject({ code: 0, err: '' })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a version of Node without what the shop asks of node:sqlite is refused by name, a newer one is not', () => {
  for (const version of ['18.20.4', '20.19.2', '22.22.0', '24.14.1', '25.7.0'])
    expect(tooOld(version)).toMatch(version)
  for (const version of ['24.15.0', '24.21.0', '25.8.0', '26.0.0', '28.1.0'])
    expect(tooOld(version)).toBeNull()
})

test('on too old a Node the release ends with one sentence before it asks for node:sqlite', async () => {
  const older = join(root, 'older.mjs')
  writeFileSync(
    older,
    `import { registerHooks } from 'node:module'
    registerHooks({ resolve: (name, context, next) => {
      if (name === 'node:sqlite') throw new Error('no such module')
      return next(name, context)
    } })
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.2' } })`,
  )
  expect(await start(join(root, 'old'), {}, ['--import', older])).toMatchObject({
    code: 1,
    out: '',
    err: sentence('needs Node 24.15 or newer, and this is Node 20.19.2'),
  })
})

test('a shop that opens says its link for the first owner at each start until there is one, and ends with 0', async () => {
  const folder = opened
  const first = await start(folder)
  const again = await start(folder)
  const link = /first owner {9}(https:\/\/shop\.example\/admin\/set-up\?token=\w+)/
  expect([first.code, again.code, first.err, again.err]).toEqual([0, 0, '', ''])
  expect(first.out.match(link)?.[1]).not.toEqual(again.out.match(link)?.[1])
  expect(again.out).toMatch(link)
})

// Each waits for programs to start and end: side by side.
describe.concurrent('a start of a shop that is there:', () => {
  test('a link for one more owner is made by hand, also while it serves; without a shop it is one sentence', async () => {
    const folder = copyOf('locked-out')
    const link = (of: string) =>
      said([join(release, 'shop.mjs'), 'owner-link'], { ...settings, DATA_DIR: of })
    const setUps = () => {
      const db = new DatabaseSync(join(folder, 'shop.db'), { readOnly: true })
      const [row] = db.prepare("SELECT count(*) n FROM staff_setups WHERE role = 'owner'").all()
      db.close()
      return Number(row!.n)
    }
    const before = setUps()
    const shop = spawn(process.execPath, [join(release, 'shop.mjs')], {
      env: { ...settings, DATA_DIR: folder } as unknown as NodeJS.ProcessEnv,
    })
    await new Promise((done) =>
      shop.stdout.on('data', (chunk) => String(chunk).includes('/admin') && done(null)),
    )
    const told = await link(folder)
    shop.kill('SIGTERM')
    await new Promise((done) => shop.once('close', done))
    expect(told.err).toBe('')
    expect(told.out).toMatch(
      /^Open within a day, once: https:\/\/shop\.example\/admin\/set-up\?token=\w{32}\n$/,
    )
    // One of the start, one of the command.
    expect(setUps()).toBe(before + 2)
    expect(await link(join(root, 'nothing'))).toMatchObject({ code: 1, out: '', err: sentence('No link: ') })
  })

  test('what it says leads where people come in, whichever way PUBLIC_URL ends', async () => {
    const { out } = await start(copyOf('addressed'), { PUBLIC_URL: 'https://shop.example/' })
    expect(out).toMatch(/the shop {6}https:\/\/shop\.example\/\n/)
    expect(out).toMatch(/staff sign-in {7}https:\/\/shop\.example\/admin\n/)
    expect(out).toMatch(/listens on {10}http:\/\/127\.0\.0\.1:\d+ {2}\(for the proxy\)\n/)
    expect(out).toMatch(/first owner {9}https:\/\/shop\.example\/admin\/set-up\?/)
  })

  test('a setting that is wrong is one sentence with the file to put it right in', async () => {
    const told = await start(copyOf('unset'), { ALIPAY_APP_ID: '2021000000000001' })
    const words = 'ALIPAY_PRIVATE_KEY, ALIPAY_PUBLIC_KEY are missing, .*: put it right in .*unset/shop.env'
    expect(told).toMatchObject({ code: 1, out: '', err: sentence(words) })
  })

  test('a database of a newer version is run and named', async () => {
    const folder = copyOf('newer')
    const db = new DatabaseSync(join(folder, 'shop.db'))
    db.exec("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')")
    db.close()
    expect(await start(folder)).toMatchObject({ code: 0, out: expect.stringContaining('1 migrations newer') })
  })

  test('a promise that fails with nobody waiting is told, and ends nothing', async () => {
    const careless = join(root, 'careless.mjs')
    writeFileSync(
      careless,
      "process.once('SIGTERM', () => void Promise.reject(new RangeError('nobody waits for this')))",
    )
    const told = await start(copyOf('careless'), {}, ['--import', careless])
    expect(told).toMatchObject({ code: 0, err: expect.stringMatching(/^\{"leftAlone":"RangeError[^\n]*\n$/) })
  })

  test('a port that is taken is one sentence', async () => {
    const taker = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => taker.once('listening', done))
    const { port } = taker.address() as AddressInfo
    try {
      const told = await start(copyOf('port'), { PORT: String(port) })
      expect(told).toMatchObject({ code: 1, err: sentence(`Port ${port} is taken`) })
    } finally {
      taker.close()
    }
  })

  test('a DATA_DIR that cannot be a folder is one sentence', async () => {
    writeFileSync(join(root, 'file'), '')
    const told = await start(join(root, 'file', 'data'))
    expect(told).toMatchObject({ code: 1, out: '', err: sentence('DATA_DIR .*file/data cannot be used') })
  })

  test('a database that is damaged or no database is one sentence, and stays as it is', async () => {
    const folder = join(root, 'damaged')
    mkdirSync(folder)
    writeFileSync(join(folder, 'secrets.env'), 'SESSION_SECRET=s\nPHONE_PEPPER=p\nPHONE_KEY=k\n')
    writeFileSync(join(folder, 'shop.db'), 'no database'.repeat(1000))
    const told = await start(folder)
    expect(told).toMatchObject({ code: 1, out: '', err: sentence('is damaged .*restore a copy') })
  })

  test('a database that another process holds is one sentence', async () => {
    const folder = copyOf('held')
    const db = new DatabaseSync(join(folder, 'shop.db'))
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    try {
      expect(await start(folder)).toMatchObject({
        code: 1,
        out: '',
        err: sentence('held by another process'),
      })
    } finally {
      db.close()
    }
  })

  test('a second shop on one DATA_DIR is refused, and one whose first was killed is not', async () => {
    const folder = copyOf('twice')
    const first = spawn(process.execPath, [join(release, 'shop.mjs')], {
      env: { ...settings, DATA_DIR: folder } as unknown as NodeJS.ProcessEnv,
    })
    await new Promise((done) =>
      first.stdout.on('data', (chunk) => String(chunk).includes('/admin') && done(null)),
    )
    expect(await start(folder)).toMatchObject({ code: 1, out: '', err: sentence('is running on .* already') })
    first.kill('SIGKILL')
    await new Promise((done) => first.once('close', done))
    expect(await start(folder)).toMatchObject({ code: 0, err: '' })
  })
})

test('a place is taken by one at a time', () => {
  const place = placeAt(join(root, 'place'))
  onlyOne(place)
  expect(() => onlyOne(place)).toThrow('already')
  expect(readdirSync(place.root).filter((name) => name.startsWith('shop.lock'))).toEqual(['shop.lock'])
})

test('what a person cannot put right keeps its stack', () => {
  expect(lastWords(new TypeError('undefined is not a function'))).toBeNull()
  const elsewhere = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/opt/release/public' })
  expect(lastWords(elsewhere, '/var/lib/puding-shop')).toBeNull()
  const unwritable = Object.assign(new Error('EROFS'), { code: 'EROFS', path: '/var/lib/puding-shop/media' })
  expect(lastWords(unwritable, '/var/lib/puding-shop')).toMatch(/^DATA_DIR/)
  const noPort = Object.assign(new Error('port'), { code: 'ERR_SOCKET_BAD_PORT' })
  expect(lastWords(noPort, opened, '87870')).toMatch('87870 is no port')
  const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
  expect(lastWords(new Error('0001 did not run', { cause: full }), '/data')).toMatch(/disk .*\/data is full/)
})
