import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import { civilDate, DAY_MS } from '../kernel/time.ts'

/** How long somebody counts as new. */
const NEW_DAYS = 14

/** What a new colleague has done so far, as the database knows it: 1 or 0, and the acts of their own. */
export type FirstWeek = { totp: number; holidays: number; contact: number; verbs: string }

/** The statement for it: one row for somebody who joined in the last 14 days, none for all others and for samples. */
export const firstWeekStatement = (db: Db, staffId: string, now: number) =>
  db.all<FirstWeek>(sql`
    SELECT s.totp_sealed IS NOT NULL totp,
      EXISTS (SELECT 1 FROM holidays WHERE last_on >= ${civilDate(now)}) holidays,
      EXISTS (SELECT 1 FROM shop_settings WHERE id = 1 AND shop ->> '$.contact.phone' <> '') contact,
      (SELECT json_group_array(DISTINCT verb) FROM audit_entries WHERE staff_id = s.id) verbs
    FROM staff s WHERE s.id = ${staffId} AND s.sample = 0 AND s.created_at > ${int(now - NEW_DAYS * DAY_MS)}`)
