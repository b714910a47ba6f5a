import type { TaxFacts } from '../catalog/tax.ts'
import type { Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { orderAsRead } from '../orders/transitions.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { mayHappen } from './invoice.ts'
import { type InvoiceDesk, readInvoiceDesk } from './reading.ts'
import { lackingIn, type Sheet, sheetOf } from './sheet.ts'
import { STEP_LOCK, stepInvoice } from './stepping.ts'

/** What a request's sheet is as its order stands, with what was typed for single lines; null when nothing is left. */
export const sheetFor = (desk: InvoiceDesk, typed: Record<string, TaxFacts> = {}): Sheet | null =>
  sheetOf(desk.account, { bySku: desk.bySku, typed })

/** Sends a batch of one step. Refusal: conflict (somebody, or money going back, was first). */
export async function sendStep(
  { db }: Shop,
  statements: [Statement<unknown>, ...Statement<unknown>[]],
): Promise<Result<null>> {
  try {
    await db.batch(statements)
    return ok(null)
  } catch (error) {
    if (failedOn(error, STEP_LOCK) || changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}

/**
 * Begins to issue: the copy sheet is frozen, the buyer can no longer change the request. `typed` are facts for single
 * lines, by key. Refusals: not_found; conflict (not asked for any more, nothing left, moved meanwhile); too_late while a
 * line lacks its code or rate.
 */
export async function beginIssuing(
  shop: Shop,
  id: string,
  typed: Record<string, TaxFacts>,
  staffId: string,
): Promise<Result<null>> {
  const { db, now } = shop
  const desk = await readInvoiceDesk(db, id)
  if (!desk) return refuse({ code: 'not_found' })
  const sheet = sheetFor(desk, typed)
  if (!sheet || !mayHappen(desk.request.state, 'begun')) return refuse({ code: 'conflict' })
  if (lackingIn(sheet).size) return refuse({ code: 'too_late' })
  const { amountFen } = sheet
  const entry = { staffId, verb: 'invoice.begun', object: `order:${desk.account.order.number}` }
  return sendStep(shop, [
    // A refund moves the order: the sheet is not frozen beside one.
    orderAsRead(db, desk.account.order),
    ...stepInvoice(
      db,
      desk.request,
      'begun',
      { actor: 'staff', staffId },
      now,
      { amountFen },
      { sheet: JSON.stringify(sheet), amountFen, redDueFen: 0 },
    ),
    audit(db, { ...entry, after: { requestId: id, amountFen } }, now),
  ])
}

/** Stops issuing before an invoice was made: the sheet is reckoned anew next time. Refusals: not_found, conflict. */
export async function releaseInvoice(shop: Shop, id: string, staffId: string): Promise<Result<null>> {
  const { db, now } = shop
  const desk = await readInvoiceDesk(db, id)
  if (!desk) return refuse({ code: 'not_found' })
  if (!mayHappen(desk.request.state, 'released')) return refuse({ code: 'conflict' })
  const entry = { staffId, verb: 'invoice.released', object: `order:${desk.account.order.number}` }
  return sendStep(shop, [
    ...stepInvoice(
      db,
      desk.request,
      'released',
      { actor: 'staff', staffId },
      now,
      {},
      { sheet: null, amountFen: null, redDueFen: 0 },
    ),
    audit(db, { ...entry, after: { requestId: id } }, now),
  ])
}
