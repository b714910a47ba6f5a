import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import type { Bytes, Through } from './files.ts'
import { BackupFailed, damaged } from './trouble.ts'

// A sealed file: a header, then chunks of 64 KB, each under AES-256-GCM with its own tag, so that files of any size pass
// through little memory. The number of the chunk and whether it is the last are its nonce: chunks can be neither left out
// nor moved, and a file that was cut off is noticed.
//
// Header: 'PDBACKUP', version 1, log2 of scrypt's N, its r and p (a byte each), 16 bytes of salt of the passphrase, 16 of
// the file, 16 by which the passphrase is told to be right.

const MARK = Buffer.from('PDBACKUP')
const VERSION = 1
const COST = { logN: 15, r: 8, p: 1 }
const HEADER = MARK.length + 4 + 16 * 3
const CHUNK = 64 * 1024
const TAG = 16
/** What a header may ask of us. */
const MOST = { logN: 20, r: 16, p: 4 }

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
type Cost = typeof COST

const known = new Map<string, Promise<Buffer>>()
/** The key of a passphrase, which takes a tenth of a second to make: once for a salt. */
function keyOf(passphrase: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const name = [passphrase, salt.toString('hex'), logN, r, p].join(' ')
  const key =
    known.get(name) ??
    derive(passphrase.normalize('NFC'), salt, 32, { N: 2 ** logN, r, p, maxmem: 256 * r * 2 ** logN })
  known.set(name, key)
  return key
}

const expand = (key: Buffer, salt: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, use, 32))

/** The salt of what this process seals. */
const SALT = randomBytes(16)

const nonceOf = (chunk: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(chunk, 0)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** Seals bytes under a passphrase. */
export const sealing = (passphrase: string): Through =>
  async function* (source) {
    const fileSalt = randomBytes(16)
    const master = await keyOf(passphrase, SALT, COST)
    const check = expand(master, fileSalt, 'check').subarray(0, 16)
    const cost = Buffer.from([VERSION, COST.logN, COST.r, COST.p])
    const header = Buffer.concat([MARK, cost, SALT, fileSalt, check])
    const key = expand(master, fileSalt, 'file')
    yield header
    for await (const { at, last, bytes } of chunked(source, CHUNK)) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(at, last)).setAAD(header)
      yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    }
  }

/** Opens what was sealed; `file` names it to people. Throws BackupFailed: wrong_passphrase, damaged, unknown_format. */
export const opening = (passphrase: string, file: string): Through =>
  async function* (source) {
    const pieces = splitAt(source, HEADER)
    const header = (await pieces.next()).value as Buffer | undefined
    if (!header || header.length < HEADER || !header.subarray(0, MARK.length).equals(MARK))
      throw damaged(file, 'is no sealed file of this shop')
    const [version, logN, r, p] = header.subarray(MARK.length) as unknown as [number, number, number, number]
    if (version !== VERSION || logN > MOST.logN || r > MOST.r || p > MOST.p)
      throw new BackupFailed('unknown_format', `${file} is sealed in a way this version does not know`)
    const [salt, fileSalt, check] = [0, 16, 32].map((at) =>
      header.subarray(MARK.length + 4 + at, MARK.length + 20 + at),
    ) as [Buffer, Buffer, Buffer]
    const master = await keyOf(passphrase, salt, { logN, r, p })
    if (!timingSafeEqual(expand(master, fileSalt, 'check').subarray(0, 16), check))
      throw new BackupFailed('wrong_passphrase', `BACKUP_PASSPHRASE is not the one ${file} was sealed with`)
    const key = expand(master, fileSalt, 'file')
    for await (const { at, last, bytes } of chunked(pieces, CHUNK + TAG)) {
      if (bytes.length < TAG) throw damaged(file, 'is cut off')
      const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(at, last))
      cipher.setAAD(header).setAuthTag(bytes.subarray(-TAG))
      const plain = cipher.update(bytes.subarray(0, -TAG))
      try {
        cipher.final()
      } catch (error) {
        throw Object.assign(damaged(file, 'is cut off or not as it was sealed'), { cause: error })
      }
      yield plain
    }
  }

/** The first `length` bytes by themselves, then the rest. */
async function* splitAt(source: Bytes, length: number): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0)
  for await (const bytes of source) {
    if (head === null) {
      yield Buffer.from(bytes)
      continue
    }
    head = Buffer.concat([head, bytes])
    if (head.length < length) continue
    yield head.subarray(0, length)
    yield head.subarray(length)
    head = null
  }
  if (head !== null) yield head
}

/** Pieces of one length; the last is what is left, and may be empty. */
async function* chunked(source: Bytes, length: number) {
  let rest = Buffer.alloc(0)
  let at = 0
  for await (const bytes of source) {
    rest = Buffer.concat([rest, bytes])
    // One whole piece is held back: only at the end is it known to be the last.
    let from = 0
    for (; rest.length - from > length; from += length, at += 1)
      yield { at, last: false, bytes: rest.subarray(from, from + length) }
    rest = rest.subarray(from)
  }
  yield { at, last: true, bytes: rest }
}

/** A name for bytes at a target, which tells them only to whoever has the passphrase; with another one it is another. */
export async function nameUnder(passphrase: string, sha256: string): Promise<string> {
  const key = await keyOf(passphrase, Buffer.from('names of pictures'), COST)
  return expand(key, Buffer.from(sha256, 'hex'), 'name').toString('hex')
}
