import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert } from '../db/query.ts'
import { consents } from './schema.ts'

/**
 * Which text stands behind each consent. It changes with the text (src/i18n, pages /terms and /privacy, the line at the
 * checkout), so that the log says what somebody really agreed to.
 */
export const CONSENT_VERSIONS: Record<string, string> = {
  terms: '2026-11',
  privacy: '2026-11',
  no_return: '2026-11',
  // The offer's own terms and risks stand in the offer, which the adoption names by version and hash.
  adoption_terms: '2026-11',
  adoption_risk: '2026-11',
}

export type Consent = { purpose: string; version: string; at: number; channel: string }

/** The statement that keeps what was agreed to, one row however much it was; codes nobody knows are left out. */
export function logConsents(db: Db, subject: string, purposes: string[], channel: string, now: number) {
  const known = purposes.filter((purpose) => Object.hasOwn(CONSENT_VERSIONS, purpose))
  const given = Object.fromEntries(known.map((purpose) => [purpose, CONSENT_VERSIONS[purpose]]))
  return db.run(insert(consents).values({ subject, at: now, channel, given: JSON.stringify(given) }))
}

export const consentsOfOrder = (db: Db, orderId: string) =>
  db.all<Consent>(sql`SELECT purpose, version, at, channel FROM consent_log
    WHERE subject = ${`order:${orderId}`} ORDER BY at, purpose`)
