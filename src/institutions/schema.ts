import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Purpose, QuotationHistoryKind, QuotationState } from './quotation.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const quotations = sqliteTable('quotations', {
  id: text('id').notNull().primaryKey(),
  number: text('number').notNull(),
  state: text('state').$type<QuotationState>().notNull(),
  seq: integer('seq').notNull(),
  requestKey: text('request_key').notNull(),
  language: text('language').notNull(),
  unitName: text('unit_name').notNull(),
  contactName: text('contact_name').notNull(),
  phoneSealed: text('phone_sealed').notNull(),
  phoneHmac: text('phone_hmac').notNull(),
  items: text('items').notNull(),
  wanted: text('wanted').notNull(),
  deliverOn: text('deliver_on'),
  purpose: text('purpose').$type<Purpose>().notNull(),
  regionCode: text('region_code').notNull(),
  note: text('note').notNull(),
  consents: text('consents').notNull(),
  requestedAt: integer('requested_at').notNull(),
  version: integer('version').notNull().default(0),
  validUntil: text('valid_until'),
  closedAt: integer('closed_at'),
  forgottenAt: integer('forgotten_at'),
})

export const quotationVersions = sqliteTable(
  'quotation_versions',
  {
    quotationId: text('quotation_id').notNull(),
    version: integer('version').notNull(),
    lines: text('lines').notNull(),
    subtotalFen: integer('subtotal_fen').notNull(),
    freightFen: integer('freight_fen').notNull(),
    totalFen: integer('total_fen').notNull(),
    validUntil: text('valid_until').notNull(),
    payWithinDays: integer('pay_within_days').notNull(),
    note: text('note').notNull(),
    savedAt: integer('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
    sentAt: integer('sent_at'),
  },
  (t) => [primaryKey({ columns: [t.quotationId, t.version] })],
)

export const quotationEvents = sqliteTable(
  'quotation_events',
  {
    quotationId: text('quotation_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<QuotationHistoryKind>().notNull(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    note: text('note').notNull(),
  },
  (t) => [primaryKey({ columns: [t.quotationId, t.seq] })],
)

export const quotationOrders = sqliteTable('quotation_orders', {
  quotationId: text('quotation_id').notNull().primaryKey(),
  version: integer('version').notNull(),
  orderId: text('order_id').notNull(),
})

export type QuotationRow = typeof quotations.$inferSelect
export type QuotationEventRow = typeof quotationEvents.$inferSelect
export type VersionRow = typeof quotationVersions.$inferSelect
