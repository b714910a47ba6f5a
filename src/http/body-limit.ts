import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { MOST_PICTURE_BYTES } from '../kernel/pictures.ts'
import type { AppEnv, Ctx } from './context.ts'
import { answerError } from './failures.tsx'
import { policyKey } from './policies.ts'

const BODY_BYTES = 256 * 1024
/** A sheet of 5,000 rows, and those rows when they come back from the dry run. */
const SHEET_BYTES = 2200 * 1024
const SHEETS = new Set([
  'POST /admin/shipments/sheet',
  'POST /admin/shipments',
  'POST /admin/gardens/:code/plots/sheet',
  'POST /admin/gardens/:code/plots/rows',
  'POST /admin/stock/count',
  'POST /admin/stock/counts',
])
/** 5,000 listings with their stories, as csv. */
const LISTING_SHEET_BYTES = 8200 * 1024
const LISTING_SHEET = 'POST /admin/listings/sheet'
/** A picture, its narrower copies and the fields beside it. */
const PICTURE_FORM_BYTES = MOST_PICTURE_BYTES + 4 * 1024 * 1024

/** Routes whose form carries pictures: each sets `pictureBodies` itself, behind the guard. */
const PICTURE_FORMS = new Set([
  'POST /admin/media',
  'POST /admin/listings/:id/pictures',
  'POST /admin/listings/:id/cover',
  'POST /admin/gardens/:code/updates',
  'POST /admin/gardens/:code/plots/:plot',
])

const atMost = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => answerError(c, 413) })
const usual = atMost(BODY_BYTES)
const sheet = atMost(SHEET_BYTES)
const listingSheet = atMost(LISTING_SHEET_BYTES)

/** Refuses a body above 256 KB (413) before it is read; sheets may be larger, forms with pictures see to it. */
export const limitBody = createMiddleware<AppEnv>((c, next) => {
  const keys = matchedRoutes(c).map((route) => policyKey(route.method, route.path))
  if (keys.some((key) => PICTURE_FORMS.has(key))) return next()
  if (keys.includes(LISTING_SHEET)) return listingSheet(c, next)
  return keys.some((key) => SHEETS.has(key)) ? sheet(c, next) : usual(c, next)
})

/** The limit of a form with pictures; `onError` answers what is above it. */
export const pictureBodies = (onError: (c: Ctx) => Response | Promise<Response>) =>
  bodyLimit({ maxSize: PICTURE_FORM_BYTES, onError })
