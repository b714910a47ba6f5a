import { MOST_PICTURE_BYTES, sniffPicture } from '../kernel/pictures.ts'
import { cleanPicture } from './picture.ts'

/** What a scan may be, and what its file is called when it is fetched. */
export const SCAN_TYPES = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const
export type ScanType = keyof typeof SCAN_TYPES
export type ScanFault = 'empty' | 'too_large' | 'unknown' | 'broken' | 'unfit'

export const SCAN_FAULTS: Record<ScanFault, string> = {
  empty: '还没有选扫描件。请选一份 PDF、JPEG 或 PNG。',
  too_large: '扫描件超过 10 MB。请降低扫描的分辨率，或分成几份再传。',
  unknown: '只收 PDF、JPEG、PNG 的扫描件，看的是内容，不是文件名。请另存为其中一种再传。',
  broken: '扫描件不完整，可能没有传完。请重新选一次。',
  unfit: '这张图片打不开或夹带了别的东西。请重新扫描，或另存为 PDF 再传。',
}

type Scan = { type: ScanType; bytes: Uint8Array<ArrayBuffer> }

/**
 * What a sent file is, told by its content alone. A picture is cleaned as every picture is (media/picture.ts); a PDF is
 * kept as it came, which is why it is only ever handed out as a file.
 */
export function readScan(bytes: Uint8Array<ArrayBuffer>): Scan | ScanFault {
  if (bytes.length === 0) return 'empty'
  if (bytes.length > MOST_PICTURE_BYTES) return 'too_large'
  if (textOf(bytes.subarray(0, 5)) === '%PDF-')
    // Programs write a little behind the mark of the end.
    return textOf(bytes.subarray(-1024)).includes('%%EOF') ? { type: 'application/pdf', bytes } : 'broken'
  const sniffed = sniffPicture(bytes)
  if (sniffed !== 'image/jpeg' && sniffed !== 'image/png') return 'unknown'
  const judged = cleanPicture(bytes)
  if (judged.ok) return { type: sniffed, bytes: judged.picture.bytes }
  return judged.fault === 'broken' ? 'broken' : 'unfit'
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

/** A file's own name without what a header or a path could take for its own; never empty. */
export function scanName(name: string, type: ScanType): string {
  const bare = name
    .normalize('NFC')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[^\p{L}\p{N} ()（）·_-]+/gu, '_')
    .trim()
    .slice(0, 60)
  return `${bare || 'scan'}.${SCAN_TYPES[type]}`
}
