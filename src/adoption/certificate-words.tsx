import { breakLines, type Run } from '../ui/lines.ts'
import type { CertificateProps } from './certificate-page.tsx'

export const SERIF = "'Songti SC', STSong, 'Noto Serif CJK SC', 'Noto Serif SC', SimSun, serif"
export const INK = { full: '#17211C', soft: '#3F4B45', faint: '#5A665F', red: '#9A3A22' }

/** Edges of the words on the picture of 720 × 960 units. */
export const LEFT = 76
export const RIGHT = 644
export const ROOM = RIGHT - LEFT

/** Sizes of the sentence, the largest that leaves room for the facts. */
const SIZES = [30, 28, 26, 24, 22, 20, 18]
const SENTENCE = { top: 250, height: 200, leading: 1.7 }
const FACT = { size: 20, step: 30, pad: 8, indent: 116, most: 2 }

export type WordsLayout = {
  size: number
  lines: Run[][]
  facts: { name: string; lines: string[]; top: number }[]
  /** Where the words end. */
  end: number
}

/** Where every line of the sentence and of the facts stands. Pure. */
export function layOutWords(props: CertificateProps): WordsLayout {
  const runs = sentenceOf(props)
  const fitting = SIZES.map((size) => ({ size, lines: breakLines(runs, ROOM / size) }))
  const { size, lines } =
    fitting.find((one) => one.lines.length * one.size * SENTENCE.leading <= SENTENCE.height) ??
    fitting.at(-1)!
  let end = Math.round(SENTENCE.top + lines.length * size * SENTENCE.leading) + 20
  const facts = factsOf(props).map(([name, value]) => {
    const top = end
    const own = breakLines([{ text: value }], (ROOM - FACT.indent) / FACT.size).map(([run]) => run!.text)
    const shown = own.slice(0, FACT.most)
    if (own.length > FACT.most) shown[FACT.most - 1] += '…'
    end += shown.length * FACT.step + FACT.pad
    return { name, lines: shown, top }
  })
  return { size, lines, facts, end }
}

function sentenceOf({ t, holder, place, garden, plot, areaMu, season }: CertificateProps): Run[] {
  const area = t.plan.area(Math.round(areaMu * 100))
  const strong: Record<string, string> = { holder, plot, area, season: String(season) }
  const plain: Record<string, string> = { place, garden }
  // Every second piece is the name between two braces.
  return t.certificate.sentence.split(/[{}]/).map((piece, index): Run => {
    if (index % 2 === 0) return { text: piece }
    const text = strong[piece]
    return text === undefined ? { text: plain[piece] ?? '' } : { text, strong: true }
  })
}

function factsOf({ t, tea, guests, boardName, season, offerVersion }: CertificateProps): [string, string][] {
  const words = t.certificate
  return [
    [words.grams, tea.join(' · ')],
    [words.guests, words.guestsValue(guests)],
    ...(boardName === null ? [] : ([[words.board, boardName]] as [string, string][])),
    [words.offer, words.offerValue(season, offerVersion)],
  ]
}

/** The sentence that names holder, plot, area and season, and under it what the offer promises. */
export const CertificateWords = ({ size, lines, facts }: WordsLayout) => (
  <>
    <g font-size={size} font-family={SERIF} fill={INK.full}>
      {lines.map((line, index) => (
        <text x={LEFT} y={Math.round(SENTENCE.top + (index + 0.75) * size * SENTENCE.leading)}>
          {line.map(({ text, strong }) => (strong ? <tspan font-weight="700">{text}</tspan> : text))}
        </text>
      ))}
    </g>
    <g font-size={FACT.size}>
      {facts.map((fact) => (
        <>
          <path stroke="#D6DAD2" d={`M${LEFT} ${fact.top}H${RIGHT}`} />
          <text x={LEFT} y={fact.top + FACT.step - 4} fill={INK.faint}>
            {fact.name}
          </text>
          {fact.lines.map((line, index) => (
            <text x={LEFT + FACT.indent} y={fact.top + (index + 1) * FACT.step - 4} fill={INK.full}>
              {line}
            </text>
          ))}
        </>
      ))}
    </g>
  </>
)
