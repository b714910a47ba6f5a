import type { R2Bucket } from '@cloudflare/workers-types'
import { eq, sql } from 'drizzle-orm'
import { insist } from '../db/insisting.ts'
import { update } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { notice } from '../notices/owing.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { dropFiles, hashesOf, keyOf, type ReadFiles, storeFiles } from './files.ts'
import { sendStep } from './issuing.ts'
import type { Kept } from './keeping.ts'
import { type InvoiceDesk, readInvoiceDesk } from './reading.ts'
import { invoiceDocuments } from './schema.ts'

/** The document of a request whose files these are once more; null where they are of another invoice. */
export const sameInvoice = ({ documents }: Pick<InvoiceDesk, 'documents'>, { said }: ReadFiles) =>
  documents.find(({ number }) => number === said.number) ?? null

/**
 * Takes the files of an invoice that was kept once more, where the PDF was another's: no machine reads a PDF. The XML has
 * to say the same number, colour and sums; what the invoice is does not change. Who was sent the files by e-mail is sent
 * these. Refusals: not_found; differs; conflict (a colleague was first).
 */
export async function replaceFiles(
  shop: Shop & { bucket: R2Bucket },
  id: string,
  { files, reason, staffId }: { files: ReadFiles; reason: string; staffId: string },
): Promise<Kept | { ok: true; event: 'replaced' }> {
  const { db, now, bucket } = shop
  const desk = await readInvoiceDesk(db, id)
  const known = desk && sameInvoice(desk, files)
  if (!desk || !known) return { ok: false, code: 'not_found' }
  const { said } = files
  const same =
    said.red === (known.redOf !== null) &&
    Math.abs(said.amountFen) === known.amountFen &&
    Math.abs(said.taxFen) === known.taxFen
  if (!same) return { ok: false, code: 'differs', differences: ['total'], needsReason: false }
  const filesKey = newId('doc', now)
  const event = known.redOf ? ('invoice.red' as const) : ('invoice.ready' as const)
  // Bytes first, as when they came: without the row nobody opens them.
  await storeFiles(bucket, filesKey, files)
  const done = await sendStep(shop, [
    insist(
      db,
      sql`EXISTS (SELECT 1 FROM invoice_documents WHERE id = ${known.id} AND files_key IS ${known.filesKey})`,
    ),
    db.run(
      update(invoiceDocuments)
        .set({ filesKey, ...hashesOf(files) })
        .where(eq(invoiceDocuments.id, known.id)),
    ),
    notice(db, { event, subject: known.id, occurrence: filesKey }, now),
    audit(
      db,
      {
        ...{ staffId, verb: 'invoice.files_replaced', object: `order:${desk.account.order.number}` },
        after: { requestId: id, number: known.number, reason },
      },
      now,
    ),
  ])
  await dropFiles(bucket, done.ok ? keyOf(known) : filesKey)
  return done.ok ? { ok: true, event: 'replaced' } : { ok: false, code: 'conflict' }
}
