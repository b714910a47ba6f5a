import type { PictureFault } from '../kernel/pictures.ts'
import { type Frame, textAt, viewOf } from './frame.ts'
import { orientationOf, orientationTiff, shownSize } from './orientation.ts'

const SOI = Uint8Array.of(0xff, 0xd8)
const END = 0xd9
const EOI = Uint8Array.of(0xff, END)
// Says "plain YCbCr" and nothing else; the original may carry a thumbnail.
const JFIF = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)
/** Tables, restart interval, scans and frames a browser can draw: baseline, extended, progressive. */
const KEPT = new Set([0xdb, 0xc4, 0xdd, 0xda, 0xc0, 0xc1, 0xc2])
// A picture of a camera has about ten scans; a thousand of them are an attack on the decoder.
const MOST_SCANS = 100

type Size = { width: number; height: number }
type Found = { size: Size | null; orientation: number; jfif: boolean; scans: number; body: Uint8Array[] }

/**
 * Reads a JPEG up to its end: the parts worth keeping without metadata, and the size as it is shown. As a browser does,
 * it steps over stray bytes between segments and takes a picture without its end mark once pixels have come.
 */
export function readJpeg(bytes: Uint8Array): Frame | PictureFault {
  const view = viewOf(bytes)
  const found: Found = { size: null, orientation: 1, jfif: false, scans: 0, body: [] }
  for (let at = nextMarker(bytes, 2); ; ) {
    const marker = bytes[at + 1] ?? END
    if (marker === END) return found.size && found.scans ? assembled(found, found.size) : 'broken'
    if (at + 4 > bytes.length) return 'broken'
    const end = at + 2 + view.getUint16(at + 2)
    if (end < at + 4 || end > bytes.length) return 'broken'
    const fault = take(found, marker, bytes.subarray(at, end))
    if (fault) return fault
    at = nextMarker(bytes, end)
    if (marker !== 0xda) continue
    if (at === end) return 'broken'
    found.body.push(bytes.subarray(end, at))
  }
}

/** Keeps of a segment what draws the picture; the fault that ends the reading, or null. */
function take(found: Found, marker: number, segment: Uint8Array): PictureFault | null {
  if (isFrame(marker)) {
    const size = found.size ? 'broken' : frameSize(marker, segment)
    if (typeof size === 'string') return size
    found.size = size
  }
  if (marker === 0xda) {
    found.scans += 1
    if (!found.size || found.scans > MOST_SCANS) return 'broken'
  }
  if (KEPT.has(marker)) found.body.push(segment)
  else if (marker === 0xe0) found.jfif ||= textAt(segment, 4, 'JFIF\0')
  else if (marker === 0xe1 && textAt(segment, 4, 'Exif\0\0'))
    found.orientation = orientationOf(segment.subarray(10)) ?? found.orientation
  // Tells CMYK and RGB from YCbCr: without it such a picture comes out in wrong colours.
  else if (marker === 0xee && segment.length >= 16 && textAt(segment, 4, 'Adobe'))
    found.body.push(Uint8Array.of(0xff, 0xee, 0, 14, ...segment.subarray(4, 16)))
  return null
}

function assembled({ jfif, orientation, body }: Found, size: Size): Frame {
  const turned = orientation > 1 ? [orientationSegment(orientation)] : []
  const parts = [SOI, ...(jfif ? [JFIF] : []), ...turned, ...body, EOI]
  return { ...shownSize(size, orientation), parts }
}

/** SOF0–SOF15 without the table markers between them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function frameSize(marker: number, segment: Uint8Array): Size | PictureFault {
  if (!KEPT.has(marker)) return 'unusual'
  if (segment.length < 10) return 'broken'
  const view = viewOf(segment)
  const [precision, height, width, components] = [
    segment[4],
    view.getUint16(5),
    view.getUint16(7),
    segment[9]!,
  ]
  if (segment.length !== 10 + 3 * components || width === 0) return 'broken'
  return precision !== 8 || height === 0 || ![1, 3, 4].includes(components) ? 'unusual' : { width, height }
}

/** Where the next marker stands, past pixels and strays: neither a stuffed byte nor a restart. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0) {
    const next = bytes[at + 1] ?? END
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return bytes.length
}

/** An Exif segment that holds the orientation and nothing else. */
const orientationSegment = (orientation: number) =>
  Uint8Array.of(0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, ...orientationTiff(orientation))
