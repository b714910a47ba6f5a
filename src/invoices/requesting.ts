import { sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { type AuditEntry, audit } from '../staff/auditing.ts'
import { type Buyer, isOver, mayHappen } from './invoice.ts'
import { readInvoiceDesk, readInvoices } from './reading.ts'
import { invoiceEvents, invoiceRequests } from './schema.ts'
import { keptFen } from './sheet.ts'
import { type By, STEP_LOCK, stepInvoice } from './stepping.ts'

/** Paid, nobody forgotten, and something of its money is still kept. */
const worthOne = (orderId: string) => sql`(SELECT o.forgotten_at IS NULL AND c.amount_fen > (
    SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r WHERE r.attempt_id = c.attempt_id)
  FROM captures c CROSS JOIN orders o ON o.id = c.order_id WHERE c.order_id = ${orderId})`

/**
 * Asks for an order's invoice, or changes what was asked for while nobody began to issue it; the same again changes
 * nothing. Refusal: conflict (not paid, nothing left of the money, somebody has begun or was first).
 */
export async function requestInvoice(
  shop: Shop,
  orderId: string,
  buyer: Buyer,
): Promise<Result<{ id: string }>> {
  const { db, now } = shop
  const [newest] = await readInvoices(db, orderId)
  const open = newest && !isOver(newest.request.state) ? newest.request : null
  if (open && isSame(open, buyer)) return ok({ id: open.id })
  if (open && !mayHappen(open.state, 'changed')) return refuse({ code: 'conflict' })
  const id = open?.id ?? newId('inv', now)
  try {
    if (open)
      await db.batch([
        insist(db, worthOne(orderId)),
        ...stepInvoice(db, open, 'changed', { actor: 'buyer' }, now, {}, buyer),
      ])
    else
      await db.batch([
        insist(db, worthOne(orderId)),
        db.run(
          insert(invoiceRequests).values({
            ...{ ...buyer, id, orderId, state: 'requested', seq: 1, requestedAt: now },
          }),
        ),
        db.run(
          insert(invoiceEvents).values({ requestId: id, seq: 1, kind: 'requested', at: now, actor: 'buyer' }),
        ),
      ])
    return ok({ id })
  } catch (error) {
    const lost =
      failedOn(error, STEP_LOCK) || failedOn(error, 'invoice_requests.order_id') || changedMeanwhile(error)
    if (lost) return refuse({ code: 'conflict' })
    throw error
  }
}

const isSame = (request: Buyer, buyer: Buyer): boolean =>
  (Object.keys(buyer) as (keyof Buyer)[]).every((field) => request[field] === buyer[field])

/** Takes a request back while nobody began to issue it. Refusals: not_found, conflict. */
export async function cancelInvoice(
  shop: Shop,
  id: string,
  by: By,
  note = '',
): Promise<Result<{ id: string }>> {
  const { db, now } = shop
  const desk = await readInvoiceDesk(db, id)
  if (!desk) return refuse({ code: 'not_found' })
  if (!mayHappen(desk.request.state, 'cancelled')) return refuse({ code: 'conflict' })
  const entry: AuditEntry | null =
    by.actor === 'staff'
      ? {
          staffId: by.staffId,
          verb: 'invoice.cancelled',
          object: `order:${desk.account.order.number}`,
          after: { requestId: id, keptFen: keptFen(desk.account) },
        }
      : null
  try {
    await db.batch([
      ...stepInvoice(db, desk.request, 'cancelled', by, now, { note }),
      ...(entry ? [audit(db, entry, now)] : []),
    ])
    return ok({ id })
  } catch (error) {
    if (failedOn(error, STEP_LOCK)) return refuse({ code: 'conflict' })
    throw error
  }
}
