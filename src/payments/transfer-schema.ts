import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const bankStatements = sqliteTable('bank_statements', {
  id: text('id').notNull().primaryKey(),
  bank: text('bank').notNull(),
  name: text('name').notNull(),
  hash: text('hash').notNull(),
  lines: integer('lines').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})

export const bankStatementLayouts = sqliteTable('bank_statement_layouts', {
  bank: text('bank').notNull().primaryKey(),
  columns: text('columns').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})

export const bankArrivals = sqliteTable('bank_arrivals', {
  id: text('id').notNull().primaryKey(),
  receivedOn: text('received_on').notNull(),
  amountFen: integer('amount_fen').notNull(),
  /** What no order and no return has taken; triggers keep it. */
  restFen: integer('rest_fen').notNull(),
  payer: text('payer').notNull(),
  bankSerial: text('bank_serial').notNull(),
  remark: text('remark').notNull(),
  orderId: text('order_id'),
  voucherId: text('voucher_id'),
  voucherName: text('voucher_name'),
  voucherType: text('voucher_type'),
  statementId: text('statement_id'),
  enteredBy: text('entered_by').notNull(),
  at: integer('at').notNull(),
  held: integer('held').notNull(),
  confirmedBy: text('confirmed_by'),
  confirmedAt: integer('confirmed_at'),
  alone: integer('alone').notNull().default(0),
  voidedBy: text('voided_by'),
  voidedAt: integer('voided_at'),
  voidReason: text('void_reason'),
  setAsideBy: text('set_aside_by'),
  setAsideAt: integer('set_aside_at'),
  setAsideReason: text('set_aside_reason'),
})

export const arrivalAllocations = sqliteTable('arrival_allocations', {
  id: text('id').notNull().primaryKey(),
  arrivalId: text('arrival_id').notNull(),
  attemptId: text('attempt_id').notNull(),
  amountFen: integer('amount_fen').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
  freedAt: integer('freed_at'),
  takenBackBy: text('taken_back_by'),
  takenBackReason: text('taken_back_reason'),
})

export const arrivalReturns = sqliteTable('arrival_returns', {
  id: text('id').notNull().primaryKey(),
  arrivalId: text('arrival_id').notNull(),
  amountFen: integer('amount_fen').notNull(),
  paidOn: text('paid_on'),
  reference: text('reference'),
  code: text('code'),
  note: text('note').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})

export type BankArrival = typeof bankArrivals.$inferSelect
export type ArrivalAllocation = typeof arrivalAllocations.$inferSelect
export type ArrivalReturn = typeof arrivalReturns.$inferSelect
