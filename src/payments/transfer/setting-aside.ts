import { eq, sql } from 'drizzle-orm'
import type { Statement } from '../../db/client.ts'
import { insist } from '../../db/insisting.ts'
import { selectAll, update } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { type BankArrival, bankArrivals } from '../transfer-schema.ts'
import { lostArrival } from './allocating.ts'

/**
 * Sets money aside that is no payment (interest, a transfer between own accounts), with a reason: it waits for no order any
 * more, and its serial stays known. Refusals: not_found; conflict (something of it is used, it was voided, or somebody was
 * faster).
 */
export const setArrivalAside = (shop: Shop, id: string, reason: string, staffId: string) =>
  write(
    shop,
    id,
    (arrival) => arrival.setAsideAt === null,
    { setAsideAt: shop.now, setAsideBy: staffId, setAsideReason: reason },
    { staffId, verb: 'arrival.set_aside', after: { reason } },
  )

/** Puts it back among what waits for an order. Refusals: not_found; conflict (it is not set aside, or voided). */
export const putArrivalBack = (shop: Shop, id: string, staffId: string) =>
  write(
    shop,
    id,
    (arrival) => arrival.setAsideAt !== null,
    { setAsideAt: null, setAsideBy: null, setAsideReason: null },
    { staffId, verb: 'arrival.put_back', after: {} },
  )

type Aside = Pick<BankArrival, 'setAsideAt' | 'setAsideBy' | 'setAsideReason'>
type Entry = { staffId: string; verb: string; after: Record<string, string> }

async function write(
  { db, now }: Shop,
  id: string,
  mayBe: (arrival: BankArrival) => boolean,
  to: Aside,
  entry: Entry,
): Promise<Result<null>> {
  const [arrival] = await db.all(selectAll(bankArrivals).where(eq(bankArrivals.id, id)))
  if (!arrival) return refuse({ code: 'not_found' })
  if (!mayBe(arrival) || arrival.voidedAt !== null) return refuse({ code: 'conflict' })
  const after = { ...entry.after, amountFen: arrival.amountFen }
  const { setAsideAt } = arrival
  const statements: [Statement<unknown>, ...Statement<unknown>[]] = [
    insist(db, sql`EXISTS (SELECT 1 FROM bank_arrivals WHERE id = ${id} AND set_aside_at IS ${setAsideAt})`),
    db.run(update(bankArrivals).set(to).where(eq(bankArrivals.id, id))),
    audit(db, { ...entry, object: `arrival:${id}`, after }, now),
  ]
  try {
    // A constraint breaks the batch when something of it was used or it was voided since.
    await db.batch(statements)
    return ok(null)
  } catch (error) {
    if (lostArrival(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
