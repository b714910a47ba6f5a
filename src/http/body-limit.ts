import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { MOST_PICTURE_BYTES } from '../kernel/pictures.ts'
import { type Body, URLS } from '../urls.ts'
import type { AppEnv, Ctx } from './context.ts'
import { answerError } from './failures.tsx'
import { policyKey } from './policies.ts'

/** Most bytes of a body, by what it carries. */
const MOST_BYTES: Record<'form' | Body, number> = {
  form: 256 * 1024,
  // A provider's callback is 4 KB at most.
  notice: 64 * 1024,
  // 5,000 rows, and those rows when they come back from the dry run.
  sheet: 2200 * 1024,
  // 5,000 listings with their stories, as csv.
  listing_sheet: 8200 * 1024,
  // A picture, its narrower copies and the fields beside it.
  pictures: MOST_PICTURE_BYTES + 4 * 1024 * 1024,
}
const BODIES = new Map(URLS.map(({ path, body }) => [policyKey('POST', path), body]))

const atMost = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => answerError(c, 413) })
const usual = atMost(MOST_BYTES.form)
const notice = atMost(MOST_BYTES.notice)
const sheet = atMost(MOST_BYTES.sheet)
const listingSheet = atMost(MOST_BYTES.listing_sheet)

/** Refuses a body above 256 KB (413) before it is read; sheets may be larger, forms with pictures see to it. */
export const limitBody = createMiddleware<AppEnv>((c, next) => {
  const bodies = matchedRoutes(c).map((route) => BODIES.get(policyKey(route.method, route.path)))
  if (bodies.includes('pictures')) return next()
  if (bodies.includes('listing_sheet')) return listingSheet(c, next)
  if (bodies.includes('notice')) return notice(c, next)
  return bodies.includes('sheet') ? sheet(c, next) : usual(c, next)
})

/** The limit of a form with pictures, which its route sets itself, behind the guard; `onError` answers what is above it. */
export const pictureBodies = (onError: (c: Ctx) => Response | Promise<Response>) =>
  bodyLimit({ maxSize: MOST_BYTES.pictures, onError })
