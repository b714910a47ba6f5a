import { unzipped } from '../../kernel/spreadsheet/unzipping.ts'
import { BillRefused, MOST_BILL_BYTES } from './bill.ts'

/** UTF-8, or GBK as Alipay and Excel in China save it. */
function textOf(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gbk'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '')
    } catch {
      // Not this one.
    }
  throw new BillRefused('unreadable')
}

/** The texts of a file: those of the csv files in a zip, or its own. Throws BillRefused: unreadable, too_large. */
export function textsIn(bytes: Uint8Array): string[] {
  if (bytes.length > MOST_BILL_BYTES) throw new BillRefused('too_large')
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [textOf(bytes)]
  try {
    return [...unzipped(bytes, (name) => /\.csv$/i.test(name), MOST_BILL_BYTES).values()].map(textOf)
  } catch {
    throw new BillRefused('unreadable')
  }
}
