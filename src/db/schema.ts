import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'

export const guards = sqliteTable('guards', { holds: integer('holds').notNull() })
