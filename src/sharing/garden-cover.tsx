import { markAt } from '../art/mark.ts'
import { Strokes } from '../ui/drawing.tsx'
import { type Art, ArtIn } from './art.tsx'
import { SERIF } from './poster-parts.tsx'

/** Side of a cover in px, as chats show it. */
export const COVER_SIDE = 600

/** What a chat shows of a link to a garden: its scene, square, with the campaign's name. Pure. */
export const gardenCover = (art: Art, [first, second]: [string, string]): string =>
  String(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={COVER_SIDE}
      height={COVER_SIDE}
      viewBox={`0 0 ${COVER_SIDE} ${COVER_SIDE}`}
      role="img"
      aria-label={first + second}
    >
      <ArtIn art={art} place={{ x: 0, y: 0, width: COVER_SIDE, height: COVER_SIDE }} align="xMidYMax" />
      <g font-size="58" font-family={SERIF} font-weight="700" fill="#17211C">
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
