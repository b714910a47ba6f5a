import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const impactFacts = sqliteTable('impact_facts', {
  id: text('id').notNull().primaryKey(),
  position: integer('position').notNull(),
  valueZh: text('value_zh').notNull(),
  valueEn: text('value_en').notNull(),
  labelZh: text('label_zh').notNull(),
  labelEn: text('label_en').notNull(),
  asOf: text('as_of').notNull(),
  sourceZh: text('source_zh').notNull(),
  sourceEn: text('source_en').notNull(),
  visible: integer('visible').notNull(),
})

export const impactEntries = sqliteTable(
  'impact_entries',
  {
    cause: text('cause').notNull(),
    line: integer('line').notNull(),
    at: integer('at').notNull(),
    month: text('month').notNull(),
    family: text('family').notNull(),
    originCode: text('origin_code').notNull(),
    province: text('province').notNull(),
    channel: text('channel').notNull(),
    amountFen: integer('amount_fen').notNull(),
    areaCmu: integer('area_cmu').notNull().default(0),
    adoptions: integer('adoptions').notNull().default(0),
    teaG: integer('tea_g').notNull().default(0),
    pieces: integer('pieces').notNull().default(0),
    orders: integer('orders').notNull().default(0),
    familyOrders: integer('family_orders').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.cause, t.line] })],
)

export const impactSums = sqliteTable('impact_sums', {
  scope: text('scope').notNull().primaryKey(),
  amountFen: integer('amount_fen').notNull(),
  orders: integer('orders').notNull(),
  areaCmu: integer('area_cmu').notNull().default(0),
  adoptions: integer('adoptions').notNull().default(0),
  teaG: integer('tea_g').notNull().default(0),
})

export const salesByDay = sqliteTable(
  'sales_by_day',
  {
    dimension: text('dimension').notNull(),
    day: text('day').notNull(),
    value: text('value').notNull(),
    orders: integer('orders').notNull(),
    pieces: integer('pieces').notNull(),
    amountFen: integer('amount_fen').notNull(),
  },
  (t) => [primaryKey({ columns: [t.dimension, t.day, t.value] })],
)
export type StoredFact = typeof impactFacts.$inferSelect
export type ImpactSum = typeof impactSums.$inferSelect
export type SalesByDay = typeof salesByDay.$inferSelect
