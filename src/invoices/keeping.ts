import type { R2Bucket } from '@cloudflare/workers-types'
import { failedOn } from '../db/failures.ts'
import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { notice } from '../notices/owing.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { blueDiffers, type Difference, mayBeMeant, redDiffers } from './checking.ts'
import { dropFiles, hashesOf, type ReadFiles, storeFiles } from './files.ts'
import { type InvoiceEventKind, mayHappen, redEvent } from './invoice.ts'
import { sendStep } from './issuing.ts'
import { blueOf, frozenSheet, type InvoiceDesk, readInvoiceDesk, standingFen } from './reading.ts'
import { invoiceDocuments } from './schema.ts'
import { stepInvoice } from './stepping.ts'

/** Why an invoice was not kept: what differs (`needsReason`: it may be meant), or somebody was first. */
export type NotKept =
  | { code: 'differs'; differences: Difference[]; needsReason: boolean }
  | { code: 'conflict' | 'not_found' | 'number_known' }
export type Kept = { ok: true; event: InvoiceEventKind } | ({ ok: false } & NotKept)

type Sent = { files: ReadFiles; reason: string; staffId: string }
type Store = Shop & { bucket: R2Bucket }

/**
 * Keeps the invoice that was made of a frozen sheet, checked by machine. What may be meant (buyer, tax number, names)
 * passes with a reason; a wrong total, colour or a number that is known never does.
 */
export async function keepInvoice(shop: Store, id: string, sent: Sent): Promise<Kept> {
  const desk = await readInvoiceDesk(shop.db, id)
  const sheet = desk && frozenSheet(desk.request)
  if (!desk) return { ok: false, code: 'not_found' }
  if (!sheet || !mayHappen(desk.request.state, 'issued')) return { ok: false, code: 'conflict' }
  const differences = blueDiffers(sent.files.said, desk.request, sheet)
  const refused = refusedFor(differences, sent.reason)
  if (refused) return refused
  // What went back since the sheet was frozen is due on a red invoice at once.
  const event = desk.request.redDueFen > 0 ? 'issued_short' : 'issued'
  return keep(shop, desk, sent, { event, redOf: null, differences, redDueFen: desk.request.redDueFen })
}

/** Keeps a red invoice, whole or in part of what is due; checked as above, and that it names its blue one. */
export async function keepRedInvoice(shop: Store, id: string, sent: Sent): Promise<Kept> {
  const desk = await readInvoiceDesk(shop.db, id)
  if (!desk) return { ok: false, code: 'not_found' }
  const { redDueFen: dueFen } = desk.request
  const blue = blueOf(desk)
  if (!blue || !mayHappen(desk.request.state, 'red_done')) return { ok: false, code: 'conflict' }
  const { said } = sent.files
  const differences = redDiffers(said, desk.request, { dueFen, blueNumber: blue.number })
  const refused = refusedFor(differences, sent.reason)
  if (refused) return refused
  const event = redEvent(-said.amountFen, dueFen, standingFen(desk))
  return keep(shop, desk, sent, { event, redOf: blue.id, differences, redDueFen: dueFen + said.amountFen })
}

function refusedFor(differences: Difference[], reason: string): Kept | null {
  const needsReason = mayBeMeant(differences)
  if (differences.length === 0 || (needsReason && reason)) return null
  return { ok: false, code: 'differs', differences, needsReason }
}

type Made = {
  event: InvoiceEventKind
  redOf: string | null
  differences: Difference[]
  redDueFen: number
}

async function keep(shop: Store, desk: InvoiceDesk, sent: Sent, made: Made): Promise<Kept> {
  const { db, now, bucket } = shop
  const { files, staffId } = sent
  const { number, issuedOn, confirmNo } = files.said
  const [amountFen, taxFen] = [Math.abs(files.said.amountFen), Math.abs(files.said.taxFen)]
  const id = newId('doc', now)
  const { request, account } = desk
  const entry = {
    ...{ staffId, verb: made.redOf ? 'invoice.reddened' : 'invoice.issued' },
    object: `order:${account.order.number}`,
    after: { requestId: request.id, number, amountFen, differs: made.differences.join(' ') },
  }
  const row = {
    ...{ id, requestId: request.id, number, redOf: made.redOf, confirmNo: confirmNo || null },
    ...{ amountFen, taxFen, issuedOn, ...hashesOf(files) },
    differs: made.differences.join(' '),
    reason: made.differences.length ? sent.reason : '',
    ...{ staffId, at: now },
  }
  // Bytes first: without its row an object is only unused, a row without its object would be a broken invoice.
  await storeFiles(bucket, id, files)
  try {
    const done = await sendStep(shop, [
      ...stepInvoice(
        db,
        request,
        made.event,
        { actor: 'staff', staffId },
        now,
        { amountFen },
        { redDueFen: made.redDueFen },
      ),
      db.run(insert(invoiceDocuments).values(row)),
      notice(db, { event: made.redOf ? 'invoice.red' : 'invoice.ready', subject: id }, now),
      audit(db, entry, now),
    ])
    if (done.ok) return { ok: true, event: made.event }
  } catch (error) {
    // An answer that was lost may still have been written: then the files stay.
    if (!failedOn(error, 'invoice_documents.number')) throw error
    await dropFiles(bucket, id)
    return { ok: false, code: 'number_known' }
  }
  await dropFiles(bucket, id)
  return { ok: false, code: 'conflict' }
}
