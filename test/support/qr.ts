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
