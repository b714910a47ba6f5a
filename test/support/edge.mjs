// The shop as it is once deployed: the uploaded script in a workerd of its own, on sample rows, and before it what
// Cloudflare puts there: hashed files from memory, every answer compressed. `wrangler dev` answers 20–50 ms late and
// takes half the machine for it. A process of its own, so that what measures in a browser does not measure itself.
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { fillRuntime, runtime, uploadedScript } from './runtime.ts'

const TYPES = { css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' }
const TEXT = /text|javascript|json|svg|xml/

const files = new Map(
  readdirSync('public/build').map((name) => [
    `/build/${name}`,
    {
      status: 200,
      headers: new Headers({
        'Content-Type': TYPES[name.split('.').at(-1)],
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
      body: readFileSync(`public/build/${name}`),
    },
  ]),
)
// The least a page can be: what a figure of the shop's stands beside.
files.set('/bare', {
  status: 200,
  headers: new Headers({ 'Content-Type': 'text/html; charset=utf-8' }),
  body: Buffer.from(
    '<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>普定</title><h1>普定</h1></html>',
  ),
})

async function ask({ url, headers: { cookie = '', 'user-agent': agent = '' } }) {
  const answer = await fetch(shop + url, { headers: { cookie, 'user-agent': agent }, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}

const server = createServer(async (request, response) => {
  const { status, headers, body } = files.get(request.url) ?? (await ask(request))
  const compress = TEXT.test(headers.get('Content-Type') ?? '')
  const bytes = compress ? gzipSync(body) : body
  response.setHeaders(headers)
  response.removeHeader('Transfer-Encoding')
  if (compress) response.setHeader('Content-Encoding', 'gzip')
  response.setHeader('Content-Length', bytes.length)
  response.writeHead(status).end(bytes)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = `http://127.0.0.1:${server.address().port}`

const mf = runtime(uploadedScript(), undefined, address)
const shop = (await mf.ready).origin
await fillRuntime(mf)
process.on('SIGTERM', () => mf.dispose().then(() => process.exit()))
console.log(address)
