import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { FILE_TYPES, type FileType, openFile } from './files.ts'
import type { InvoiceDocument } from './schema.ts'

/** One file of an invoice, handed out as a file and never drawn on our origin. */
export async function sendFile(c: Ctx, documents: InvoiceDocument[], id: string, type: string) {
  const known = documents.find((one) => one.id === id)
  if (!known || !Object.hasOwn(FILE_TYPES, type)) return answerNotFound(c)
  const object = await openFile(c.env.MEDIA, known, type as FileType)
  if (!object) return answerNotFound(c)
  return c.body(object.body as unknown as ReadableStream, 200, {
    'Content-Type': FILE_TYPES[type as FileType],
    'Content-Length': String(object.size),
    'Content-Disposition': `attachment; filename="${known.number}.${type}"`,
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  })
}
