import { eq, type SQL, sql } from 'drizzle-orm'
import { type TaxFacts, taxOf } from '../catalog/tax.ts'
import type { Db, Statement } from '../db/client.ts'
import { int, selectAll } from '../db/query.ts'
import { type Account, accountFrom, accountStatements } from '../payments/account.ts'
import type { InvoiceState } from './invoice.ts'
import {
  type InvoiceDocument,
  type InvoiceEvent,
  type InvoiceRequest,
  invoiceDocuments,
  invoiceRequests,
} from './schema.ts'
import type { Facts, Sheet } from './sheet.ts'

/** A request of an order with what came of it. */
export type OrderInvoice = { request: InvoiceRequest; documents: InvoiceDocument[] }

/** The requests of an order, the open one first, then the newest, each with its documents, in one round trip. */
export async function readInvoices(db: Db, orderId: string): Promise<OrderInvoice[]> {
  const [requests, documents] = await db.batch([
    db.all(
      selectAll(invoiceRequests)
        .where(eq(invoiceRequests.orderId, orderId))
        .orderBy(sql`state IN ('red', 'cancelled'), requested_at DESC, id DESC`),
    ),
    db.all(
      selectAll(invoiceDocuments).where(
        sql`request_id IN (SELECT id FROM invoice_requests WHERE order_id = ${orderId})`,
      ),
    ),
  ])
  return requests.map((request) => ({
    request,
    documents: documents.filter(({ requestId }) => requestId === request.id),
  }))
}

/** Everything a request is decided on, as it stood at one moment. */
export type InvoiceDesk = {
  request: InvoiceRequest
  events: (InvoiceEvent & { staffName: string | null })[]
  documents: InvoiceDocument[]
  account: Account
  /** Facts of the order's SKUs as they are published now. */
  bySku: Facts['bySku']
}

type TaxRow = { sku: string } & Parameters<typeof taxOf>[0]

/** One request with its order's account, in one round trip; null when there is none. */
export async function readInvoiceDesk(db: Db, id: string): Promise<InvoiceDesk | null> {
  const orderId: SQL = sql`(SELECT order_id FROM invoice_requests WHERE id = ${id})`
  const [found, events, documents, taxes, ...account] = await db.batch([
    db.all(selectAll(invoiceRequests).where(eq(invoiceRequests.id, id))),
    db.all<InvoiceDesk['events'][number]>(sql`
      SELECT e.request_id requestId, e.seq, e.kind, e.at, e.actor, e.staff_id staffId, e.note, e.amount_fen amountFen,
        s.name staffName FROM invoice_events e LEFT JOIN staff s ON s.id = e.staff_id
      WHERE e.request_id = ${id} ORDER BY e.seq`),
    db.all(
      selectAll(invoiceDocuments).where(eq(invoiceDocuments.requestId, id)).orderBy(invoiceDocuments.id),
    ),
    db.all<TaxRow>(sql`
      SELECT v.sku, v.tax_code taxCode, v.tax_rate_bp taxRateBp, v.tax_exempt_reason taxExemptReason,
        v.invoice_name invoiceName FROM order_lines l CROSS JOIN variants v ON v.sku = l.sku
      WHERE l.order_id = ${orderId}`),
    ...accountStatements(db, orderId),
  ])
  const read = accountFrom(account)
  if (!found[0] || !read) return null
  const facts = taxes.flatMap((row): [string, TaxFacts][] => {
    const tax = taxOf(row)
    return tax ? [[row.sku, tax]] : []
  })
  return { request: found[0], events, documents, account: read, bySku: new Map(facts) }
}

/** The blue invoice of a request; null while it has none. */
export const blueOf = ({ documents }: Pick<InvoiceDesk, 'documents'>): InvoiceDocument | null =>
  documents.find(({ redOf }) => redOf === null) ?? null

/** What of the blue invoice no red one has taken back, in fen. */
export const standingFen = ({ documents }: Pick<InvoiceDesk, 'documents'>): number =>
  documents.reduce((sum, { redOf, amountFen }) => sum + (redOf === null ? amountFen : -amountFen), 0)

/** The copy sheet as it was when issuing began; null before. */
export const frozenSheet = ({ sheet }: Pick<InvoiceRequest, 'sheet'>): Sheet | null =>
  sheet === null ? null : (JSON.parse(sheet) as Sheet)

export const INVOICE_VIEWS = ['waiting', 'red', 'issued', 'over'] as const
export type InvoiceView = (typeof INVOICE_VIEWS)[number]

const STATES: Record<InvoiceView, InvoiceState[]> = {
  waiting: ['requested', 'issuing'],
  red: ['red_pending'],
  issued: ['issued'],
  over: ['red', 'cancelled'],
}

export type QueuedInvoice = Pick<
  InvoiceRequest,
  'id' | 'kind' | 'titleType' | 'title' | 'state' | 'requestedAt' | 'amountFen' | 'redDueFen'
> & { number: string; totalFen: number; channel: string }

/** A view of the queue, with how many each holds: what waits by age, what is done the newest first. */
export const readInvoiceQueue = (db: Db, view: InvoiceView, kind: string | null, limit: number) =>
  db.batch([queueOf(db, view, kind, limit), countStates(db)])

function queueOf(db: Db, view: InvoiceView, kind: string | null, limit: number): Statement<QueuedInvoice[]> {
  const waits = view === 'waiting' || view === 'red'
  return db.all<QueuedInvoice>(sql`
    SELECT r.id, r.kind, r.title_type titleType, r.title, r.state, r.requested_at requestedAt, r.amount_fen amountFen,
      r.red_due_fen redDueFen, o.number, o.total_fen totalFen, o.channel
    FROM invoice_requests r CROSS JOIN orders o ON o.id = r.order_id
    WHERE r.state IN (SELECT value FROM json_each(${JSON.stringify(STATES[view])})) AND (${kind} IS NULL OR r.kind = ${kind})
    ORDER BY ${waits ? sql`r.requested_at, r.id` : sql`r.requested_at DESC, r.id DESC`} LIMIT ${int(limit)}`)
}

const countStates = (db: Db) =>
  db.all<{ state: InvoiceState; requests: number }>(
    sql`SELECT state, count(*) requests FROM invoice_requests GROUP BY state`,
  )

export const countedIn = (counts: { state: InvoiceState; requests: number }[], view: InvoiceView): number =>
  counts.reduce((sum, { state, requests }) => sum + (STATES[view].includes(state) ? requests : 0), 0)
