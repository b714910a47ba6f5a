import { Unzip, UnzipInflate } from 'fflate'

const SLICE = 16_384
/** A workbook holds a few dozen parts; a thousand is an attack. */
const MOST_PARTS = 1000

/** Where a zip ends: without it the file is cut off. */
const END = [0x50, 0x4b, 5, 6]
const LONGEST_END = 65_557

/** Thrown when what was asked for is larger than allowed, unpacked. */
export class TooLarge extends Error {}

/**
 * The wanted parts of a zip, unpacked. It is fed slice by slice, so that a bomb is noticed after 16 MB at the worst,
 * whatever sizes its headers state. Throws `TooLarge`, or an error of fflate's when the zip is damaged.
 */
export function unzipped(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  mostBytes: number,
): Map<string, Uint8Array> {
  if (!ends(bytes)) throw new Error('cut off')
  const parts = new Map<string, Uint8Array[]>()
  let total = 0
  let seen = 0
  const unzip = new Unzip((file) => {
    seen += 1
    if (seen > MOST_PARTS) throw new TooLarge()
    if (!wanted(file.name)) return
    const chunks: Uint8Array[] = []
    parts.set(file.name, chunks)
    file.ondata = (error, chunk) => {
      if (error) throw error
      total += chunk.length
      if (total > mostBytes) throw new TooLarge()
      chunks.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.length; at += SLICE)
    unzip.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length)
  return new Map([...parts].map(([name, chunks]) => [name, joined(chunks)]))
}

const ends = (bytes: Uint8Array): boolean => {
  const tail = bytes.subarray(Math.max(0, bytes.length - LONGEST_END))
  return tail.some((_, at) => END.every((byte, offset) => tail[at + offset] === byte))
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
