import { openAsBlob } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { type Bytes, hashOfFile } from './files.ts'
import { BackupFailed } from './trouble.ts'

/** A store that speaks S3, as far as backups use one. Keys are below the prefix of BACKUP_URL. */
export type Target = {
  /** Sends a file; what was there under the key is replaced, whole or not. */
  put: (key: string, path: string) => Promise<void>
  /** Throws BackupFailed (missing) when there is none. */
  get: (key: string) => Promise<Bytes>
  /** Every key that begins so, in its order. */
  list: (prefix: string) => Promise<string[]>
  remove: (key: string) => Promise<void>
  /** Where it is, without keys. */
  name: string
}

type Patience = { tries: number; waitMs: number; limitMs: number }
/** A call that is not answered is made again: each may be made twice. */
const PATIENCE: Patience = { tries: 4, waitMs: 1000, limitMs: 60_000 }
/** A line so slow is still a line; bytes a second. */
const SLOWEST = 50_000
/** More than one call can send. */
const MOST_BYTES = 5_000_000_000

const wrong = (what: string): never => {
  throw new BackupFailed('wrong_url', `BACKUP_URL ${what}: https://KEY:SECRET@host/bucket/prefix?region=…`)
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return wrong('holds a % that begins no code (write it as %25)')
  }
}

/**
 * Reads `https://KEY:SECRET@host/bucket/prefix?region=…&path-style`. The bucket is part of the host's name unless
 * `path-style` is given. Throws BackupFailed (wrong_url), never with the address.
 */
export function targetOf(address: string, patience: Partial<Patience> = {}): Target {
  const url = URL.parse(address) ?? wrong('is no address')
  const local = /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) wrong('is no https address')
  if (!url.username || !url.password) wrong('names no key and secret')
  const [bucket = '', ...below] = url.pathname.split('/').filter(Boolean).map(decoded)
  if (!bucket) wrong('names no bucket')
  const prefix = below.map((part) => `${part}/`).join('')
  const pathStyle = url.searchParams.has('path-style')
  const root = `${url.protocol}//${pathStyle ? `${url.host}/${bucket}` : `${bucket}.${url.host}`}`
  const signing = {
    accessKeyId: decoded(url.username),
    secretAccessKey: decoded(url.password),
    region: url.searchParams.get('region') || 'us-east-1',
    service: 's3',
  }
  const ask = asking(signing, { ...PATIENCE, ...patience })
  const at = (key: string) => `${root}/${(prefix + key).split('/').map(encodeURIComponent).join('/')}`

  return {
    name: `${url.host}/${bucket}/${prefix}`,
    put: async (key, path) => {
      const body = await openAsBlob(path)
      if (body.size > MOST_BYTES)
        throw new BackupFailed(
          'too_large',
          `${key} has more than five gigabytes: use Litestream for this one`,
        )
      const headers = { 'X-Amz-Content-Sha256': await hashOfFile(path) }
      await (await ask(at(key), { method: 'PUT', body, headers })).body?.cancel()
    },
    get: async (key) => {
      const answer = await ask(at(key), { method: 'GET' })
      return answer.body as unknown as Bytes
    },
    list: async (begin) => {
      const keys: string[] = []
      for (let token = ''; ; ) {
        const query = new URLSearchParams({ 'list-type': '2', prefix: prefix + begin })
        if (token) query.set('continuation-token', token)
        const xml = await (await ask(`${root}/?${query}`, { method: 'GET' })).text()
        // Ours are plain letters; whatever else lies there is not ours.
        for (const [, key] of xml.matchAll(/<Key>([\w./-]+)<\/Key>/g))
          if (key!.startsWith(prefix)) keys.push(key!.slice(prefix.length))
        token = textOf(xml, 'NextContinuationToken')
        if (textOf(xml, 'IsTruncated') !== 'true' || !token) return keys.sort()
      }
    },
    remove: async (key) => {
      await (await ask(at(key), { method: 'DELETE' })).body?.cancel()
    },
  }
}

const textOf = (xml: string, name: string): string => {
  const [, text = ''] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? []
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

type Asked = { method: string; body?: Blob; headers?: Record<string, string> }
type Signing = { accessKeyId: string; secretAccessKey: string; region: string; service: string }

const LATER = [408, 429, 500, 502, 503, 504]

/** Signs and sends a call, again where the store was busy, failed or did not answer in time. */
function asking(signing: Signing, { tries, waitMs, limitMs }: Patience) {
  return async (url: string, asked: Asked): Promise<Response> => {
    const limit = limitMs + ((asked.body?.size ?? 0) / SLOWEST) * 1000
    for (let tried = 1; ; tried += 1) {
      const outcome = await once(signing, url, asked, limit)
      if (outcome instanceof Response && outcome.ok) return outcome
      const again = !(outcome instanceof Response) || LATER.includes(outcome.status)
      if (!again || tried >= tries) throw await refused(outcome, new URL(url).host)
      const said = outcome instanceof Response ? Number(outcome.headers.get('Retry-After')) * 1000 : 0
      if (outcome instanceof Response) await outcome.body?.cancel()
      await sleep(Math.min(Math.max(said || 0, waitMs * 2 ** (tried - 1)), 60_000))
    }
  }
}

async function once(signing: Signing, url: string, asked: Asked, limitMs: number): Promise<Response | Error> {
  const { headers } = await new AwsV4Signer({
    ...signing,
    url,
    method: asked.method,
    headers: asked.headers,
  }).sign()
  const { method, body } = asked
  const silence = new AbortController()
  // Until it begins to answer: what is fetched may take its time.
  const timer = setTimeout(() => silence.abort(new DOMException('', 'TimeoutError')), limitMs)
  try {
    return await fetch(url, { method, body, headers, redirect: 'manual', signal: silence.signal })
  } catch (error) {
    return error as Error
  } finally {
    clearTimeout(timer)
  }
}

async function refused(outcome: Response | Error, host: string): Promise<BackupFailed> {
  if (outcome instanceof Error) {
    const late = outcome.name === 'TimeoutError'
    const why = late ? 'did not answer in time' : 'could not be reached'
    return new BackupFailed(late ? 'target_silent' : 'target_unreachable', `${host} ${why}`, outcome)
  }
  const code = textOf(await outcome.text().catch(() => ''), 'Code').replace(/[^\w.]/g, '')
  const status = `${outcome.status}${code ? ` ${code}` : ''}`
  if (outcome.status === 404) return new BackupFailed('target_404', `${host} has nothing there (${status})`)
  return new BackupFailed(`target_${outcome.status}`, `${host} answered ${status}`)
}
