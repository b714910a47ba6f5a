import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { siteUrls } from '../urls.ts'
import { typeOfKey } from './key.ts'

export const mediaRoutes = new Hono<AppEnv>()

/** One picture at its address for ever; there is no list, and nothing but a key of ours reaches the bucket. */
mediaRoutes.get(siteUrls.media.path, async (c) => {
  const key = c.req.param('key')
  const type = typeOfKey(key)
  if (!type) return answerNotFound(c)
  const etag = `"${key}"`
  const headers = {
    'Content-Type': type,
    'Content-Disposition': `inline; filename="${key}"`,
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: etag,
  }
  const object =
    c.req.header('If-None-Match') === etag ? await c.env.MEDIA.head(key) : await c.env.MEDIA.get(key)
  if (!object) return answerNotFound(c)
  if (!('body' in object)) return c.body(null, 304, headers)
  return c.body(object.body as unknown as ReadableStream, 200, {
    ...headers,
    'Content-Length': String(object.size),
  })
})
