import { assets } from './assets.generated.ts'

type PictureProps = {
  name: string
  alt: string
  width: number
  height: number
  class?: string
  eager?: boolean
}

/** A picture's own address, or the hashed one of an illustration; an unknown name shows the empty scene. */
export const pictureAddress = (name: string): string =>
  name.startsWith('/') ? name : (assets.pictures[name] ?? assets.pictures['scene-empty']!)

export const Picture = ({ name, alt, width, height, eager, ...rest }: PictureProps) => (
  <img
    src={pictureAddress(name)}
    alt={alt}
    width={width}
    height={height}
    loading={eager ? 'eager' : 'lazy'}
    decoding="async"
    {...rest}
  />
)

export const hasPicture = (name: string): boolean => name in assets.pictures
