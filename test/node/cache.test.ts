import { expect, test } from 'vitest'
import { pageCaches } from '../../src/node/cache.ts'

const page = (body: string, seconds: number) =>
  new Response(body, { headers: { 'Cache-Control': `public, max-age=${seconds}`, ETag: '"1"' } })
const at = (path: string) => new Request(`http://shop.test${path}`)

test('a copy is answered until its age is over', async () => {
  let now = 0
  const cache = await pageCaches(() => now).open('pages')
  await cache.put(at('/'), page('home', 600))
  now = 599_999
  const copy = await cache.match(at('/'))
  expect([await copy!.text(), copy!.headers.get('ETag')]).toEqual(['home', '"1"'])
  expect(await cache.match(at('/other'))).toBeUndefined()
  now = 600_000
  expect(await cache.match(at('/'))).toBeUndefined()
})

test('what may not be kept is not', async () => {
  const cache = await pageCaches().open('pages')
  await cache.put(at('/'), new Response('private', { headers: { 'Cache-Control': 'no-store' } }))
  expect(await cache.match(at('/'))).toBeUndefined()
  const own = page('with a cookie', 600)
  own.headers.append('Set-Cookie', 'ring=one-visitor')
  await cache.put(at('/'), own)
  expect(await cache.match(at('/'))).toBeUndefined()
})

test('the longest unused copies go when there are too many, by number or by bytes', async () => {
  const cache = await pageCaches().open('pages')
  for (let count = 0; count < 2000; count += 1) await cache.put(at(`/${count}`), page('x', 600))
  await cache.match(at('/0'))
  await cache.put(at('/new'), page('x', 600))
  expect([await cache.match(at('/1')), (await cache.match(at('/0')))?.status]).toEqual([undefined, 200])
  const large = 'x'.repeat(40 * 1024 * 1024)
  await cache.put(at('/large'), page(large, 600))
  await cache.put(at('/larger'), page(large, 600))
  expect([await cache.match(at('/large')), (await cache.match(at('/larger')))?.status]).toEqual([
    undefined,
    200,
  ])
})

test('one name is one cache', async () => {
  const caches = pageCaches()
  await (await caches.open('pages')).put(at('/'), page('home', 600))
  expect(await (await caches.open('pages')).match(at('/'))).toBeDefined()
  expect(await (await caches.open('others')).match(at('/'))).toBeUndefined()
})
