import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { Purpose } from './schema.ts'

/** Whose phone: its mark, read where it is asked for. */
type Mark = SQL
type Of = Exclude<Purpose, 'all'>

export const markOfOrder = (number: string): Mark =>
  sql`(SELECT phone_hmac FROM orders WHERE number = ${number})`

/** Who holds a garden: the receiver of a gift once they took it, until then the buyer. */
export const markOfHolder = (adoptionId: string): Mark => sql`(
  SELECT CASE WHEN g.claimed_at IS NULL THEN o.phone_hmac ELSE g.phone_hmac END FROM adoptions a
  CROSS JOIN orders o ON o.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id WHERE a.id = ${adoptionId})`

/** The statement that answers whether a phone is not told: one row with 1 or 0. */
export const readStopped = (db: Db, purpose: Of, mark: Mark) =>
  db.all<{ stopped: number }>(sql`SELECT EXISTS (
    SELECT 1 FROM notice_stops WHERE address_hmac = ${mark} AND purpose IN ('all', ${purpose})) stopped`)

/** The same of one address, by its mark; `all` is what a letter's link turns off. */
export const readMarkStopped = (db: Db, mark: string) =>
  db.all<{ stopped: number }>(sql`SELECT EXISTS (
    SELECT 1 FROM notice_stops WHERE address_hmac = ${mark} AND purpose = 'all') stopped`)

/** Stops everything to one address, or lets it be written to again. */
export const stopMark = (db: Db, mark: string, on: boolean, now: number) =>
  db.run(
    on
      ? sql`DELETE FROM notice_stops WHERE address_hmac = ${mark}`
      : sql`INSERT INTO notice_stops (address_hmac, purpose, reason, at) VALUES (${mark}, 'all', 'page', ${int(now)})
          ON CONFLICT (address_hmac, purpose) DO NOTHING`,
  )

/** Turns the messages of a phone off for one purpose, or on again; on takes back a 退订 as well. */
export async function chooseMessages(
  { db, now }: { db: Db; now: number },
  purpose: Of,
  mark: Mark,
  on: boolean,
): Promise<void> {
  if (on)
    await db.run(
      sql`DELETE FROM notice_stops WHERE address_hmac = ${mark} AND purpose IN ('all', ${purpose})`,
    )
  else
    await db.run(sql`INSERT INTO notice_stops (address_hmac, purpose, reason, at)
      SELECT ${mark}, ${purpose}, 'page', ${int(now)} WHERE ${mark} IS NOT NULL
      ON CONFLICT (address_hmac, purpose) DO NOTHING`)
}
