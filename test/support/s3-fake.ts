import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What the store does with one call. `lost`: it takes what is sent and never answers. `broken`: 500. `throttled`: 503
 * SlowDown. `gone`: it hangs up at once.
 */
export type S3Mood = 'truth' | 'lost' | 'broken' | 'throttled' | 'gone'

const KEY = 'AKIDTEST'
const SECRET = 'a/secret+of the test'
const REGION = 'oss-cn-test'
const BUCKET = 'shop-backups'

/** A store that speaks S3 on 127.0.0.1 by path style, and takes only what is signed (SigV4) and hashed as it says. */
export async function fakeS3() {
  const objects = new Map<string, Buffer>()
  const moods: S3Mood[] = []
  const refused: string[] = []
  const calls: string[] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const mood = moods.shift() ?? 'truth'
    calls.push(`${request.method} ${mood}`)
    if (mood === 'gone') return void request.socket.destroy()
    const fault = signatureFault(request, body)
    if (fault) refused.push(fault)
    if (fault) return say(response, 403, `<Error><Code>${fault}</Code></Error>`)
    if (mood === 'broken') return say(response, 500, '<Error><Code>InternalError</Code></Error>')
    if (mood === 'throttled') return say(response, 503, '<Error><Code>SlowDown</Code></Error>')
    const url = new URL(request.url!, 'http://s3')
    const key = decodeURIComponent(url.pathname.slice(BUCKET.length + 2))
    const answer = answerTo(request.method!, key, url.searchParams, body, objects)
    if (mood === 'truth') say(response, ...answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    objects,
    refused,
    calls,
    next: (...mood: S3Mood[]) => moods.push(...mood),
    url: (secret = SECRET) =>
      `http://${KEY}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${BUCKET}/puding?region=${REGION}&path-style`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const say = (response: ServerResponse, status: number, body: Buffer | string) =>
  void response.writeHead(status, { 'Content-Type': 'application/xml' }).end(body)

function answerTo(
  ...[method, key, query, body, objects]: [string, string, URLSearchParams, Buffer, Map<string, Buffer>]
): [number, Buffer | string] {
  if (method === 'PUT') objects.set(key, body)
  if (method === 'DELETE') objects.delete(key)
  if (method !== 'GET') return [method === 'PUT' ? 200 : 204, '']
  if (key) return objects.has(key) ? [200, objects.get(key)!] : [404, '<Error><Code>NoSuchKey</Code></Error>']
  // Three at a time, so that lists have several pages.
  const found = [...objects.keys()].sort().filter((one) => one.startsWith(query.get('prefix') ?? ''))
  const after = query.get('continuation-token') ?? ''
  const left = found.filter((one) => one > after)
  const page = left.slice(0, 3)
  const more = left.length > 3
  const token = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  const keys = page.map((one) => `<Contents><Key>${one}</Key></Contents>`).join('')
  return [200, `<ListBucketResult>${keys}<IsTruncated>${more}</IsTruncated>${token}</ListBucketResult>`]
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/** What is wrong with a call's signature, as S3 names it; null when nothing is. */
function signatureFault({ method, url, headers }: IncomingMessage, body: Buffer): string | null {
  const [, scope = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? []
  const [key, day = '', region, service, end] = scope.split('/')
  if (key !== KEY) return 'InvalidAccessKeyId'
  if (region !== REGION || service !== 's3' || end !== 'aws4_request') return 'AuthorizationHeaderMalformed'
  const stamp = String(headers['x-amz-date'])
  const names = signed.split(';')
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => names.includes(name)))
    return 'AccessDenied'
  const said = String(headers['x-amz-content-sha256'])
  if (said !== 'UNSIGNED-PAYLOAD' && said !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  if (method === 'PUT' && said === 'UNSIGNED-PAYLOAD') return 'MissingContentSHA256'
  if (method === 'PUT' && headers['content-length'] !== String(body.length)) return 'MissingContentLength'
  const { pathname, searchParams } = new URL(url!, 'http://s3')
  const query = [...searchParams]
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join('&')
  const canonical = [
    method,
    pathname,
    query,
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signed,
    said,
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', stamp, scope.slice(KEY.length + 1), sha256(canonical)].join('\n')
  const signing = [region!, service!, end!].reduce<Buffer>(hmac, hmac(`AWS4${SECRET}`, day))
  return hmac(signing, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch'
}
