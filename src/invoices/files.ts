import type { R2Bucket } from '@cloudflare/workers-types'
import { sha256Hex } from '../kernel/hashing.ts'
import { INVOICE_FILES, type InvoiceFile, invoiceFileKey } from '../kernel/invoice-files.ts'
import type { InvoiceDocument } from './schema.ts'
import { type InvoiceXml, readInvoiceXml, type XmlFault } from './xml-reading.ts'

export const FILE_TYPES = INVOICE_FILES
export type FileType = InvoiceFile

const MOST_BYTES = 5 * 1024 * 1024

type Bytes = Uint8Array<ArrayBuffer>
export type SentFiles = { xml: Bytes | null; pdf: Bytes | null; ofd: Bytes | null }
/** Files that were looked at, with what the XML says; nothing is stored yet. */
export type ReadFiles = { xml: Bytes; pdf: Bytes; ofd: Bytes | null; said: InvoiceXml }
export type FileFault = { file: FileType; fault: XmlFault | 'unknown' }

const begins = (bytes: Bytes, mark: string): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, mark.length)) === mark

/** Looks at what was sent, told by its content alone: the XML is read, a PDF and an OFD (a zip) have their marks. */
export function readFiles({ xml, pdf, ofd }: SentFiles): ReadFiles | FileFault {
  const said = readInvoiceXml(xml ?? new Uint8Array())
  if (typeof said === 'string') return { file: 'xml', fault: said }
  const wrong = unfit(pdf ?? new Uint8Array(), '%PDF-')
  if (wrong) return { file: 'pdf', fault: wrong }
  const ofdWrong = ofd ? unfit(ofd, 'PK\u0003\u0004') : null
  if (ofdWrong) return { file: 'ofd', fault: ofdWrong }
  return { xml: xml!, pdf: pdf!, ofd, said }
}

function unfit(bytes: Bytes, mark: string): FileFault['fault'] | null {
  if (bytes.length === 0) return 'empty'
  if (bytes.length > MOST_BYTES) return 'too_large'
  return begins(bytes, mark) ? null : 'unknown'
}

const sent = (files: ReadFiles): [FileType, Bytes][] => [
  ['xml', files.xml],
  ['pdf', files.pdf],
  ...(files.ofd ? [['ofd', files.ofd] as [FileType, Bytes]] : []),
]

/** Stores the files of a document before its row: without one they are opened by nobody. */
export async function storeFiles(bucket: R2Bucket, key: string, files: ReadFiles): Promise<void> {
  await Promise.all(
    sent(files).map(([type, bytes]) =>
      bucket.put(invoiceFileKey(key, type), bytes, {
        httpMetadata: { contentType: FILE_TYPES[type] },
      }),
    ),
  )
}

export const dropFiles = (bucket: R2Bucket, key: string): Promise<void> =>
  bucket.delete((Object.keys(FILE_TYPES) as FileType[]).map((type) => invoiceFileKey(key, type)))

/** Under which key a document's files lie. */
export const keyOf = ({ id, filesKey }: Pick<InvoiceDocument, 'id' | 'filesKey'>): string => filesKey ?? id

export const openFile = (bucket: R2Bucket, document: InvoiceDocument, type: FileType) =>
  bucket.get(invoiceFileKey(keyOf(document), type))

/** SHA-256 of each file, in hexadecimal. */
export const hashesOf = ({ xml, pdf, ofd }: ReadFiles) => ({
  xmlSha256: sha256Hex(xml),
  pdfSha256: sha256Hex(pdf),
  ofdSha256: ofd ? sha256Hex(ofd) : null,
})
