import { type Art, ArtIn } from './art.tsx'
import {
  BESIDE_CODE,
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

export type ProductPosterProps = {
  art: Art
  shop: string
  name: string
  /** Family, class and place in a few words. */
  kind: string
  spec: string
  /** "¥88" */
  price: string
  /** Which day's price it is, as a sentence. */
  asOf: string
  /** The one address of the product. */
  url: string
  scan: string
  /** What marks sample goods; null where they are real. */
  sample: string | null
}

const BAND = 1080
const ROOM = BESIDE_CODE - MARGIN

/** A product to pass on: its picture, its name, its price as of a day, and the code that opens its page. Pure. */
export const productPoster = (props: ProductPosterProps): string => String(<Poster {...props} />)

const Poster = ({ art, shop, name, kind, spec, price, asOf, url, scan, sample }: ProductPosterProps) => {
  const title = fitted(name, ROOM, [
    [60, 1],
    [50, 1],
    [42, 2],
  ])
  const top = BAND + 92 - (title.lines.length > 1 ? 18 : 0)
  const below = top + Math.round((title.lines.length - 1) * title.size * 1.25)
  return (
    <Sheet label={name} ground={COLOURS.paper}>
      <ArtIn art={art} place={{ x: 0, y: 0, width: WIDTH, height: BAND }} />
      <path fill={COLOURS.paper} d={`M0 ${BAND}h${WIDTH}v${HEIGHT - BAND}H0z`} />
      {'photo' in art ? null : <Brand name={shop} />}
      <Lines {...title} x={MARGIN} y={top} fill={COLOURS.ink} leading={1.25} serif />
      <Lines size={28} lines={linesIn(kind, 28, ROOM, 1)} x={MARGIN} y={below + 54} fill={COLOURS.soft} />
      <Lines size={28} lines={linesIn(spec, 28, ROOM, 1)} x={MARGIN} y={below + 96} fill={COLOURS.soft} />
      <text x={MARGIN} y={HEIGHT - 104} font-size="56" font-weight="700" fill={COLOURS.ink}>
        {price}
      </text>
      <Lines size={22} lines={linesIn(asOf, 22, ROOM, 1)} x={MARGIN} y={HEIGHT - 56} fill={COLOURS.faint} />
      {sample ? (
        <SampleTag x={MARGIN + 56 * (0.6 * price.length) + 24} y={HEIGHT - 108} text={sample} />
      ) : null}
      <Code url={url} label={scan} y={BAND + 44} />
    </Sheet>
  )
}
