import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import { createMiddleware } from 'hono/factory'
import { database } from '../db/client.ts'
import { civilDate, minuteOfDay } from '../kernel/time.ts'
import type { AppEnv } from './context.ts'

/** Pages say "sent before …": copies end at the dispatch cut-offs, noon and four o'clock. */
const CUT_OFFS = [12 * 60, 16 * 60]
const CONTROL = 'public, max-age=0, must-revalidate'
const VERSION = 'SELECT version FROM content_version WHERE id = 1'

/**
 * Shop pages are the same for everybody. A copy is kept by address, civil date and cut-off, and carries the content
 * version in its ETag: one row tells whether it still holds, so nothing has to be purged. Without a copy the version
 * is read in the page's own batch, so that a page is one round trip either way; only an outdated copy costs two.
 */
export const sharedPage = createMiddleware<AppEnv>(async (c, next) => {
  const { now, settings } = c.var.visit
  const slot = `${civilDate(now)}-${CUT_OFFS.filter((minute) => minuteOfDay(now) >= minute).length}`
  const etagOf = (version: number) => `W/"${version}-${slot}"`
  const cache = settings.production ? await caches.open('pages') : null
  const key = cache && copyKey(c.req.url, slot)
  const copy = await cache?.match(key!)
  const known = c.req.header('If-None-Match')
  if (copy || known) {
    const current = etagOf((await c.env.DB.prepare(VERSION).first<number>('version')) ?? 0)
    if (known === current) return c.body(null, 304, { ETag: current, 'Cache-Control': CONTROL })
    if (copy?.headers.get('ETag') === current) {
      return new Response(copy.body, {
        headers: { ...Object.fromEntries(copy.headers), 'Cache-Control': CONTROL },
      })
    }
  }
  const read = withVersion(c.env.DB)
  c.set('visit', { ...c.var.visit, db: database(read.db) })
  await next()
  const version = read.version()
  if (c.res.status !== 200 || version === null) return
  c.res.headers.set('ETag', etagOf(version))
  if (cache) {
    const kept = new Response(c.res.clone().body, c.res)
    kept.headers.set('Cache-Control', 'public, max-age=600')
    c.executionCtx.waitUntil(cache.put(key!, kept))
  }
  c.res.headers.set('Cache-Control', CONTROL)
})

function copyKey(address: string, slot: string): Request {
  const url = new URL(address)
  url.searchParams.sort()
  url.searchParams.set('_slot', slot)
  return new Request(url.toString())
}

/** A database whose batches also read the content version; null until there was a batch. */
function withVersion(binding: D1Database): { db: D1Database; version: () => number | null } {
  let seen: number | null = null
  const batch = async (statements: D1PreparedStatement[]) => {
    const [version, ...results] = await binding.batch([binding.prepare(VERSION), ...statements])
    seen ??= (version?.results[0] as { version: number } | undefined)?.version ?? null
    return results
  }
  const prepare = (text: string) => binding.prepare(text)
  return { db: { prepare, batch } as D1Database, version: () => seen }
}
