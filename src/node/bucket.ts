import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { R2Bucket } from '@cloudflare/workers-types'

/** Beside the objects: what type each was said to be. One folder to copy, and no database to agree with. */
const TYPES = '.types'
const LISTED = 1000

/** A key that names a file below the folder, never one beside it or of ours. */
export function isSafeKey(key: string): boolean {
  const parts = key.split('/')
  const plain = (part: string) => part !== '' && !part.startsWith('.') && !/[\\\0]/.test(part)
  return key.length <= 1024 && parts.every(plain)
}

/** Where an object's type is written. */
export const typePlace = (folder: string, key: string): string => join(folder, TYPES, key)

/** An R2 bucket as a folder, as far as the shop uses one: head, get, put, delete, list. A put is whole or not there. */
export function folderBucket(folder: string): R2Bucket {
  const safe = (key: string) => {
    if (!isSafeKey(key)) throw new Error('a key of the bucket is no name of a file below it')
    return key
  }
  const place = (key: string) => join(folder, safe(key))
  const typed = (key: string) => typePlace(folder, safe(key))

  const head = async (key: string) => {
    if (!isSafeKey(key)) return null
    const found = await stat(place(key)).catch(missing)
    if (!found?.isFile()) return null
    const contentType = await readFile(typed(key), 'utf8').catch(missing)
    return described(key, found, contentType)
  }

  const bucket = {
    head,
    get: async (key: string) => {
      const known = await head(key)
      if (!known) return null
      const read = () => readFile(place(key))
      const bytes = async () => new Uint8Array(await read())
      return {
        ...known,
        get body() {
          return whenRead(place(key))
        },
        bodyUsed: false,
        arrayBuffer: async () => (await bytes()).buffer,
        bytes,
        text: async () => (await read()).toString('utf8'),
        json: async () => JSON.parse((await read()).toString('utf8')),
        blob: async () => new Blob([await bytes()]),
      }
    },
    put: async (key: string, value: unknown, options?: { httpMetadata?: { contentType?: string } }) => {
      const bytes = await bytesOf(value)
      const type = options?.httpMetadata?.contentType
      // The type first: an object whose type is missing would be told as something else.
      if (type) await writeWhole(typed(key), Buffer.from(type))
      else await rm(typed(key), { force: true })
      await writeWhole(place(key), bytes)
      return head(key)
    },
    delete: async (keys: string | string[]) => {
      for (const key of [keys].flat()) {
        await rm(place(key), { force: true })
        await rm(typed(key), { force: true })
      }
    },
    list: async (options: { prefix?: string; delimiter?: string; limit?: number; cursor?: string } = {}) => {
      const { prefix = '', delimiter, limit = LISTED, cursor } = options
      const keys = (await keysBelow(folder)).filter((key) => key.startsWith(prefix))
      const folderOf = (key: string) => {
        const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1
        return end < 0 ? null : key.slice(0, end + delimiter!.length)
      }
      const delimitedPrefixes = [...new Set(keys.flatMap((key) => folderOf(key) ?? []))]
      const further = keys.filter((key) => folderOf(key) === null && (!cursor || key > cursor))
      const page = further.slice(0, limit)
      const objects = (await Promise.all(page.map(head))).filter((object) => object !== null)
      const truncated = further.length > limit
      return { objects, delimitedPrefixes, truncated, ...(truncated ? { cursor: page.at(-1) } : {}) }
    },
  }
  return bucket as unknown as R2Bucket
}

/**
 * A file that is opened once somebody reads it: an answer to HEAD has a body that nobody does, and what was opened for it
 * would stay open.
 */
function whenRead(path: string): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  const pull = async (stream: ReadableStreamDefaultController<Uint8Array>) => {
    reader ??= (Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>).getReader()
    const { done, value } = await reader.read()
    if (done) stream.close()
    else stream.enqueue(value)
  }
  return new ReadableStream({ pull, cancel: (why) => reader?.cancel(why) }, { highWaterMark: 0 })
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

const described = (
  key: string,
  { size, mtime }: { size: number; mtime: Date },
  contentType: string | null,
) => {
  const etag = createHash('md5').update(`${key} ${size} ${mtime.getTime()}`).digest('hex')
  const httpMetadata = contentType ? { contentType } : {}
  return {
    key,
    size,
    etag,
    httpEtag: `"${etag}"`,
    version: etag,
    uploaded: mtime,
    httpMetadata,
    customMetadata: {},
  }
}

async function bytesOf(value: unknown): Promise<Uint8Array> {
  if (value === null || value === undefined) return new Uint8Array()
  if (typeof value === 'string') return new TextEncoder().encode(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return new Uint8Array(await new Response(value as BodyInit).arrayBuffer())
}

/** Writes beside, syncs and renames: whoever reads meanwhile, and a machine that stops, sees the old file or the new one. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const beside = join(dirname(path), `.${randomUUID()}`)
  try {
    const file = await open(beside, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Every key in its order; what begins with a dot is ours or half written. */
export async function keysBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(missing)
  const names = (found ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  return names.filter(isSafeKey).sort()
}
