import { existsSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { folderBucket, isSafeKey } from '../../src/node/bucket.ts'
import { newFolder } from '../support/node/folders.ts'

let folder: string
let bucket: ReturnType<typeof folderBucket>
beforeEach(() => {
  folder = newFolder()
  mkdirSync(folder)
  bucket = folderBucket(join(folder, 'media'))
})

test('an object comes back as it went, with its type', async () => {
  const bytes = new Uint8Array([0, 255, 10, 13])
  await bucket.put('claims/a/1', bytes, { httpMetadata: { contentType: 'image/webp' } })
  const object = await bucket.get('claims/a/1')
  expect(new Uint8Array(await object!.arrayBuffer())).toEqual(bytes)
  expect(new Uint8Array(await new Response(object!.body as unknown as BodyInit).arrayBuffer())).toEqual(bytes)
  expect(object).toMatchObject({ key: 'claims/a/1', size: 4, httpMetadata: { contentType: 'image/webp' } })
  expect(await bucket.head('claims/a/1')).toMatchObject({
    size: 4,
    httpMetadata: { contentType: 'image/webp' },
  })
})

test('what is not there, was deleted or is a folder is nothing', async () => {
  await bucket.put('a/b.txt', 'text')
  expect([await bucket.get('a'), await bucket.get('no'), await bucket.head('a/b.txt/c')]).toEqual([
    null,
    null,
    null,
  ])
  await bucket.delete(['a/b.txt', 'no'])
  expect(await bucket.head('a/b.txt')).toBeNull()
  expect((await bucket.list()).objects).toEqual([])
})

test('another put overwrites bytes and type', async () => {
  await bucket.put('a', '1', { httpMetadata: { contentType: 'text/plain' } })
  await bucket.put('a', '22')
  expect(await (await bucket.get('a'))!.text()).toBe('22')
  expect((await bucket.head('a'))!.httpMetadata).toEqual({})
})

test('a list is in the order of keys, page by page, and by folder', async () => {
  for (const key of ['b', 'a/2', 'a/1', 'c/d/e']) await bucket.put(key, key)
  const first = await bucket.list({ limit: 2 })
  expect([first.objects.map(({ key }) => key), first.truncated]).toEqual([['a/1', 'a/2'], true])
  const cursor = first.truncated ? first.cursor : ''
  expect((await bucket.list({ cursor })).objects.map(({ key }) => key)).toEqual(['b', 'c/d/e'])
  expect((await bucket.list({ prefix: 'a/' })).objects).toHaveLength(2)
  const { delimitedPrefixes, objects } = await bucket.list({ delimiter: '/' })
  expect([delimitedPrefixes, objects.map(({ key }) => key)]).toEqual([['a/', 'c/'], ['b']])
})

test('no key leads out of the folder or to what is ours in it', async () => {
  writeFileSync(join(folder, 'secrets.env'), 'SECRET=1')
  for (const key of [
    '../secrets.env',
    'a/../../secrets.env',
    '/etc/passwd',
    '',
    'a//b',
    '.types/a',
    'a\\b',
    'a\0b',
  ]) {
    expect([key, isSafeKey(key)]).toEqual([key, false])
    expect(await bucket.get(key)).toBeNull()
    await expect(bucket.put(key, 'x')).rejects.toThrow('a key of the bucket')
  }
  expect(readdirSync(folder)).toEqual(['secrets.env'])
})

test('a put that fails leaves neither half an object nor a file beside it', async () => {
  await bucket.put('a', 'whole')
  // A folder in its place: the last step fails.
  mkdirSync(join(folder, 'media', 'taken'), { recursive: true })
  await bucket.put('taken/x', 'x')
  await expect(bucket.put('taken', 'y')).rejects.toThrow()
  expect(await (await bucket.get('a'))!.text()).toBe('whole')
  expect(readdirSync(join(folder, 'media')).sort()).toEqual(['a', 'taken'])
  expect(existsSync(join(folder, 'media', 'taken', 'x'))).toBe(true)
})

/** Files below the folder that this process has open. */
const opened = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
    } catch {
      // Closed while we looked.
      return false
    }
  }).length

test('a body that nobody reads, and one that is given up half way, leave no file open', async () => {
  await bucket.put('a', 'x'.repeat(1_000_000))
  const whole = new Response((await bucket.get('a'))!.body as unknown as BodyInit)
  const half = (await bucket.get('a'))!.body as unknown as ReadableStream<Uint8Array>
  const unread = new Response((await bucket.get('a'))!.body as unknown as BodyInit)
  expect((await whole.text()).length).toBe(1_000_000)
  const reader = half.getReader()
  await reader.read()
  await reader.cancel()
  // A disk opens and closes in turns of its own: many are waited for, and what is left then stays.
  for (let turn = 0; turn < 5000 && (turn < 50 || opened()); turn += 1) await stat(folder)
  expect([opened(), unread.bodyUsed]).toEqual([0, false])
})
