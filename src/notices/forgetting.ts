import { sql } from 'drizzle-orm'
import { remove } from '../db/query.ts'
import { idFrom } from '../kernel/ids.ts'
import { DAY_MS } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { noticeDeliveries } from './schema.ts'

/** Six months, which the rules on short messages ask for, and a few days. */
const KEPT_DAYS = 190
const SLICE = 2000

/** Takes away what was told long ago; what is left over goes the next night. Stops are kept. */
export const forgetNotices = ({ db, now }: Shop) =>
  db.run(
    remove(noticeDeliveries).where(sql`${noticeDeliveries.id} IN (SELECT id FROM notice_deliveries
      WHERE id < ${idFrom('ntc', now - KEPT_DAYS * DAY_MS)} ORDER BY id LIMIT ${SLICE})`),
  )
