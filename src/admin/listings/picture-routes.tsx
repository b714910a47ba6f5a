import { Hono } from 'hono'
import { saveDraft } from '../../catalog/listings/draft-saving.ts'
import { type Editing, readEditing } from '../../catalog/listings/editor.ts'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { listOf, readFormIfWhole } from '../../http/form.ts'
import { ALT_MISSING, PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { readPictures, readPicturesById, type StoredPicture } from '../../media/queries.ts'
import { storePicture } from '../../media/storing.ts'
import { adminPaths, adminUrls, mediaPath } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Alt, faultText, readPictureId, readUpload } from '../media/picture-form.ts'
import { withListing } from './editor-answers.tsx'
import { LISTING_PICTURE, ListingPicturesPage } from './pictures-page.tsx'
import { sayRefusal } from './sentences.ts'

export const listingPictureRoutes = new Hono<AppEnv>()

const RECENT = 12
/** Photos added together. */
const MOST_AT_ONCE = 12
/** Wide enough for a phone's whole screen at twice its density; the original may be ten times as heavy. */
const SHOWN_PX = 800

type Wrong = { error?: string; altError?: string; typed?: Alt; clientKey?: string }

listingPictureRoutes.get(
  adminUrls.listingPictures.path,
  withListing((c, editing) => page(c, editing)),
)

const limit = pictureBodies(
  withListing((c, editing) => page(c, editing, { error: PICTURE_FAULTS.too_large }, 413)),
)

listingPictureRoutes.post(adminUrls.listingPictures.path, limit, withListing(addSent))

async function addSent(c: Ctx, editing: Editing) {
  const form = await readFormIfWhole(c)
  if (!form) return page(c, editing, { error: PICTURE_FAULTS.broken }, 422)
  const { db, now } = c.var.visit
  const known = [readPictureId(form, LISTING_PICTURE), ...listOf(form, 'media', 40)].filter(Boolean)
  if (known.length) {
    const read = await readPicturesById(db, known.slice(0, MOST_AT_ONCE))
    const pictures = known.flatMap((id) => read.find((picture) => picture.id === id) ?? [])
    return pictures.length === known.length ? add(c, editing, pictures) : answerNotFound(c)
  }
  const upload = await readUpload(form, LISTING_PICTURE)
  const typed = { altZh: upload.altZh, altEn: upload.altEn }
  if (!upload.altZh)
    return page(c, editing, { typed, clientKey: upload.clientKey, altError: ALT_MISSING }, 422)
  const store = { db, now, bucket: c.env.MEDIA, images: c.env.IMAGES }
  const stored = await storePicture(store, upload, c.var.staff.staffId)
  return stored.ok
    ? add(c, editing, [stored.picture])
    : page(c, editing, { typed, error: faultText(stored.fault) }, 422)
}

/** Puts kept pictures behind those of the draft; all hold on, whoever saved the draft last. */
async function add(c: Ctx, editing: Editing, added: StoredPicture[]) {
  // As it is now: the draft may have been saved while the picture came.
  const { id, content, draft, published } = (await readEditing(c.var.visit.db, editing.id)) ?? editing
  const own = added.map((picture) => {
    const size = picture.sizes.find(({ width }) => width >= SHOWN_PX) ?? picture
    return { name: mediaPath(size.key), zh: picture.altZh, en: picture.altEn }
  })
  const saved = await saveDraft(
    c.var.visit,
    {
      id,
      productId: published?.id ?? null,
      seq: draft?.seq ?? 0,
      baseVersion: draft?.baseVersion ?? published?.version ?? 0,
      edits: published?.edits ?? null,
      content: { ...content, pictures: [...(content.pictures ?? []), ...own] },
    },
    c.var.staff.staffId,
  )
  if (saved.ok) return c.redirect(`${adminPaths.listing(id, { done: 'saved' })}#picture`, 303)
  return page(c, editing, { error: `照片已保存，但还没有加到商品：${sayRefusal(saved.refusal)}` }, 409)
}

async function page(c: Ctx, editing: Editing, wrong: Wrong = {}, status = 200) {
  const recent = await readPictures(c.var.visit.db, { limit: RECENT })
  const { id, content } = editing
  const body = ListingPicturesPage({
    id,
    nameZh: content.nameZh,
    have: content.pictures?.length ?? 0,
    recent,
    clientKey: crypto.randomUUID(),
    ...wrong,
  })
  return renderAdmin(c, { title: '加图片', current: adminPaths.listings() }, body, status)
}
