import { sql } from 'drizzle-orm'
import { addDays, civilDate, DAY_MS, minuteOfDay } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { mayRenew } from './events.ts'
import { notice } from './owing.ts'

const AT_A_TIME = 200
/** A parcel nobody has said the address of, and a choice nobody has made, are asked for again after this. */
const AGAIN_DAYS = 7
/** Before the last day of a renewal it is told once more. */
const ENDS_DAYS = 7

/**
 * Owes what time alone makes due, once each: a claim's last day, a transfer's, the address of an adoption's parcel, twice,
 * the second word on a short season, and a renewal's first and last week. Answers how many were owed.
 */
export async function oweDue({ db, now }: Shop): Promise<number> {
  const today = civilDate(now)
  const owed = (key: ReturnType<typeof sql>) =>
    sql`EXISTS (SELECT 1 FROM outbox b WHERE b.dedupe_key = 'notice:' || ${key})`
  const byTomorrow = now + DAY_MS
  // What was said half a day ago or less needs no second word yet.
  const [claims, parcels, transfers, shortfalls, renewals] = await db.batch([
    db.all<{ id: string; dueAt: number }>(sql`
      SELECT c.id, c.due_at dueAt FROM claims c
      WHERE c.ended_at IS NULL AND c.due_at > ${now} AND c.due_at <= ${byTomorrow}
        AND c.state IN ('awaiting_return', 'proposed', 'refused')
        AND NOT EXISTS (SELECT 1 FROM claim_events e WHERE e.claim_id = c.id AND e.seq = c.seq AND e.at > ${now - DAY_MS / 2})
        AND NOT ${owed(sql`'claim.deadline:' || c.id || ':' || c.due_at`)}
      ORDER BY c.due_at LIMIT ${AT_A_TIME}`),
    db.all<{ id: string; nth: string }>(sql`
      SELECT d.id, n.value nth FROM dispatches d CROSS JOIN json_each('["1","2"]') n
      WHERE d.shipped_at IS NULL AND d.called_off_at IS NULL AND d.street IS NULL AND d.address_until > ${today}
        AND (n.value = '1' OR d.planned_at <= ${Date.parse(`${addDays(today, -AGAIN_DAYS)}T23:59:59+08:00`)})
        AND NOT ${owed(sql`'tea.address:' || d.id || ':' || n.value`)}
      LIMIT ${AT_A_TIME}`),
    db.all<{ id: string; dueAt: number }>(sql`
      SELECT o.id, o.pay_before dueAt FROM orders o CROSS JOIN payment_attempts a ON a.order_id = o.id
      WHERE o.paid_at IS NULL AND o.closed_at IS NULL AND o.pay_before > ${now} AND o.pay_before <= ${byTomorrow}
        AND o.state = 'awaiting_payment' AND o.placed_at <= ${now - DAY_MS / 2}
        AND a.paid_at IS NULL AND a.closed_at IS NULL AND a.method = 'bank_transfer'
        AND NOT EXISTS (SELECT 1 FROM arrival_allocations l WHERE l.attempt_id = a.id AND l.freed_at IS NULL)
        AND NOT ${owed(sql`'transfer.due:' || o.id || ':' || o.pay_before`)}
        LIMIT ${AT_A_TIME}`),
    db.all<{ id: string }>(sql`
      SELECT s.adoption_id id FROM shortfalls s WHERE s.choice IS NULL AND s.noted_at <= ${now - AGAIN_DAYS * DAY_MS}
        AND NOT ${owed(sql`'shortfall.choice:' || s.adoption_id || ':2'`)}
      LIMIT ${AT_A_TIME}`),
    // A window lasts weeks, and every adoption of a season is looked at: once an hour is often enough.
    db.all<{ id: string; event: 'renewal.opens' | 'renewal.ends' }>(sql`
      SELECT a.id, iif(n.content ->> '$.renewal.until' > ${addDays(today, ENDS_DAYS)}, 'renewal.opens', 'renewal.ends') event
      FROM offers n CROSS JOIN adoptions a ON a.garden = n.garden AND a.season = n.season - 1
      WHERE ${minuteOfDay(now) % 60} = 0 AND ${mayRenew(now)}
        AND NOT ${owed(sql`iif(n.content ->> '$.renewal.until' > ${addDays(today, ENDS_DAYS)}, 'renewal.opens', 'renewal.ends')
          || ':' || a.id || ':1'`)}
      LIMIT ${AT_A_TIME}`),
  ])
  const notices = [
    ...claims.map(({ id, dueAt }) => ({
      event: 'claim.deadline' as const,
      subject: id,
      occurrence: String(dueAt),
    })),
    ...shortfalls.map(({ id }) => ({ event: 'shortfall.choice' as const, subject: id, occurrence: '2' })),
    ...renewals.map(({ id, event }) => ({ event, subject: id })),
    ...parcels.map(({ id, nth }) => ({ event: 'tea.address' as const, subject: id, occurrence: nth })),
    ...transfers.map(({ id, dueAt }) => ({
      event: 'transfer.due' as const,
      subject: id,
      occurrence: String(dueAt),
    })),
  ]
  if (notices.length) await notice(db, notices, now)
  return notices.length
}
