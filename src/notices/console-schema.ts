import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a laptop shows in place of a phone; empty in production. */
export const consoleMessages = sqliteTable('console_messages', {
  id: text('id').notNull().primaryKey(),
  /** Last four digits of whom it was for. */
  toTail: text('to_tail').notNull(),
  text: text('text').notNull(),
  at: integer('at').notNull(),
})

export type ConsoleMessage = typeof consoleMessages.$inferSelect
