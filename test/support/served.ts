import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { D1Database } from '@cloudflare/workers-types'
import { database } from '../../src/db/client.ts'
import { fillSampleStaff, SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import { hashPassword } from '../../src/staff/password.ts'
import { fillRuntime, optionsOf, runtime, SHOP_NOW, uploadedScript } from './runtime.ts'

const TYPES: Record<string, string> = {
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
}

/** The uploaded bundle with the sample world and staff, on a port of its own; for browsers. */
export async function serveShop(settings: Record<string, string> = {}) {
  const answering = new Set<Promise<void>>()
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { url = '/', method = 'GET' } = request
    if (url.startsWith('/build/')) {
      response.writeHead(200, { 'Content-Type': TYPES[url.split('.').at(-1)!] ?? 'application/octet-stream' })
      response.end(readFileSync(`public${url}`))
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name !== 'host'),
    ) as Record<string, string>
    const told = await mf.dispatchFetch(address + url, {
      ...{ method, headers, redirect: 'manual' },
      ...(chunks.length ? { body: Buffer.concat(chunks) } : {}),
    })
    response.setHeaders(new Headers([...told.headers].filter(([name]) => name !== 'content-encoding')))
    response.writeHead(told.status).end(Buffer.from(await told.arrayBuffer()))
  }
  const server = createServer((request, response) => {
    const one = answer(request, response).catch((error) => void response.destroy(error))
    answering.add(one)
    void one.finally(() => answering.delete(one))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const script = uploadedScript()
  const mf = runtime(script, undefined, address, settings)
  await fillRuntime(mf)
  const db = database((await mf.getD1Database('DB')) as unknown as D1Database)
  await fillSampleStaff(db, Date.parse(SHOP_NOW), await hashPassword(SAMPLE_PASSWORD))
  return {
    address,
    /** Its clock goes on from an instant, UTC ms; its rows stay. */
    setClock: (now: number) =>
      mf.setOptions(
        optionsOf(script, undefined, address, { ...settings, SHOP_NOW: new Date(now).toISOString() }),
      ),
    close: async () => {
      // A page that asks on and on would find the shop gone, and fail whatever test runs then.
      server.close()
      server.closeAllConnections()
      await Promise.allSettled(answering)
      await mf.dispose()
    },
  }
}
