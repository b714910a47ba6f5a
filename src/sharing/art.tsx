import { pictures, standIns } from '../art/pictures.ts'
import { withoutGrain } from '../art/scenes/kit.ts'
import { own } from '../kernel/own.ts'
import { Drawing } from '../ui/drawing.tsx'

/** What a poster is drawn around: one of our drawings, or a photo as `data:`, since a picture in a picture may fetch nothing. */
export type Art = { svg: string } | { photo: string }

/** The drawing of that name; null where there is none. */
export function drawingOf(name: string): Art | null {
  const draw = own(pictures, own(standIns, name) ?? name)
  return draw ? { svg: withoutGrain(draw()) } : null
}

type Place = { x: number; y: number; width: number; height: number }

/** Fills its place; what does not fit is cut. `align` is how: xMidYMid, xMidYMax. */
export const ArtIn = ({ art, place, align = 'xMidYMid' }: { art: Art; place: Place; align?: string }) => {
  const preserveAspectRatio = `${align} slice`
  if ('photo' in art) return <image {...place} href={art.photo} preserveAspectRatio={preserveAspectRatio} />
  // The drawing says for itself how it is cut when it stands alone.
  const svg = art.svg.replace(/ preserveAspectRatio="[^"]*"/, '')
  return <Drawing svg={svg} place={{ ...place, preserveAspectRatio }} />
}
