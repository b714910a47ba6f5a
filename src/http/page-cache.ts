import { sql } from 'drizzle-orm'
import { createMiddleware } from 'hono/factory'
import { civilDate, minuteOfDay } from '../kernel/time.ts'
import type { AppEnv } from './context.ts'

/** Pages say "sent before …": copies end at the dispatch cut-offs, noon and four o'clock. */
const CUT_OFFS = [12 * 60, 16 * 60]

/**
 * Shop pages are the same for everybody. Their key holds the content version (one row), the civil date and the
 * cut-off, so a changed price is a new key and nothing has to be purged. Browsers revalidate by ETag.
 */
export const sharedPage = createMiddleware<AppEnv>(async (c, next) => {
  const { db, now, settings } = c.var.visit
  const [row] = await db.all<{ version: number }>(sql`SELECT version FROM content_version WHERE id = 1`)
  const slot = `${row?.version}-${civilDate(now)}-${CUT_OFFS.filter((minute) => minuteOfDay(now) >= minute).length}`
  const etag = `W/"${slot}"`
  if (c.req.header('If-None-Match') === etag)
    return c.body(null, 304, { ETag: etag, 'Cache-Control': CONTROL })
  const url = new URL(c.req.url)
  url.searchParams.sort()
  url.searchParams.set('_slot', slot)
  const key = new Request(url.toString())
  const cache = settings.production ? await caches.open('pages') : null
  const copy = await cache?.match(key)
  if (copy)
    return new Response(copy.body, {
      headers: { ...Object.fromEntries(copy.headers), 'Cache-Control': CONTROL },
    })
  await next()
  if (c.res.status !== 200) return
  c.res.headers.set('ETag', etag)
  if (cache) {
    const kept = new Response(c.res.clone().body, c.res)
    kept.headers.set('Cache-Control', 'public, max-age=600')
    c.executionCtx.waitUntil(cache.put(key, kept))
  }
  c.res.headers.set('Cache-Control', CONTROL)
})

const CONTROL = 'public, max-age=0, must-revalidate'
