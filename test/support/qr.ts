import type { Locator } from '@playwright/test'
import readQr from 'jsqr'

const STEP = 4
const QUIET = 4

/** What a reader finds in the code of one of our drawings, painted module by module; null when it finds none. */
export function codeOf(svg: string): string | null {
  const tag = /<path [^>]*data-code="\d+"[^>]*>/.exec(svg)?.[0] ?? ''
  const path = / d="([^"]*)"/.exec(tag)?.[1] ?? ''
  const side = (Number(/data-code="(\d+)"/.exec(tag)?.[1] ?? 0) + 2 * QUIET) * STEP
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = 0; row < STEP; row += 1)
      for (let column = 0; column < Number(run) * STEP; column += 1) {
        const at = ((Number(y) + QUIET) * STEP + row) * side + (Number(x) + QUIET) * STEP + column
        pixels.fill(0, at * 4, at * 4 + 3)
      }
  return decoded(pixels, side, side)
}

/** What a reader finds in pixels, four bytes each; null when it finds none. */
export function decoded(pixels: Uint8ClampedArray, width: number, height: number): string | null {
  // Its types say that the function is the default of a module, which it is only in part.
  const read = ((readQr as unknown as { default?: typeof readQr }).default ?? readQr) as typeof readQr
  return read(pixels, width, height)?.data ?? null
}

/** What a phone's camera would find on a picture of a page: its real pixels, whole, with all that stands around the code. */
export async function codeOn(picture: Locator): Promise<string | null> {
  const { marks, width, height } = await picture.evaluate((image: HTMLImageElement) => {
    const { naturalWidth: width, naturalHeight: height } = image
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const pen = canvas.getContext('2d')!
    pen.drawImage(image, 0, 0)
    const { data } = pen.getImageData(0, 0, width, height)
    // The code is black on white. As a text: a list of as many numbers takes the driver half a minute.
    const dark = Uint8Array.from({ length: width * height }, (_, at) => (data[at * 4 + 1]! < 128 ? 49 : 48))
    return { marks: new TextDecoder().decode(dark), width, height }
  })
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let at = 0; at < marks.length; at += 1) if (marks[at] === '1') pixels.fill(0, at * 4, at * 4 + 3)
  return decoded(pixels, width, height)
}
