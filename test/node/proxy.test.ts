import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asVisitorSent, trustedProxies } from '../../src/node/proxy.ts'

let proxies: ReturnType<typeof trustedProxies>
const listen = getRequestListener((asked: Request) =>
  Response.json({ by: asked.headers.get('CF-Connecting-IP'), url: asked.url, all: [...asked.headers] }),
)
const server = createServer((incoming, outgoing) => {
  // The files are asked first and look at the headers, which Node parses once.
  expect(incoming.headers.host).toBeDefined()
  asVisitorSent(incoming, proxies)
  void listen(incoming, outgoing)
})
beforeEach(async () => {
  proxies = trustedProxies()
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
})
afterEach(() => new Promise((done) => server.close(done)))

type Seen = { by: string; url: string; all: [string, string][] }

/** What the shop sees of a request that comes from 127.0.0.1 with these headers. */
function seen(headers: Record<string, string | string[]>, path = '/cart'): Promise<Seen> {
  const { port } = server.address() as AddressInfo
  return new Promise((done, failed) => {
    const sent = request({ port, host: '127.0.0.1', path, headers, agent: false }, async (answer) => {
      let text = ''
      for await (const chunk of answer) text += chunk
      done(JSON.parse(text))
    })
    sent.on('error', failed).end()
  })
}

const FORGED = {
  'CF-Connecting-IP': '10.1.1.1',
  'X-Real-IP': '10.3.3.3',
  Forwarded: 'for=10.4.4.4;proto=https',
  'X-Forwarded-Host': 'evil.example',
}

describe('behind a proxy that is believed', () => {
  test('the visitor’s address is the last the proxy lists, whatever the visitor says', async () => {
    const { by, all } = await seen({ ...FORGED, 'X-Forwarded-For': '10.2.2.2, 203.0.113.7' })
    expect(by).toBe('203.0.113.7')
    expect(all.filter(([name]) => /^(?:cf-|x-forwarded|x-real|forwarded)/.test(name))).toEqual([
      ['cf-connecting-ip', '203.0.113.7'],
    ])
  })

  test('the scheme and the name of the site are those the visitor used', async () => {
    const { url } = await seen({ ...FORGED, Host: 'shop.example', 'X-Forwarded-Proto': 'https' })
    expect(url).toBe('https://shop.example/cart')
  })

  test('an address counts without the port that some proxies add, and as IPv6 in any spelling', async () => {
    const by = async (said: string) => (await seen({ 'X-Forwarded-For': said })).by
    expect(await by('10.2.2.2, 203.0.113.7:51234')).toBe('203.0.113.7')
    expect(await by('[2001:db8::1]:443')).toBe('2001:db8::1')
    expect(await by('[2001:db8::1]')).toBe('2001:db8::1')
    expect(await by('2001:DB8::1')).toBe('2001:DB8::1')
    expect((await seen({ 'X-Forwarded-For': ['10.2.2.2', '203.0.113.8'] })).by).toBe('203.0.113.8')
  })

  test('an address that is none is not taken, but the socket’s', async () => {
    expect((await seen({ 'X-Forwarded-For': 'unknown' })).by).toBe('127.0.0.1')
  })
})

test('a name of the site that is none is refused: it never becomes part of the address', async () => {
  const asked = async (host: string) => {
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.end(`GET /cart HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk)
    return Buffer.concat(chunks).toString().slice(9, 12)
  }
  for (const host of ['', 'a/admin?', 'a?', 'a#', 'a\\b', 'user:word@a', 'a b', '[::1', 'a:99999', '%zz'])
    expect([host, await asked(host)]).toEqual([host, '400'])
  for (const host of [
    'shop.example',
    'SHOP.example:8080',
    '[::1]:8787',
    '127.0.0.1',
    'xn--fiqs8s.example',
    'a_b.example',
  ])
    expect([host, await asked(host)]).toEqual([host, '200'])
})

test('the scheme of an address that is asked for whole is the proxy’s word as well', async () => {
  const whole = { Host: 'shop.example', path: 'https://shop.example/cart?a=1' }
  expect((await seen({ Host: whole.Host }, whole.path)).url).toBe('http://shop.example/cart?a=1')
  const told = { Host: whole.Host, 'X-Forwarded-Proto': 'https' }
  expect((await seen(told, 'HTTP://shop.example/cart')).url).toBe('https://shop.example/cart')
})

test('of one that is not believed no word counts', async () => {
  proxies = trustedProxies('10.0.0.0/8')
  const { by, url, all } = await seen({
    ...FORGED,
    Host: 'shop.example',
    'X-Forwarded-For': '203.0.113.7',
    'X-Forwarded-Proto': 'https',
  })
  expect([by, url]).toEqual(['127.0.0.1', 'http://shop.example/cart'])
  expect(all.map(([, value]) => value)).not.toContain('10.1.1.1')
})

test('a name that stands several times is dropped each time', async () => {
  const { by } = await seen({
    'CF-Connecting-IP': ['10.1.1.1', '10.1.1.2'],
    'X-Forwarded-For': '203.0.113.7',
  })
  expect(by).toBe('203.0.113.7')
})

test('what is no address is refused by name', () => {
  expect(() => trustedProxies('127.0.0.1, shop')).toThrow('TRUSTED_PROXIES: shop is no address')
  // A range without its size would be everybody.
  for (const part of ['10.0.0.1/', '10.0.0.0/x', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/8.5', '::1/129'])
    expect(() => trustedProxies(part)).toThrow(`TRUSTED_PROXIES: ${part} is no address`)
  expect(trustedProxies('10.0.0.0/8').check('10.1.1.1')).toBe(true)
  expect(trustedProxies('2001:db8::/32').check('2001:db8::1', 'ipv6')).toBe(true)
})
