import type { R2Bucket } from '@cloudflare/workers-types'
import { INVOICE_FILES, type InvoiceFile, invoiceFileKey } from '../../kernel/invoice-files.ts'
import type { Attachment } from './letter.ts'

/** A letter may have 5 MiB, and base64 makes four bytes of three; the rest is words and headers. */
const MOST_BYTES = Math.floor((5 * 1024 * 1024 - 64 * 1024) * 0.73)
/** What people open first comes first: what does not fit any more is left to the page. */
const ORDER: InvoiceFile[] = ['pdf', 'xml', 'ofd']

/** The files of an invoice as far as they fit into one letter, named by its number. */
export async function invoiceAttachments(
  bucket: R2Bucket,
  filesKey: string,
  number: string,
): Promise<Attachment[]> {
  const attachments: Attachment[] = []
  let bytes = 0
  for (const type of ORDER) {
    const object = await bucket.get(invoiceFileKey(filesKey, type))
    if (!object) continue
    if (bytes + object.size > MOST_BYTES) {
      await object.body.cancel()
      continue
    }
    bytes += object.size
    attachments.push({
      ...{ filename: `${number}.${type}`, type: INVOICE_FILES[type], content: await object.arrayBuffer() },
    })
  }
  return attachments
}
