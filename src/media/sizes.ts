import type { ImagesBinding } from '@cloudflare/workers-types'
import { PICTURE_WIDTHS } from '../kernel/pictures.ts'
import { type CleanPicture, cleanPicture, type Judged } from './picture.ts'

/** The Images binding where the account has one, else nothing. */
export type Images = ImagesBinding | undefined

/** Whether a copy shows the whole picture at a width we keep: same shape to within a pixel of rounding. */
export function fitsAsSize(copy: CleanPicture, whole: CleanPicture): boolean {
  const height = (whole.height * copy.width) / whole.width
  const known = PICTURE_WIDTHS.includes(copy.width) && copy.width < whole.width
  return known && copy.type !== 'image/png' && Math.abs(copy.height - height) <= 1
}

/** Copies made by the Images binding, as webp; null where it cannot (not bound, over its limit). */
export async function makeSizes(images: Images, whole: CleanPicture): Promise<CleanPicture[] | null> {
  if (!images) return null
  const widths = PICTURE_WIDTHS.filter((width) => width < whole.width)
  try {
    const copies = await Promise.all(widths.map((width) => resize(images, whole, width)))
    return copies.flatMap((copy) => (copy.ok && fitsAsSize(copy.picture, whole) ? [copy.picture] : []))
  } catch {
    return null
  }
}

async function resize(images: ImagesBinding, whole: CleanPicture, width: number) {
  const source = new Blob([whole.bytes]).stream() as unknown as Parameters<ImagesBinding['input']>[0]
  const made = await images.input(source).transform({ width }).output({ format: 'image/webp', quality: 82 })
  return cleanPicture(new Uint8Array(await made.response().arrayBuffer()))
}

/** Copies a browser made, each judged as the picture itself is; `sizes` when one of them is something else. */
export function checkSizes(sent: Uint8Array[], whole: CleanPicture): Judged<CleanPicture[]> {
  if (sent.length > PICTURE_WIDTHS.length) return { ok: false, fault: 'sizes' }
  const copies: CleanPicture[] = []
  for (const bytes of sent) {
    const copy = cleanPicture(bytes)
    if (!copy.ok) return copy
    if (!fitsAsSize(copy.picture, whole)) return { ok: false, fault: 'sizes' }
    copies.push(copy.picture)
  }
  return { ok: true, picture: copies.sort((a, b) => a.width - b.width) }
}
