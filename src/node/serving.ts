import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import shop from '../index.ts'
import { tellFailure } from '../kernel/telling.ts'
import { staticFiles } from './assets.ts'
import { openBackRoom } from './back-room-door.ts'
import { openBackups } from './backups/hourly.ts'
import { afterwards, bindingsOf } from './bindings.ts'
import { everyMinute } from './clock.ts'
import { isDeskReading } from './desk-reading.ts'
import type { Place } from './place.ts'
import { asVisitorSent, trustedProxies } from './proxy.ts'
import { openSqlite } from './sqlite.ts'

export type Serving = { address: string; stop: () => Promise<void> }

/** How long a stop waits for what is under way. */
const PATIENCE_MS = 2000
/** Where a laptop asks the clock at once, as under wrangler; never in production. */
const CLOCK_NOW = '/cdn-cgi/local/scheduled'
/** Beyond a Worker's own limit nothing is read; what a form may hold is asked for earlier (http/body-limit.ts). */
const MOST_HEADERS = 32 * 1024

/**
 * Serves the shop of `place` on an address: files of `publicFolder` from memory, the back office's reading and the clock
 * in a thread of their own, backups in another, everything else here. `stop` answers what was begun, ends within a few seconds and leaves the
 * database in one file.
 */
export async function serve(of: {
  place: Place
  settings: Record<string, string>
  publicFolder: string
  host: string
  port: number
}): Promise<Serving> {
  const { place, settings, publicFolder, host, port } = of
  const proxies = trustedProxies(settings.TRUSTED_PROXIES)
  const file = openSqlite(place.database)
  const env = bindingsOf(place, settings, (asked) => file.run(asked))
  const after = afterwards()
  const told = (error: unknown) =>
    console.error(JSON.stringify({ thread: 'back room', failed: tellFailure(error) }))
  const backRoom = openBackRoom({ place, settings }, file, told)

  const answer = async (request: Request): Promise<Response> => {
    if (settings.APP_ENV === 'development' && new URL(request.url).pathname === CLOCK_NOW) {
      await backRoom.tick()
      return new Response('ok')
    }
    if (!isDeskReading(request)) return closedAfter(await shop.fetch(request, env, after.context))
    const { status, headers, body } = await backRoom.answer({
      method: request.method,
      url: request.url,
      headers: [...request.headers],
    })
    return new Response(body.byteLength ? body : null, { status, headers })
  }
  const listen = getRequestListener(answer)
  const files = staticFiles(publicFolder)
  let stopping = false
  const server = createServer({ maxHeaderSize: MOST_HEADERS }, (request, response) => {
    if (stopping) response.setHeader('Connection', 'close')
    if (files(request, response)) return
    asVisitorSent(request, proxies)
    void listen(request, response)
  })
  server.listen(port, host)
  await once(server, 'listening')
  const stopClock = everyMinute(backRoom.tick, told)
  const backups = openBackups({ place, settings }, env.DB)
  const stopBackups = everyMinute(backups.tick, told)

  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      stopping = true
      const closed = once(server, 'close')
      server.close()
      const patience = sleep(PATIENCE_MS)
      // A connection that is kept open would hold the server for as long as its browser likes.
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      await Promise.race([closed, patience])
      clearInterval(idle)
      server.closeAllConnections()
      await backups.stop()
      await Promise.race([Promise.all([after.done(), stopClock(), stopBackups()]), patience])
      await backRoom.stop(patience)
      file.close()
    },
  }
}

/** A body that is too large is not read to its end: what comes after it on that connection would be read as part of it. */
function closedAfter(answer: Response): Response {
  if (answer.status === 413) answer.headers.set('Connection', 'close')
  return answer
}
