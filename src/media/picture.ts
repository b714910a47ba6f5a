import {
  MOST_PICTURE_BYTES,
  MOST_PIXELS,
  PICTURE_TYPES,
  type PictureFault,
  type PictureType,
  sniffPicture,
} from '../kernel/pictures.ts'
import type { Frame } from './frame.ts'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'
import { readWebp } from './webp.ts'

export type Picture = { type: PictureType; width: number; height: number }
export type CleanPicture = Picture & { bytes: Uint8Array<ArrayBuffer> }
export type Judged<T> = { ok: true; picture: T } | { ok: false; fault: PictureFault }

const READERS: Record<PictureType, (bytes: Uint8Array) => Frame | PictureFault> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
}

/** Type, and size in px as shown, told by content alone; refused with a `PictureFault`. Never throws. */
export function inspectPicture(bytes: Uint8Array): Judged<Picture> {
  const read = takeApart(bytes)
  if (typeof read === 'string') return { ok: false, fault: read }
  const { type, width, height } = read
  return { ok: true, picture: { type, width, height } }
}

/**
 * The same pixels, not encoded again, without what else a file carries: Exif with GPS, XMP, profiles, comments,
 * anything after its end. Of an Exif that turns the picture the orientation stays. Refused as by `inspectPicture`, and with `code`
 * when even the pixels' bytes spell markup.
 */
export function cleanPicture(bytes: Uint8Array): Judged<CleanPicture> {
  const read = takeApart(bytes)
  if (typeof read === 'string') return { ok: false, fault: read }
  const { type, width, height, parts } = read
  const kept = joined(parts)
  if (spellsMarkup(kept)) return { ok: false, fault: 'code' }
  return { ok: true, picture: { type, width, height, bytes: kept } }
}

function takeApart(bytes: Uint8Array): (Frame & { type: PictureType }) | PictureFault {
  const sniffed = sniffPicture(bytes)
  const type = PICTURE_TYPES.find((known) => known === sniffed)
  if (!type) return sniffed as PictureFault
  if (bytes.length > MOST_PICTURE_BYTES) return 'too_large'
  const frame = READERS[type](bytes)
  if (typeof frame === 'string') return frame
  return frame.width * frame.height > MOST_PIXELS ? 'too_many_pixels' : { ...frame, type }
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

// Six letters and more: shorter ones turn up by chance in ten megabytes of pixels.
const MARKUP =
  /^<(?:script|iframe|object|!doctype|html[\s>]|body[\s>]|embed\s|svg\s+(?:xmlns|on)|img\s+(?:src|on)|\?php\s)/i

function spellsMarkup(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('latin1')
  for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0x21 && next !== 0x3f && (next | 0x20) < 0x61) continue
    if (MARKUP.test(decoder.decode(bytes.subarray(at, at + 16)))) return true
  }
  return false
}
