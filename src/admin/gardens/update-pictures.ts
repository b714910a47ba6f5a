import type { UpdatePicture } from '../../adoption/updating.ts'
import type { Ctx } from '../../http/context.ts'
import type { Form } from '../../http/form.ts'
import { ALT_MISSING } from '../../kernel/pictures.ts'
import { readPicture, type StoredPicture } from '../../media/queries.ts'
import { storePicture } from '../../media/storing.ts'
import { mediaPath } from '../../urls.ts'
import { type Alt, faultText, readAlt, readPictureId, readUpload } from '../media/picture-form.ts'

/** Names of the picture fields of an update; as many pictures as it may have. */
export const SLOTS = ['photo1', 'photo2', 'photo3'] as const

/** One picture field of the form as it came: kept, empty, or with what has to be fixed. */
export type PictureSlot = {
  name: string
  clientKey: string
  typed: Alt
  keptId: string
  kept: UpdatePicture | null
  error: string | null
  altError: string | null
}

const NOTHING = { keptId: '', kept: null, error: null, altError: null }

export const emptySlot = (name: string): PictureSlot => ({
  ...{ name, clientKey: crypto.randomUUID(), typed: { altZh: '', altEn: '' } },
  ...NOTHING,
})

export const emptySlots = (): PictureSlot[] => SLOTS.map(emptySlot)

/** Keeps the pictures of a form, those of its plain file fields too; what is kept stays kept when the rest is fixed. */
export async function keepTypedPictures(c: Ctx, form: Form): Promise<PictureSlot[]> {
  const slots: PictureSlot[] = []
  for (const name of SLOTS) slots.push(await keepTypedPicture(c, form, name))
  return slots
}

/** Keeps the one picture of that name, when there is one. */
export async function keepTypedPicture(c: Ctx, form: Form, name: string): Promise<PictureSlot> {
  const { db, now } = c.var.visit
  const upload = await readUpload(form, name)
  const typed = readAlt(form, name)
  const slot: PictureSlot = { name, clientKey: upload.clientKey, typed, ...NOTHING }
  if (!upload.bytes.length) {
    const id = readPictureId(form, name)
    const known = id ? await readPicture(db, id) : null
    return known ? keptSlot(slot, known) : slot
  }
  if (!typed.altZh) return { ...slot, altError: `${ALT_MISSING}照片请再选一次。` }
  const store = { db, now, bucket: c.env.MEDIA, images: c.env.IMAGES }
  const stored = await storePicture(store, upload, c.var.staff.staffId)
  // What was refused may be sent again, fixed, as another upload.
  return stored.ok
    ? keptSlot(slot, stored.picture)
    : { ...slot, clientKey: crypto.randomUUID(), error: faultText(stored.fault) }
}

/** Wide enough for a phone's page, light enough for its network. */
const WIDE_ENOUGH = 800

function keptSlot(slot: PictureSlot, picture: StoredPicture): PictureSlot {
  const shown = picture.sizes.find((size) => size.width >= WIDE_ENOUGH) ?? picture
  const typed = slot.typed.altZh ? slot.typed : { altZh: picture.altZh, altEn: picture.altEn }
  const kept = { src: mediaPath(shown.key), zh: typed.altZh, en: typed.altEn }
  return { ...slot, typed, keptId: picture.id, kept }
}
