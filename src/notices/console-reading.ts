import { desc } from 'drizzle-orm'
import { selectAll } from '../db/query.ts'
import type { Shop } from '../shop.ts'
import { consoleMessages } from './console-schema.ts'

/** The newest messages a laptop kept in place of a phone. */
export const readConsole = ({ db }: Shop) =>
  db.all(selectAll(consoleMessages).orderBy(desc(consoleMessages.id)).limit(20))
