import type { PictureFault } from '../kernel/pictures.ts'
import { crc32 } from './crc.ts'
import { type Frame, viewOf } from './frame.ts'

/** What draws the picture, with the lengths it may have; text, time, Exif and colour profiles are left out. */
const KEPT: Record<string, (length: number) => boolean> = {
  IHDR: (length) => length === 13,
  PLTE: (length) => length > 0 && length <= 768 && length % 3 === 0,
  tRNS: (length) => length > 0 && length <= 256,
  sRGB: (length) => length === 1,
  gAMA: (length) => length === 4,
  cHRM: (length) => length === 32,
  IDAT: () => true,
  IEND: (length) => length === 0,
}
const ANIMATED = new Set(['acTL', 'fcTL', 'fdAT'])

/** Reads a PNG up to IEND: the parts worth keeping and the size. */
export function readPng(bytes: Uint8Array): Frame | PictureFault {
  const view = viewOf(bytes)
  const parts = [bytes.subarray(0, 8)]
  let size: { width: number; height: number } | null = null
  let drawn = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (end > bytes.length) return 'broken'
    if (ANIMATED.has(name)) return 'animated'
    // The header comes first and once.
    if ((name === 'IHDR') !== (size === null)) return 'broken'
    const fits = KEPT[name]
    if (fits) {
      if (!fits(length) || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return 'broken'
      parts.push(bytes.subarray(at, end))
    } else if (/^[A-Z]/.test(name)) return 'broken'
    size ??= { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    drawn ||= name === 'IDAT'
    if (name === 'IEND') return drawn && size.width > 0 && size.height > 0 ? { ...size, parts } : 'broken'
    at = end
  }
  return 'broken'
}
