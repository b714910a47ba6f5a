import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { withNamed } from '../http/named.ts'
import { emailMark, maskEmail } from '../kernel/email.ts'
import { readMailed } from '../notices/queries.ts'
import type { OrderView } from '../orders/queries.ts'
import { missing, noStore, readable } from '../orders/showing.tsx'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { sendFile } from './downloading.ts'
import { parseInvoice, type TypedInvoice, typedFrom, typedOf } from './form.ts'
import { type OrderInvoice, readInvoices } from './reading.ts'
import { InvoicePage } from './request-page.tsx'
import { cancelInvoice, requestInvoice } from './requesting.ts'

export const invoiceRoutes = new Hono<AppEnv>()

const withOrder = withNamed(readable, missing)

invoiceRoutes.get(
  urls.invoice.path,
  withOrder((c, order) => show(c, order)),
)

type Outcome = {
  typed?: TypedInvoice
  errors?: Record<string, string>
  error?: string
  status?: 200 | 409 | 422
}

async function show(c: Ctx, order: OrderView, { typed, errors = {}, error, status }: Outcome = {}) {
  const { db, t, paths } = c.var.visit
  const invoices = await readInvoices(db, order.id)
  const newest = invoices[0]?.request ?? null
  const mailed = await mailedTo(c, order, invoices)
  noStore(c)
  const body = InvoicePage({
    ...{ invoices, errors, error: error ?? null, t, back: paths.order(order.number) },
    closed: closedFor(c, order),
    typed: typed ?? typedFrom(newest?.state === 'requested' ? newest : null),
    action: paths.invoice(order.number),
    mailedTo: (document) => mailed.get(document) ?? null,
    file: (document, type) => paths.invoiceFile(order.number, document, type),
  })
  const back = { href: paths.order(order.number), label: t.invoices.back }
  const meta = {
    ...{ title: t.invoices.title, current: 'orders' as const, noindex: true, back, hideTabBar: true },
    styles: ['claimsCss' as const],
  }
  return renderPage(c, meta, body, status ?? 200)
}

/** In words for each document that left by e-mail: the mailbox it was asked for with is shown, masked. */
async function mailedTo(c: Ctx, order: OrderView, invoices: OrderInvoice[]): Promise<Map<string, string>> {
  const { db, settings, t } = c.var.visit
  if (!invoices.some(({ documents }) => documents.length)) return new Map()
  const told: [string, string][] = []
  for (const { documentId, mark } of await readMailed(db, order.id)) {
    const of = invoices.find(({ documents }) => documents.some(({ id }) => id === documentId))
    const email = of?.request.email ?? ''
    const own = email && (await emailMark(settings.phonePepper, email)) === mark
    told.push([documentId, own ? t.invoices.mailed(maskEmail(email)) : t.invoices.mailedToAccount])
  }
  return new Map(told)
}

function closedFor(c: Ctx, order: OrderView): string | null {
  const words = c.var.visit.t.invoices
  if (order.paidAt === null || order.forgotten) return words.notPaid
  const back = order.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return order.cancelled || back >= order.totalFen ? words.nothingLeft : null
}

invoiceRoutes.post(urls.invoice.path, withOrder(answer))

async function answer(c: Ctx, order: OrderView) {
  const { t, paths, db } = c.var.visit
  const form = await readForm(c)
  const moved = t.invoices.errors.moved
  if (exactOf(form, 'act', 10) === 'cancel') {
    const [newest] = await readInvoices(db, order.id)
    const done = newest && (await cancelInvoice(c.var.visit, newest.request.id, { actor: 'buyer' }))
    if (done?.ok) return c.redirect(paths.invoice(order.number), 303)
    return show(c, order, { error: moved, status: 409 })
  }
  const typed = typedOf(form)
  const parsed = parseInvoice(typed)
  if (!parsed.ok) return show(c, order, { typed, errors: errorsOf(c, parsed.errors), status: 422 })
  const done = await requestInvoice(c.var.visit, order.id, parsed.buyer)
  if (done.ok) return c.redirect(paths.invoice(order.number), 303)
  return show(c, order, { typed, error: moved, status: 409 })
}

type Wrong = Extract<ReturnType<typeof parseInvoice>, { ok: false }>['errors']

function errorsOf(c: Ctx, wrong: Wrong): Record<string, string> {
  const { errors } = c.var.visit.t.invoices
  return Object.fromEntries(
    Object.entries(wrong).map(([field, what]) => {
      if (what === 'doubt') return [field, errors.taxNoDoubt]
      return [field, Object.hasOwn(errors, field) ? errors[field as 'title'] : errors.other]
    }),
  )
}

invoiceRoutes.get(
  urls.invoiceFile.path,
  withOrder(async (c, order) => {
    const invoices = await readInvoices(c.var.visit.db, order.id)
    const documents = invoices.flatMap((one) => one.documents)
    return sendFile(c, documents, c.req.param('document') ?? '', c.req.param('type') ?? '')
  }),
)
