import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

/** What the shop keeps of a producer's sales from a month on. */
export const commissionRules = sqliteTable(
  'commission_rules',
  {
    producerId: text('producer_id').notNull(),
    fromMonth: text('from_month').notNull(),
    basisPoints: integer('basis_points').notNull(),
    staffId: text('staff_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.producerId, t.fromMonth] })],
)

export const settlementAdjustments = sqliteTable('settlement_adjustments', {
  id: text('id').notNull().primaryKey(),
  producerId: text('producer_id').notNull(),
  month: text('month').notNull(),
  /** More than nought goes to the producer. */
  amountFen: integer('amount_fen').notNull(),
  reason: text('reason').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})

export const settlementSheets = sqliteTable(
  'settlement_sheets',
  {
    producerId: text('producer_id').notNull(),
    month: text('month').notNull(),
    content: text('content').notNull(),
    hash: text('hash').notNull(),
    dueFen: integer('due_fen').notNull(),
    frozenBy: text('frozen_by').notNull(),
    frozenAt: integer('frozen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.producerId, t.month] })],
)

export type CommissionRule = typeof commissionRules.$inferSelect
export type SettlementAdjustment = typeof settlementAdjustments.$inferSelect
export type SettlementSheet = typeof settlementSheets.$inferSelect
