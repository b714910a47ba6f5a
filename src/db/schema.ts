import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const guards = sqliteTable('guards', { holds: integer('holds').notNull() })

export const contentVersion = sqliteTable('content_version', {
  id: integer('id').notNull().primaryKey(),
  version: integer('version').notNull(),
  facets: text('facets').notNull(),
  shop: text('shop').notNull().default('{}'),
  priceTurns: text('price_turns').notNull().default('[]'),
  families: text('families').notNull().default('[]'),
})
export type ContentVersion = typeof contentVersion.$inferSelect
