import { deflateSync } from 'node:zlib'
import { crc32 } from '../../src/media/crc.ts'

/** Stands for where a photo was taken: no byte of it may survive. */
export const WHERE = 'GPS 26.3058N 105.7511E'

export const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export function bytesOf(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

export const holds = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes).includes(Buffer.from(text, 'latin1'))

const two = (value: number) => [value >> 8, value & 255]
const four = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]

// JPEG: the structure of a baseline picture; its pixels are noise.
export const segment = (marker: number, body: Uint8Array | number[]) =>
  bytesOf([0xff, marker], two(body.length + 2), body)

export const jpegOf = (width: number, height: number, extra: Uint8Array[] = []) =>
  bytesOf(
    [0xff, 0xd8],
    ...extra,
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    segment(0xc0, [8, ...two(height), ...two(width), 1, 1, 0x11, 0]),
    segment(0xc4, [0, ...Array.from({ length: 16 }, () => 0)]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x12, 0x34, 0xff, 0x00, 0x56, 0xff, 0xd0, 0x78],
    [0xff, 0xd9],
  )

/** An Exif segment as a phone writes it: orientation, a pointer to GPS, and the place in words. */
export const exifOf = (orientation: number) =>
  segment(
    0xe1,
    bytesOf(
      ascii('Exif\0\0II*\0'),
      [8, 0, 0, 0, 2, 0],
      [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
      [0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0],
      [0, 0, 0, 0],
      ascii(WHERE),
    ),
  )

// PNG: a real one, in one colour.
export const chunk = (name: string, body: Uint8Array | number[]) => {
  const named = bytesOf(ascii(name), body)
  return bytesOf(four(body.length), named, four(crc32(named)))
}
const SIGNATURE = ascii('\x89PNG\r\n\x1a\n')
export const header = (width: number, height: number) =>
  chunk('IHDR', bytesOf(four(width), four(height), [8, 2, 0, 0, 0]))

export function pngOf(width: number, height: number, extra: Uint8Array[] = []) {
  const row = [0, ...Array.from({ length: width }, () => [31, 91, 66]).flat()]
  const pixels = new Uint8Array(row.length * height)
  for (let y = 0; y < height; y += 1) pixels.set(row, y * row.length)
  return pngAround(header(width, height), chunk('IDAT', deflateSync(pixels)), extra)
}

/** A PNG that promises a size and holds hardly any pixels: what a decompression bomb looks like. */
export const pngHeader = (width: number, height: number) =>
  pngAround(header(width, height), chunk('IDAT', [0x78, 0x9c, 3, 0, 0, 0, 0, 1]), [])

const pngAround = (head: Uint8Array, pixels: Uint8Array, extra: Uint8Array[]) =>
  bytesOf(SIGNATURE, head, ...extra, pixels, chunk('IEND', []))

// WebP: lossless, in the extended form when metadata comes along.
const little = (value: number) => four(value).reverse()
export const webpChunk = (name: string, body: Uint8Array | number[]) =>
  bytesOf(ascii(name), little(body.length), body, body.length % 2 ? [0] : [])

export function webpOf(width: number, height: number, extra: Uint8Array[] = [], flags = 0) {
  const bits = (width - 1) | ((height - 1) << 14)
  const pixels = webpChunk('VP8L', [0x2f, ...little(bits >>> 0), 1, 2, 3, 4])
  const canvas = [width - 1, height - 1].flatMap((side) => little(side).slice(0, 3))
  const extended = extra.length ? [webpChunk('VP8X', [flags, 0, 0, 0, ...canvas])] : []
  const chunks = bytesOf(ascii('WEBP'), ...extended, pixels, ...extra)
  return bytesOf(ascii('RIFF'), little(chunks.length), chunks)
}
