import { markAt } from '../art/mark.ts'
import { Strokes } from '../ui/drawing.tsx'
import {
  Brand,
  COLOURS,
  Code,
  fitted,
  HEIGHT,
  Lines,
  linesIn,
  MARGIN,
  SampleTag,
  Sheet,
  WIDTH,
} from './poster-parts.tsx'

export type GiftCardProps = {
  shop: string
  /** Who it is for and who gives it, each as a line; '' where they were not said. */
  to: string
  from: string
  title: string
  /** What is given, a line each; a price is none of them. */
  gifts: string[]
  message: string
  url: string
  scan: string
  /** What the code does, for whoever was handed the card. */
  how: string
  /** What is given and what is not, where that needs saying. */
  boundary: string
  sample: string | null
}

const MIDDLE = WIDTH / 2
const ENVELOPE = 800
const ROOM = WIDTH - 2 * MARGIN - 40
const MOST_GIFTS = 3
/** Between which base lines the words stand. */
const PAPER = { from: 186, to: 760 }

/** A gift at the moment it is handed over: who, what, the words with it, and the code; never a price, never a phone. Pure. */
export const giftCard = (props: GiftCardProps): string => String(<GiftCard {...props} />)

export const GiftCard = (props: GiftCardProps) => {
  const { shop, title, url, scan, how, boundary, sample } = props
  return (
    <Sheet label={title} ground="#FBF7EC">
      <defs>
        <linearGradient id="p-light" x1="0" y1="0" x2=".5" y2="1">
          <stop stop-color="#FBF7EC" />
          <stop offset="1" stop-color="#E8DEC6" />
        </linearGradient>
        <linearGradient id="p-envelope" x1="0" y1="0" x2="0" y2="1">
          <stop stop-color="#2B6A4E" />
          <stop offset="1" stop-color="#153F2E" />
        </linearGradient>
        <linearGradient id="p-flap" x1="0" y1="0" x2="0" y2="1">
          <stop stop-color="#3C7F61" />
          <stop offset="1" stop-color="#245F47" />
        </linearGradient>
      </defs>
      <path fill="url(#p-light)" d={`M0 0h${WIDTH}v${ENVELOPE}H0z`} />
      <path fill="#FFF" opacity=".45" d={`M0 0H380L146 ${ENVELOPE}H0Z`} />
      <path fill="#FFF" opacity=".3" d={`M500 0H640L462 ${ENVELOPE}H322Z`} />
      <Brand name={shop} />
      {sample ? <SampleTag x={WIDTH - 180} y={MARGIN + 36} text={sample} /> : null}
      <Words {...props} />
      <Envelope />
      <Lines
        size={28}
        lines={linesIn(how, 28, 620, 3)}
        x={MARGIN}
        y={1230}
        leading={1.55}
        fill={COLOURS.cream}
      />
      <Lines size={20} lines={linesIn(boundary, 20, 640, 1)} x={MARGIN} y={HEIGHT - 46} fill={COLOURS.dim} />
      <Code url={url} label={scan} y={1100} width={288} ink={COLOURS.cream} />
    </Sheet>
  )
}

/** From above downwards: for whom, what, the words, from whom. */
function Words({ to, from, title, gifts, message }: GiftCardProps) {
  const head = fitted(title, ROOM, [
    [72, 1],
    [60, 1],
    [48, 1],
  ])
  const words = fitted(message ? `“${message}”` : '', ROOM, [
    [40, 3],
    [34, 4],
    [28, 6],
  ])
  const shown = gifts.slice(0, MOST_GIFTS)
  // Measured from the first base line, then set in the middle of the paper.
  const titleAt = to ? 86 : 40
  const giftsAt = titleAt + 62
  const messageAt = giftsAt + shown.length * 42 + 46
  const fromAt = message ? messageAt + Math.round(words.lines.length * words.size * 1.5) + 8 : messageAt
  const end = from ? fromAt : fromAt - 48
  const top = Math.max(PAPER.from, Math.round((PAPER.from + PAPER.to - end) / 2))
  return (
    <>
      <Lines size={32} lines={linesIn(to, 32, ROOM, 1)} x={MIDDLE} y={top} fill={COLOURS.faint} middle />
      <Lines {...head} x={MIDDLE} y={top + titleAt} fill={COLOURS.ink} serif middle />
      {shown.map((gift, index) => (
        <Lines
          size={28}
          lines={linesIn(gift, 28, ROOM, 1)}
          x={MIDDLE}
          y={top + giftsAt + index * 42}
          fill={COLOURS.soft}
          middle
        />
      ))}
      <Lines {...words} x={MIDDLE} y={top + messageAt} leading={1.5} fill={COLOURS.ink} serif middle />
      <Lines
        size={28}
        lines={linesIn(from, 28, ROOM, 1)}
        x={MIDDLE}
        y={top + fromAt}
        fill={COLOURS.faint}
        middle
      />
    </>
  )
}

const SEAL =
  'M540 776q40 -8 62 22q34 18 26 58q16 40 -18 62q-20 34 -62 26q-40 14 -66 -20q-34 -18 -28 -58q-12 -42 20 -62q24 -32 66 -28z'

/** The closed envelope with its gold seal: what is inside is opened by the code. */
const Envelope = () => (
  <>
    <path fill="url(#p-envelope)" d={`M0 ${ENVELOPE}h${WIDTH}v${HEIGHT - ENVELOPE}H0z`} />
    <g fill="none" stroke="#4C8B6C" stroke-width="2">
      {Array.from({ length: 12 }, (_, at) => (
        <path
          opacity={String(Math.round((0.5 - at * 0.036) * 100) / 100)}
          d={`M0 ${HEIGHT - 20 - at * 24}Q270 ${1290 - at * 28} 540 ${1384 - at * 26}T${WIDTH} ${1330 - at * 27}`}
        />
      ))}
    </g>
    <path
      fill="#0D2C20"
      opacity=".35"
      d={`M0 ${ENVELOPE}L${MIDDLE} 1070L${WIDTH} ${ENVELOPE}Z`}
      transform="translate(0 12)"
    />
    <path fill="url(#p-flap)" d={`M0 ${ENVELOPE}L${MIDDLE} 1062L${WIDTH} ${ENVELOPE}Z`} />
    <path
      fill="none"
      stroke="#6FA88A"
      stroke-width="2"
      opacity=".6"
      d={`M0 ${ENVELOPE}L${MIDDLE} 1062L${WIDTH} ${ENVELOPE}`}
    />
    <g transform="translate(0 178)">
      <path fill="#0D2C20" opacity=".3" d={SEAL} transform="translate(4 8)" />
      <path fill="#E0A526" d={SEAL} />
      <circle cx="540" cy="862" r="66" fill="none" stroke="#B98412" stroke-width="4" />
      <Strokes svg={markAt(500, 822, 80, '#7F5300')} />
    </g>
  </>
)
