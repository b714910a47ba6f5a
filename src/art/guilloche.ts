type Frame = {
  width: number
  height: number
  margin: number
  radius: number
  amplitude: number
  period: number
}

/** One wave of the border: where it lies across the band (px) and how steeply it moves there (px per turn). */
type Wave = (turn: number) => { offset: number; slope: number }

const TEA_LINES = 12
const GOLD_LINES = 6

/** Tea lines swell twice a period, gold ones wind once through them; `turn` is a share of one period. */
function waves(amplitude: number): { tea: Wave[]; gold: Wave[] } {
  const full = 2 * Math.PI
  const tea = (phase: number): Wave => {
    return (turn) => {
      const swell = 0.62 + 0.38 * Math.cos(full * turn)
      const angle = 2 * full * turn + phase
      return {
        offset: amplitude * swell * Math.sin(angle),
        slope:
          amplitude * full * (2 * swell * Math.cos(angle) - 0.38 * Math.sin(full * turn) * Math.sin(angle)),
      }
    }
  }
  const gold = (phase: number): Wave => {
    return (turn) => ({
      offset: (amplitude / 2) * Math.sin(full * turn + phase),
      slope: (amplitude / 2) * full * Math.cos(full * turn + phase),
    })
  }
  const spread = (lines: number, range: number, line: (phase: number) => Wave) =>
    Array.from({ length: lines }, (_, index) => line((range * index) / lines))
  return { tea: spread(TEA_LINES, full, tea), gold: spread(GOLD_LINES, 0.7 * Math.PI, gold) }
}

const PIECES = 5

/** Half a period of one wave, from `from` turns on, as cubic curves; `place` puts (along 0..1, across px) on paper. */
function halfWave(
  wave: Wave,
  from: number,
  place: (along: number, across: number) => [number, number],
): string {
  const number = (value: number) => `${Math.round(value * 10) / 10}`
  const pair = (along: number, across: number) => place(along, across).map(number).join(' ')
  const step = 1 / PIECES
  let path = `M${pair(0, wave(from).offset)}`
  for (let piece = 0; piece < PIECES; piece += 1) {
    const start = wave(from + (piece * step) / 2)
    const end = wave(from + ((piece + 1) * step) / 2)
    const third = step / 3
    const handle = third / 2
    path += [
      `C${pair((piece + 1 / 3) * step, start.offset + start.slope * handle)} `,
      `${pair((piece + 2 / 3) * step, end.offset - end.slope * handle)} ${pair((piece + 1) * step, end.offset)}`,
    ].join('')
  }
  return path
}

/** The nearest odd number of halves, so that every side begins and ends on a swell and corners lie between. */
const oddHalves = (length: number, period: number): number =>
  2 * Math.round((2 * length) / period / 2 - 0.5) + 1

/**
 * The certificate's border: contour lines wound into a band along a rounded rectangle. Straight sides repeat two
 * half-period tiles, corners are one; a whole border is two kilobytes where the plain curve would be fifty.
 */
export function guilloche(frame: Frame): string {
  const { width, height, margin, radius, amplitude, period } = frame
  const { tea, gold } = waves(amplitude)
  const tile = period / 2
  const group = (id: string, from: number, place: (along: number, across: number) => [number, number]) => {
    const lines = (set: Wave[]) => set.map((wave) => halfWave(wave, from, place)).join('')
    return `<g id="${id}"><path d="${lines(tea)}"/><path stroke="#7F5300" d="${lines(gold)}"/></g>`
  }
  const straight = (along: number, across: number): [number, number] => [along * tile, -across]
  const bent = (along: number, across: number): [number, number] => {
    const angle = (along * Math.PI) / 2
    return [(radius + across) * Math.sin(angle), radius - (radius + across) * Math.cos(angle)]
  }
  const side = (length: number) => {
    const halves = oddHalves(length, period)
    const stretch = Math.round((length / halves / tile) * 1e4) / 1e4
    const tiles = Array.from(
      { length: halves },
      (_, index) => `<use href="#${index % 2 ? 'b' : 'a'}" x="${tile * index}"/>`,
    )
    return `<g transform="scale(${stretch} 1)">${tiles.join('')}</g><use href="#c" x="${length}"/>`
  }
  const [right, foot] = [width - margin, height - margin]
  const [long, short] = [width - 2 * (margin + radius), height - 2 * (margin + radius)]
  const hairline = (out: number) =>
    [
      `<rect x="${margin - out}" y="${margin - out}" width="${width - 2 * (margin - out)}" `,
      `height="${height - 2 * (margin - out)}" rx="${radius + out}"/>`,
    ].join('')
  const at = (x: number, y: number, turn: number, body: string) =>
    `<g transform="translate(${x} ${y})rotate(${turn})">${body}</g>`
  const out = amplitude * 1.45
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none" stroke="#1F5B42" stroke-width=".5">`,
    `<defs>${group('a', 0, straight)}${group('b', 0.5, straight)}${group('c', 0.5, bent)}`,
    `<g id="l">${side(long)}</g><g `,
    `id="s">${side(short)}</g></defs>${at(margin + radius, margin, 0, '<use href="#l"/>')}${at(right, margin + radius, 90, '<use href="#s"/>')}`,
    `${at(right - radius, foot, 180, '<use href="#l"/>')}${at(margin, foot - radius, 270, '<use href="#s"/>')}`,
    `<g stroke-width=".8">${hairline(out)}${hairline(-out)}</g></svg>`,
  ].join('')
}
