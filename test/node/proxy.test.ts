import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { asVisitorSent, trustedProxies } from '../../src/node/proxy.ts'

/** What the shop is told of a request that reached the process from an address with these headers. */
function told(from: string, headers: Record<string, string>, proxies = trustedProxies()) {
  const rawHeaders = Object.entries(headers).flat()
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const request = { socket: { remoteAddress: from }, headers: lower, rawHeaders, url: '/cart?x=1' }
  asVisitorSent(request as unknown as IncomingMessage, proxies)
  const names = request.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase())
  const address = request.rawHeaders[request.rawHeaders.lastIndexOf('CF-Connecting-IP') + 1]
  return { url: request.url, address, names: names.filter((name) => name !== 'host') }
}

const FORGED = { 'X-Forwarded-For': '1.2.3.4', 'X-Forwarded-Proto': 'https', 'cf-connecting-ip': '1.2.3.4' }

test('who comes directly is who they are, whatever they say', () => {
  expect(told('203.0.113.5', { Host: 'shop.example', ...FORGED })).toEqual({
    url: 'http://shop.example/cart?x=1',
    address: '203.0.113.5',
    names: ['cf-connecting-ip'],
  })
})

test('of what the proxy passes on only the address it added itself counts, and the scheme it heard', () => {
  const headers = {
    Host: 'shop.example',
    'X-Forwarded-For': '1.2.3.4, 198.51.100.7',
    'X-Forwarded-Proto': 'https',
    'CF-Connecting-IP': '1.2.3.4',
  }
  for (const proxy of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect(told(proxy, headers)).toMatchObject({
      url: 'https://shop.example/cart?x=1',
      address: '198.51.100.7',
    })
})

test('what is no address in the list leaves the proxy as the visitor', () => {
  expect(told('127.0.0.1', { Host: 'a', 'X-Forwarded-For': 'unknown' }).address).toBe('127.0.0.1')
})

test('other proxies are believed when they are named, by address or range', () => {
  const headers = { Host: 'a', 'X-Forwarded-For': '198.51.100.7' }
  const proxies = trustedProxies('172.16.0.0/12, fd00::1')
  expect(told('172.20.0.3', headers, proxies).address).toBe('198.51.100.7')
  expect(told('fd00::1', headers, proxies).address).toBe('198.51.100.7')
  expect(told('127.0.0.1', headers, proxies).address).toBe('127.0.0.1')
  expect(() => trustedProxies('caddy')).toThrow('TRUSTED_PROXIES: caddy is no address')
})
