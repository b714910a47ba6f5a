import { raw } from 'hono/html'

type Place = { x: number; y: number; width: number; height: number; preserveAspectRatio?: string }

/** One of our own drawings inside another, which then asks for no other file. */
export const Drawing = ({ svg, place }: { svg: string; place: Place }) => {
  const attributes = Object.entries(place).map(([name, value]) => `${name}="${value}"`)
  return raw(svg.replace('<svg ', `<svg ${attributes.join(' ')} `))
}

/** Strokes of ours, such as the square mark. */
export const Strokes = ({ svg }: { svg: string }) => raw(svg)
