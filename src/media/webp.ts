import type { PictureFault } from '../kernel/pictures.ts'
import { type Frame, viewOf } from './frame.ts'

type Size = { width: number; height: number }
const ALPHA = 0x10
const ANIMATION = 0x02

/** Reads a WebP up to the end its header names: the one still picture in it, its alpha, and the size. */
export function readWebp(bytes: Uint8Array): Frame | PictureFault {
  const view = viewOf(bytes)
  if (bytes.length < 20) return 'broken'
  const last = 8 + view.getUint32(4, true)
  if (last > bytes.length) return 'broken'
  let canvas: Size | null = null
  let alpha: Uint8Array | null = null
  let drawing: { size: Size; chunk: Uint8Array } | null = null
  for (let at = 12; at + 8 <= last; ) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4))
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (end > last) return 'broken'
    if (name === 'ANIM' || name === 'ANMF') return 'animated'
    if (name === 'VP8X') {
      if (canvas || length !== 10) return 'broken'
      if (body[0]! & ANIMATION) return 'animated'
      canvas = { width: 1 + uint24(body, 4), height: 1 + uint24(body, 7) }
    } else if (name === 'ALPH') alpha = bytes.subarray(at, end)
    else if (name === 'VP8 ' || name === 'VP8L') {
      const size = name === 'VP8 ' ? lossySize(body) : losslessSize(body)
      if (!size || drawing) return 'broken'
      drawing = { size, chunk: bytes.subarray(at, end) }
    }
    at = end
  }
  if (!drawing) return 'broken'
  const { size, chunk } = drawing
  if (canvas && (canvas.width !== size.width || canvas.height !== size.height)) return 'broken'
  const chunks = alpha ? [extended(size), alpha, chunk] : [chunk]
  return { ...size, parts: [riff(chunks), ...chunks] }
}

const uint24 = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)

function lossySize(body: Uint8Array): Size | null {
  const key = body.length >= 10 && (body[0]! & 1) === 0
  if (!key || body[3] !== 0x9d || body[4] !== 0x01 || body[5] !== 0x2a) return null
  const view = viewOf(body)
  const size = { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
  return size.width && size.height ? size : null
}

function losslessSize(body: Uint8Array): Size | null {
  if (body.length < 5 || body[0] !== 0x2f || body[4]! >> 5 !== 0) return null
  const bits = viewOf(body).getUint32(1, true)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

/** The extended header alpha needs, promising no Exif, XMP or colour profile. */
function extended({ width, height }: Size): Uint8Array {
  const three = (value: number) => [value & 255, (value >> 8) & 255, value >> 16]
  return Uint8Array.of(
    ...[0x56, 0x50, 0x38, 0x58, 10, 0, 0, 0, ALPHA, 0, 0, 0],
    ...three(width - 1),
    ...three(height - 1),
  )
}

function riff(chunks: Uint8Array[]): Uint8Array {
  const head = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50])
  viewOf(head).setUint32(4, 4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), true)
  return head
}
