import { createMiddleware } from 'hono/factory'
import { databaseAnswers } from '../db/answering.ts'
import { sha256 } from '../kernel/secrets.ts'
import { civilDate, minuteOfDay } from '../kernel/time.ts'
import { assets } from '../ui/assets.generated.ts'
import type { AppEnv, Ctx } from './context.ts'
import { contentMark, type ShopRow } from './shopfront.ts'

const CONTROL = 'public, max-age=0, must-revalidate'
/** A longer value says nothing to a page, and would only make more copies. */
const LONGEST_VALUE = 80

/**
 * Shop pages are the same for everybody who asks with the same `names` of the query: others are not read, stand in no
 * link of the page and make no copy of their own. A copy is kept by address, civil date and hour, and carries the content
 * version and the build in its ETag: one row tells whether it still holds, so nothing has to be purged. Without a copy the version
 * is read in the page's own batch (http/shopfront.ts), so that a page is one round trip either way; only an outdated copy costs two.
 * A second copy is kept for a day and answered, marked stale, while the database is away.
 */
export const sharedPage = (...names: string[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { now, settings, shopRow, path } = c.var.visit
    const query = queryOf(c, names)
    c.set('visit', { ...c.var.visit, other: c.var.visit.other.split('?')[0] + query })
    // Pages say "sent before …", and cut-offs are whole hours: copies end with the hour.
    const slot = `${civilDate(now)}-${Math.floor(minuteOfDay(now) / 60)}`
    const of = (await sha256(path + query)).slice(0, 12)
    // A price that begins or ends within the hour is a turn: copies from before it no longer match.
    // Another build draws other pages and serves other files.
    const etagOf = (row: Pick<ShopRow, 'version' | 'turns'>) =>
      `W/"${contentMark(row, now)}-${slot}-${assets.version}-${of}"`
    const cache = settings.production ? await caches.open('pages') : null
    const keyOf = (kept: string) => copyKey(c, query, kept)
    const stale = keyOf(`stale-${assets.version}`)
    const copy = await cache?.match(keyOf(slot))
    const known = c.req.header('If-None-Match')?.split(/,\s*/) ?? []
    if (copy || known.length) {
      const row = await shopRow.read().catch(async (error: unknown) => {
        if (cache && !(await databaseAnswers(c.env.DB))) return null
        throw error
      })
      if (!row) {
        const kept = await cache?.match(stale)
        if (kept) return staleAnswer(kept)
      }
      const current = etagOf(row ?? { version: 0, turns: '[]' })
      if (row && known.includes(current))
        return c.body(null, 304, { ETag: current, 'Cache-Control': CONTROL })
      if (row && copy?.headers.get('ETag') === current) return answerOf(copy, CONTROL)
    }
    await next()
    if (c.res.status === 503) {
      const kept = await cache?.match(stale)
      // Set twice: what the refusal says in its headers is not said of the copy.
      if (kept) {
        c.res = undefined
        c.res = staleAnswer(kept)
      }
      return
    }
    const row = shopRow.seen()
    if (c.res.status !== 200 || !row) return
    c.res.headers.set('ETag', etagOf(row))
    if (cache) {
      const body = await c.res.clone().arrayBuffer()
      const keep = (key: Request, seconds: number) => {
        const kept = new Response(body, c.res)
        kept.headers.set('Cache-Control', `public, max-age=${seconds}`)
        return cache.put(key, kept)
      }
      c.executionCtx.waitUntil(Promise.all([keep(keyOf(slot), 600), keep(stale, 86_400)]))
    }
    c.res.headers.set('Cache-Control', CONTROL)
  })

/** The part of the query that a page reads, in one spelling; '' without. */
function queryOf(c: Ctx, names: string[]): string {
  const asked = new URLSearchParams()
  for (const name of names) {
    const value = c.req.query(name)?.trim().slice(0, LONGEST_VALUE)
    if (value) asked.set(name, value.toWellFormed())
  }
  return asked.size ? `?${asked}` : ''
}

function copyKey(c: Ctx, query: string, kept: string): Request {
  const url = new URL(c.req.url)
  url.search = query
  url.searchParams.set('_slot', kept)
  return new Request(url.toString())
}

/** A kept copy with one policy: its own is the cache's. */
function answerOf(copy: Response, control: string): Response {
  const answer = new Response(copy.body, copy)
  answer.headers.set('Cache-Control', control)
  return answer
}

function staleAnswer(copy: Response): Response {
  const answer = answerOf(copy, 'no-store')
  answer.headers.delete('ETag')
  answer.headers.set('Cache-Status', 'pages; hit; detail=stale')
  return answer
}
