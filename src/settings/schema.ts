import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PageName } from './page-texts.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

/** One row, id 1: what staff set for the whole shop, which a trigger copies into `content_version`. */
export const shopSettings = sqliteTable('shop_settings', {
  id: integer('id').notNull().primaryKey(),
  shop: text('shop').notNull(),
})

export const pageRevisions = sqliteTable(
  'page_revisions',
  {
    page: text('page').$type<PageName>().notNull(),
    revision: integer('revision').notNull(),
    bodyZh: text('body_zh').notNull(),
    bodyEn: text('body_en').notNull(),
    at: integer('at').notNull(),
    staffId: text('staff_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.page, t.revision] })],
)
