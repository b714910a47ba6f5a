import { assets } from './assets.generated.ts'

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
  const [file, part] = name.split('#')
  const address = assets.pictures[file!]
  if (!address) return assets.pictures['scene-empty']!
  return part ? `${address}#${part}` : address
}

export const Picture = ({ name, alt, width, height, first, small, ...rest }: PictureProps) => (
  <img
    src={pictureAddress(name)}
    alt={alt}
    width={width}
    height={height}
    loading={first || small ? undefined : 'lazy'}
    fetchpriority={first ? 'high' : small ? 'low' : undefined}
    decoding={first ? undefined : 'async'}
    {...rest}
  />
)

export const hasPicture = (name: string): boolean => name in assets.pictures
