import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { PICTURE_FAULTS, type PictureFault } from '../../src/kernel/pictures.ts'
import { mediaKey } from '../../src/media/key.ts'
import { readPictures } from '../../src/media/queries.ts'
import { storePicture } from '../../src/media/storing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, mediaPath } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import {
  ascii,
  bytesOf,
  exifOf,
  holds,
  jpegOf,
  pngHeader,
  pngOf,
  segment,
  WHERE,
  webpOf,
} from '../support/pictures.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let visitor: Awaited<ReturnType<typeof signedIn>>
/** Bindings without Images: the copies are those the browser sent. */
const plain = { IMAGES: undefined }
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  visitor = await signedIn('manager', plain)
})
// Signing in is slow: the tests share it, and each begins without pictures.
beforeEach(async () => {
  await shop.db.run(sql`DELETE FROM media`)
  for (const key of await objects()) await bindings.MEDIA.delete(key)
})
/** Entries of the log about the pictures there are. */
const logged = (verb: string) =>
  shop.db.all<{ before: string | null }>(sql`
    SELECT a.before FROM audit_entries a JOIN media m ON a.object = 'media:' || m.id WHERE a.verb = ${verb}`)

type Fields = {
  file?: Uint8Array<ArrayBuffer>
  name?: string
  type?: string
  sizes?: Uint8Array<ArrayBuffer>[]
} & Record<string, unknown>
function formOf({ file, name = 'photo.jpg', type = 'image/jpeg', sizes = [], ...rest }: Fields): FormData {
  const form = new FormData()
  if (file) form.set('picture', new File([file], name, { type }))
  for (const size of sizes) form.append('pictureSize', new File([size], 'size.webp'))
  for (const [key, value] of Object.entries({ pictureAltZh: '两位茶农在采春茶', ...rest }))
    form.set(key, String(value))
  return form
}
const upload = (fields: Fields, by = visitor) =>
  by.send(adminPaths.media(), { method: 'POST', body: formOf(fields) })
const uploadByScript = (fields: Fields) =>
  visitor.send(adminPaths.media(), {
    method: 'POST',
    body: formOf(fields),
    headers: { Accept: 'application/json' },
  })
const kept = () => readPictures(shop.db, { limit: 50 })
const objects = async () => (await bindings.MEDIA.list()).objects.map((object) => object.key).sort()
const view = (path: string, headers = {}) => app.request(`http://shop.test${path}`, { headers }, bindings)

describe('uploading a picture', () => {
  test('a phone’s JPEG is kept without its place, under its own hash, with an entry in the log', async () => {
    const answer = await upload({ file: jpegOf(1200, 900, [exifOf(6)]) })
    expect(answer.status).toBe(303)
    const [picture] = await kept()
    expect(picture).toMatchObject({ type: 'image/jpeg', width: 900, height: 1200, altZh: '两位茶农在采春茶' })
    expect(answer.headers.get('Location')).toBe(adminPaths.media({ stored: picture!.id }))
    const bytes = new Uint8Array(await (await view(mediaPath(picture!.key))).arrayBuffer())
    expect([bytes.length, holds(bytes, WHERE)]).toEqual([picture!.bytes, false])
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(picture!.key).toBe(`${digest}.jpg`)
    expect(await logged('media.stored')).toHaveLength(1)
    const page = await (await visitor.get(answer.headers.get('Location')!)).text()
    expect([page.includes('照片已保存'), page.includes(mediaPath(picture!.key))]).toEqual([true, true])
  })

  test.each<[string, Uint8Array<ArrayBuffer>, PictureFault]>([
    ['SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'svg'],
    ['HTML', ascii('<!doctype html><script>alert(1)</script>'), 'html'],
    ['a program', ascii('MZ\x90\0'), 'unknown'],
    [
      'a polyglot whose pixels are script',
      jpegOf(8, 8, [segment(0xdb, ascii('\0<script>x</script>'))]),
      'code',
    ],
    ['60 megapixels', pngHeader(10_000, 6000), 'too_many_pixels'],
    ['11 MB', bytesOf(pngOf(4, 4), new Uint8Array(11 * 1024 * 1024)), 'too_large'],
    ['a photo that ends before its pixels', jpegOf(40, 30).slice(0, 20), 'broken'],
  ])(
    '%s under the name of a photo is refused in words, and nothing is written',
    async (_name, file, fault) => {
      const answer = await upload({ file, name: 'photo.jpg.png', type: 'image/png' })
      const page = await answer.text()
      expect([answer.status, page.includes(PICTURE_FAULTS[fault])]).toEqual([422, true])
      // What was typed is kept.
      expect(page).toContain('value="两位茶农在采春茶"')
      expect([await kept(), await objects()]).toEqual([[], []])
    },
  )

  test('30 MB are refused before they are read, on a page that says so; other forms stay small', async () => {
    const answer = await upload({ file: new Uint8Array(30 * 1024 * 1024) })
    expect([answer.status, (await answer.text()).includes(PICTURE_FAULTS.too_large)]).toEqual([413, true])
    const large = formOf({ file: new Uint8Array(300 * 1024) })
    expect((await visitor.send(adminPaths.holidays, { method: 'POST', body: large })).status).toBe(413)
    expect((await upload({ file: new Uint8Array(30 * 1024 * 1024) }, browser(plain))).status).toBe(303)
  })

  test('a picture after its end carries nothing: archives and pages behind it are cut', async () => {
    await upload({ file: bytesOf(jpegOf(40, 30), ascii('PK\x03\x04<script>alert(1)</script>')) })
    const [picture] = await kept()
    const bytes = new Uint8Array(await (await view(mediaPath(picture!.key))).arrayBuffer())
    expect(bytes).toEqual(jpegOf(40, 30))
  })

  test('its declared type and name count for nothing', async () => {
    await upload({ file: webpOf(40, 30), name: '../../x";.svg', type: 'image/svg+xml' })
    const [picture] = await kept()
    const answer = await view(mediaPath(picture!.key))
    expect([answer.headers.get('Content-Type'), answer.headers.get('Set-Cookie')]).toEqual([
      'image/webp',
      null,
    ])
    expect(answer.headers.get('Content-Disposition')).toBe(`inline; filename="${picture!.key}"`)
  })

  test('a form that breaks off, or whose file name breaks its line, is refused and writes nothing', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
    const named = 'Content-Disposition: form-data; name="picture"; filename="x\r\nSet-Cookie: a=b"'
    for (const body of ['--b\r\nContent-Dis', `--b\r\n${named}\r\n\r\nx\r\n--b--\r\n`, '']) {
      const answer = await visitor.send(adminPaths.media(), { method: 'POST', body, headers })
      expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([422, null])
    }
    expect(await kept()).toEqual([])
  })

  test('words for those who do not see it are asked for', async () => {
    const answer = await upload({ file: jpegOf(40, 30), pictureAltZh: '  ' })
    expect([answer.status, (await answer.text()).includes('看不见照片的人靠它了解')]).toEqual([422, true])
    expect((await upload({ pictureAltZh: '茶园' })).status).toBe(422)
    expect(await kept()).toEqual([])
  })

  test('markup in the words is shown as words', async () => {
    await upload({ file: jpegOf(40, 30), pictureAltZh: '"><script>alert(1)</script>' })
    expect(await (await visitor.get(adminPaths.media())).text()).not.toContain('<script>alert')
  })
})

describe('an upload sent twice', () => {
  const fields = { pictureKey: 'upload-0001', file: jpegOf(40, 30) }

  test('one after the other, or both at once, is one picture', async () => {
    const first = await uploadByScript(fields)
    const again = await uploadByScript(fields)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(await again.json()).toEqual(await first.json())
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => uploadByScript({ ...fields, pictureKey: 'upload-0002' })),
    )
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id))
    expect([new Set(ids).size, (await kept()).length, (await objects()).length]).toEqual([1, 2, 1])
    expect(await logged('media.stored')).toHaveLength(2)
  })

  test('with another photo under the same key is refused, and the first stays', async () => {
    await uploadByScript(fields)
    const other = await uploadByScript({ ...fields, file: jpegOf(41, 30) })
    expect([other.status, await other.json()]).toEqual([
      422,
      { message: expect.stringContaining('重新选照片') },
    ])
    expect(await kept()).toHaveLength(1)
  })

  test('a colleague’s key is another key', async () => {
    await upload(fields)
    await upload(fields, await signedIn('owner', plain))
    expect(await kept()).toHaveLength(2)
  })
})

describe('narrower copies', () => {
  test('those the browser made are judged like the picture, and stand in its srcset', async () => {
    const sizes = [webpOf(800, 600), webpOf(400, 300)]
    await upload({ file: jpegOf(1200, 900), sizes })
    const [picture] = await kept()
    expect(picture!.sizes.map(({ width, height }) => [width, height])).toEqual([
      [400, 300],
      [800, 600],
    ])
    const page = await (await visitor.get(adminPaths.media())).text()
    for (const { key, width } of picture!.sizes) expect(page).toContain(`${mediaPath(key)} ${width}w`)
  })

  test.each<[string, Uint8Array<ArrayBuffer>[]]>([
    ['of another shape', [webpOf(400, 400)]],
    ['of a width nobody asked for', [webpOf(500, 375)]],
    ['that are no pictures', [ascii('<svg/>')]],
    ['of which there are too many', Array.from({ length: 4 }, () => webpOf(400, 300))],
  ])('%s are refused with the picture', async (_name, sizes) => {
    expect((await upload({ file: jpegOf(1200, 900), sizes })).status).toBe(422)
    expect(await objects()).toEqual([])
  })

  test('the Images binding makes them where there is one', { tags: 'workerd' }, async () => {
    const store = { ...shop, bucket: bindings.MEDIA, images: bindings.IMAGES }
    const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
    const sent = { clientKey: 'k', bytes: pngOf(900, 600), sizes: [], altZh: '茶园', altEn: '' }
    const stored = await storePicture(store, sent, staff!.id)
    expect(stored.ok && stored.picture.sizes).toMatchObject([
      { width: 400, height: 267, key: expect.stringMatching(/\.webp$/) },
      { width: 800, height: 533, key: expect.stringMatching(/\.webp$/) },
    ])
  })
})

describe('a picture’s address', () => {
  const key = async () => {
    await upload({ file: jpegOf(40, 30) })
    return (await kept())[0]!.key
  }

  test('never changes, tells its type, and lets nothing in it run', async () => {
    const answer = await view(mediaPath(await key()))
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; sandbox *$/),
    })
    const etag = answer.headers.get('ETag')!
    const again = await view(mediaPath(await key()), { 'If-None-Match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    // Pages keep their own policy.
    expect((await view('/story')).headers.get('Content-Security-Policy')).toContain("script-src 'self'")
  })

  test('is the only way in: no list, no path, no other name', async () => {
    const real = await key()
    await bindings.MEDIA.put('secret.txt', 'secret')
    const hash = real.slice(0, 64)
    for (const path of [
      '/media',
      '/media/secret.txt',
      '/media/..%2fsecret.txt',
      '/media/%2e%2e%2fsecret.txt',
      '/media/..%5csecret.txt',
      `/media/${hash}`,
      `/media/${hash}.svg`,
      `/media/${hash}.jpg%00.html`,
      `/media/${hash}.jpg%0d%0aSet-Cookie:a=b`,
      `/media/${hash.toUpperCase()}.jpg`,
      `/media/x/${real}`,
      `/media/${mediaKey('0'.repeat(64), 'image/png')}`,
    ])
      expect([path, (await view(path)).status]).toEqual([path, 404])
    // Every address is met without its last slash; there is no list there either.
    expect((await view('/media/')).status).toBe(308)
  })
})

describe('what a picture shows', () => {
  test('may be told better later: kept words, a log entry, pages drawn anew', async () => {
    await upload({ file: jpegOf(40, 30) })
    const [picture] = await kept()
    const version = async () => (await shop.db.all(sql`SELECT version FROM content_version`))[0]
    const before = await version()
    const path = adminPaths.mediaAlt(picture!.id)
    const wrong = await visitor.post(path, { pictureAltZh: '', pictureAltEn: 'Spring tea' })
    expect([wrong.status, (await wrong.text()).includes('value="Spring tea"')]).toEqual([422, true])
    expect((await visitor.post(path, { pictureAltZh: '春茶', pictureAltEn: 'Spring tea' })).status).toBe(303)
    expect((await kept())[0]).toMatchObject({ altZh: '春茶', altEn: 'Spring tea' })
    expect(await version()).not.toEqual(before)
    const [entry] = await logged('media.described')
    expect(JSON.parse(entry!.before!)).toEqual({ altZh: '两位茶农在采春茶', altEn: '' })
    expect((await visitor.get(adminPaths.mediaItem('med_none'))).status).toBe(404)
    expect((await visitor.post(adminPaths.mediaAlt('med_none'), { pictureAltZh: '茶' })).status).toBe(404)
  })

  test('the grid goes on where the page ended', async () => {
    const store = { ...shop, bucket: bindings.MEDIA, images: undefined }
    const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
    for (let i = 1; i <= 26; i += 1)
      await storePicture(
        { ...store, now: shop.now + i },
        { clientKey: `k${i}`, bytes: jpegOf(40 + i, 30), sizes: [], altZh: `第${i}张`, altEn: '' },
        staff!.id,
      )
    const first = await (await visitor.get(adminPaths.media())).text()
    expect([first.includes('第26张'), first.includes('第3张'), first.includes('第2张')]).toEqual([
      true,
      true,
      false,
    ])
    const more = /href="(\/admin\/media\?before=[^"]+)"/.exec(first)![1]!
    const second = await (await visitor.get(more)).text()
    expect([second.includes('第2张'), second.includes('第1张'), second.includes('第3张')]).toEqual([
      true,
      true,
      false,
    ])
  })
})
