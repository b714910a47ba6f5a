import { sql } from 'drizzle-orm'
import type { Db, Statement } from './client.ts'
import { update } from './query.ts'
import { contentVersion } from './schema.ts'

/** The statement after which kept copies of shop pages no longer hold, for the batch that changes what they show. */
export const raiseContentVersion = (db: Db): Statement<unknown> =>
  db.run(update(contentVersion).set({ version: sql`${contentVersion.version} + 1` }))
