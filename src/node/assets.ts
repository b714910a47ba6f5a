import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { parseAccept } from 'hono/utils/accept'
import { rulesOf } from './asset-headers.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
}
/** What the build lays beside a file, the smallest first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

type File = {
  headers: Record<string, string>
  etag: string
  whole: Buffer
  packed: { encoding: string; bytes: Buffer }[]
}

/**
 * The files of `public`, read once: an address either stands in the map or is no file, whatever it is spelt like. Each
 * goes out with the headers that `_headers` gives it, compressed where the build did so and the browser takes it.
 */
export function staticFiles(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = readAll(folder)
  return (request, response) => {
    const { method = 'GET', url = '/', headers } = request
    const file = files.get(url.split('?', 1)[0]!)
    if (!file) return false
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
      return true
    }
    const known = headers['if-none-match']?.split(/,\s*/).includes(file.etag)
    const taken = parseAccept(String(headers['accept-encoding'] ?? ''))
    const packed = file.packed.find(({ encoding }) => taken.some(({ type, q }) => type === encoding && q > 0))
    response.writeHead(known ? 304 : 200, {
      ...file.headers,
      ETag: file.etag,
      ...(file.packed.length ? { Vary: 'Accept-Encoding' } : {}),
      ...(known ? {} : { 'Content-Length': (packed?.bytes ?? file.whole).length }),
      ...(packed && !known ? { 'Content-Encoding': packed.encoding } : {}),
    })
    response.end(known || method === 'HEAD' ? undefined : (packed?.bytes ?? file.whole))
    return true
  }
}

function readAll(folder: string): Map<string, File> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/'))
  const rules = names.includes('/_headers')
    ? rulesOf(readFileSync(join(folder, '_headers'), 'utf8'))
    : () => ({})
  const plain = names.filter((name) => name !== '/_headers' && !/\.(?:br|gz)$/.test(name))
  return new Map(
    plain.map((name) => {
      const whole = readFileSync(folder + name)
      const packed = ENCODINGS.filter(([, ending]) => names.includes(name + ending)).map(
        ([encoding, ending]) => ({
          encoding,
          bytes: readFileSync(folder + name + ending),
        }),
      )
      const etag = `"${createHash('sha256').update(whole).digest('hex').slice(0, 16)}"`
      const type = TYPES[extname(name)] ?? 'application/octet-stream'
      const headers = {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=0, must-revalidate',
        ...rules(name),
      }
      return [name, { headers, etag, whole, packed }]
    }),
  )
}
