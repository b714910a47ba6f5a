import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { backupsIn, makeBackup } from '../../src/node/backups/making.ts'
import { nameAt } from '../../src/node/backups/manifest.ts'
import { listOf } from '../../src/node/backups/pictures.ts'
import { restore } from '../../src/node/backups/restoring.ts'
import { opening, sealing } from '../../src/node/backups/sealing.ts'
import { backupsAt, type Remote, remoteOf, sendBackup } from '../../src/node/backups/sending.ts'
import { sourceAt } from '../../src/node/backups/source.ts'
import { targetOf } from '../../src/node/backups/target.ts'
import { placeAt } from '../../src/node/place.ts'
import { newFolder } from '../support/node/folders.ts'
import { MIGRATIONS, openFolder, putPicture, shopFolder, valueIn } from '../support/node/shop-folder.ts'
import { fakeS3 } from '../support/s3-fake.ts'

const PASSPHRASE = '一句很长的口令 2026'

async function* inPieces(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
const all = async (source: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const sealedOf = (bytes: Buffer) => all(sealing(PASSPHRASE)(inPieces(bytes, 10_000)))
const opened = (bytes: Buffer, passphrase = PASSPHRASE) =>
  all(opening(passphrase, 'one.sealed')(inPieces(bytes, 7001)))

describe('sealing', () => {
  test('opens to the same bytes whatever their length, and nothing of them can be read', async () => {
    for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000]) {
      const bytes = Buffer.alloc(length, 'secret of a buyer ')
      const sealed = await sealedOf(bytes)
      expect((await opened(sealed)).equals(bytes)).toBe(true)
      expect(sealed.includes('secret')).toBe(false)
    }
  })

  test('another passphrase, any flipped byte, any cut, chunks in another order: each is noticed', async () => {
    const sealed = await sealedOf(randomBytes(200_000))
    await expect(opened(sealed, 'another passphrase')).rejects.toThrow(
      'BACKUP_PASSPHRASE is not the one one.sealed was sealed with',
    )
    for (const at of [3, 8, 9, 20, 40, 55, 60, 70_000, sealed.length - 1]) {
      const flipped = Buffer.from(sealed)
      flipped[at]! ^= 1
      await expect(opened(flipped)).rejects.toThrow('one.sealed')
    }
    const header = 60
    const chunk = 65_536 + 16
    for (const length of [0, 30, header, header + 5, header + chunk, header + 2 * chunk, sealed.length - 1])
      await expect(opened(sealed.subarray(0, length))).rejects.toThrow('one.sealed')
    const [first, second] = [0, 1].map((at) =>
      sealed.subarray(header + at * chunk, header + (at + 1) * chunk),
    )
    const moved = Buffer.concat([
      sealed.subarray(0, header),
      second!,
      first!,
      sealed.subarray(header + 2 * chunk),
    ])
    await expect(opened(moved)).rejects.toThrow('not as it was sealed')
  })
})

describe('a target that speaks S3', () => {
  let s3: Awaited<ReturnType<typeof fakeS3>>
  let remote: Remote
  const at = (patience = {}) => targetOf(s3.url(), { waitMs: 1, limitMs: 1000, ...patience })
  beforeEach(async () => {
    s3 = await fakeS3()
    remote = { target: at(), passphrase: PASSPHRASE }
  })
  afterEach(() => s3.close())

  test('gets all of a backup, sealed, and gives it back on a machine that has nothing but the passphrase', async () => {
    const own = await shopFolder()
    const live = openFolder(own)
    await live.order()
    live.close()
    const made = await makeBackup(own)
    const sent = await sendBackup(own.place.copies, made, remote)
    expect(sent.files).toBe(2 + 3)
    expect(s3.refused).toEqual([])
    for (const [key, bytes] of s3.objects) {
      expect(key).toMatch(/^puding\/(?:media\/[0-9a-f]{64}|shop-\d{8}T\d{9}Z\.\w+(?:\.gz)?)\.sealed$/)
      expect(bytes.subarray(0, 8).toString()).toBe('PDBACKUP')
    }
    // What is there already is not sent again.
    expect((await sendBackup(own.place.copies, await makeBackup(own), remote)).files).toBe(3)
    const into = placeAt(newFolder())
    const told = await restore(await sourceAt(remote, made.name), {
      ...{ place: into, replace: false, migrations: MIGRATIONS, now: Date.now() },
      phoneKey: own.settings.PHONE_KEY,
    })
    expect(told).toMatchObject({ pictures: 2, phones: 'opened', at: made.at })
    expect(valueIn(into.database, 'SELECT count(*) FROM orders')).toBe(1)
    expect(readFileSync(join(into.media, 'scans/two'))).toEqual(
      readFileSync(join(own.place.media, 'scans/two')),
    )
    const other = { ...remote, passphrase: 'another long passphrase' }
    await expect(sourceAt(other)).rejects.toThrow('BACKUP_PASSPHRASE is not the one')
    await expect(sourceAt(remote, nameAt(0))).rejects.toThrow('has nothing there (404 NoSuchKey)')
  })

  test('that is busy, fails, hangs up or takes it without an answer is asked again, and holds the backup once', async () => {
    const own = await shopFolder()
    const made = await makeBackup(own)
    for (const mood of ['broken', 'throttled', 'gone', 'lost'] as const) {
      s3.objects.clear()
      // In front of the list, of a picture, and of what follows.
      s3.next(mood, 'truth', mood, mood, 'truth', mood)
      await sendBackup(own.place.copies, made, {
        ...remote,
        target: at({ limitMs: mood === 'lost' ? 100 : 5000 }),
      })
      expect([mood, s3.objects.size, await backupsAt(remote)]).toEqual([mood, 5, [made.name]])
    }
    expect(s3.refused).toEqual([])
  })

  test('that stays away, takes no key or knows no bucket is said in a sentence without the key; the backup here stays', async () => {
    const own = await shopFolder()
    const made = await makeBackup(own)
    const failing = async (target: Remote['target']) =>
      sendBackup(own.place.copies, made, { ...remote, target }).then(
        () => 'sent',
        ({ message }: Error) => message,
      )
    s3.next('throttled', 'throttled', 'throttled', 'throttled')
    expect(await failing(at())).toMatch(/^127\.0\.0\.1:\d+ answered 503 SlowDown$/)
    s3.next('lost', 'lost')
    expect(await failing(at({ limitMs: 50, tries: 2 }))).toMatch(/did not answer in time$/)
    s3.next('gone', 'gone')
    expect(await failing(at({ tries: 2 }))).toMatch(/could not be reached$/)
    const wrong = targetOf(s3.url('not-the-secret'), { waitMs: 1 })
    expect(await failing(wrong)).toMatch(/answered 403 SignatureDoesNotMatch$/)
    expect(s3.objects.size).toBe(0)
    expect(readdirSync(own.place.copies).filter((name) => name.startsWith('.sending-'))).toEqual([])
    expect(await failing(at())).toBe('sent')
  })

  test('lets go what is outdated there, and pictures that no other backup lists', async () => {
    const own = await shopFolder()
    const made = async (minute: number) => {
      vi.setSystemTime(Date.parse('2026-11-29T10:00:00+08:00') + minute * MINUTE_MS)
      const backup = await makeBackup(own)
      await sendBackup(own.place.copies, backup, remote)
      return backup.name
    }
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const first = await made(0)
      s3.objects.set('puding/notes.txt', Buffer.from('not ours'))
      putPicture(own.place, 'scans/three', randomBytes(10), 'image/png')
      await made(10)
      expect(s3.objects.size).toBe(3 + 3 + 3 + 1)
      rmSync(join(own.place.media, 'scans/three'))
      // The one before in the same hour goes; the first of the day stays with what it lists.
      const last = await made(20)
      expect(await backupsAt(remote)).toEqual([first, last])
      expect(s3.objects.size).toBe(2 + 3 + 3 + 1)
      expect(await backupsIn(own.place.copies)).toEqual([first, last])
      expect(s3.objects.has('puding/notes.txt')).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  test('a changed passphrase sends everything anew, and nothing is let go that only the old one can read', async () => {
    const own = await shopFolder()
    const old = { ...remote, passphrase: 'the one before 2025' }
    const send = async (minute: number, to: Remote) => {
      vi.setSystemTime(Date.parse('2026-11-29T10:00:00+08:00') + minute * MINUTE_MS)
      const backup = await makeBackup(own)
      return { ...(await sendBackup(own.place.copies, backup, to)), name: backup.name }
    }
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      // The first of a day stays; of those that follow within the hour each lets the one before go.
      const first = await send(0, old)
      expect((await send(10, remote)).files).toBe(2 + 3)
      const { name } = await send(20, remote)
      await sourceAt(remote, name)
      const source = await sourceAt(old, first.name)
      for (const { sha256 } of await listOf(own.place.copies, first.name))
        expect((await all(source.picture(sha256))).length).toBeGreaterThan(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

test('a target without a passphrase, or with a short one, is refused before anything is sent; a wrong address never told', () => {
  const BACKUP_URL = 'https://KEY:verysecret@oss.example/bucket'
  expect(() => remoteOf({ BACKUP_URL })).toThrow('BACKUP_PASSPHRASE is not: nothing is sent unsealed')
  expect(() => remoteOf({ BACKUP_URL, BACKUP_PASSPHRASE: 'short' })).toThrow('shorter than 12')
  expect(remoteOf({})).toBe(null)
  expect(remoteOf({ BACKUP_URL, BACKUP_PASSPHRASE: PASSPHRASE })?.target.name).toBe('oss.example/bucket/')
  for (const url of [
    'nonsense',
    'http://a:b@oss.example/x',
    'https://oss.example/x',
    'https://a:verysecret@oss.example',
    'https://a:verysecret%@oss.example/x',
    'http://a:verysecret@127.0.0.1.elsewhere.example/x',
  ])
    expect(() => targetOf(url)).toThrow(/^BACKUP_URL (?!.*verysecret)/)
})
