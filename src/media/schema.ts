import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const media = sqliteTable('media', {
  id: text('id').notNull().primaryKey(),
  hash: text('hash').notNull(),
  type: text('type').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  bytes: integer('bytes').notNull(),
  altZh: text('alt_zh').notNull(),
  altEn: text('alt_en').notNull(),
  sizes: text('sizes').notNull(),
  clientKey: text('client_key').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
  kind: text('kind').notNull().default('picture'),
})
export type Media = typeof media.$inferSelect

/** Scans of producers' papers, for staff alone. */
export const producerScans = sqliteTable('producer_scans', {
  id: text('id').notNull().primaryKey(),
  producerId: text('producer_id').notNull(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  type: text('type').notNull(),
  bytes: integer('bytes').notNull(),
  clientKey: text('client_key').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})
export type ProducerScan = typeof producerScans.$inferSelect
