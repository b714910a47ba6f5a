import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AttemptState } from './attempt.ts'
import type { TradeState } from './gateway.ts'
import type { RefundReason, UnkeptReason } from './refunds/due.ts'
import type { RefundState } from './refunds/refund.ts'
import type { AnomalyKind } from './setting-aside.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const paymentAttempts = sqliteTable('payment_attempts', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  outTradeNo: text('out_trade_no').notNull(),
  method: text('method').notNull(),
  amountFen: integer('amount_fen').notNull(),
  state: text('state').$type<AttemptState>().notNull(),
  action: text('action'),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  paidAt: integer('paid_at'),
  closedAt: integer('closed_at'),
  /** When its provider was last asked what became of it. */
  queriedAt: integer('queried_at'),
})

export const captures = sqliteTable('captures', {
  orderId: text('order_id').notNull().primaryKey(),
  attemptId: text('attempt_id').notNull(),
  amountFen: integer('amount_fen').notNull(),
  at: integer('at').notNull(),
})

export const providerEvents = sqliteTable(
  'provider_events',
  {
    provider: text('provider').notNull(),
    eventId: text('event_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.eventId] })],
)

export const refunds = sqliteTable('refunds', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  attemptId: text('attempt_id').notNull(),
  outRefundNo: text('out_refund_no').notNull(),
  amountFen: integer('amount_fen').notNull(),
  reason: text('reason').$type<RefundReason | UnkeptReason>().notNull(),
  state: text('state').$type<RefundState>().notNull(),
  createdAt: integer('created_at').notNull(),
  settledAt: integer('settled_at'),
  failed: integer('failed').notNull().default(0),
  channel: text('channel').notNull().default('online'),
  note: text('note'),
  staffId: text('staff_id'),
})

export const refundLines = sqliteTable(
  'refund_lines',
  {
    refundId: text('refund_id').notNull(),
    orderId: text('order_id').notNull(),
    line: integer('line').notNull(),
    quantity: integer('quantity').notNull(),
    withheld: integer('withheld').notNull(),
    amountFen: integer('amount_fen').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.refundId, t.line] })],
)

export const refundFreight = sqliteTable(
  'refund_freight',
  {
    orderId: text('order_id').notNull(),
    place: integer('place').notNull(),
    refundId: text('refund_id').notNull(),
    amountFen: integer('amount_fen').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.place] })],
)

export const refundAllowances = sqliteTable('refund_allowances', {
  refundId: text('refund_id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  line: integer('line'),
  amountFen: integer('amount_fen').notNull(),
})

/** Money of a refund its provider would not pay out, sent by a person. `paidOn` is a civil date. */
export const refundTransfers = sqliteTable('refund_transfers', {
  refundId: text('refund_id').notNull().primaryKey(),
  paidOn: text('paid_on').notNull(),
  reference: text('reference').notNull(),
  note: text('note'),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})

export const paymentAnomalies = sqliteTable('payment_anomalies', {
  id: text('id').notNull().primaryKey(),
  provider: text('provider').notNull(),
  eventId: text('event_id').notNull(),
  kind: text('kind').$type<AnomalyKind>().notNull(),
  outTradeNo: text('out_trade_no').notNull(),
  amountFen: integer('amount_fen').notNull(),
  expectedFen: integer('expected_fen'),
  orderId: text('order_id'),
  at: integer('at').notNull(),
  resolvedAt: integer('resolved_at'),
  resolvedBy: text('resolved_by'),
  resolution: text('resolution'),
})

export const goodwillRequests = sqliteTable('goodwill_requests', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  line: integer('line'),
  amountFen: integer('amount_fen').notNull(),
  note: text('note').notNull(),
  askedBy: text('asked_by').notNull(),
  askedAt: integer('asked_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: integer('decided_at'),
  refundId: text('refund_id'),
  answer: text('answer'),
  alone: integer('alone').notNull().default(0),
})

export const sandboxTrades = sqliteTable('sandbox_trades', {
  outTradeNo: text('out_trade_no').notNull().primaryKey(),
  amountFen: integer('amount_fen').notNull(),
  state: text('state').$type<TradeState>().notNull(),
})

export const sandboxRefunds = sqliteTable('sandbox_refunds', {
  outRefundNo: text('out_refund_no').notNull().primaryKey(),
  outTradeNo: text('out_trade_no').notNull(),
  amountFen: integer('amount_fen').notNull(),
})

export type PaymentAttempt = typeof paymentAttempts.$inferSelect
export type Capture = typeof captures.$inferSelect
export type Refund = typeof refunds.$inferSelect
export type RefundLine = typeof refundLines.$inferSelect
export type RefundFreight = typeof refundFreight.$inferSelect
export type RefundAllowance = typeof refundAllowances.$inferSelect
export type RefundTransfer = typeof refundTransfers.$inferSelect
export type PaymentAnomaly = typeof paymentAnomalies.$inferSelect
export type GoodwillRequest = typeof goodwillRequests.$inferSelect
