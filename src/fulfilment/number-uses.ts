import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'

/** A tracking number and the order it is typed for. */
export type TypedNumber = { trackingNo: string; number: string }
/** One that is another order's already: right where two orders travel in one box, else a slip of the pen. */
export type NumberUse = TypedNumber & { usedBy: string }

/** The statement that reads which of some tracking numbers another order has, each with one such order. */
export const numberUses = (db: Db, typed: TypedNumber[]) =>
  db.all<NumberUse>(sql`
    SELECT * FROM (SELECT j.value ->> 'trackingNo' trackingNo, j.value ->> 'number' number, (
      SELECT o.number FROM shipments s CROSS JOIN orders o ON o.id = s.order_id
      WHERE s.tracking_no = j.value ->> 'trackingNo' AND o.number <> j.value ->> 'number' LIMIT 1) usedBy
      FROM json_each(${JSON.stringify(typed)}) j)
    WHERE usedBy IS NOT NULL`)

/** The uses nobody confirmed: `sure` lists the tracking numbers somebody looked at. */
export const unasked = (uses: NumberUse[], sure: string[]): NumberUse[] =>
  uses.filter(({ trackingNo }) => !sure.includes(trackingNo))
