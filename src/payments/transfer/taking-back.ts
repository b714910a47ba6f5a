import { eq, sql } from 'drizzle-orm'
import { update } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Order } from '../../orders/schema.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { type ArrivalAllocation, arrivalAllocations } from '../transfer-schema.ts'
import { lostArrival } from './allocating.ts'

type Row = Pick<ArrivalAllocation, 'amountFen' | 'freedAt'> & {
  number: Order['number']
  paidAt: number | null
}

/**
 * Takes money of an arrival back from the order it was counted for, with a reason; it waits on the arrival again. What an
 * order was paid with stays: that goes back as a refund. Answers how much. Refusals: not_found; conflict (the order is
 * paid, the money is free already, or somebody was faster).
 */
export async function takeAllocationBack(
  shop: Shop,
  arrivalId: string,
  id: string,
  reason: string,
  staffId: string,
): Promise<Result<{ amountFen: number }>> {
  const { db, now } = shop
  const [row] = await db.all<Row>(sql`
    SELECT l.amount_fen amountFen, l.freed_at freedAt, o.number, t.paid_at paidAt FROM arrival_allocations l
    CROSS JOIN payment_attempts t ON t.id = l.attempt_id CROSS JOIN orders o ON o.id = t.order_id
    WHERE l.id = ${id} AND l.arrival_id = ${arrivalId}`)
  if (!row) return refuse({ code: 'not_found' })
  const { amountFen, number } = row
  if (row.freedAt !== null || row.paidAt !== null) return refuse({ code: 'conflict' })
  const entry = {
    ...{ staffId, verb: 'arrival.taken_back', object: `order:${number}` },
    after: { arrivalId, amountFen, reason },
  }
  try {
    // A trigger breaks the batch when the order was paid or the money freed since.
    await db.batch([
      db.run(
        update(arrivalAllocations)
          .set({ freedAt: now, takenBackBy: staffId, takenBackReason: reason })
          .where(eq(arrivalAllocations.id, id)),
      ),
      audit(db, entry, now),
    ])
    return ok({ amountFen })
  } catch (error) {
    if (lostArrival(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
