import type { PictureFault } from '../kernel/pictures.ts'
import { crc32 } from './crc.ts'
import { type Frame, viewOf } from './frame.ts'
import { orientationOf, orientationTiff, shownSize } from './orientation.ts'

type Fits = (length: number) => boolean
/** What the picture cannot be drawn without, with the lengths it may have. */
const NEEDED: Record<string, Fits> = {
  IHDR: (length) => length === 13,
  PLTE: (length) => length > 0 && length <= 768 && length % 3 === 0,
  IDAT: () => true,
  IEND: (length) => length === 0,
}
/** What tells its colours; text, time, Exif and colour profiles are left out. */
const COLOURS: Record<string, Fits> = {
  tRNS: (length) => length > 0 && length <= 256,
  sRGB: (length) => length === 1,
  gAMA: (length) => length === 4,
  cHRM: (length) => length === 32,
}
const ANIMATED = new Set(['acTL', 'fcTL', 'fdAT'])

type Chunk = { name: string; body: Uint8Array; whole: Uint8Array; sound: boolean; end: number }
type Found = { head: Chunk | null; orientation: number; drawn: boolean; body: Uint8Array[] }

/**
 * Reads a PNG up to IEND: the parts worth keeping and the size as it is shown. As a browser does, it steps over a side
 * chunk whose check sum or length is wrong.
 */
export function readPng(bytes: Uint8Array): Frame | PictureFault {
  const found: Found = { head: null, orientation: 1, drawn: false, body: [] }
  for (let at = 8; ; ) {
    const chunk = chunkAt(bytes, at)
    if (!chunk) return 'broken'
    const fault = take(found, chunk)
    if (fault) return fault
    if (chunk.name === 'IEND') return assembled(bytes.subarray(0, 8), found)
    at = chunk.end
  }
}

/** The chunk that begins at a place; null when it is not all there. */
function chunkAt(bytes: Uint8Array, at: number): Chunk | null {
  if (at + 12 > bytes.length) return null
  const view = viewOf(bytes)
  const end = at + 12 + view.getUint32(at)
  if (end > bytes.length) return null
  const [name, body] = [
    String.fromCharCode(...bytes.subarray(at + 4, at + 8)),
    bytes.subarray(at + 8, end - 4),
  ]
  const sound = crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4)
  return { name, body, whole: bytes.subarray(at, end), sound, end }
}

/** Keeps of a chunk what draws the picture; the fault that ends the reading, or null. */
function take(found: Found, chunk: Chunk): PictureFault | null {
  const { name, body, whole, sound } = chunk
  if (ANIMATED.has(name)) return 'animated'
  // The header comes first and once.
  if ((name === 'IHDR') !== (found.head === null)) return 'broken'
  const needed = NEEDED[name]
  if (needed ? !sound || !needed(body.length) : /^[A-Z]/.test(name)) return 'broken'
  if (name === 'IHDR') found.head = chunk
  else if (needed || (sound && COLOURS[name]?.(body.length))) found.body.push(whole)
  // After the pixels browsers do not heed it.
  else if (name === 'eXIf' && sound && !found.drawn)
    found.orientation = orientationOf(body) ?? found.orientation
  found.drawn ||= name === 'IDAT'
  return null
}

function assembled(signature: Uint8Array, { head, orientation, drawn, body }: Found): Frame | PictureFault {
  if (!head || !drawn) return 'broken'
  const view = viewOf(head.body)
  const size = { width: view.getUint32(0), height: view.getUint32(4) }
  if (size.width === 0 || size.height === 0) return 'broken'
  const turned = orientation > 1 ? [orientationChunk(orientation)] : []
  return { ...shownSize(size, orientation), parts: [signature, head.whole, ...turned, ...body] }
}

/** An eXIf chunk that holds the orientation and nothing else. */
function orientationChunk(orientation: number): Uint8Array {
  const chunk = Uint8Array.of(
    0,
    0,
    0,
    26,
    0x65,
    0x58,
    0x49,
    0x66,
    ...orientationTiff(orientation),
    0,
    0,
    0,
    0,
  )
  viewOf(chunk).setUint32(34, crc32(chunk.subarray(4, 34)))
  return chunk
}
