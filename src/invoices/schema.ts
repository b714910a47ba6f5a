import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { InvoiceEventKind, InvoiceKind, InvoiceState, TitleType } from './invoice.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const invoiceRequests = sqliteTable('invoice_requests', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  kind: text('kind').$type<InvoiceKind>().notNull(),
  titleType: text('title_type').$type<TitleType>().notNull(),
  title: text('title').notNull(),
  taxNo: text('tax_no').notNull(),
  address: text('address').notNull().default(''),
  phone: text('phone').notNull().default(''),
  bank: text('bank').notNull().default(''),
  account: text('account').notNull().default(''),
  email: text('email').notNull(),
  state: text('state').$type<InvoiceState>().notNull(),
  seq: integer('seq').notNull(),
  requestedAt: integer('requested_at').notNull(),
  /** The copy sheet as it was when issuing began: a JSON of `Sheet`. */
  sheet: text('sheet'),
  amountFen: integer('amount_fen'),
  /** What went back since, and stands on no red invoice yet. */
  redDueFen: integer('red_due_fen').notNull().default(0),
})

/** A request's history; what moves it is a row here first, whose key is the lock. */
export const invoiceEvents = sqliteTable(
  'invoice_events',
  {
    requestId: text('request_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<InvoiceEventKind | 'requested'>().notNull(),
    at: integer('at').notNull(),
    actor: text('actor').$type<'buyer' | 'staff' | 'money'>().notNull(),
    staffId: text('staff_id'),
    note: text('note').notNull().default(''),
    amountFen: integer('amount_fen'),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.seq] })],
)

/** What the bureau made, blue or red; sums are above zero on both. */
export const invoiceDocuments = sqliteTable('invoice_documents', {
  id: text('id').notNull().primaryKey(),
  requestId: text('request_id').notNull(),
  number: text('number').notNull(),
  /** The blue one a red one takes back. */
  redOf: text('red_of'),
  confirmNo: text('confirm_no'),
  amountFen: integer('amount_fen').notNull(),
  taxFen: integer('tax_fen').notNull(),
  issuedOn: text('issued_on').notNull(),
  xmlSha256: text('xml_sha256').notNull(),
  pdfSha256: text('pdf_sha256').notNull(),
  ofdSha256: text('ofd_sha256'),
  /** What the machine found to differ, and why it was taken all the same. */
  differs: text('differs').notNull().default(''),
  reason: text('reason').notNull().default(''),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
  /** Where its files lie since they were sent once more; null: under its id. */
  filesKey: text('files_key'),
})

export type InvoiceRequest = typeof invoiceRequests.$inferSelect
export type InvoiceEvent = typeof invoiceEvents.$inferSelect
export type InvoiceDocument = typeof invoiceDocuments.$inferSelect
