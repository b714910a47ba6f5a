import { createMiddleware } from 'hono/factory'
import { civilDate, minuteOfDay } from '../kernel/time.ts'
import { assets } from '../ui/assets.generated.ts'
import type { AppEnv } from './context.ts'
import { contentMark, type ShopRow } from './shopfront.ts'

const CONTROL = 'public, max-age=0, must-revalidate'

/**
 * Shop pages are the same for everybody. A copy is kept by address, civil date and hour, and carries the content
 * version and the build in its ETag: one row tells whether it still holds, so nothing has to be purged. Without a copy the version
 * is read in the page's own batch (http/shopfront.ts), so that a page is one round trip either way; only an outdated copy costs two.
 */
export const sharedPage = createMiddleware<AppEnv>(async (c, next) => {
  const { now, settings, shopRow } = c.get('visit')
  // Pages say "sent before …", and cut-offs are whole hours: copies end with the hour.
  const slot = `${civilDate(now)}-${Math.floor(minuteOfDay(now) / 60)}`
  // A price that begins or ends within the hour is a turn: copies from before it no longer match.
  // Another build draws other pages and serves other files.
  const etagOf = (row: ShopRow) => `W/"${contentMark(row, now)}-${slot}-${assets.version}"`
  const cache = settings.production ? await caches.open('pages') : null
  const key = cache && copyKey(c.req.url, slot)
  const copy = await cache?.match(key!)
  const known = c.req.header('If-None-Match')
  if (copy || known) {
    const current = etagOf((await shopRow.read()) ?? { version: 0, shop: '{}', turns: '[]' })
    if (known === current) return c.body(null, 304, { ETag: current, 'Cache-Control': CONTROL })
    if (copy?.headers.get('ETag') === current) {
      return new Response(copy.body, {
        headers: { ...Object.fromEntries(copy.headers), 'Cache-Control': CONTROL },
      })
    }
  }
  await next()
  const row = shopRow.seen()
  if (c.res.status !== 200 || !row) return
  c.res.headers.set('ETag', etagOf(row))
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
