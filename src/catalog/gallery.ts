import type { Texts } from '../i18n/texts.ts'
import { hasPicture } from '../ui/picture.tsx'
import { sceneOf } from './scene-of.ts'
import type { Product } from './schema.ts'

/** A picture by illustration name or address; `zh` and `en` are its alternative text and caption. */
export type OwnPicture = { name: string; zh: string; en: string }
export type GalleryPicture = { name: string; caption: string; note?: string }

/** The drawing of a kind that belongs to a pack, such as its true scale or the cup of its tea; null where there is none. */
export function drawingOf(
  kind: 'cup' | 'leaf' | 'scale' | 'brew' | 'closed',
  picture: string,
): string | null {
  const name = picture.replace(/^pack-/, `${kind}-`)
  return name !== picture && hasPicture(name) ? name : null
}

/** The cup of a pack's tea without a ground, of the sheet of all; null where there is none. */
export const laidCup = (picture: string): string | null =>
  drawingOf('cup', picture) && picture.replace(/^pack-/, 'cups#')

/** What a product shows: its own pictures, else the drawings of its pack, its cup and leaf, its true size, its produce; a box, which has none, its place. */
export function galleryOf(
  product: Product,
  t: Texts['catalog'],
  tea: Texts['teaPictures'],
  english = false,
): GalleryPicture[] {
  const own = JSON.parse(product.pictures) as OwnPicture[]
  if (own.length) return own.map(({ name, zh, en }) => ({ name, caption: english ? en : zh }))
  const { pictureWords: words } = t
  const drawings: [string | null, string | undefined, string][] = [
    [product.picture, words.pack, t.packSample],
    [drawingOf('cup', product.picture), tea.cup, t.drawn],
    [drawingOf('leaf', product.picture), tea.leaf, t.drawn],
    [drawingOf('scale', product.picture), words.scale, t.sizeSample],
    [`produce-${product.family}`, t.produce[product.family], t.drawn],
    [product.family === 'gift' ? `scene-${sceneOf(product)}` : null, words.origin, t.drawn],
  ]
  return drawings.flatMap(([name, caption, note]) =>
    name && caption && hasPicture(name) ? [{ name, caption, note }] : [],
  )
}
