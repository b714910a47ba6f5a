import { assets } from './assets.generated.ts'

type PictureProps = {
  name: string
  alt: string
  width: number
  height: number
  class?: string
  eager?: boolean
}

/** An illustration at its hashed address; an unknown name shows the empty scene rather than a broken picture. */
export const Picture = ({ name, alt, width, height, eager, ...rest }: PictureProps) => (
  <img
    src={assets.pictures[name] ?? assets.pictures['scene-empty']}
    alt={alt}
    width={width}
    height={height}
    loading={eager ? 'eager' : 'lazy'}
    decoding="async"
    {...rest}
  />
)

export const hasPicture = (name: string): boolean => name in assets.pictures
