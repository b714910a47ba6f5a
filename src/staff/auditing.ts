import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insertRows } from '../db/query.ts'
import { idFrom, newId } from '../kernel/ids.ts'
import { addDays } from '../kernel/time.ts'
import { auditEntries, type LoggedAct, type Staff } from './schema.ts'

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
    at: now,
    staffId,
    verb,
    object,
    before: text(before),
    after: text(after),
  }))
  return db.run(insertRows(auditEntries, rows))
}

export type AuditRow = Omit<LoggedAct, 'staffId'> & Pick<Staff, 'name'>

export type AuditFilter = {
  object?: string
  staffId?: string
  verb?: string
  /** Civil dates, both included. */
  from?: string
  to?: string
}

/** Entries one page may look through: what matches rarely is found window by window, never in one long read. */
const WINDOW = 1000

/**
 * Entries newest first, at most `limit`; `before` is the id the last page ended at. Ids begin with their time, so
 * dates bound the key. `next` is where to go on, null at the end; a page may be empty and yet go on.
 */
export async function readAudit(db: Db, filter: AuditFilter, limit: number, before?: string) {
  const { object, staffId, verb, from, to } = filter
  // One index bounds the read, the others sift its window.
  const narrow = object
    ? sql`a.object = ${object}`
    : staffId
      ? sql`a.staff_id = ${staffId}`
      : verb
        ? sql`a.verb = ${verb}`
        : sql`1`
  const sifted = [object, staffId, verb].filter(Boolean).length > 1
  const most = sifted ? WINDOW : limit + 1
  const end = to ? idAt(dayStartOf(addDays(to, 1))) : '~'
  const rows = await db.all<AuditRow & { fits: number }>(sql`
    SELECT a.id, a.at, s.name, a.verb, a.object, a.before, a.after,
      (${staffId ?? null} IS NULL OR a.staff_id = ${staffId ?? null}) AND (${verb ?? null} IS NULL OR a.verb = ${verb ?? null}) fits
    FROM audit_entries a JOIN staff s ON s.id = a.staff_id
    WHERE ${narrow} AND a.id < ${before && before < end ? before : end} AND a.id >= ${from ? idAt(dayStartOf(from)) : ''}
    ORDER BY a.id DESC LIMIT ${most}`)
  const found = rows.filter((row) => row.fits)
  const page = found.slice(0, limit)
  const more = found.length > limit ? page.at(-1) : sifted && rows.length === WINDOW ? rows.at(-1) : undefined
  return { rows: page, next: more?.id ?? null }
}

const dayStartOf = (on: string): number => Date.parse(`${on}T00:00:00+08:00`)
const idAt = (at: number): string => idFrom('aud', at)

/** As many acts as one thing's own page tells. */
const MOST_TOLD = 100

/** The statement that reads who did some kinds of acts to one thing, the oldest first. */
export const actsOn = (db: Db, object: string, verbs: string[]) =>
  db.all<AuditRow>(sql`
    SELECT a.id, a.at, s.name, a.verb, a.object, a.before, a.after
    FROM audit_entries a JOIN staff s ON s.id = a.staff_id
    WHERE a.object = ${object} AND a.verb IN (SELECT value FROM json_each(${JSON.stringify(verbs)}))
    ORDER BY a.id LIMIT ${MOST_TOLD}`)

/** What some entries hold, by their ids; those there are. */
export async function readEntries(db: Db, ids: string[]) {
  const rows = await db.all<
    Pick<LoggedAct, 'id' | 'verb' | 'staffId'> & { before: string; after: string }
  >(sql`
    SELECT a.id, a.verb, a.staff_id staffId, coalesce(a.before, '{}') before, coalesce(a.after, '{}') after
    FROM json_each(${JSON.stringify(ids)}) j CROSS JOIN audit_entries a ON a.id = j.value`)
  return rows.map((row) => ({ ...row, before: JSON.parse(row.before), after: JSON.parse(row.after) }))
}
