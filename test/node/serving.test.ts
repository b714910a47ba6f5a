import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDeskReading } from '../../src/node/desk-reading.ts'
import { SIGN_IN } from '../../src/urls/sign-in.ts'
import { adminPaths } from '../../src/urls.ts'
import { newFolder } from '../support/node/folders.ts'
import { type Host, startHost } from '../support/node/host.ts'
import { inspected, orderUntilGone } from '../support/node/ordering.ts'

/** Ours waits for the shop's writes, as another process of a machine would. */
const BUSY_MS = 60_000
const folder = newFolder()
let host: Host
beforeAll(async () => {
  host = await startHost(folder)
})
afterAll(async () => {
  await host.end('SIGKILL')
})

const ask = (path: string, init: RequestInit = {}) =>
  fetch(host.address + path, { redirect: 'manual', ...init })

/** A request as it is spelt, past what fetch would put in order. */
async function raw(text: string): Promise<string> {
  const { port, hostname } = new URL(host.address)
  const socket = connect(Number(port), hostname)
  socket.end(text)
  let told = ''
  socket.on('data', (chunk) => {
    told += chunk
  })
  await once(socket, 'close')
  return told
}

const SOUND = { integrity: [], references: [], unexplained: [] }

describe('files of the build', () => {
  const name = readdirSync('dist/node/public/build').find(
    (file) => file.startsWith('shop.') && file.endsWith('.css'),
  )

  test('go out with the headers that _headers gives them, compressed as the browser takes it', async () => {
    const plain = await ask(`/build/${name}`, { headers: { 'Accept-Encoding': 'identity' } })
    expect(Object.fromEntries(plain.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/css; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      vary: 'Accept-Encoding',
    })
    const whole = readFileSync(`public/build/${name}`)
    expect(Buffer.from(await plain.arrayBuffer()).equals(whole)).toBe(true)
    const told = await raw(
      `GET /build/${name} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n`,
    )
    expect(told).toContain('Content-Encoding: br')
    const refused = await ask(`/build/${name}`, { headers: { 'Accept-Encoding': 'br;q=0, gzip;q=0.5' } })
    expect(refused.headers.get('Content-Encoding')).toBe('gzip')
    await refused.arrayBuffer()
    const packed = await ask(`/build/${name}`, { headers: { 'Accept-Encoding': 'br' } })
    expect(packed.headers.get('Content-Encoding')).toBe('br')
    expect((await packed.text()).length).toBe(whole.toString().length)
    expect(brotliDecompressSync(readFileSync(`dist/node/public/build/${name}.br`)).equals(whole)).toBe(true)
  })

  test('are answered as known to a browser that has them', async () => {
    const first = await ask(`/build/${name}`)
    const again = await ask(`/build/${name}`, { headers: { 'If-None-Match': first.headers.get('ETag')! } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await first.arrayBuffer()
  })

  test('are all there is: no spelling of an address reaches another file', async () => {
    for (const path of [
      '/../secrets.env',
      '/%2e%2e/secrets.env',
      '/build/..%2f..%2fshop.mjs',
      '/_headers',
      '//shop.db',
    ]) {
      const told = await raw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
      expect([path, /^HTTP\/1\.1 (\d+)/.exec(told)?.[1]]).toEqual([
        path,
        expect.stringMatching(/^(?:404|400|308)$/),
      ])
      expect(told).not.toContain('SESSION_SECRET')
    }
    expect(existsSync(join(folder, 'secrets.env'))).toBe(true)
  })
})

test('what the shop writes is for its own user alone, in whatever folder', () => {
  const open = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => statSync(join(entry.parentPath, entry.name)).mode & 0o077)
    .map(({ name }) => name)
  expect(open).toEqual([])
})

describe('behind a proxy', () => {
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.9, 198.51.100.7' }
  const form = (headers: Record<string, string>) =>
    ask('/cart/items', {
      method: 'POST',
      body: new URLSearchParams({ sku: 'TEA-GC-250', quantity: '1' }),
      headers: { Host: 'shop.example', ...headers },
    })

  test('a form that came by https is of its own site, one of another site is not', async () => {
    const { host: own } = new URL(host.address)
    expect((await form({ ...forwarded, Origin: `https://${own}` })).status).not.toBe(403)
    expect((await form({ ...forwarded, Origin: 'https://elsewhere.example' })).status).toBe(403)
    // Without the proxy's word the same origin is another one.
    expect((await form({ Origin: `https://${own}` })).status).toBe(403)
  })
})

describe('the back office', () => {
  const signIn = async () => {
    const body = new URLSearchParams({ login: 'owner', password: 'puding-sample', code: '', next: '' })
    const answer = await ask(SIGN_IN, { method: 'POST', body, headers: { Origin: host.address } })
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  }

  test('is read in a thread of its own: pages are answered while it works on long lists', async () => {
    const headers = { Cookie: await signIn() }
    const db = new DatabaseSync(join(folder, 'shop.db'), { timeout: BUSY_MS })
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      INSERT INTO audit_entries (id, staff_id, verb, object, at)
      SELECT 'aud_' || i, (SELECT id FROM staff WHERE login = 'owner'), 'media.stored', 'media:' || i, 1763000000000 + i FROM n`)
    db.close()
    const answered: string[] = []
    const asked = (name: string, path: string, init?: RequestInit) =>
      ask(path, init).then(async (answer) => {
        await answer.arrayBuffer()
        answered.push(`${name} ${answer.status}`)
      })
    for (const method of ['GET', 'HEAD']) {
      answered.length = 0
      const list = () => asked('list', adminPaths.auditExport(), { method, headers })
      const lists = Array.from({ length: 30 }, list)
      await Promise.all([...lists, ...[1, 2, 3].map(() => asked('page', '/'))])
      expect(answered.filter((one) => one === 'page 200')).toHaveLength(3)
      expect(answered.filter((one) => one === 'list 200')).toHaveLength(30)
      // Whoever answers both with one hand comes to the pages last.
      expect([method, answered.slice(-10).filter((one) => one.startsWith('page'))]).toEqual([method, []])
    }
  })

  test('is whatever the router takes for it, however its address is spelt', () => {
    const isDesk = (path: string, method = 'GET') =>
      isDeskReading(new Request(`http://shop.example${path}`, { method }))
    for (const path of ['/admin', '/admin?view=low', '/admin/orders', '/%61dmin/orders', '/adm%69n'])
      expect([path, isDesk(path), isDesk(path, 'HEAD'), isDesk(path, 'POST')]).toEqual([
        path,
        true,
        true,
        false,
      ])
    for (const path of ['/', '/administration', '/en/admin', '/x?/admin'])
      expect([path, isDesk(path)]).toEqual([path, false])
  })

  test('writes through the first thread what reading leaves behind', async () => {
    const headers = { Cookie: await signIn() }
    const count = () => {
      const db = new DatabaseSync(join(folder, 'shop.db'))
      const [row] = db.prepare("SELECT count(*) n FROM audit_entries WHERE verb = 'orders.exported'").all()
      db.close()
      return row!.n
    }
    const answer = await ask(adminPaths.orderExport(), { headers })
    expect([answer.status, count()]).toEqual([200, 1])
    await answer.arrayBuffer()
  })
})

describe('an end', () => {
  test('by force loses no order that was acknowledged, and nothing is by half', async () => {
    const ordering = orderUntilGone(host.address)
    // Some were acknowledged, others are under way.
    while (inspected(folder).numbers.size < 60) await new Promise((resolve) => setTimeout(resolve, 20))
    await host.end('SIGKILL')
    const acknowledged = await ordering
    expect(acknowledged.length).toBeGreaterThan(16)
    host = await startHost(folder)
    const { numbers, ...sound } = inspected(folder)
    expect(acknowledged.filter((number) => !numbers.has(number))).toEqual([])
    expect(sound).toEqual(SOUND)
  })

  test('that is asked for is taken in order: what was acknowledged is there, in one file, and the exit is 0', async () => {
    const before = inspected(folder).numbers.size
    const ordering = orderUntilGone(host.address)
    while (inspected(folder).numbers.size < before + 40)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await host.end('SIGTERM')).toEqual({ code: 0, signal: null })
    const acknowledged = await ordering
    expect(readdirSync(folder).filter((file) => /-(?:wal|shm)$/.test(file))).toEqual([])
    const { numbers, ...sound } = inspected(folder)
    expect(acknowledged.filter((number) => !numbers.has(number))).toEqual([])
    expect(sound).toEqual(SOUND)
    host = await startHost(folder)
  })
})
