import { markAt } from '../art/mark.ts'
import { Strokes } from '../ui/drawing.tsx'
import { type Art, ArtIn } from './art.tsx'
import { SERIF } from './poster-parts.tsx'

/** Side of a cover in px, as chats show it. */
export const COVER_SIDE = 600

type Light = { ink: string; align: string }

/** By day dark words stand on a pale sky; at dusk pale words on a dark one, and the cut leaves the moon out. */
export const DAY: Light = { ink: '#17211C', align: 'xMidYMax' }
export const DUSK: Light = { ink: '#F4EFE2', align: 'xMaxYMax' }

/** What a chat shows of a link to a garden that has no cover of its own: its scene, square, with the campaign's name. Pure. */
export const gardenCover = (art: Art, [first, second]: [string, string], { ink, align }: Light): string =>
  String(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={COVER_SIDE}
      height={COVER_SIDE}
      viewBox={`0 0 ${COVER_SIDE} ${COVER_SIDE}`}
      role="img"
      aria-label={first + second}
    >
      <ArtIn art={art} place={{ x: 0, y: 0, width: COVER_SIDE, height: COVER_SIDE }} align={align} />
      <g font-size="58" font-family={SERIF} font-weight="700" fill={ink}>
        <text x="40" y="98">
          {first}
        </text>
        <text x="40" y="174">
          {second}
        </text>
      </g>
      <Strokes svg={markAt(512, 512, 56, '#FAF8F3')} />
    </svg>,
  )
