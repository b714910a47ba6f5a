import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../src/media/crc.ts'
import { cleanPicture, inspectPicture } from '../../src/media/picture.ts'
import {
  ascii,
  bytesOf,
  chunk,
  exifOf,
  header,
  holds,
  jpegOf,
  pngHeader,
  pngOf,
  segment,
  WHERE,
  webpChunk,
  webpOf,
} from '../support/pictures.ts'

const faultOf = (bytes: Uint8Array) => {
  const judged = cleanPicture(bytes)
  return judged.ok ? null : judged.fault
}
const cleaned = (bytes: Uint8Array) => {
  const judged = cleanPicture(bytes)
  if (!judged.ok) throw new Error(judged.fault)
  return judged.picture
}

/** A chunk whose check sum does not fit. */
const spoilt = (sound: Uint8Array) => sound.with(-1, sound.at(-1)! ^ 1)
/** A JPEG with bytes behind its first segment that belong to none. */
const strayed = (jpeg: Uint8Array) => bytesOf(jpeg.subarray(0, 71), [1, 2, 3], jpeg.subarray(71))

const side = fc.integer({ min: 1, max: 6000 })
/** Bytes somewhere in which the place stands. */
const secret = fc
  .tuple(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }))
  .map(([before, after]) => bytesOf(before, ascii(WHERE), after))
const hiddenIn = <T>(wrap: (body: Uint8Array) => T) =>
  fc.array(secret.map(wrap), { minLength: 1, maxLength: 4 })

const jpegs = fc
  .tuple(
    side,
    side,
    // APP1–APP15 and comments.
    fc.array(fc.tuple(fc.constantFrom(0xe0, 0xe1, 0xe2, 0xed, 0xee, 0xef, 0xfe), secret), {
      minLength: 1,
      maxLength: 4,
    }),
    secret,
  )
  .map(([width, height, hidden, tail]) => ({
    type: 'image/jpeg',
    width,
    height,
    file: bytesOf(
      jpegOf(
        width,
        height,
        hidden.map(([marker, body]) => segment(marker, body)),
      ),
      tail,
    ),
  }))
const pngs = fc
  .tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('tEXt', 'iTXt', 'zTXt', 'eXIf', 'iCCP', 'tIME', 'prVt'),
    secret,
    secret,
  )
  .map(([width, height, name, body, tail]) => ({
    type: 'image/png',
    width,
    height,
    file: bytesOf(pngOf(width, height, [chunk(name, body)]), tail),
  }))
const webps = fc
  .tuple(
    side,
    side,
    fc
      .constantFrom('EXIF', 'XMP ', 'ICCP', 'JUNK')
      .chain((name) => hiddenIn((body) => webpChunk(name, body))),
    secret,
  )
  .map(([width, height, extra, tail]) => ({
    type: 'image/webp',
    width,
    height,
    file: bytesOf(webpOf(width, height, extra, 0x2c), tail),
  }))

describe('a cleaned picture', () => {
  test.each([
    ['JPEG', jpegs],
    ['PNG', pngs],
    ['WebP', webps],
  ] as const)('%s keeps its type and size, and nothing of where it was taken', (_name, pictures) => {
    fc.assert(
      fc.property(
        pictures as fc.Arbitrary<{ type: string; width: number; height: number; file: Uint8Array }>,
        (made) => {
          fc.pre(made.width * made.height <= 40_000_000)
          const { type, width, height, bytes } = cleaned(made.file)
          expect({ type, width, height }).toEqual({ type: made.type, width: made.width, height: made.height })
          expect(holds(made.file, WHERE)).toBe(true)
          expect(holds(bytes, WHERE)).toBe(false)
          expect(cleaned(bytes).bytes).toEqual(bytes)
        },
      ),
      { numRuns: 150, seed: 17 },
    )
  })

  test('of a phone’s Exif only the orientation stays, and the size is told as it is shown', () => {
    const { bytes, width, height } = cleaned(jpegOf(4000, 3000, [exifOf(6)]))
    expect([width, height]).toEqual([3000, 4000])
    expect([holds(bytes, 'Exif'), holds(bytes, WHERE)]).toEqual([true, false])
    expect(cleaned(bytes)).toMatchObject({ width: 3000, height: 4000 })
    expect(holds(cleaned(jpegOf(4000, 3000, [exifOf(1)])).bytes, 'Exif')).toBe(false)
    // A tag out of range, or an Exif cut short, turns nothing.
    expect(cleaned(jpegOf(40, 30, [exifOf(9)]))).toMatchObject({ width: 40, height: 30 })
    expect(cleaned(jpegOf(40, 30, [segment(0xe1, ascii('Exif\0\0II*\0\xff\xff\xff\xff'))]))).toMatchObject({
      width: 40,
    })
  })

  test('a PNG that its eXIf turns stays turned, and keeps nothing else of it', () => {
    const tiff = exifOf(6).subarray(10)
    const { bytes, width, height } = cleaned(pngOf(40, 30, [chunk('eXIf', tiff)]))
    expect([width, height, holds(bytes, 'eXIf'), holds(bytes, WHERE)]).toEqual([30, 40, true, false])
    expect(cleaned(bytes).bytes).toEqual(bytes)
    // As in browsers: one with a wrong check sum turns nothing, nor does one after the pixels.
    expect(cleaned(pngOf(40, 30, [spoilt(chunk('eXIf', tiff))]))).toMatchObject({ width: 40, height: 30 })
    const after = bytesOf(pngOf(40, 30).subarray(0, -12), chunk('eXIf', tiff), chunk('IEND', []))
    expect(cleaned(after)).toMatchObject({ width: 40, height: 30 })
  })

  test.each([
    ['a PNG with a wrong check sum beside its pixels', pngOf(4, 3, [spoilt(chunk('gAMA', [0, 0, 1, 2]))])],
    ['a PNG with a side chunk of a wrong length', pngOf(4, 3, [chunk('gAMA', [0])])],
    ['a PNG with wrong check sums in its notes', pngOf(4, 3, [spoilt(chunk('tEXt', ascii('a\0b')))])],
    ['a JPEG without its end mark', jpegOf(4, 3).subarray(0, -2)],
    ['a JPEG cut within its end mark', jpegOf(4, 3).subarray(0, -1)],
    ['a JPEG with stray bytes between its segments', strayed(jpegOf(4, 3))],
  ])('%s is taken as browsers take it, and is whole afterwards', (_name, file) => {
    const { bytes, width, height } = cleaned(file)
    expect([width, height]).toEqual([4, 3])
    const plain = file[0] === 0xff ? jpegOf(4, 3) : pngOf(4, 3)
    expect(bytes).toEqual(plain)
  })

  test('keeps what colours need: JFIF as we write it, and the Adobe mark', () => {
    const { bytes } = cleaned(
      jpegOf(8, 8, [
        segment(0xe0, ascii(`JFIF\0\x01\x01${WHERE}`)),
        segment(0xee, ascii(`Adobe\0d\0\0\0\0\x01${WHERE}`)),
      ]),
    )
    expect([holds(bytes, 'JFIF\0'), holds(bytes, 'Adobe'), holds(bytes, WHERE)]).toEqual([true, true, false])
  })
})

describe('a file that is refused', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['SVG', ascii(svg), 'svg'],
    ['HTML', ascii('<!doctype html><script>alert(1)</script>'), 'html'],
    ['a script', ascii('alert(1)'), 'unknown'],
    ['GIF', ascii('GIF89a\x01\0\x01\0<script>'), 'gif'],
    ['HEIC', ascii('\0\0\0\x18ftypheic\0\0\0\0'), 'heic'],
    ['60 megapixels', pngHeader(10_000, 6000), 'too_many_pixels'],
    ['60 megapixels, JPEG', jpegOf(10_000, 6000), 'too_many_pixels'],
    ['more than 10 MB', bytesOf(pngOf(4, 4), new Uint8Array(10 * 1024 * 1024)), 'too_large'],
    ['moving PNG', pngOf(4, 4, [chunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])]), 'animated'],
    ['moving WebP', webpOf(4, 4, [webpChunk('ANIM', [0, 0, 0, 0, 0, 0])]), 'animated'],
    ['moving WebP by its flag', webpOf(4, 4, [webpChunk('XMP ', [0])], 2), 'animated'],
    ['a JPEG without pixels', jpegOf(40, 30).subarray(0, -10), 'broken'],
    ['a JPEG cut in its tables', jpegOf(40, 30).subarray(0, 90), 'broken'],
    ['half a PNG', pngOf(40, 30).subarray(0, -14), 'broken'],
    ['half a WebP', webpOf(40, 30).subarray(0, -3), 'broken'],
    // Byte 72 is the marker of its frame.
    ['a JPEG of an unusual kind', jpegOf(40, 30).map((byte, i) => (i === 72 ? 0xc9 : byte)), 'unusual'],
    ['no pixels', bytesOf(ascii('\x89PNG\r\n\x1a\n'), header(4, 4), chunk('IEND', [])), 'broken'],
    ['a width of nothing', pngHeader(0, 4), 'broken'],
  ])('%s', (_name, bytes, fault) => {
    expect(faultOf(bytes)).toBe(fault)
  })

  test('a PNG whose pixels have a wrong check sum', () => {
    const wrong = pngOf(4, 4)
    wrong[wrong.length - 20]! ^= 1
    expect(faultOf(wrong)).toBe('broken')
  })

  test('pixels that spell markup are refused, markup after the end is cut', () => {
    const script = ascii('<script>alert(document.cookie)</script>')
    expect(faultOf(pngOf(4, 4, [chunk('IDAT', script)]))).toBe('code')
    expect(faultOf(jpegOf(8, 8, [segment(0xdb, bytesOf([0], ascii('<SvG OnLoad=alert(1)>')))]))).toBe('code')
    expect(holds(cleaned(bytesOf(jpegOf(8, 8), script)).bytes, '<script')).toBe(false)
    expect(holds(cleaned(bytesOf(jpegOf(8, 8, [segment(0xfe, script)]))).bytes, '<script')).toBe(false)
    expect(holds(cleaned(bytesOf(webpOf(8, 8), ascii('PK\x03\x04'), script)).bytes, '<script')).toBe(false)
  })
})

describe('whatever the bytes are', () => {
  const whole = fc.oneof(jpegs, pngs, webps).map((made) => made.file)
  const start = fc.constantFrom(
    ascii('\xff\xd8\xff'),
    ascii('\x89PNG\r\n\x1a\n'),
    ascii('RIFF\x10\0\0\0WEBP'),
    ascii(''),
  )
  const noise = fc.tuple(start, fc.uint8Array({ maxLength: 400 })).map((parts) => bytesOf(...parts))
  const mutated = fc
    .tuple(whole, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat())
    .map(([file, changes, cut]) => {
      const copy = file.slice(0, cut % 3 ? file.length : cut % file.length)
      for (const [at, byte] of changes) if (copy.length) copy[at % copy.length] = byte
      return copy
    })

  test('inspecting never throws, agrees with cleaning, and cleaning again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(noise, mutated), (bytes) => {
        const seen = inspectPicture(bytes)
        const judged = cleanPicture(bytes)
        if (!judged.ok) {
          expect(seen.ok === false || judged.fault === 'code').toBe(true)
          return
        }
        expect(seen).toMatchObject({ ok: true, picture: { width: judged.picture.width } })
        expect(cleaned(judged.picture.bytes).bytes).toEqual(judged.picture.bytes)
      }),
      { numRuns: 3000, seed: 58 },
    )
  })

  test('check sums are those of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(crc32(bytes)).toBe(zlibCrc32(bytes))
      }),
    )
  })
})
