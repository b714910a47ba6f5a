import type { Product } from './schema.ts'

/** Rises when the drawing in src/browser/share-cover.ts changes, so that every cover is drawn anew. */
const LOOK = 1

/** What a cover shows. No price: a chat keeps a picture for months, and by then the price would be untrue. */
export type ShareCover = { picture: string; name: string; place: string }

export const coverFor = ({
  picture,
  nameZh,
  originZh,
}: Pick<Product, 'picture' | 'nameZh' | 'originZh'>): ShareCover => ({
  picture,
  name: nameZh,
  place: originZh,
})

/** Stands for what a cover shows: another name, place or picture makes another cover. */
export const coverKey = ({ picture, name, place }: ShareCover): string =>
  JSON.stringify([LOOK, picture, name, place])

/** Address of a product's own cover; null when there is none, or it was drawn of something else. */
export const shareCoverOf = (
  product: Pick<Product, 'picture' | 'nameZh' | 'originZh' | 'shareCover' | 'shareCoverOf'>,
): string | null =>
  product.shareCover && product.shareCoverOf === coverKey(coverFor(product)) ? product.shareCover : null
