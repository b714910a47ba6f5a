import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { newId } from '../kernel/ids.ts'

export type AuditEntry = {
  /** Made before the write where the act can be undone from its entry. */
  id?: string
  staffId: string
  /** `order.shipped`, `staff.signed_in`, … */
  verb: string
  /** Kind and id: `order:7GQ4…`. */
  object: string
  before?: unknown
  after?: unknown
}

/** The statement that records one act or many, for the batch that does them. Entries hold no personal data. */
export function audit(db: Db, entries: AuditEntry | AuditEntry[], now: number) {
  const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  const rows = [entries].flat().map(({ id, staffId, verb, object, before, after }) => ({
    id: id ?? newId('aud', now),
    staffId,
    verb,
    object,
    before: text(before),
    after: text(after),
  }))
  return db.run(sql`
    INSERT INTO audit_entries (id, at, staff_id, verb, object, before, after)
    SELECT j.value ->> 'id', CAST(${now} AS INTEGER), j.value ->> 'staffId', j.value ->> 'verb', j.value ->> 'object',
      j.value ->> 'before', j.value ->> 'after' FROM json_each(${JSON.stringify(rows)}) j`)
}

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
