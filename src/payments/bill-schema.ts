import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { DifferenceKind } from './reconciliation/comparing.ts'
import type { BillSource, Provider } from './reconciliation/provider.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const providerBills = sqliteTable(
  'provider_bills',
  {
    provider: text('provider').$type<Provider>().notNull(),
    /** Civil date in China. */
    day: text('day').notNull(),
    source: text('source').$type<BillSource>().notNull(),
    payments: integer('payments').notNull(),
    refunds: integer('refunds').notNull(),
    paidFen: integer('paid_fen').notNull(),
    refundedFen: integer('refunded_fen').notNull(),
    feeFen: integer('fee_fen').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.day] })],
)

export const billLines = sqliteTable(
  'bill_lines',
  {
    provider: text('provider').$type<Provider>().notNull(),
    day: text('day').notNull(),
    line: integer('line').notNull(),
    kind: text('kind').$type<'payment' | 'refund'>().notNull(),
    outTradeNo: text('out_trade_no').notNull(),
    outRefundNo: text('out_refund_no').notNull(),
    amountFen: integer('amount_fen').notNull(),
    feeFen: integer('fee_fen').notNull(),
    at: integer('at').notNull(),
    providerNo: text('provider_no').notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.day, t.line] })],
)

export const billDifferences = sqliteTable('bill_differences', {
  id: text('id').notNull().primaryKey(),
  provider: text('provider').$type<Provider>().notNull(),
  day: text('day').notNull(),
  kind: text('kind').$type<DifferenceKind>().notNull(),
  outTradeNo: text('out_trade_no').notNull(),
  outRefundNo: text('out_refund_no').notNull(),
  orderId: text('order_id'),
  thereFen: integer('there_fen'),
  hereFen: integer('here_fen'),
  at: integer('at').notNull(),
  resolvedAt: integer('resolved_at'),
  resolvedBy: text('resolved_by'),
  resolution: text('resolution'),
})

export type ProviderBill = typeof providerBills.$inferSelect
export type StoredBillLine = typeof billLines.$inferSelect
export type BillDifference = typeof billDifferences.$inferSelect
