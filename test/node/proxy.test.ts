import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
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
function seen(headers: Record<string, string | string[]>): Promise<Seen> {
  const { port } = server.address() as AddressInfo
  return new Promise((done, failed) => {
    const sent = request(
      { port, host: '127.0.0.1', path: '/cart', headers, agent: false },
      async (answer) => {
        let text = ''
        for await (const chunk of answer) text += chunk
        done(JSON.parse(text))
      },
    )
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

  test('an address that is none is not taken, but the socket’s', async () => {
    expect((await seen({ 'X-Forwarded-For': 'unknown' })).by).toBe('127.0.0.1')
  })
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
})
