import { sql } from 'drizzle-orm'
import { seal } from '../kernel/secrets.ts'
import { DAY_MS } from '../kernel/time.ts'
import type { Shop } from '../orders/order.ts'
import { RETENTION_DAYS } from '../orders/retaining.ts'

const PER_NIGHT = 500

/**
 * Takes contact, phone and free words out of requests whose time is up: a month after one that came to nothing, as long
 * as its order's where it was accepted. Unit, goods and sums stay. Answers how many.
 */
export async function forgetQuotations({ db, settings, now }: Shop): Promise<number> {
  const rows = await db.all(sql`
    UPDATE quotations SET contact_name = '—', phone_sealed = ${await seal(settings.phoneKey, '')},
      phone_hmac = hex(randomblob(32)), wanted = '', note = '', forgotten_at = ${now}
    WHERE id IN (SELECT id FROM quotations WHERE closed_at IS NOT NULL AND forgotten_at IS NULL
      AND closed_at <= ${now} - CAST(iif(state = 'accepted', ${RETENTION_DAYS.bought * DAY_MS},
        ${RETENTION_DAYS.unbought * DAY_MS}) AS INTEGER) ORDER BY closed_at LIMIT ${PER_NIGHT})
    RETURNING id`)
  return rows.length
}
