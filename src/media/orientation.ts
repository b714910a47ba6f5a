import { textAt, viewOf } from './frame.ts'

/** The orientation (1–8) that the TIFF part of an Exif tells, null when it tells none. */
export function orientationOf(tiff: Uint8Array): number | null {
  if (tiff.length < 10) return null
  const little = textAt(tiff, 0, 'II')
  const view = viewOf(tiff)
  const first = view.getUint32(4, little)
  if (first + 2 > tiff.length) return null
  for (let entry = first + 2, left = view.getUint16(first, little); left > 0; left -= 1, entry += 12) {
    if (entry + 12 > tiff.length) return null
    if (view.getUint16(entry, little) !== 0x0112) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** A TIFF that holds the orientation and nothing else: 26 bytes. */
export const orientationTiff = (orientation: number): number[] => [
  ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
  ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
]

/** The size as it is shown: from 5 on an orientation lays the picture on its side. */
export const shownSize = (size: { width: number; height: number }, orientation: number) =>
  orientation > 4 ? { width: size.height, height: size.width } : size
