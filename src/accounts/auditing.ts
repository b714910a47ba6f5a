import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { newId } from '../kernel/ids.ts'

export type AuditEntry = {
  staffId: string
  /** `order.shipped`, `staff.signed_in`, … */
  verb: string
  /** Kind and id: `order:7GQ4…`. */
  object: string
  before?: unknown
  after?: unknown
}

/** The statement that records an act, for the batch that does it. Entries hold no personal data. */
export const audit = (db: Db, entry: AuditEntry, now: number) =>
  db.run(sql`INSERT INTO audit_entries (id, at, staff_id, verb, object, before, after) VALUES (
    ${newId('aud', now)}, ${now}, ${entry.staffId}, ${entry.verb}, ${entry.object},
    ${entry.before === undefined ? null : JSON.stringify(entry.before)},
    ${entry.after === undefined ? null : JSON.stringify(entry.after)})`)

export type AuditRow = {
  id: string
  at: number
  name: string
  verb: string
  object: string
  before: string | null
  after: string | null
}

/** Entries newest first, `limit` a page; `before` is the id of the last one seen. */
export const readAudit = (db: Db, query: { object?: string; before?: string; limit: number }) => {
  const object = query.object ? sql`a.object = ${query.object} AND` : sql``
  return db.all<AuditRow>(sql`
    SELECT a.id, a.at, s.name, a.verb, a.object, a.before, a.after FROM audit_entries a
    JOIN staff s ON s.id = a.staff_id WHERE ${object} a.id < ${query.before ?? '~'}
    ORDER BY a.id DESC LIMIT ${query.limit}`)
}
