import type { Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { heldKeys, keepKey } from '../http/keyring.ts'
import { LookupPage } from '../orders/lookup-page.tsx'
import { renderPage } from '../ui/document.tsx'
import { findQuotation, readHeldQuotations } from './access.ts'
import { HeldQuotations } from './held-quotations.tsx'

/** The form that finds a request or its quotation again, without an account. */
export const showLookup = (c: Ctx) => lookup(c, { number: '', phone: '', error: null }, 200)

/** Leads a right pair to its page, or shows the form again with what was typed. */
export async function lookUpPosted(c: Ctx) {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const typed = { number: exactOf(form, 'number', 40), phone: exactOf(form, 'phone', 40) }
  const found = await findQuotation(c.var.visit, typed.number, typed.phone, c.var.visit.network ?? 'local')
  const words = t.institutions.lookup
  if (found === 'rate_limited') return lookup(c, { ...typed, error: words.rateLimited }, 429)
  if (!found) return lookup(c, { ...typed, error: words.notFound }, 404)
  keepKey(c, 'quotations', found.number, found.token)
  return c.redirect(paths.quotation(found.number), 303)
}

/** The same answer whether a quotation does not exist or is not this visitor's. */
export const missingQuotation = (c: Ctx) =>
  lookup(c, { number: '', phone: '', error: c.var.visit.t.institutions.lookup.notFound }, 404)

async function lookup(
  c: Ctx,
  typed: { number: string; phone: string; error: string | null },
  status: 200 | 404 | 429,
) {
  const { t, paths } = c.var.visit
  if (status === 429) c.header('Retry-After', '3600')
  c.header('Cache-Control', 'private, no-store')
  const held = status === 200 ? await readHeldQuotations(c.var.visit, heldKeys(c, 'quotations')) : []
  const own = held.length ? HeldQuotations({ quotations: held, t: t.institutions, paths }) : undefined
  const words = t.institutions.lookup
  const back = { href: paths.institutions(), label: t.institutions.title }
  return renderPage(
    c,
    { title: words.lookupTitle, noindex: true, back },
    LookupPage({ ...typed, ...(own ? { own } : {}), t: words, action: paths.quotations }),
    status,
  )
}
