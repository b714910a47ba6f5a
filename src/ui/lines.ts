/** A piece of a sentence and whether it is set strong. */
export type Run = { text: string; strong?: boolean }

const WIDE = /[\u2E80-\uFFEF]/
/** What may not begin a line. */
const CLOSING = /^[,.;:!?)、，。；：！？）”』」》]+$/

/** Width of a text in em, as a sans or serif of the reader's own will set it; rather too wide than too narrow. */
export function widthOf(text: string): number {
  let width = 0
  for (const letter of text)
    width += WIDE.test(letter) ? 1 : letter === ' ' ? 0.28 : /[A-Z0-9MW@]/.test(letter) ? 0.66 : 0.54
  return width
}

/** Breaks a sentence into lines of at most `most` em: between Chinese letters, between words elsewhere. Pure. */
export function breakLines(runs: Run[], most: number): Run[][] {
  const lines: Run[][] = [[]]
  let width = 0
  for (const token of runs.flatMap((run) => tokensOf(run, most))) {
    const own = widthOf(token.text)
    const line = lines.at(-1)!
    const closing = CLOSING.test(token.text)
    if (width > 0 && width + own > most && !closing) {
      lines.push(token.text.trim() ? [token] : [])
      width = token.text.trim() ? own : 0
    } else if (width > 0 || token.text.trim()) {
      line.push(token)
      width += own
    }
  }
  return lines.filter((line) => line.length).map(joined)
}

/** A strong piece stays whole where it fits a line. */
function tokensOf({ text, strong }: Run, most: number): Run[] {
  if (strong && widthOf(text) <= most) return [{ text, strong }]
  const letters = text.match(/[\u2E80-\uFFEF]|[^\s\u2E80-\uFFEF]+|\s+/g) ?? []
  return letters.flatMap((letter) => chopped(letter, most)).map((own) => ({ text: own, strong }))
}

/** A word longer than a line is cut. */
function chopped(word: string, most: number): string[] {
  if (widthOf(word) <= most) return [word]
  const size = Math.max(1, Math.floor(most))
  return word.match(new RegExp(`.{1,${size}}`, 'gu')) ?? []
}

function joined(line: Run[]): Run[] {
  const runs: Run[] = []
  for (const { text, strong } of line) {
    const last = runs.at(-1)
    if (last && !last.strong && !strong) last.text += text
    else runs.push({ text, strong })
  }
  return runs
}
