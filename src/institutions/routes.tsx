import { Hono } from 'hono'
import { isSku } from '../cart/cookie.ts'
import type { CartItem } from '../cart/quote.ts'
import { readShelf } from '../cart/shelf.ts'
import { cartOf, provinceOfVisit } from '../cart/store.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { heldKeys, keepKey } from '../http/keyring.ts'
import { withNamed } from '../http/named.ts'
import { withinLimit } from '../http/rate-limit.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { hmac } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import type { FieldErrors } from '../orders/fields.tsx'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { opensQuotation } from './access.ts'
import { acceptPosted, declinePosted, showQuotation } from './answering.tsx'
import { lookUpPosted, missingQuotation, showLookup } from './looking-up.tsx'
import { type QuotationView, readQuotation } from './queries.ts'
import { blankRequest, parseRequest, type RequestForm, readRequest } from './request-form.ts'
import { RequestPage } from './request-page.tsx'
import { requestQuotation } from './requesting.ts'

export const institutionRoutes = new Hono<AppEnv>()

const HOUR_MS = 3_600_000
/** Requests an hour from one network address, and from one phone. */
const MOST_OF_NETWORK = 20
const MOST_OF_PHONE = 5

institutionRoutes.get(urls.institutions.path, (c) => {
  const asked = c.req.query('sku') ?? ''
  const cart: CartItem[] = cartOf(c)
  const added = isSku(asked) && !cart.some(({ sku }) => sku === asked) ? [{ sku: asked, quantity: 1 }] : []
  return requestPage(c, blankRequest([...added, ...cart], provinceOfVisit(c).code))
})

institutionRoutes.post(urls.institutions.path, async (c) => {
  const { t, paths, db, settings, now, language, network } = c.var.visit
  const form = readRequest(await readForm(c))
  const parsed = parseRequest(form, t.institutions.errors, civilDate(now))
  if (!parsed.ok) return requestPage(c, form, { errors: parsed.errors, status: 422 })
  const limits: [string, number][] = [
    [network ?? 'local', MOST_OF_NETWORK],
    [parsed.value.phone, MOST_OF_PHONE],
  ]
  for (const [who, limit] of limits) {
    const bucket = `quotation:${await hmac(settings.phonePepper, who)}`
    if (await withinLimit(db, bucket, limit, HOUR_MS, now)) continue
    c.header('Retry-After', '3600')
    return requestPage(c, form, { alert: t.institutions.rateLimited, status: 429 })
  }
  const { number, token } = await requestQuotation(
    { db, settings, now },
    { ...parsed.value, language },
    form.idempotencyKey,
  )
  keepKey(c, 'quotations', number, token)
  return c.redirect(paths.quotation(number), 303)
})

institutionRoutes.get(urls.quotations.path, showLookup)
institutionRoutes.post(urls.quotations.path, lookUpPosted)

institutionRoutes.get(urls.quotation.path, async (c) => {
  const { paths } = c.var.visit
  const number = parseOrderNumber(c.req.param('number'))
  const key = c.req.query('key')
  if (number && key) {
    // The key leaves the address at once, so that a copied link or a referrer does not carry it.
    if (await opensQuotation(c.var.visit, number, key)) keepKey(c, 'quotations', number, key)
    c.header('Cache-Control', 'private, no-store')
    return c.redirect(paths.quotation(number), 303)
  }
  const quotation = await readable(c)
  return quotation ? showQuotation(c, quotation) : missingQuotation(c)
})

const withReadable = withNamed(readable, missingQuotation)

institutionRoutes.post(
  urls.quotationAcceptance.path,
  withReadable(async (c, quotation) => acceptPosted(c, quotation, await readForm(c))),
)
institutionRoutes.post(
  urls.quotationRefusal.path,
  withReadable(async (c, quotation) => declinePosted(c, quotation, exactOf(await readForm(c), 'reason'))),
)

/** The quotation this browser may read; null for any other number. */
async function readable(c: Ctx): Promise<QuotationView | null> {
  const number = parseOrderNumber(c.req.param('number') ?? '')
  const held = heldKeys(c, 'quotations').find((key) => key.number === number)
  if (!number || !held || !(await opensQuotation(c.var.visit, number, held.token))) return null
  return readQuotation(c.var.visit, number)
}

async function requestPage(
  c: Ctx,
  form: RequestForm,
  outcome: { errors?: FieldErrors; alert?: string; status?: 422 | 429 } = {},
) {
  const { t, paths, language, now } = c.var.visit
  const skus = form.lines.map(({ sku }) => sku)
  const goods = skus.length ? (await readShelf(c.var.visit, skus)).sellables : new Map()
  c.header('Cache-Control', 'private, no-cache')
  const body = RequestPage({
    form,
    goods,
    errors: outcome.errors ?? {},
    alert: outcome.alert ?? null,
    today: civilDate(now),
    t: t.institutions,
    paths,
    language,
  })
  const meta = {
    title: t.institutions.title,
    description: t.institutions.description,
    canonicalPath: paths.institutions(),
    styles: ['institutionsCss' as const],
  }
  return renderPage(c, meta, body, outcome.status ?? 200)
}
