import { assets } from './assets.generated.ts'
import { html, raw } from './html.ts'

type PictureProps = {
  name: string
  alt: string
  width: number
  height: number
  class?: string
  /** What the page is waited for: asked for first. Otherwise a picture waits until it comes near the screen. */
  first?: boolean
  /** Small and always in sight: fetched at once, after all that matters. */
  small?: boolean
}

/**
 * A picture's own address, or the hashed one of an illustration (of one on a sheet: `sheet#part`); an unknown name shows
 * the empty scene.
 */
export const pictureAddress = (name: string): string => {
  if (name.startsWith('/')) return name
  const part = name.indexOf('#')
  const address = assets.pictures[part < 0 ? name : name.slice(0, part)]
  if (!address) return assets.pictures['scene-empty']!
  return part < 0 ? address : address + name.slice(part)
}

// When it is fetched: at once and first, at once and last, or when it comes near the screen.
const FIRST = raw('fetchpriority="high"')
const SMALL = raw('fetchpriority="low" decoding="async"')
const LAZY = raw('loading="lazy" decoding="async"')

export const Picture = ({ name, alt, width, height, first, small, class: kind }: PictureProps) =>
  html`
    <img src="${pictureAddress(name)}" alt="${alt}" width="${width}" height="${height}"
      ${first ? FIRST : small ? SMALL : LAZY}${kind ? html` class="${kind}"` : null}/>`

export const hasPicture = (name: string): boolean => name in assets.pictures
